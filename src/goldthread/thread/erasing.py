"""What a withdrawal takes out of this app."""

from collections.abc import Sequence

from django.db import transaction

from goldthread.thread.models import Passage, SavedQuestion, Teller, Unlinked
from goldthread.workspace.repeating import repeats


@transaction.atomic
def erase(respondent: str, told: Sequence[str] = ()) -> int:
    """Empty every passage of one person and forget who they are; links stay as opaque names. Harmless to repeat.

    A saved question that repeats what they told goes whole.
    """
    if not respondent:
        return 0
    gone = Passage.objects.filter(respondent=respondent).update(
        feedback="", respondent="", words="", hash="", batch="", start=0, end=0, organisation="", role="",
        told_on=None, withdrawn=True,
    )  # fmt: skip
    copies = [one.pk for one in SavedQuestion.objects.all() if repeats(f"{one.name}\n{one.words}", told)]
    gone += SavedQuestion.objects.filter(pk__in=copies).delete()[0]
    for one in Unlinked.objects.exclude(why=""):
        if repeats(one.why, told):
            gone += Unlinked.objects.filter(pk=one.pk).update(why="")
    return gone + Teller.objects.filter(respondent=respondent).delete()[0]
