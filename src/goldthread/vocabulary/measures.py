"""A measure: what patients want, as a share that is counted period by period and compared with a threshold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from goldthread.vocabulary.questions import EVERYTHING, Cut


Period: TypeAlias = Literal["month", "quarter"]
Standing: TypeAlias = Literal["watched", "agreed"]
MONTHS_OF: Mapping[str, int] = {"month": 1, "quarter": 3}
"""Months in a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOfAnswers:
    """Of those who gave one of these answers to a question with fixed answers, who answered yes.

    Each person counts once a month. `yes` and `no` are answers as they stand in files; whoever gave another, such as
    *does not apply*, is left out.
    """

    question: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOfEvents:
    """Of recorded events of a kind, those that went as they should.

    Every answer that is held counts: of complaints, whose rows hold one text each, a case counts once.

    `kind` is a kind of source, as complaints; `field` the column of the file that says how it went, `good` and `other`
    the values in it that count. A row with any other value is left out.
    """

    kind: str
    field: str
    good: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedMonth:
    """What a provider reported for one month, "2026-05": so many of so many."""

    month: str
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedCounts:
    """What a provider counts and reports, in its own words; the months that it has reported, in order, none twice."""

    numerator: str
    denominator: str
    months: tuple[ReportedMonth, ...] = ()


Definition: TypeAlias = ShareOfAnswers | ShareOfEvents | ReportedCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A share from 0 to 1 that a period must reach, or with `at_most` must not pass."""

    share: float
    at_most: bool = False

    def is_met(self, value: float) -> bool:
        """Whether a share meets it; a share that is exactly as large does."""
        return value <= self.share if self.at_most else value >= self.share


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure as it is drafted or agreed. `wording` is the patients' own sentence.

    `more` holds what a measure needs before it is endorsed, by field (domain 4.4): why it matters, whose data it is,
    and so on.
    """

    key: str
    wording: str
    definition: Definition
    cut: Cut = EVERYTHING
    period: Period = "month"
    threshold: Threshold | None = None
    standing: Standing = "watched"
    more: tuple[tuple[str, str], ...] = ()
