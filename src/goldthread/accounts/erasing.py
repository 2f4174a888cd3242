"""What a withdrawal takes out of this app: pages' messages that were not shown yet, and what waits to be published."""

from collections.abc import Sequence

from django.contrib.sessions.models import Session

from goldthread.accounts.models import Delivery
from goldthread.accounts.registry import nouns
from goldthread.workspace.repeating import CopyFinder, strings_in


def erase(respondent: str, told: Sequence[str] = ()) -> int:
    """End sessions that hold a message which repeats what somebody told, and empty what waits. Harmless to repeat."""
    wanted = CopyFinder(told)
    if not wanted:
        return 0
    held = Session.objects.all()
    gone = [one.pk for one in held if wanted.repeated_in(*strings_in(one.get_decoded()))]
    erased = Session.objects.filter(pk__in=gone).delete()[0]
    for row in Delivery.objects.filter(kind__in=nouns.KINDS.all()):
        left = nouns.emptied(row.kind, row.payload, wanted)
        if left != row.payload:
            erased += Delivery.objects.filter(pk=row.pk).update(payload=left)
    return erased
