"""A measure counted for somebody who may not read the words behind it: shared figures alone (CONTRACTS §5)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure.shares import FEWEST
from goldthread.insight.measures import personal
from goldthread.insight.measures.back_test import OF_A_PERIOD
from goldthread.insight.measures.counting import Counted, MonthCount, counts_between, months_before
from goldthread.vocabulary import Scope
from goldthread.vocabulary.measures import Measure, ReportedCounts, ShareOfEvents


def is_exact(store: Store, scope: Scope, measure: Measure) -> bool:
    """Whether a scope gets exact counts of a measure: what a provider reports, and what it may read all words of."""
    return isinstance(measure.definition, ReportedCounts) or asking.is_exact(store, scope, measure.cut)


def shared_months(store: Store, scope: Scope, measure: Measure, *, today: date | None = None) -> Counted:
    """Every month of the two years before this one, each answer rounded to 5; months that show nothing count nobody.

    A month shows something where both sides of it do, and where as many are shown as a percentage needs, in it or in
    the quarter that it is counted in (CONTRACTS §5 e).
    Raises: NotShared for a cut, or events, that shared figures are not given for.
    """
    counted = shared_replies(store, scope, measure, today=today)
    if isinstance(measure.definition, ReportedCounts):
        return counted
    both = tuple(one if 0 < one.numerator < one.denominator else MonthCount(one.month, 0, 0) for one in counted.months)
    return counted._replace(months=tuple(_large(both, measure)))


def shared_replies(store: Store, scope: Scope, measure: Measure, *, today: date | None = None) -> Counted:
    """The same months with every figure that is shown: enough to say how many reply, too little for a percentage.

    Raises: as `shared_months`.
    """
    definition, before = measure.definition, (today or date.today()).strftime("%Y-%m")
    months = months_before(before)
    if isinstance(definition, ReportedCounts):
        return Counted(counts_between(store, scope, measure, months[0], months[-1]))
    if isinstance(definition, ShareOfEvents):
        field, good, other = definition.field, definition.good, definition.other
        cut = replace(measure.cut, kinds=(definition.kind,))
    else:
        field, good, other, cut = definition.question, definition.yes, definition.no, measure.cut
    personal.check(field)
    shown = asking.disclosed(store, scope, "replies", cut, by=("month",), field=field, words_only=False)
    is_good = {value.casefold(): value in good for value in (*good, *other)}
    found: dict[str, list[int]] = {}
    for row in shown.rows:
        value = row["value"].strip().casefold()
        if value in is_good and row["n"] is not None:
            met_and_not = found.setdefault(row["month"], [0, 0])
            met_and_not[not is_good[value]] += row["n"]
    told = {month: MonthCount(month, met, met + not_met) for month, (met, not_met) in found.items()}
    return Counted(tuple(told.get(month, MonthCount(month, 0, 0)) for month in months), notes=shown.notes)


def _large(months: Sequence[MonthCount], measure: Measure) -> Iterator[MonthCount]:
    """Months without those whose period shows fewer people than a percentage needs."""
    size = OF_A_PERIOD[measure.period]
    of_period: dict[tuple[int, int], int] = {}
    for one in months:
        of_period[_period(one, size)] = of_period.get(_period(one, size), 0) + one.denominator
    for one in months:
        yield one if of_period[_period(one, size)] >= FEWEST else MonthCount(one.month, 0, 0)


def _period(one: MonthCount, size: int) -> tuple[int, int]:
    return int(one.month[:4]), (int(one.month[5:]) - 1) // size
