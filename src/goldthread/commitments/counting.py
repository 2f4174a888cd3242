"""What a period of a clause comes to, as a release (CONTRACTS §5 g): exact, or not told at all."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.commitments import queries, rules
from goldthread.commitments.models import Clause, ClauseResult, MeasureVersion
from goldthread.vocabulary import Scope
from goldthread.vocabulary.measures import Measure, ReportedCounts
from goldthread.workspace import MonthCount, Release, nests, releasable, release_of


NOT_TOLD = (None, None)


def counted(workspace: WorkspaceLike, clause: Clause, measure: Measure, period: str) -> tuple[int | None, int | None]:
    """What a period comes to: (None, None) where a part of it is small, or lies too near to a result made before.

    A release made stays: another clause that counts the same people of the same period gets the same figure.
    Takes: its measure, of those who gave the care as the period began; the period's first month, once it is over.
    """
    until = rules.after(period, queries.months_of(clause) - 1)
    earlier = tuple(_earlier(clause, period))
    asked = release_of(measure, MonthCount(period, 0, 0))
    for one in earlier:
        if replace(one, numerator=0, denominator=0) == asked:
            return one.numerator, one.denominator
    months = workspace.measures.counted(measure, Scope.owner(), since=period, until=until)
    made = MonthCount(period, sum(one.numerator for one in months), sum(one.denominator for one in months))
    if not releasable(made.numerator, made.denominator):
        return NOT_TOLD
    release = release_of(measure, made)
    if nests(release, earlier) or workspace.measures.tells_of_few(release, earlier):
        return NOT_TOLD
    return made.numerator, made.denominator


def _earlier(clause: Clause, period: str) -> Iterator[Release]:
    """Every result that was released exactly, but for those of this very clause and period."""
    held = ClauseResult.objects.filter(source="computed", numerator__isnull=False)
    held = held.exclude(clause=clause, period=period)
    versions = {
        (one.measure_id, one.number): one for one in MeasureVersion.objects.select_related("measure").iterator()
    }
    for one in held.select_related("clause__contract", "clause__measure").prefetch_related("clause__contract__parties"):
        version = versions.get((one.clause.measure_id, one.measure_version))
        if version is None or one.numerator is None or one.denominator is None:
            continue
        own = one.counted or queries.giving(one.clause.contract, timezone.localdate(one.at))
        measure = queries.defined(version)
        measure = replace(measure, cut=replace(measure.cut, organisations=tuple(own)))
        if own and not isinstance(measure.definition, ReportedCounts):
            yield release_of(measure, MonthCount(one.period, one.numerator, one.denominator))
