"""The pages of the thread; each asks with the scope of whoever looks, and shows the same thread drawn and listed."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.models import Organisation
from goldthread.accounts.registry import references
from goldthread.accounts.rules import Permission
from goldthread.thread import actions, queries, rules
from goldthread.vocabulary import NotFound, WrongUsage
from goldthread.web.opened import workspace
from goldthread.web.rights import needs
from goldthread.web.thread import drawing, presenting


def reader_of(request: Request) -> queries.Reader:
    """Whoever looks, as the thread knows them."""
    own = queries.own_words(request.user)
    return queries.Reader(workspace=workspace(), scope=request.acting.scope(), own=own)


@require_safe
@needs(Permission.SEE_FINDINGS)
def every(request: Request) -> HttpResponse:
    """What was put on the thread, kind by kind, and one's own words on it."""
    scope = request.acting.scope()
    kinds = [(references.label(kind), queries.placeholders(kind, scope)) for kind in reversed(rules.PLACEHOLDER_KINDS)]
    own = queries.quoted(request.user)
    return render(request, "thread/every.html", {"kinds": kinds, "own": own})


@require_safe
@needs(Permission.SEE_FINDINGS)
def follow(request: Request, kind: str, key: str) -> HttpResponse:
    """The thread through one thing, both ways."""
    found = queries.thread(f"{kind}:{key}", reader_of(request))
    here = [node for node in found.nodes if node.steps == 0]
    shown = {
        "thread": found,
        "here": here[0] if here else None,
        "stages": presenting.stages(found),
        "picture": drawing.draw(found),
        "title": presenting.title(found),
        "kind": kind,
        "key": key,
        "next_kinds": [(one, references.label(one)) for one in rules.next_kinds(here[0].kind)] if here else [],
        "names": accounts.names_of_organisations(),
        "today": date.today(),
        **_links(request, found),
        "members": Organisation.objects.filter(member=True).exclude(kind="commissioner").order_by("name"),
    }
    return render(request, "thread/follow.html", shown)


@require_POST
@needs(Permission.LINK)
def quote(request: Request, key: str) -> HttpResponse:
    """Let the thread rest on an answer's words."""
    passage = actions.quote(
        by=request.user,
        workspace=workspace(),
        scope=request.acting.scope(),
        feedback=key,
        start=_place(request.POST.get("start", "")) or 0,
        end=_place(request.POST.get("end", "")),
    )
    messages.success(request, "These words are on the thread now. Say what came of them.")
    return redirect("thread", kind="passage", key=passage.token)


def _links(request: Request, found: queries.Thread) -> dict[str, Any]:
    """What is linked to what one looks at, and what was and is not any more."""
    here = {node.reference for node in found.nodes if node.steps == 0}
    by_name = {node.reference: node for node in found.nodes}
    edges = [
        {"edge": edge, "node": by_name[edge.lower if edge.upper in here else edge.upper], "down": edge.upper in here}
        for edge in found.edges
        if {edge.upper, edge.lower} & here
    ]
    gone = queries.taken_away(found, request.acting.scope())
    return {
        "linked": edges,
        "gone": gone,
        "people": accounts.names_of_people(one.link.by for one in gone),
        "kinds": {name: kind.label for name, kind in references.kinds().items()},
    }


@require_POST
@needs(Permission.LINK)
def unlink(request: Request, kind: str, key: str) -> HttpResponse:
    """Take a link away, saying why."""
    found = queries.thread(f"{kind}:{key}", reader_of(request))
    linked = [held["edge"] for held in _links(request, found)["linked"]]
    edges = {f"{one.upper} {one.kind} {one.lower}": one for one in linked}
    edge = edges.get(request.POST.get("link", ""))
    if edge is None:
        raise NotFound("There is no such link, or it is not yours to take away.")
    actions.unlink(by=request.user, upper=edge.upper, lower=edge.lower, kind=edge.kind, why=request.POST.get("why", ""))
    messages.success(request, "The link is taken away. It stands below, with your reason, and can be put back.")
    return redirect("thread", kind=kind, key=key)


@require_POST
@needs(Permission.LINK)
def link_again(request: Request, kind: str, key: str) -> HttpResponse:
    """Put a link back that was taken away."""
    found = queries.thread(f"{kind}:{key}", reader_of(request))
    gone = {str(one.link): one.link for one in queries.taken_away(found, request.acting.scope())}
    held = gone.get(request.POST.get("link", ""))
    if held is None:
        raise NotFound("There is no such link to put back.")
    actions.link(by=request.user, upper=held.upper, lower=held.lower, kind=held.kind)
    messages.success(request, "The link is back.")
    return redirect("thread", kind=kind, key=key)


@require_POST
@needs(Permission.LINK)
def put_date(request: Request) -> HttpResponse:
    """Put a contract meeting or a close down, until contracts have a room of their own."""
    seen = request.acting.scope().organisations or ()
    wanted = [code for code in request.POST.getlist("organisation") if code in seen]
    try:
        on = date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        raise WrongUsage("The day is missing.", "Choose the day on which it is.") from None
    actions.put_date(
        by=request.user,
        kind=request.POST.get("kind", ""),
        wording=request.POST.get("wording", ""),
        on=on,
        organisations=wanted,
    )
    messages.success(request, "The date is put down.")
    return redirect("home")


@require_POST
@needs(Permission.LINK)
def drop_date(request: Request, kind: str, key: str) -> HttpResponse:
    """Take a date away."""
    actions.drop_date(by=request.user, kind=kind, key=key, scope=request.acting.scope())
    messages.success(request, "The date is taken away.")
    return redirect("home")


@require_POST
@needs(Permission.LINK)
def put_placeholder(request: Request, kind: str, key: str) -> HttpResponse:
    """Say what came of something, until the room for it exists."""
    reader = reader_of(request)
    queries.thread(f"{kind}:{key}", reader)  # nobody adds to what they may not see
    wanted = [code for code in request.POST.getlist("organisation") if code in (reader.scope.organisations or ())]
    made = actions.put_placeholder(
        by=request.user,
        kind=request.POST.get("kind", ""),
        wording=request.POST.get("wording", ""),
        on=_day(request.POST.get("on", "")),
        organisations=wanted,
    )
    actions.link(by=request.user, upper=f"{kind}:{key}", lower=str(made))
    messages.success(request, f"The {references.label(made.kind).lower()} is on the thread.")
    return redirect("thread", kind=made.kind, key=made.key)


def _place(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 7 else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.today()
