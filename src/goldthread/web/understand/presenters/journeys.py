"""A journey as a grid of moments and feelings, and how each group sees it."""

from dataclasses import dataclass
from typing import Any

from goldthread import coding
from goldthread.insight import Journey, JourneyPoint, Layered
from goldthread.insight import said as few_said
from goldthread.vocabulary import FEELINGS, TOUCHPOINTS
from goldthread.web import wording


SHADES = 6
MOODS = {"high": "mostly positive", "low": "mostly negative", "mixed": "mixed", "": "too few to say"}
NOBODY = "nobody"


def mood_said(step: JourneyPoint) -> str:
    """The mood of a step in words; where it has none, whether nobody spoke, too few did, or that it is not shown."""
    if step.mood:
        return MOODS[step.mood]
    if step.hidden:
        return few_said(None, at_least=step.at_least)
    return MOODS[""] if step.n else NOBODY


@dataclass(frozen=True)
class Cell:
    """One cell of the journey: its count (None is hidden) and how dark it is, 0 to 6."""

    feeling: str
    n: int | None
    shade: int
    good: bool


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


def whose(journey: Layered, titles: dict[str, str]) -> dict[str, dict[str, Any]]:
    """How each kind of person feels at each step, and whether they see it differently; nothing for one kind alone."""
    made: dict[str, dict[str, object]] = {}
    for step in journey.whole.steps if len(journey.layers) > 1 else ():
        here = [(layer, layer.steps[step.key]) for layer in journey.layers]
        made[step.key] = {
            "moods": [{"who": titles[layer.who], "mood": one.mood, "says": mood_said(one)} for layer, one in here],
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
            "says": mood_said(layer.steps[step.key]),
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
