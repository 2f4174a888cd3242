"""The pages of the thread; each asks with the scope of whoever looks, and shows the same thread drawn and listed."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goldthread.accounts import queries as accounts
from goldthread.accounts.models import Organisation
from goldthread.accounts.rules import Permission
from goldthread.thread import actions, queries, rules
from goldthread.web.opened import workspace
from goldthread.web.rights import needs, scope_of
from goldthread.web.thread import drawing, presenting


def reader_of(request: HttpRequest) -> queries.Reader:
    """Whoever looks, as the thread knows them."""
    own = queries.own_words(request.user)  # type: ignore[arg-type]
    return queries.Reader(workspace=workspace(), scope=scope_of(request), own=own)


@require_safe
@needs(Permission.SEE_FINDINGS)
def every(request: HttpRequest) -> HttpResponse:
    """What was put on the thread, kind by kind, and one's own words on it."""
    scope = scope_of(request)
    kinds = [(presenting.KINDS[kind], queries.stops(kind, scope)) for kind in reversed(rules.STOP_KINDS)]
    own = queries.quoted(request.user)  # type: ignore[arg-type]
    return render(request, "thread/every.html", {"kinds": kinds, "own": own})


@require_safe
@needs(Permission.SEE_FINDINGS)
def follow(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The thread through one thing, both ways."""
    found = queries.thread(f"{kind}:{key}", reader_of(request))
    here = [knot for knot in found.knots if knot.steps == 0]
    shown = {
        "thread": found, "here": here[0] if here else None, "stages": presenting.stages(found),
        "picture": drawing.draw(found), "title": presenting.title(found), "kind": kind, "key": key,
        "next_kinds": [(one, presenting.KINDS[one]) for one in rules.next_kinds(here[0].kind)] if here else [],
        "names": accounts.names_of_organisations(), "today": date.today(),
        "members": Organisation.objects.filter(member=True).exclude(kind="commissioner").order_by("name"),
    }  # fmt: skip
    return render(request, "thread/follow.html", shown)


@require_POST
@needs(Permission.LINK)
def quote(request: HttpRequest, key: str) -> HttpResponse:
    """Let the thread rest on an answer's words."""
    passage = actions.quote(
        by=request.user, workspace=workspace(), scope=scope_of(request), feedback=key,
        start=_place(request.POST.get("start", "")) or 0, end=_place(request.POST.get("end", "")),
    )  # fmt: skip
    messages.success(request, "These words are on the thread now. Say what came of them.")
    return redirect("thread", kind="passage", key=passage.token)


@require_POST
@needs(Permission.LINK)
def put_stop(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Say what came of something, until the room for it exists."""
    reader = reader_of(request)
    queries.thread(f"{kind}:{key}", reader)  # nobody adds to what they may not see
    wanted = [code for code in request.POST.getlist("organisation") if code in (reader.scope.organisations or ())]
    made = actions.put_stop(
        by=request.user, kind=request.POST.get("kind", ""), wording=request.POST.get("wording", ""),
        on=_day(request.POST.get("on", "")), organisations=wanted,
    )  # fmt: skip
    actions.link(by=request.user, upper=f"{kind}:{key}", lower=str(made))
    messages.success(request, f"The {presenting.KINDS[made.kind].lower()} is on the thread.")
    return redirect("thread", kind=made.kind, key=made.key)


def _place(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 7 else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.today()
