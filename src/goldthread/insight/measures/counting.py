"""A measure counted month by month from the evidence, by the same questions as everything else."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.measures import personal
from goldthread.vocabulary import Cut, Scope, WrongUsage
from goldthread.vocabulary.measures import Measure, ReportedCounts, ShareOfAnswers, ShareOfEvents


MONTHS = 24
LONGEST = 240
"""Months that are counted at once, at most."""
MONTH = re.compile(r"[1-9]\d{3}-(0[1-9]|1[0-2])", re.ASCII)


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
    """A measure's two years, and what is left out of them: answers without a day, and answers that are neither.

    `notes` say what shared figures leave out; there are none where counts are exact.
    """

    months: tuple[MonthCount, ...]
    undated: int = 0
    neither: int = 0
    notes: tuple[str, ...] = ()


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
        return Counted(_two_years(months_after(newest, 1), held) if newest else ())
    found, undated, neither = _counted(store, scope, measure, definition)
    return Counted(_two_years((today or date.today()).strftime("%Y-%m"), found), undated, neither)


def counts_between(store: Store, scope: Scope, measure: Measure, since: str, until: str) -> tuple[MonthCount, ...]:
    """Every month from one to another, both included, also those in which nobody is counted.

    Takes: months as "2026-05"; somebody who may read the words behind it, since counts are exact.
    Raises: WrongUsage for what is no month, or a range that ends before it begins or is longer than 20 years; what
    evidence raises for a cut that is closed or unknown.
    """
    months = months_between(since, until)
    if isinstance(measure.definition, ReportedCounts):
        held = {one.month: (one.numerator, one.denominator) for one in measure.definition.months}
    else:
        held, _, _ = _counted(store, scope, within(measure, since, until), measure.definition)
    return tuple(MonthCount(month, *held.get(month, (0, 0))) for month in months)


def people_between(store: Store, scope: Scope, measure: Measure, since: str, until: str) -> tuple[MonthCount, ...]:
    """The same in people, also of events: one person may bring several."""
    months, definition = months_between(since, until), measure.definition
    if isinstance(definition, ReportedCounts):
        raise WrongUsage("Nobody knows how many people stand behind what a provider reports.")
    tallies = _tallies(store, scope, within(measure, since, until), definition, by=("month",), figure="people")
    return tuple(MonthCount(month, *tallies.get((month,), _Tally())[:2]) for month in months)


def counts_by_organisation(
    store: Store, scope: Scope, measure: Measure, since: str, until: str
) -> dict[str, tuple[MonthCount, ...]]:
    """The same for each organisation in which anybody is counted, by its code, all asked at once.

    Raises: WrongUsage, besides, for what a provider reports: that is of one organisation.
    """
    months, definition = months_between(since, until), measure.definition
    if isinstance(definition, ReportedCounts):
        raise WrongUsage("What a provider reports is not counted by organisation.", "Give each provider its own.")
    tallies = _tallies(store, scope, within(measure, since, until), definition, by=("organisation", "month"))
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for (organisation, month), tally in tallies.items():
        found.setdefault(organisation, {})[month] = (tally.met, tally.of)
    return {
        code: tuple(MonthCount(month, *held.get(month, (0, 0))) for month in months)
        for code, held in sorted(found.items())
        if any(of for _, of in held.values())
    }


class AskedField(NamedTuple):
    """What a measure asks of the evidence: a field, of whom, and which of its values in small letters are good."""

    field: str
    cut: Cut
    is_good: Mapping[str, bool]

    def side_of(self, value: str) -> bool | None:
        """Whether a value meets the measure; None for one that is on neither side."""
        return self.is_good.get(value.strip().casefold())


def asked_of(measure: Measure) -> AskedField:
    """What a measure asks. Raises: NoRight for who people are, WrongUsage for what a provider reports."""
    definition, cut = measure.definition, measure.cut
    if isinstance(definition, ReportedCounts):
        raise WrongUsage("What a provider reports is not counted here.")
    if isinstance(definition, ShareOfEvents):
        field, good, other = definition.field, definition.good, definition.other
        cut = replace(cut, kinds=(definition.kind,))
    else:
        field, good, other = definition.question, definition.yes, definition.no
    personal.check(field, (*good, *other))
    return AskedField(field, cut, {value.casefold(): value in good for value in (*good, *other)})


class _Tally(NamedTuple):
    """Of one cell: who met it, who counts, and who gave another answer."""

    met: int = 0
    of: int = 0
    neither: int = 0


def within(measure: Measure, since: str, until: str) -> Measure:
    """The same measure, of the days of these months alone."""
    first, last = days_between(since, until)
    return replace(measure, cut=replace(measure.cut, since=first, until=last))


def days_between(since: str, until: str) -> tuple[date, date]:
    """The first and the last day of some months."""
    last = date.fromisoformat(f"{months_after(until, 1)}-01") - timedelta(days=1)
    return date.fromisoformat(f"{since}-01"), last


def _counted(
    store: Store, scope: Scope, measure: Measure, definition: ShareOfAnswers | ShareOfEvents
) -> tuple[dict[str, tuple[int, int]], int, int]:
    """So many of so many by month; then what is left out: without a day, and with another value."""
    tallies = _tallies(store, scope, measure, definition, by=("month",))
    undated = sum(tally.of for (month,), tally in tallies.items() if not month)
    found = {month: (tally.met, tally.of) for (month,), tally in tallies.items() if month and tally.of}
    return found, undated, sum(tally.neither for tally in tallies.values())


def _tallies(
    store: Store,
    scope: Scope,
    measure: Measure,
    definition: ShareOfAnswers | ShareOfEvents,
    by: tuple[str, ...],
    figure: str = "",
) -> dict[tuple[str, ...], _Tally]:
    asked, counted = asked_of(measure), "n" if isinstance(definition, ShareOfEvents) else "people"
    found: dict[tuple[str, ...], _Tally] = {}
    for row in asking.table(store, scope, "replies", asked.cut, by=by, field=asked.field).rows:
        key, side, count = tuple(row[name] for name in by), asked.side_of(row["value"]), row[figure or counted]
        met, of, neither = found.get(key, _Tally())
        if side is None:
            found[key] = _Tally(met, of, neither + (count if row["value"].strip() else 0))
        else:
            found[key] = _Tally(met + (count if side else 0), of + count, neither)
    return found


def _two_years(before: str, held: Mapping[str, tuple[int, int]]) -> tuple[MonthCount, ...]:
    return tuple(MonthCount(month, *held.get(month, (0, 0))) for month in months_before(before))


def months_before(month: str) -> list[str]:
    """The 24 months before this one, in order."""
    last = _number(month) - 1
    return _named(last - MONTHS + 1, last)


def months_between(since: str, until: str) -> tuple[str, ...]:
    """Every month from one to another, both included. Raises WrongUsage where these are no months in order."""
    for one in (since, until):
        if not MONTH.fullmatch(one):
            raise WrongUsage(f"“{one[:30]}” is not a month.", "Write months as 2026-05.")
    if not 0 <= _number(until) - _number(since) < LONGEST:
        raise WrongUsage(f"{since} to {until} is no range of months.", "Give at most 20 years, the first month first.")
    return tuple(_named(_number(since), _number(until)))


def months_after(month: str, count: int) -> str:
    """The month so many months after another."""
    return _named(_number(month) + count, _number(month) + count)[0]


def _number(month: str) -> int:
    """How many months lie before it since the year 0."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _named(first: int, last: int) -> list[str]:
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]
