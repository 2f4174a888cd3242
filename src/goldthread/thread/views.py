"""The pages of the thread; each asks with the scope of whoever looks, and shows the same thread drawn and listed."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.accounts.registry import references, slots
from goldthread.accounts.registry.pages import opens
from goldthread.forms.form import Given
from goldthread.forms.pages import page
from goldthread.thread import actions, checking, queries
from goldthread.thread.forms import AcceptGap, LinkAgain, Quote, StillHolds, Unlink
from goldthread.thread.models import AcceptedGap, LinkReview, Unlinked
from goldthread.thread.presenters import links, picture, stages
from goldthread.thread.reading import reader_of
from goldthread.vocabulary import NotFound


def every(request: Request) -> HttpResponse:
    """What is on the thread, kind by kind, and one's own words on it."""
    reader = reader_of(request)
    own = queries.quoted(request.user)
    return render(request, "thread/every.html", {"kinds": queries.everything(reader), "own": own})


def checks(request: Request) -> HttpResponse:
    """Links of which an end changed since somebody looked at both."""
    shown = {"checks": _checks(checking.stale(), reader_of(request)), "kinds": _kinds()}
    return render(request, "thread/checks.html", shown)


def _kinds() -> dict[str, str]:
    return {name: kind.label for name, kind in references.kinds().items()}


def _checks(
    stale: Iterable[checking.CheckAgain], reader: queries.Reader
) -> list[tuple[checking.CheckShown, StillHolds]]:
    """Links to check again, each with the form that says that it holds."""
    return [
        (one, StillHolds(initial=_asked(one.check), auto_id=f"holds-{n}-%s"))
        for n, one in enumerate(checking.shown(stale, reader))
    ]


def _asked(check: checking.CheckAgain) -> dict[str, str]:
    return {"link": f"{check.upper} {check.kind} {check.lower}", "seen": " ".join(check.now)}


def still_holds(request: Request) -> HttpResponse:
    """Say that a link still holds. Words that were corrected are quoted again, as they are now."""
    form, reader = StillHolds.of(request), reader_of(request)

    def hold(given: Given) -> LinkReview:
        check = _to_check(given["link"], reader)
        seen = given["seen"].split(" ", 1)
        if check.now[0].endswith(checking.CORRECTED) and seen[0] == check.now[0]:
            token = check.upper.partition(":")[2]
            again = actions.quote_again(by=request.user, workspace=workspace(), scope=reader.scope, token=token)
            seen[0] = again.version
        ends = {"upper": check.upper, "lower": check.lower, "kind": check.kind}
        return actions.say_it_holds(by=request.user, **ends, seen=(seen[0], seen[-1]), why=given["why"])

    if (made := form.done(hold, WrongUsage="why")) is None:
        back = (reverse("thread_checks"), "Check again")
        return page(request, form, title="Is it still in place?", send="It is still right", back=back)
    messages.success(request, "Thank you. The link holds as both ends are now.")
    kind, _, key = made.lower.partition(":")
    return redirect("thread", kind=kind, key=key)


def _to_check(link: str, reader: queries.Reader) -> checking.CheckAgain:
    """A link to check that its reader sees both ends of. Raises NotFound."""
    upper = link.split(" ", 1)[0]
    stale = queries.thread(upper, reader).checks if upper.startswith("passage:") else checking.stale([upper])
    found = [one for one in stale if _asked(one)["link"] == link]
    if not found or not checking.shown(found, reader):
        raise NotFound("There is no such link to check, or it is not yours.")
    return found[0]


def missing(request: Request) -> HttpResponse:
    """Links that nobody made."""
    reader = reader_of(request)
    found = [
        (one, AcceptGap(initial={"reference": one.gap.reference, "side": one.gap.side}, auto_id=f"gap-{n}-%s"))
        for n, one in enumerate(checking.missing_shown(reader))
    ]
    opened = {at for one, _ in found if (at := one.end.address) and opens(at, request.acting.may)}
    return render(request, "thread/missing.html", {"missing": found, "opened": opened})


def accept_gap(request: Request) -> HttpResponse:
    """Accept that a link is missing."""
    form = AcceptGap.of(request)
    held = {(one.gap.reference, one.gap.side) for one in checking.missing_shown(reader_of(request))}

    def accept(given: Given) -> AcceptedGap:
        if (given["reference"], given["side"]) not in held:
            raise NotFound("There is no such missing link, or it is not yours.")
        return actions.accept_gap(by=request.user, **given)

    if form.done(accept, WrongUsage="why") is None:
        back = (reverse("thread_missing"), "Missing links")
        return page(request, form, title="Accept a missing link", send="Accept it", back=back)
    messages.success(request, "The reason is kept. You can change it here at any time.")
    return redirect("thread_missing")


def follow(request: Request, kind: str, key: str) -> HttpResponse:
    """The thread through one thing, both ways."""
    reader = reader_of(request)
    found = queries.thread(f"{kind}:{key}", reader)
    here = [node for node in found.nodes if node.steps == 0]
    shown = {
        "thread": found,
        "here": here[0] if here else None,
        "stages": stages.stages(found),
        "followed": {node.reference for node in found.nodes if queries.may_start(node, reader)},
        "opened": {one for node in found.nodes if (one := node.address) and opens(one, request.acting.may)},
        "picture": picture.draw(found),
        "title": _title(kind, key, found, reader),
        "kind": kind,
        "key": key,
        "names": accounts.names_of_organisations(),
        "linked": (linked := links.linked(found)),
        "unlink": _unlink(Unlink(), linked),
        **_gone(request, found),
        "checks": _checks(found.checks, reader),
    }
    shown["slot"] = list(slots.filled("thread", request, {"node": here[0] if here else None}))
    return render(request, "thread/follow.html", shown)


def _title(kind: str, key: str, found: queries.Thread, reader: queries.Reader) -> str:
    """The page's heading; of what is made of other things, such as a contract, its own."""
    whole = references.show(kind, [key], reader).get(key) if references.kinds()[kind].parts else None
    return whole.wording if whole else stages.title(found)


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
    messages.success(request, "These words are on the thread now. Write a need that they speak for.")
    return redirect("thread", kind="passage", key=passage.token)


def _gone(request: Request, found: queries.Thread) -> dict[str, object]:
    """What was linked to it, and is not any more."""
    gone = queries.taken_away(found, request.acting.scope())
    return {
        "gone": gone,
        "back": [LinkAgain(initial={"link": str(one.link)}) for one in gone],
        "people": accounts.names_of_people(one.link.by for one in gone),
        "kinds": _kinds(),
    }


def _unlink(form: Unlink, linked: list[links.Linked]) -> Unlink:
    """The form that removes a link, with the links that there are."""
    form.offer("link", [(links.value(one.edge), links.said(one)) for one in linked])
    return form


def unlink(request: Request, kind: str, key: str) -> HttpResponse:
    """Remove a link, saying why."""
    found = queries.thread(f"{kind}:{key}", reader_of(request))
    linked = links.linked(found)
    if not linked:
        raise NotFound("There is no such link, or you cannot remove it.")
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


def drop_date(request: Request, kind: str, key: str) -> HttpResponse:
    """Remove a date."""
    actions.drop_date(by=request.user, kind=kind, key=key, scope=request.acting.scope())
    messages.success(request, "The date is removed.")
    return redirect("home")
