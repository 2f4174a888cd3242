"""Reads of the review queue: how long it is, who has what in hand, what waits for a second look."""

from collections.abc import Iterable

from goldthread import coding
from goldthread.accounts.acting import Acting
from goldthread.listening.models import ClosingStage, OnCall, QueueSetting, ReviewClosing, ReviewedAnswer


def length_of(organisation: str) -> int:
    """How many ordinary answers in 1,000 an organisation's queue holds."""
    held = QueueSetting.objects.filter(organisation=organisation).values_list("in_a_thousand", flat=True).first()
    known = {one.in_a_thousand for one in coding.queue_lengths()}
    return held if held in known else coding.USUAL_LENGTH


def length_for(acting: Acting) -> coding.QueueLength:
    """The length of the queue of the organisation that somebody acts for."""
    return coding.queue_length(length_of(acting.right.organisation if acting.right else ""))


def reviews(ids: Iterable[str]) -> dict[str, ReviewedAnswer]:
    """What people keep about some answers, by the answer's id, with owner and notes."""
    found = ReviewedAnswer.objects.filter(feedback__in=list(ids)).select_related("owner")
    return {one.feedback: one for one in found.prefetch_related("notes__person")}


def is_on_call(acting: Acting) -> bool:
    """Whether somebody is emailed, under this right, when an urgent answer comes in."""
    return acting.right is not None and OnCall.objects.filter(right_id=acting.right.key).exists()


def open_closings(acting: Acting) -> list[ReviewClosing]:
    """Closings of the organisation that somebody acts for that wait for a second look, newest first."""
    if acting.right is None:
        return []
    return list(ReviewClosing.objects.filter(organisation=acting.right.organisation, outcome=ClosingStage.OPEN))


def closing(acting: Acting, token: str) -> ReviewClosing | None:
    """One closing of the organisation that somebody acts for."""
    if acting.right is None:
        return None
    return ReviewClosing.objects.filter(organisation=acting.right.organisation, token=token).first()
