"""What a withdrawal takes out of the review queue."""

from collections.abc import Sequence

from django.db import transaction

from goldthread.listening.models import ClosingAnswer, ReviewedAnswer, ReviewNote
from goldthread.workspace.repeating import CopyFinder


@transaction.atomic
def erase(respondent: str, told: Sequence[str] = ()) -> int:
    """Delete reviews of somebody's answers with their notes, and any note that repeats their words; gives how many.

    Harmless to repeat.
    """
    if not respondent:
        return 0
    gone = ReviewedAnswer.objects.filter(respondent=respondent).delete()[0]
    gone += ClosingAnswer.objects.filter(respondent=respondent).delete()[0]
    wanted = CopyFinder(told)
    if not wanted:
        return gone
    copies = [one.pk for one in ReviewNote.objects.all() if wanted.repeated_in(one.text)]
    return gone + ReviewNote.objects.filter(pk__in=copies).delete()[0]


def respondents() -> set[str]:
    """Everyone of whose answers something is stored here, as opaque ids."""
    reviewed = ReviewedAnswer.objects.values_list("respondent", flat=True)
    return {*reviewed, *ClosingAnswer.objects.values_list("respondent", flat=True)}
