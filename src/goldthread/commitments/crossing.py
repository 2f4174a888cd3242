"""Reads: clauses of which only one can be told, since they count some of the same people and others besides (0042)."""

from goldthread.commitments import measuring, queries
from goldthread.commitments.models import Clause, MeasureVersion
from goldthread.vocabulary import Scope, WrongUsage
from goldthread.vocabulary.measures import Measure, ReportedCounts
from goldthread.workspace import MonthCount, Release, overlaps, release_of


ANY_QUARTER = "2000-01"
"""By which month and quarter are held against each other: which year it is makes no difference."""


def crossed_by(clause: Clause, scope: Scope) -> list[Clause | None]:
    """Clauses that cross this one, the oldest first: None for one that the reader may not see. Asked of no store."""
    others = list(
        Clause.objects.filter(ended_on=None)
        .exclude(pk=clause.pk)
        .select_related("contract", "measure")
        .prefetch_related("contract__parties", "wordings")
        .order_by("id")
    )
    versions = {
        one.measure_id: measuring.defined(one)
        for one in MeasureVersion.objects.filter(measure__in={other.measure_id for other in (*others, clause)})
        .select_related("measure")
        .order_by("number")
    }
    own = _release(versions[clause.measure_id], clause)
    crossed = [other for other in others if own and _cross(own, _release(versions[other.measure_id], other))]
    return [other if queries.concerns(scope, other.contract) else None for other in crossed]


def _release(measure: Measure, clause: Clause) -> Release | None:
    """Of whom a result of a clause would tell; None where its provider reports it, or it counts nobody."""
    if isinstance(measure.definition, ReportedCounts):
        return None
    try:
        return release_of(measuring.narrowed(measure, clause.contract), MonthCount(ANY_QUARTER, 0, 0))
    except WrongUsage:
        return None


def _cross(own: Release, other: Release | None) -> bool:
    return other is not None and overlaps(own, other)
