"""How answers look on a page: bars, grids, and words with what was taken out of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from goldthread import coding
from goldthread.insight import Journey, Layered
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS, Passage, Removal, Table
from goldthread.web import wording


SHADES = 6
REMOVED = {
    "NAME": "a name",
    "STAFF_NAME": "a member of staff's name",
    "PATIENT_NAME": "a patient's name",
    "RELATIVE_NAME": "a relative's name",
    "NHS_NUMBER": "an NHS number",
    "PHONE": "a telephone number",
    "EMAIL": "an e-mail address",
    "POSTCODE": "a postcode",
    "ADDRESS": "an address",
    "DOB": "a date of birth",
    "AGE_90": "an age over 90",
    "HOSPITAL_NO": "a hospital number",
    "WARD_BED": "a ward and bed",
    "VEHICLE_REG": "a vehicle's number",
    "TWITTER": "an online name",
    "URL": "a web address",
}
TITLES = {THEMES: "Speaks of", SENTIMENT: "Feels, overall", FEELINGS: "Feelings", TOUCHPOINTS: "Moment that matters"}


@dataclass(frozen=True)
class Cell:
    """One cell of the journey: its count (None is hidden) and how dark it is, 0 to 6."""

    feeling: str
    n: int | None
    shade: int
    good: bool


def bars(table: Table) -> list[dict[str, Any]]:
    """Theme rows with the width of each bar in whole percent of the widest."""
    widest = max((row["n"] or 0 for row in table.rows), default=0) or 1
    made = []
    for row in table.rows:
        parts = [
            {"name": name, "n": row[name], "width": round(100 * (row[name] or 0) / widest, 1)}
            for name in ("positive", "neutral", "negative")
        ]
        made.append(row | {"parts": parts})
    return made


def balance(table: Table) -> list[dict[str, Any]]:
    """Positive, neutral and negative answers, in that order."""
    held = {row["sentiment"]: row for row in table.rows}
    names = (
        ("positive", "Positive"),
        ("neutral", "Neutral or mixed"),
        ("negative", "Negative"),
        ("unrated", "Not rated"),
    )
    blank = {"n": 0, "share": None, "hidden": False, "at_least": False}
    made = [{"key": key, "title": title, **{k: held.get(key, blank)[k] for k in blank}} for key, title in names]
    return [part | {"name": part["key"], "width": round(part["share"] or 0, 1)} for part in made]


def grid(journey: Journey) -> list[dict[str, Any]]:
    """Each step with its cells; shades are relative to the fullest cell of the whole journey."""
    fullest = max((n or 0 for step in journey.steps for n in step.feelings.values()), default=0) or 1
    good = good_feelings()
    return [
        {
            "step": step,
            "cells": [
                Cell(name, step.feelings.get(name, 0), _shade(step.feelings.get(name, 0), fullest), name in good)
                for name in journey.feelings
            ],
            "most": _most(step.feelings),
        }
        for step in journey.steps
    ]


def good_feelings() -> frozenset[str]:
    """The feelings that are good to have."""
    return frozenset(feeling.key for feeling in coding.feelings() if feeling.polarity > 0)


def sureness(journey: Journey) -> list[tuple[str, list[tuple[str, str]]]]:
    """How often feelings of this journey and kinds of moment are right, in words."""
    kinds = [(kind.title, wording.how_sure(TOUCHPOINTS, kind.key)) for kind in coding.touchpoint_kinds()]
    felt = [(wording.plain(name), wording.how_sure(FEELINGS, name)) for name in journey.feelings]
    return [("Feelings", felt), ("Kinds of moment", kinds)]


MOODS = {"high": "mostly good", "low": "mostly hard", "mixed": "good and hard", "": "too few to say"}


def whose(journey: Layered, titles: dict[str, str]) -> dict[str, dict[str, Any]]:
    """How each kind of person feels at each step, and whether they see it differently; nothing for one kind alone."""
    made: dict[str, dict[str, object]] = {}
    for step in journey.whole.steps if len(journey.layers) > 1 else ():
        here = [(layer, layer.steps[step.key]) for layer in journey.layers]
        made[step.key] = {
            "moods": [{"who": titles[layer.who], "mood": one.mood, "says": MOODS[one.mood]} for layer, one in here],
            "apart": step.key in journey.apart,
            "known": sum(one.balance is not None for _, one in here) > 1,
        }
    return made


def by_group(journey: Layered, titles: dict[str, str]) -> list[dict[str, object]]:
    """Every group at every step, with all its feelings, most first: what the drawing shows, and the rest."""
    return [
        {
            "step": step,
            "who": layer.who,
            "title": titles[layer.who],
            "here": layer.steps[step.key],
            "feelings": _all(layer.steps[step.key].feelings),
            "first": at == 0,
            "says": MOODS[layer.steps[step.key].mood],
        }
        for step in journey.whole.steps
        for at, layer in enumerate(journey.layers)
    ]


def _all(felt: dict[str, int | None]) -> list[tuple[str, int]]:
    return sorted(((name, n) for name, n in felt.items() if n), key=lambda pair: (-pair[1], pair[0]))


def _shade(n: int | None, fullest: int) -> int:
    return 0 if not n else 1 + min(SHADES - 1, int((SHADES - 1) * (n / fullest) ** 0.5))


def _most(felt: dict[str, int | None]) -> list[tuple[str, int]]:
    return _all(felt)[:4]


class Redacted(Protocol):
    """Words that identities were taken out of, and where: an answer that is kept, or one that is being looked over."""

    @property
    def text(self) -> str: ...
    @property
    def removed(self) -> tuple[Removal, ...]: ...


def silence(read: bool, unread: Sequence[str], names: Mapping[str, str]) -> str:
    """Why a page has no words: nobody said any, they are not the reader's to read, or each for its part.

    Takes: whether some of what was asked for may be read, and the organisations of whom some may not.
    """
    stay = "They stay with those who were told, until an agreement says more."
    if not unread:
        return "Nobody has said anything here."
    if not read:
        return f"These words are not yours to read. {stay}"
    told = ", ".join(names.get(code, code) for code in unread)
    return f"Nobody whose words you may read has said anything here. What else was told to {told} is not yours to read."


def parts(passage: Redacted) -> list[dict[str, str]]:
    """The words in pieces: as said, or a token that stands for what was taken out."""
    made, at = [], 0
    for gone in sorted(passage.removed, key=lambda removal: removal.start):
        if gone.start > at:
            made.append({"text": passage.text[at : gone.start], "gone": ""})
        made.append({"text": passage.text[gone.start : gone.end], "gone": REMOVED.get(gone.type, "something personal")})
        at = gone.end
    return [*made, {"text": passage.text[at:], "gone": ""}]


def found(text: str, places: Iterable[tuple[int, int]]) -> list[dict[str, str]]:
    """A text in pieces, those at the given places marked as found."""
    made, at = [], 0
    for start, end in places:
        made += [{"text": text[at:start], "found": ""}, {"text": text[start:end], "found": "yes"}]
        at = end
    return [piece for piece in (*made, {"text": text[at:], "found": ""}) if piece["text"]]


def codes(passage: Passage) -> list[dict[str, Any]]:
    """What was coded, by kind: label, how sure, who says so, and the words that show it."""
    made = []
    for framework, title in TITLES.items():
        marks = [code for code in passage.codes if code.framework == framework]
        made.append(
            {
                "title": title,
                "framework": framework,
                "marks": [
                    {"code": mark, "words": passage.text[mark.start : mark.end] if mark.start >= 0 else ""}
                    for mark in marks
                ],
            }
        )
    return made
