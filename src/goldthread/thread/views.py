"""The pages of the thread; each asks with the scope of whoever looks, and shows the same thread drawn and listed."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.accounts.registry import references
from goldthread.forms.form import Given
from goldthread.forms.pages import page
from goldthread.forms.sent import form_of
from goldthread.thread import actions, queries, rules
from goldthread.thread.forms import LinkAgain, PutPlaceholder, Quote, Unlink, concerned, date_form
from goldthread.thread.models import Placeholder, Unlinked
from goldthread.thread.presenters import links, picture, stages
from goldthread.vocabulary import NotFound


def reader_of(request: Request) -> queries.Reader:
    """Whoever looks, as the thread knows them."""
    own = queries.own_words(request.user)
    return queries.Reader(workspace=workspace(), scope=request.acting.scope(), own=own)


def every(request: Request) -> HttpResponse:
    """What was put on the thread, kind by kind, and one's own words on it."""
    scope = request.acting.scope()
    kinds = [(references.label(kind), queries.placeholders(kind, scope)) for kind in reversed(rules.PLACEHOLDER_KINDS)]
    own = queries.quoted(request.user)
    return render(request, "thread/every.html", {"kinds": kinds, "own": own})


def follow(request: Request, kind: str, key: str) -> HttpResponse:
    """The thread through one thing, both ways."""
    found = queries.thread(f"{kind}:{key}", reader_of(request))
    here = [node for node in found.nodes if node.steps == 0]
    shown = {
        "thread": found,
        "here": here[0] if here else None,
        "stages": stages.stages(found),
        "picture": picture.draw(found),
        "title": stages.title(found),
        "kind": kind,
        "key": key,
        "names": accounts.names_of_organisations(),
        "linked": (linked := links.linked(found)),
        "unlink": _unlink(Unlink(), linked),
        **_gone(request, found),
        "placeholder": _came_of(request, PutPlaceholder(initial={"on": date.today()}), here[0].kind) if here else None,
    }
    return render(request, "thread/follow.html", shown)


def quote(request: Request, key: str) -> HttpResponse:
    """Let the thread rest on an answer's words."""
    given = Quote.of(request).asked()
    passage = actions.quote(
        by=request.user,
        workspace=workspace(),
        scope=request.acting.scope(),
        feedback=key,
        start=given["start"] or 0,
        end=given["end"],
    )
    messages.success(request, "These words are on the thread now. Say what came of them.")
    return redirect("thread", kind="passage", key=passage.token)


def _gone(request: Request, found: queries.Thread) -> dict[str, object]:
    """What was linked to it, and is not any more."""
    gone = queries.taken_away(found, request.acting.scope())
    return {
        "gone": gone,
        "back": [LinkAgain(initial={"link": str(one.link)}) for one in gone],
        "people": accounts.names_of_people(one.link.by for one in gone),
        "kinds": {name: kind.label for name, kind in references.kinds().items()},
    }


def _unlink(form: Unlink, linked: list[links.Linked]) -> Unlink:
    """The form that removes a link, with the links that there are."""
    form.offer("link", [(links.value(one.edge), links.said(one)) for one in linked])
    return form


def _came_of(request: Request, form: PutPlaceholder, kind: str) -> PutPlaceholder | None:
    """The form that says what came of something, with what may come of it and whom it may concern."""
    kinds = rules.next_kinds(kind)
    form.offer("kind", [(one, references.label(one)) for one in kinds])
    form.offer("organisation", concerned(request.acting.scope()))
    return form if kinds else None


def unlink(request: Request, kind: str, key: str) -> HttpResponse:
    """Remove a link, saying why."""
    found = queries.thread(f"{kind}:{key}", reader_of(request))
    linked = links.linked(found)
    if not linked:
        raise NotFound("There is no such link, or it is not yours to remove.")
    edges = {links.value(one.edge): one.edge for one in linked}
    form = _unlink(Unlink.of(request), linked)

    def away(given: Given) -> Unlinked:
        edge = edges[given["link"]]
        return actions.unlink(by=request.user, upper=edge.upper, lower=edge.lower, kind=edge.kind, why=given["why"])

    if form.done(away, WrongUsage="why") is None:
        return page(request, form, title="Remove a link", send="Remove it", back=_back(found, kind, key))
    messages.success(request, "The link is removed. It is below, with your reason, and can be put back.")
    return redirect("thread", kind=kind, key=key)


def _back(found: queries.Thread, kind: str, key: str) -> tuple[str, str]:
    return reverse("thread", args=[kind, key]), stages.title(found)


def link_again(request: Request, kind: str, key: str) -> HttpResponse:
    """Put a link back that was removed."""
    found = queries.thread(f"{kind}:{key}", reader_of(request))
    gone = {str(one.link): one.link for one in queries.taken_away(found, request.acting.scope())}
    held = gone.get(LinkAgain.of(request).asked()["link"])
    if held is None:
        raise NotFound("There is no such link to put back.")
    actions.link(by=request.user, upper=held.upper, lower=held.lower, kind=held.kind)
    messages.success(request, "The link is back.")
    return redirect("thread", kind=kind, key=key)


def put_date(request: Request) -> HttpResponse:
    """Add a contract meeting or a close, until contracts have a room of their own."""
    form = date_form(request.acting.scope(), form_of(request))

    def put(given: Given) -> Placeholder:
        organisations = given.pop("organisation")
        return actions.put_date(by=request.user, organisations=organisations, **given)

    if form.done(put, WrongUsage="wording") is None:
        return page(request, form, title="Add a date", send="Add this date", back=(reverse("home"), "Home"))
    messages.success(request, "The date is added.")
    return redirect("home")


def drop_date(request: Request, kind: str, key: str) -> HttpResponse:
    """Remove a date."""
    actions.drop_date(by=request.user, kind=kind, key=key, scope=request.acting.scope())
    messages.success(request, "The date is removed.")
    return redirect("home")


def put_placeholder(request: Request, kind: str, key: str) -> HttpResponse:
    """Say what came of something, until the room for it exists."""
    found = queries.thread(f"{kind}:{key}", reader_of(request))  # nobody adds to what they may not see
    form = PutPlaceholder.of(request)
    _came_of(request, form, kind)

    def put(given: Given) -> Placeholder:
        organisations = given.pop("organisation")
        return actions.put_placeholder(by=request.user, organisations=organisations, **given)

    made = form.done(put, WrongUsage="wording")
    if made is None:
        title = "Say what came of it"
        return page(request, form, title=title, send="Add it to the thread", back=_back(found, kind, key))
    actions.link(by=request.user, upper=f"{kind}:{key}", lower=str(made))
    messages.success(request, f"The {references.label(made.kind).lower()} is on the thread.")
    return redirect("thread", kind=made.kind, key=made.key)
