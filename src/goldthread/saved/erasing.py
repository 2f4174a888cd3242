"""What a withdrawal takes out of this app."""

from collections.abc import Sequence

from django.db import transaction

from goldthread.saved.models import SavedSearch
from goldthread.workspace.repeating import CopyFinder, strings_in


@transaction.atomic
def erase(respondent: str, told: Sequence[str] = ()) -> int:
    """Delete every search that repeats what somebody told, who withdraws it; gives how many. Harmless to repeat."""
    wanted = CopyFinder(told)
    if not respondent or not wanted:
        return 0
    held = SavedSearch.objects.all()
    copies = [one.pk for one in held if wanted.repeated_in(one.name, one.words, *strings_in(one.asked))]
    return SavedSearch.objects.filter(pk__in=copies).delete()[0]
