"""What members say of a need: a bar, a table, and sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from goldthread.partnership.rules import VOICES, percent


CALLED = (
    ("support", "Support it", "positive"),
    ("unsure", "Not sure", "neutral"),
    ("disagree", "Disagree", "negative"),
)


OUTSIDE = (
    "Members of the panel see answers at once. Other people see them at the end of a day, "
    "when three or more members have answered since the last time. So nobody can tell how one member answered."
)


class SupportLike(Protocol):
    """What members say of a need, counted."""

    @property
    def support(self) -> int:
        """How many support it."""

    @property
    def disagree(self) -> int:
        """How many disagree."""

    @property
    def unsure(self) -> int:
        """How many are not sure."""

    @property
    def split(self) -> Mapping[str, Mapping[str, int]] | None:
        """The same by voice, where that names nobody."""

    @property
    def entered(self) -> int:
        """For how many of them somebody else keyed it."""

    @property
    def before(self) -> int:
        """How many answered an earlier wording alone."""

    @property
    def said(self) -> int:
        """How many said anything."""


@dataclass(frozen=True)
class SupportRow:
    """One answer with how many gave it."""

    title: str
    name: str
    n: int
    percent: int


def rows(shown: SupportLike) -> list[SupportRow]:
    """Each answer, in the order of the bar."""
    counts = {"support": shown.support, "unsure": shown.unsure, "disagree": shown.disagree}
    return [SupportRow(title, name, counts[key], percent(counts[key], shown.said)) for key, title, name in CALLED]


def parts(shown: SupportLike) -> list[dict[str, object]]:
    """The parts of the bar; their widths are percentages."""
    whole = shown.said or 1
    return [{"name": row.name, "width": 100 * row.n / whole} for row in rows(shown)]


def sentence(shown: SupportLike, seats: int, *, live: bool = True) -> str:
    """How many support it, of how many. Takes: whether a member of the panel reads it, who sees answers at once."""
    if not shown.said and not live:
        return "What members say is shown here when three of them have answered."
    if not shown.said:
        return f"None of the {seats} members has answered yet." if seats != 1 else "The member has not answered yet."
    if shown.said == 1:
        return f"One member has answered, and {'supports' if shown.support else 'does not support'} it."
    return f"{shown.support} of the {shown.said} members who answered support it."


def notes(shown: SupportLike, seats: int, *, live: bool = True) -> list[str]:
    """What else to know of these counts. Takes: whether a member of the panel reads it, who sees answers at once."""
    left = seats - shown.said
    held = [f"{left} of {seats} members {'has' if left == 1 else 'have'} not answered."] if 0 < left < seats else []
    if not live:
        held = [OUTSIDE]
    if shown.entered:
        held.append(f"{shown.entered} {'answer was' if shown.entered == 1 else 'answers were'} entered for someone.")
    if shown.before:
        held.append(f"{shown.before} {'member' if shown.before == 1 else 'members'} answered an earlier wording.")
    if shown.said and not shown.split:
        held.append("There are too few of each to split this by patients, carers and others.")
    return held


def by_voice(shown: SupportLike) -> list[tuple[str, list[int]]]:
    """The split by voice, in the order of voices; empty where it would name somebody."""
    split = shown.split or {}
    return [(called, [split[voice][key] for key, _, _ in CALLED]) for voice, called in VOICES if voice in split]
