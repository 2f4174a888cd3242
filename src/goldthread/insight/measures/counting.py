"""A measure counted month by month from the evidence, by the same questions as everything else."""

from collections.abc import Iterator, Mapping
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


class Counted(NamedTuple):
    """A measure's two years, and what is left out of them: answers without a day, and answers that are neither."""

    months: tuple[MonthCount, ...]
    undated: int = 0
    neither: int = 0


def monthly(store: Store, scope: Scope, measure: Measure, *, today: date | None = None) -> Counted:
    """Every month of the two years before this month, also those in which nobody is counted.

    Takes: somebody who may read the words behind it, since counts are exact.
    Source: of answers each person once a month, of events every answer held, in the months of their days; reported
    counts as they were reported, the newest 24 months of them.
    """
    definition = measure.definition
    if isinstance(definition, ReportedCounts):
        held = {one.month: (one.numerator, one.denominator) for one in definition.months}
        newest = max(held, default="")
        return Counted(_two_years(_after(newest), held) if newest else ())
    found, undated, neither = _counted(store, scope, measure, definition)
    return Counted(_two_years((today or date.today()).strftime("%Y-%m"), found), undated, neither)


def _counted(
    store: Store, scope: Scope, measure: Measure, definition: ShareOfAnswers | ShareOfEvents
) -> tuple[dict[str, tuple[int, int]], int, int]:
    """So many of so many by month; then what is left out: without a day, and with another value."""
    if isinstance(definition, ShareOfEvents):
        field, good, other, figure = definition.field, definition.good, definition.other, "n"
        cut = replace(measure.cut, kinds=(definition.kind,))
    else:
        field, good, other, figure = definition.question, definition.yes, definition.no, "people"
        cut = measure.cut
    split, undated, neither = f"extra:{field}", 0, 0
    is_good = {value.casefold(): value in good for value in (*good, *other)}
    found: dict[str, tuple[int, int]] = {}
    for row in asking.table(store, scope, "volumes", cut, by=("month", split)).rows:
        value, count = row[split].strip().casefold(), row[figure]
        if value not in is_good:
            neither += count if value else 0
        elif not row["month"]:
            undated += count
        else:
            met, of = found.get(row["month"], (0, 0))
            found[row["month"]] = met + (count if is_good[value] else 0), of + count
    return found, undated, neither


def _two_years(before: str, held: Mapping[str, tuple[int, int]]) -> tuple[MonthCount, ...]:
    return tuple(MonthCount(month, *held.get(month, (0, 0))) for month in _before(before))


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
