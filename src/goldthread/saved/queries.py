"""Reads: searches that somebody may repeat."""

from django.db.models import Q

from goldthread.accounts.acting import Acting
from goldthread.saved.models import SavedSearch
from goldthread.workspace.saved import plain


def seen_by(acting: Acting) -> list[SavedSearch]:
    """One's own searches, and those that colleagues at the same organisation share; by name."""
    if acting.right is None:
        return []
    here = SavedSearch.objects.filter(organisation=acting.right.organisation).select_related("person")
    return list(here.filter(Q(person=acting.person) | Q(shared=True)))


def owners() -> list[SavedSearch]:
    """The searches of the folder's owner, by name."""
    return list(SavedSearch.objects.filter(person=None))


def of_owner(name: str) -> SavedSearch | None:
    """The owner's search of a name, however its spaces, case and signs are spelt. Raises WrongUsage for no letters."""
    wanted = plain(name)
    return next((one for one in owners() if plain(one.name) == wanted), None)


def shared() -> list[SavedSearch]:
    """Every search that somebody shares with colleagues, by name."""
    return list(SavedSearch.objects.filter(shared=True).exclude(person=None))
