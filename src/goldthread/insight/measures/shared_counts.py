"""A measure counted for somebody who may not read the words behind it: shared figures alone (CONTRACTS §5)."""

from collections.abc import Iterator, Sequence
from datetime import date

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure.shares import FEWEST
from goldthread.insight.measures.counting import Counted, MonthCount, asked_of, counts_between, months_before
from goldthread.vocabulary import Scope
from goldthread.vocabulary.measures import MONTHS_OF, Measure, ReportedCounts


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
    months = months_before((today or date.today()).strftime("%Y-%m"))
    if isinstance(measure.definition, ReportedCounts):
        return Counted(counts_between(store, scope, measure, months[0], months[-1]))
    asked = asked_of(measure)
    shown = asking.disclosed(store, scope, "replies", asked.cut, by=("month",), field=asked.field, words_only=False)
    found: dict[str, list[int]] = {}
    for row in shown.rows:
        side = asked.side_of(row["value"])
        if side is not None and row["n"] is not None:
            met_and_not = found.setdefault(row["month"], [0, 0])
            met_and_not[not side] += row["n"]
    told = {month: MonthCount(month, met, met + not_met) for month, (met, not_met) in found.items()}
    return Counted(tuple(told.get(month, MonthCount(month, 0, 0)) for month in months), notes=shown.notes)


def _large(months: Sequence[MonthCount], measure: Measure) -> Iterator[MonthCount]:
    """Months without those whose period shows fewer people than a percentage needs."""
    size = MONTHS_OF[measure.period]
    of_period: dict[tuple[int, int], int] = {}
    for one in months:
        of_period[_period(one, size)] = of_period.get(_period(one, size), 0) + one.denominator
    for one in months:
        yield one if of_period[_period(one, size)] >= FEWEST else MonthCount(one.month, 0, 0)


def _period(one: MonthCount, size: int) -> tuple[int, int]:
    return int(one.month[:4]), (int(one.month[5:]) - 1) // size
