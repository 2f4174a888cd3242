"""What waits for a person's eye: the queue by the clock, and a person's decision. For the safeguarding right alone."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldthread import coding
from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.accounts.rules import Permission
from goldthread.listening import actions
from goldthread.listening.actions.concerns import NO_CONCERN
from goldthread.web.opened import workspace
from goldthread.web.rights import needs


PAGE = 20


@require_safe
@needs(Permission.SAFEGUARD)
def concerns(request: Request) -> HttpResponse:
    """The queue, danger first, then the longest waiting; every reading of it is audited."""
    done = request.GET.get("looked") == "yes"
    page = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdecimal() else 1
    scope = request.acting.scope(use="safeguarding")
    found = actions.read_concerns(
        by=request.user,
        workspace=workspace(),
        scope=scope,
        decided=done,
        limit=PAGE,
        offset=(min(page, 10_000) - 1) * PAGE,
    )
    by = queries.looked_at(one.passage.id for one in found.items) if done else {}
    shown: dict[str, object] = {
        "queue": found,
        "done": done,
        "page": page,
        "more": page * PAGE < found.total,
        "actions": coding.concern_actions(),
        "names": queries.names_of_organisations(),
        "waits": {one.passage.id: waiting(one.since) for one in found.items},
        "by": by,
        "grave": {kind.title for kind in coding.concern_kinds() if kind.key in coding.GRAVEST},
        "no_concern": NO_CONCERN,
        "tried": coding.figures("concerns"),
    }
    return render(request, "listen/concerns.html", shown)


@require_POST
@needs(Permission.SAFEGUARD)
def looked(request: Request, key: str) -> HttpResponse:
    """Record that a person has looked, and what was done: a mark beside the words, and who and when in the audit."""
    chosen = request.POST.get("done", "")
    if not chosen:
        messages.error(request, "Choose what you decided first, then press “Record it”.")
        return redirect("concerns")
    action = "" if chosen == NO_CONCERN else chosen
    scope = request.acting.scope(use="safeguarding")
    actions.decide_concern(by=request.user, workspace=workspace(), scope=scope, feedback=key, action=action)
    messages.success(request, "Recorded, with your name and the time.")
    return redirect("concerns")


def waiting(since: str) -> str:
    """How long something has waited, in words."""
    if not since:
        return "an unknown time"
    came = datetime.fromisoformat(since)
    minutes = int((timezone.now() - (came if came.tzinfo else came.replace(tzinfo=UTC))).total_seconds() // 60)
    if minutes < 60:
        return "less than an hour"
    if minutes < 48 * 60:
        hours = minutes // 60
        return f"{hours} hour{'s' * (hours > 1)}"
    return f"{minutes // (24 * 60)} days"
