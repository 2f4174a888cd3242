"""What a period of a clause comes to, as a release (CONTRACTS §5 g): exact, or not told at all."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.commitments import measuring, parties, rules
from goldthread.commitments.models import Clause, ClauseResult, MeasureVersion
from goldthread.vocabulary import Scope
from goldthread.vocabulary.measures import Measure, ReportedCounts
from goldthread.workspace import MonthCount, Release, is_apart, nests, releasable, release_of


NOT_TOLD = (None, None)


def counted(workspace: WorkspaceLike, clause: Clause, measure: Measure, period: str) -> tuple[int | None, int | None]:
    """What a period comes to: (None, None) where a part of it is small, or lies too near to a result made before.

    A release made stays: another clause that counts the same people of the same period gets the same figure.
    Takes: its measure, of those who gave the care as the period began; the period's first month, once it is over.
    """
    until = rules.after(period, measuring.months_of(clause) - 1)
    held = tuple(_earlier(clause, period))
    earlier = tuple(one for one, _ in held)
    asked = release_of(measure, MonthCount(period, 0, 0))
    for one in earlier:
        if replace(one, numerator=0, denominator=0) == asked:
            return one.numerator, one.denominator
    months = workspace.measures.counted(measure, Scope.owner(), since=period, until=until)
    made = MonthCount(period, sum(one.numerator for one in months), sum(one.denominator for one in months))
    if not releasable(made.numerator, made.denominator):
        return NOT_TOLD
    release = release_of(measure, made)
    redrawn = [one for one, version in held if not _is_drawn_as(workspace, one, version)]
    if any(not is_apart(release, one) for one in redrawn):
        return NOT_TOLD  # which people both count cannot be told from the journey as it is drawn now
    if nests(release, earlier) or workspace.measures.tells_of_few(release, earlier):
        return NOT_TOLD
    return made.numerator, made.denominator


def _is_drawn_as(workspace: WorkspaceLike, release: Release, version: int | None) -> bool:
    """Whether the journey that a release was counted on is drawn now as it was at a version of the store."""
    return not release.cut.pathway or workspace.measures.is_drawn_as(release.cut.pathway, version)


def _earlier(clause: Clause, period: str) -> Iterator[tuple[Release, int | None]]:
    """Results of the same quarter that were released exactly, but for those of this very clause and period.

    No group of people is counted in two quarters: periods are months, or the quarters of the calendar.
    Gives: each with the version of the evidence at which it was counted.
    """
    first = rules.quarter_of(period)
    held = ClauseResult.objects.filter(source="computed", numerator__isnull=False)
    held = held.filter(period__gte=first, period__lte=rules.after(first, 2))
    held = held.exclude(clause=clause, period=period)
    versions = {
        (one.measure_id, one.number): one
        for one in MeasureVersion.objects.filter(measure__clauses__results__in=held)
        .select_related("measure")
        .distinct()
    }
    for one in held.select_related("clause__contract", "clause__measure").prefetch_related("clause__contract__parties"):
        version = versions.get((one.clause.measure_id, one.measure_version))
        if version is None or one.numerator is None or one.denominator is None:
            continue
        own = one.counted or parties.giving(one.clause.contract, timezone.localdate(one.at))
        measure = measuring.defined(version)
        measure = replace(measure, cut=replace(measure.cut, organisations=tuple(own)))
        if own and not isinstance(measure.definition, ReportedCounts):
            yield release_of(measure, MonthCount(one.period, one.numerator, one.denominator)), one.store_version
