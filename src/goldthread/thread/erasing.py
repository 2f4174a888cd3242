"""What a withdrawal takes out of this app."""

from django.db import transaction

from goldthread.thread.models import Passage, Teller


@transaction.atomic
def erase(respondent: str) -> int:
    """Empty every passage of one person and forget who they are; links stay as opaque names. Harmless to repeat."""
    if not respondent:
        return 0
    gone = Passage.objects.filter(respondent=respondent).update(
        feedback="", respondent="", words="", hash="", batch="", start=0, end=0, organisation="", role="",
        told_on=None, withdrawn=True,
    )  # fmt: skip
    return gone + Teller.objects.filter(respondent=respondent).delete()[0]
