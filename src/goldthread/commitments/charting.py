"""Control charts of measures and of clauses' results, as far as a reader may see them, with what happened meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils import timezone

from goldthread.accounts.queries import names_of_people
from goldthread.commitments import disclosing, measuring, outcomes, rules
from goldthread.commitments.actions.marks import COLLECTION, LIMITS
from goldthread.commitments.models import Clause, MeasureRecord
from goldthread.vocabulary.measure_charts import DatedEvent, MeasureChart, Rebase
from goldthread.workspace import MonthCount, charted


def rebases_of(measure: MeasureRecord) -> tuple[Rebase, ...]:
    """New limits of a measure's charts, with who decided them by name."""
    held = list(measure.marks.filter(kind=LIMITS, removed_at=None).order_by("on", "id"))
    names = names_of_people(one.by for one in held)
    return tuple(
        Rebase(
            month=f"{one.on:%Y-%m}",
            cause=one.what,
            by=names.get(one.by, "the commissioner"),
            on=timezone.localdate(one.at),
        )
        for one in held
    )


def events_of(measure: MeasureRecord) -> tuple[DatedEvent, ...]:
    """Changes of how what a measure counts is collected."""
    held = measure.marks.filter(kind=COLLECTION, removed_at=None).order_by("on", "id")
    return tuple(DatedEvent(on=one.on, what=one.what) for one in held)


def charted_from(rebases: Sequence[Rebase], first: str, last: str, size: int) -> tuple[Rebase, ...]:
    """New limits that begin within the charted months, each at the first month of its period.

    Takes: the first and last month of a chart, and months a period. Only whole periods are charted.
    """
    made = {}
    for one in rebases:
        month = rules.quarter_of(one.month) if size > 1 else one.month
        if first <= month and rules.after(month, size - 1) <= last:
            made[month] = replace(one, month=month)
    return tuple(made.values())


FEWEST = 3
"""Results that a chart needs: with fewer, the table says as much."""


def of_results(
    clause: Clause, found: Sequence[outcomes.PeriodResult], *, exact: Callable[[str], bool]
) -> MeasureChart | None:
    """Results on a control chart, from the first period to the last; None of fewer than three.

    A period without a result, with too few to say, or with figures that this reader may not see is a gap.
    Takes: whether this reader sees small figures of a period, as the parties to the contract do.
    """
    size = measuring.months_of(clause)
    told = {}
    for one in (period.result for period in found):
        numerator, denominator = disclosing.told(one.numerator, one.denominator, exact=exact(one.period))
        if numerator is not None:
            told[rules.quarter_of(one.period) if size > 1 else one.period] = (numerator, denominator or 0)
    if len(told) < FEWEST:
        return None
    month, last = min(told), max(told)
    months = []
    while month <= last:
        numerator, denominator = told.get(month, (0, 0))
        months.append(MonthCount(month, numerator, denominator))
        months += [MonthCount(rules.after(month, n), 0, 0) for n in range(1, size)]
        month = rules.after(month, size)
    return charted(
        measuring.defined(measuring.newest_measure(clause)),
        months,
        rebases=charted_from(rebases_of(clause.measure), months[0].month, months[-1].month, size),
        events=[one for one in events_of(clause.measure) if f"{one.on:%Y-%m}" >= months[0].month],
    )
