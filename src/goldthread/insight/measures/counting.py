"""A measure counted month by month from the evidence, by the same questions as everything else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.vocabulary import Scope
from goldthread.vocabulary.measures import Measure, ReportedCounts, ShareOfAnswers, ShareOfEvents


MONTHS = 24


class MonthCount(NamedTuple):
    """One month: so many of so many; `value` is their share, None where nobody is counted."""

    month: str
    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1."""
        return self.numerator / self.denominator if self.denominator else None


def monthly(store: Store, scope: Scope, measure: Measure, *, today: date | None = None) -> list[MonthCount]:
    """Every month of the two years before this month, also those in which nobody is counted.

    Takes: somebody who may read the words behind it, since counts are exact. Source: of answers each person once a
    month, of events each row once, in the months of their days; reported counts as they were reported, the newest 24
    months of them.
    """
    definition = measure.definition
    if isinstance(definition, ReportedCounts):
        held = {one.month: (one.numerator, one.denominator) for one in definition.months}
        newest = max(held, default="")
        return [MonthCount(month, *held.get(month, (0, 0))) for month in _before(_after(newest))] if newest else []
    found = (
        _of_events(store, scope, measure)
        if isinstance(definition, ShareOfEvents)
        else _of_answers(store, scope, measure)
    )
    return [
        MonthCount(month, *found.get(month, (0, 0))) for month in _before((today or date.today()).strftime("%Y-%m"))
    ]


def _of_answers(store: Store, scope: Scope, measure: Measure) -> dict[str, tuple[int, int]]:
    definition = measure.definition
    assert isinstance(definition, ShareOfAnswers)
    return _counted(store, scope, measure, definition.question, definition.yes, definition.no, "people")


def _of_events(store: Store, scope: Scope, measure: Measure) -> dict[str, tuple[int, int]]:
    definition = measure.definition
    assert isinstance(definition, ShareOfEvents)
    of_kind = replace(measure, cut=replace(measure.cut, kinds=(definition.kind,)))
    return _counted(store, scope, of_kind, definition.field, definition.good, definition.other, "people")


def _counted(
    store: Store, scope: Scope, measure: Measure, field: str, good: tuple[str, ...], other: tuple[str, ...], figure: str
) -> dict[str, tuple[int, int]]:
    split = f"extra:{field}"
    table = asking.table(store, scope, "volumes", measure.cut, by=("month", split))
    counted = {value.casefold(): value in good for value in (*good, *other)}
    found: dict[str, tuple[int, int]] = {}
    for row in table.rows:
        is_good = counted.get(row[split].strip().casefold())
        if row["month"] and is_good is not None:
            so_far = found.get(row["month"], (0, 0))
            found[row["month"]] = so_far[0] + (row[figure] if is_good else 0), so_far[1] + row[figure]
    return found


def _before(month: str) -> list[str]:
    """The two years of months before this one, in order."""
    return list(_back(month))[::-1]


def _back(month: str) -> Iterator[str]:
    year, number = int(month[:4]), int(month[5:])
    for _ in range(MONTHS):
        year, number = (year, number - 1) if number > 1 else (year - 1, 12)
        yield f"{year:04}-{number:02}"


def _after(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"
