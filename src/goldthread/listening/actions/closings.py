"""Writes: many answers are closed at once as needing nothing, once a second look at a random sample found the same."""

import math
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from goldthread.accounts import auditing, outbox
from goldthread.accounts.acting import Acting
from goldthread.accounts.registry.deliveries import Payload
from goldthread.listening.models import ClosingAnswer, ClosingStage, ReviewClosing
from goldthread.vocabulary import NoRight, Passage, Scope, WrongUsage
from goldthread.workspace import Workspace


CLOSED = "concerns closed"
MOST = 100
"""Answers that can be closed at once."""
ALL = 10_000
"""More answers than any queue holds that a person can read."""
SAMPLE, LEAST_SAMPLE = 0.1, 5
"""Share of the answers that gets a second look, and the least number of them."""


def sample_size(count: int) -> int:
    """How many of some answers get a second look."""
    return min(count, max(LEAST_SAMPLE, math.ceil(SAMPLE * count)))


@transaction.atomic
def propose(*, by: Acting, passages: Sequence[Passage]) -> ReviewClosing:
    """Propose to close answers as needing nothing; a random sample of them is to be looked at again.

    Raises: NoRight, WrongUsage for none or too many.
    """
    if by.right is None:
        raise NoRight("You do not have access to the review queue.")
    if not 0 < len(passages) <= MOST:
        raise WrongUsage("There is nothing to close.", f"Leave between 1 and {MOST} answers without a tick.")
    made = ReviewClosing.objects.create(organisation=by.right.organisation, person=by.person)
    sampled = {one.id for one in secrets.SystemRandom().sample(list(passages), sample_size(len(passages)))}
    ClosingAnswer.objects.bulk_create(
        ClosingAnswer(closing=made, feedback=one.id, respondent=one.respondent, sampled=one.id in sampled)
        for one in passages
    )
    auditing.record(by=by, what="concerns to be closed", about=str(made), answers=len(passages), sample=len(sampled))
    return made


def confirm(*, by: Acting, workspace: Workspace, scope: Scope, closing: ReviewClosing, feedback: str) -> ReviewClosing:
    """Say after a second look that an answer of the sample needs nothing; after the last one, all are closed.

    Raises WrongUsage where it waits for no second look, outbox.Waits.
    """
    with transaction.atomic():
        held = _open(closing)
        if not held.answers.filter(feedback=feedback, sampled=True, looked=False).update(looked=True):
            raise WrongUsage("That answer does not wait for a second look.", "Open the page again.")
        auditing.record(by=by, what="concern looked at again", about=f"feedback:{feedback}", closing=held.token)
        if held.answers.filter(sampled=True, looked=False).exists():
            return held
        posted = _close(by, workspace, scope, held)
    posted.check()
    return held


@transaction.atomic
def _close(by: Acting, workspace: Workspace, scope: Scope, held: ReviewClosing) -> outbox.Posted:
    held.outcome = ClosingStage.CLOSED
    held.save(update_fields=["outcome"])
    waiting = {one.passage.id for one in workspace.concerns.queue(scope, limit=ALL).items}
    ids = [one for one in held.answers.values_list("feedback", flat=True) if one in waiting]
    for one in ids:
        auditing.record(by=by, what="concern looked at", about=f"feedback:{one}", action="none", closing=held.token)
    said = {"feedback": ids, "at": timezone.now().isoformat(), "organisations": sorted(scope.organisations or ())}
    return outbox.put(by=by, kind=CLOSED, key=held.token, payload=said, workspace=workspace)


@transaction.atomic
def stop(*, by: Acting, closing: ReviewClosing) -> None:
    """Close nothing: the second look found an answer that needs somebody, or whoever proposed it thinks again."""
    held = _open(closing)
    held.outcome = ClosingStage.STOPPED
    held.save(update_fields=["outcome"])
    auditing.record(by=by, what="closing of concerns stopped", about=str(held))


def _open(closing: ReviewClosing) -> ReviewClosing:
    """The closing, locked. Raises WrongUsage where it is closed or stopped already."""
    held = ReviewClosing.objects.select_for_update().get(pk=closing.pk)
    if held.outcome != ClosingStage.OPEN:
        raise WrongUsage("These answers were dealt with already.", "Go back to the review queue.")
    return held


def deliver_closed(workspace: Workspace, by: str, said: Payload) -> None:
    """Mark the answers, leaving out any that a killed attempt marked, or that were withdrawn meanwhile."""
    theirs = frozenset(said["organisations"])
    scope = Scope(person=by, audience="provider", organisations=theirs, words_from=theirs, use="safeguarding")
    workspace.concerns.close(said["feedback"], scope, by=by, asked=said["at"])
