"""Reads: saved questions, asked again as far as whoever asks may see."""

from django.db.models import Q

from goldthread.accounts.acting import Acting
from goldthread.thread.models import SavedQuestion


def seen_by(acting: Acting) -> list[SavedQuestion]:
    """One's own questions, and those that colleagues at the same organisation share; by name."""
    if acting.right is None:
        return []
    here = SavedQuestion.objects.filter(organisation=acting.right.organisation).select_related("person")
    return list(here.filter(Q(person=acting.person) | Q(shared=True)))
