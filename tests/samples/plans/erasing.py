"""What a withdrawal takes out of this app."""

from collections.abc import Sequence

from goldthread.plans.models import Plan


def erase(respondent: str, told: Sequence[str] = ()) -> int:
    """Forget that somebody asked for a plan. Harmless to repeat."""
    return Plan.objects.filter(asked_by=respondent).update(asked_by="") if respondent else 0
