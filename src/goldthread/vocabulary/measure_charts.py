"""A measure's control chart, frozen: points with their limits, icons with text, and every caveat in words."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from goldthread.vocabulary.measures import Period, Threshold


ChartKind: TypeAlias = Literal["XmR", "p"]
Meaning: TypeAlias = Literal["common", "improvement", "concern", "neutral"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebase:
    """Where new limits begin: the first month of a period, what changed, who decided it, and when."""

    month: str
    cause: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """Something that may have changed the figures: how answers are collected, above all."""

    on: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartedPoint:
    """One period of a chart. Shares are from 0 to 1, of a gap from -1 to 1; None where there is none.

    `cause` says in words what is special about it, "" where nothing is.
    """

    month: str
    numerator: int | None
    denominator: int | None
    value: float | None
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    cause: str = ""
    meaning: Meaning = "common"
    segment: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartIcon:
    """One icon of *Making Data Count*: its name, the letter in it, and what it says."""

    name: str
    letter: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChart:
    """A control chart of one measure.

    `trial` says that limits rest on few points; `notes` are the caveats, to be printed wherever the chart is; `unit`
    is what a value is, in words.
    """

    title: str
    sentence: str
    kind: ChartKind
    period: Period
    points: tuple[ChartedPoint, ...]
    threshold: Threshold | None = None
    variation: ChartIcon | None = None
    assurance: ChartIcon | None = None
    rebases: tuple[Rebase, ...] = ()
    events: tuple[DatedEvent, ...] = ()
    trial: bool = False
    notes: tuple[str, ...] = ()
    is_gap: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings of its table."""
        when = "Month" if self.period == "month" else "Quarter from"
        counts = () if self.is_gap else ("Yes", "Of")
        return (when, *counts, "Difference" if self.is_gap else "Share", "Mean", "Lower", "Upper", "What it shows")

    def rows(self) -> list[tuple[str | int | float | None, ...]]:
        """Its table: a row a period, in the order of `columns`, shares from 0 to 1."""
        made: list[tuple[str | int | float | None, ...]] = []
        for one in self.points:
            counts = () if self.is_gap else (one.numerator, one.denominator)
            made.append((one.month, *counts, one.value, one.centre, one.lower, one.upper, one.cause))
        return made
