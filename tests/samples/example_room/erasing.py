"""What a withdrawal takes out of this app."""

from collections.abc import Sequence

from goldthread.example_room.models import Example


def erase(respondent: str, told: Sequence[str] = ()) -> int:
    """Forget that somebody asked for a example. Harmless to repeat."""
    return Example.objects.filter(asked_by=respondent).update(asked_by="") if respondent else 0
