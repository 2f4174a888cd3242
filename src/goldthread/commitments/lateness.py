"""Reads: whether a period was reported late."""

from django.utils import timezone

from goldthread.commitments import queries, rules
from goldthread.commitments.queries import PeriodResult


def was_late(held: PeriodResult) -> bool:
    """Whether a provider reported a period for the first time when it was late already."""
    first = (*held.before, held.result)[0]
    return first.source == rules.REPORTED and timezone.localdate(first.at) >= queries.late_on(
        first.clause, first.period
    )
