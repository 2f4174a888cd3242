"""Writes: words that need somebody's attention are read, and a person's decision is recorded."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from goldthread.accounts import auditing, outbox
from goldthread.insight.concerns import Queue
from goldthread.vocabulary import NotFound, Scope
from goldthread.workspace import Workspace


DECISION = "concern"
NO_CONCERN = "none"


@transaction.atomic
def read_concerns(
    *,
    by: object,
    workspace: Workspace,
    scope: Scope,
    decided: bool = False,
    least: float = 0.0,
    limit: int = 20,
    offset: int = 0,
) -> Queue:
    """A page of the queue; every reading of it is recorded. Raises NoRight without the safeguarding right.

    Takes: the least probability (0-1) of those that wait.
    """
    found = workspace.concerns.queue(scope, decided=decided, least=least, limit=limit, offset=offset)
    auditing.record(by=by, what="concerns read", looked=decided, answers=len(found.items))
    return found


def decide_concern(*, by: object, workspace: Workspace, scope: Scope, feedback: str, action: str = "") -> None:
    """Record that somebody has looked at an answer's concerns, and what was done; "" where there is no concern.

    Raises: NoRight, NotFound, WrongUsage for an action there is none of, outbox.Waits.
    """
    workspace.concerns.check_decision(feedback, scope, action=action)
    with transaction.atomic():
        auditing.record(by=by, what="concern looked at", about=f"feedback:{feedback}", action=action or NO_CONCERN)
        said = {
            "feedback": feedback,
            "action": action,
            "at": timezone.now().isoformat(),
            "organisations": sorted(scope.organisations or ()),
        }
        posted = outbox.put(by=by, kind=DECISION, key=feedback, payload=said, workspace=workspace)
    posted.check()


def deliver_decision(workspace: Workspace, by: str, said: dict[str, Any]) -> None:
    """Mark the words, unless a killed attempt has done so already, or they were withdrawn meanwhile."""
    theirs = frozenset(said["organisations"])
    scope = Scope(person=by, audience="provider", organisations=theirs, words_from=theirs, use="safeguarding")
    try:
        workspace.concerns.decide(said["feedback"], scope, by=by, action=said["action"], asked=said["at"])
    except NotFound:
        return
