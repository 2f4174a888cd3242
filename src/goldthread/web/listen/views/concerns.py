"""What waits for a person's eye: the queue by the clock, and a person's decision. For the safeguarding right alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldthread import coding
from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.forms.form import Given
from goldthread.listening import actions
from goldthread.listening.actions.concerns import NO_CONCERN
from goldthread.vocabulary import NotFound
from goldthread.web.listen.forms import Decide
from goldthread.web.listen.presenters.concerns import waiting
from goldthread.web.opened import workspace


PAGE = 20


def concerns(request: Request) -> HttpResponse:
    """The queue, danger first, then the longest waiting; every reading of it is audited."""
    page = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdecimal() else 1
    return render(request, "listen/concerns.html", _queue(request, page, done=request.GET.get("looked") == "yes"))


def _queue(request: Request, page: int, *, done: bool = False) -> dict[str, object]:
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
    return {
        "queue": found,
        "done": done,
        "page": page,
        "more": page * PAGE < found.total,
        "forms": {
            one.passage.id: Decide(auto_id=f"d-{one.passage.id}-%s", initial={"page": page}) for one in found.items
        },
        "names": queries.names_of_organisations(),
        "waits": {one.passage.id: waiting(one.since) for one in found.items},
        "by": by,
        "grave": {kind.title for kind in coding.concern_kinds() if kind.key in coding.GRAVEST},
        "tried": coding.figures("concerns"),
    }


def looked(request: Request, key: str) -> HttpResponse:
    """Record that a person has looked, and what was done: a mark beside the words, and who and when in the audit."""
    form = Decide.of(request, auto_id=f"d-{key}-%s")

    def decide(given: Given) -> bool:
        action = "" if given["decision"] == NO_CONCERN else given["decision"]
        scope = request.acting.scope(use="safeguarding")
        actions.decide_concern(by=request.user, workspace=workspace(), scope=scope, feedback=key, action=action)
        return True

    if not form.done(decide):
        return _again(request, key, form)
    messages.success(request, "Recorded, with your name and the time.")
    return redirect("concerns")


def _again(request: Request, key: str, form: Decide) -> HttpResponse:
    """The queue once more, with what is wrong beside the answer that it is about. Raises NotFound."""
    shown = _queue(request, form.cleaned_data.get("page") or 1)
    forms = shown["forms"]
    if not isinstance(forms, dict) or key not in forms:
        raise NotFound("There is no such answer waiting.", "Someone may have looked at it meanwhile.")
    forms[key] = shown["wrong"] = form
    return render(request, "listen/concerns.html", shown, status=400)
