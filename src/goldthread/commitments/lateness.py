"""Reads: whether a period was reported late."""

from django.utils import timezone

from goldthread.commitments import periods, rules
from goldthread.commitments.outcomes import PeriodResult


def was_late(held: PeriodResult) -> bool:
    """Whether a provider reported a period for the first time when it was late already."""
    first = (*held.before, held.result)[0]
    if first.source != rules.REPORTED:
        return False
    return timezone.localdate(first.at) >= periods.of_clause(first.clause).late_on(first.period)
