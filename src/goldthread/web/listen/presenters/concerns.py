"""How long a concern has waited."""

from datetime import UTC, datetime

from django.utils import timezone


def waiting(since: str) -> str:
    """How long something has waited, in words."""
    if not since:
        return "an unknown time"
    came = datetime.fromisoformat(since)
    minutes = int((timezone.now() - (came if came.tzinfo else came.replace(tzinfo=UTC))).total_seconds() // 60)
    if minutes < 60:
        return "less than an hour"
    if minutes < 48 * 60:
        hours = minutes // 60
        return f"{hours} hour{'s' * (hours > 1)}"
    return f"{minutes // (24 * 60)} days"
