"""Writes of the review queue: owner, notes, its length, who is on call. No note or word goes into the audit."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from goldthread import coding
from goldthread.accounts import auditing
from goldthread.accounts.acting import Acting
from goldthread.listening.models import OnCall, QueueSetting, ReviewedAnswer, ReviewNote
from goldthread.vocabulary import NoRight, Passage


@transaction.atomic
def take_on(*, by: Acting, passage: Passage, mine: bool) -> None:
    """Become the owner of an answer that needs review, or hand it back for anyone to take."""
    review = _review(passage)
    review.owner = by.person if mine else None
    review.save(update_fields=["owner", "at"])
    auditing.record(by=by, what="concern taken on" if mine else "concern handed back", about=str(review))


@transaction.atomic
def note(*, by: Acting, passage: Passage, text: str) -> None:
    """Add a note to an answer that needs review."""
    review = _review(passage)
    ReviewNote.objects.create(review=review, person=by.person, text=text)
    auditing.record(by=by, what="concern noted", about=str(review))


def _review(passage: Passage) -> ReviewedAnswer:
    known = {"respondent": passage.respondent, "organisation": passage.organisation}
    return ReviewedAnswer.objects.get_or_create(feedback=passage.id, defaults=known)[0]


@transaction.atomic
def choose_length(*, by: Acting, in_a_thousand: int) -> None:
    """Choose how long the queue of one's organisation is. Raises NoRight, WrongUsage for a length there is none of."""
    if by.right is None:
        raise NoRight("You do not have access to the review queue.")
    coding.queue_length(in_a_thousand)
    QueueSetting.objects.update_or_create(
        organisation=by.right.organisation, defaults={"in_a_thousand": in_a_thousand, "person": by.person}
    )
    auditing.record(by=by, what="review queue length chosen", length=in_a_thousand)


@transaction.atomic
def go_on_call(*, by: Acting, on: bool) -> None:
    """Be emailed when an urgent answer comes in, or no longer. Raises NoRight."""
    if by.right is None or by.person is None:
        raise NoRight("You do not have access to the review queue.")
    held = OnCall.objects.filter(right_id=by.right.key)
    if held.exists() == on:
        return
    if on:
        told = timezone.now().replace(microsecond=0) - timedelta(microseconds=1)  # imports note whole seconds
        OnCall.objects.create(person=by.person, right_id=by.right.key, told=told)
    else:
        held.delete()
    auditing.record(by=by, what="on call for concerns" if on else "off call for concerns")
