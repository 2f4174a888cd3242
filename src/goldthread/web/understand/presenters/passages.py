"""Words in pieces: what was taken out of them, what was looked for, what was coded; and why there are none."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS, Passage, Removal


REMOVED = {
    "NAME": "a name",
    "STAFF_NAME": "a member of staff's name",
    "PATIENT_NAME": "a patient's name",
    "RELATIVE_NAME": "a relative's name",
    "NHS_NUMBER": "an NHS number",
    "PHONE": "a telephone number",
    "EMAIL": "an email address",
    "POSTCODE": "a postcode",
    "ADDRESS": "an address",
    "DOB": "a date of birth",
    "AGE_90": "an age over 90",
    "HOSPITAL_NO": "a hospital number",
    "WARD_BED": "a ward and bed",
    "VEHICLE_REG": "a vehicle's number",
    "TWITTER": "an online name",
    "URL": "a web address",
    "ACCOUNT": "a bank account or card number",
    "ID_NUMBER": "a National Insurance, passport or driving licence number",
    "IP_ADDRESS": "the address of a computer",
}
TITLES = {THEMES: "About", SENTIMENT: "Feels, overall", FEELINGS: "Feelings", TOUCHPOINTS: "Moment that matters"}


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
    stay = "They stay with the teams that received them, until an agreement says more."
    if not unread:
        return "There are no comments here."
    if not read:
        return f"You do not have access to these words. {stay}"
    told = ", ".join(names.get(code, code) for code in unread)
    return f"There are no comments here that you can read. You do not have access to what was said to {told}."


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
