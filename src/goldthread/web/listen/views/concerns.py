"""The review queue, and a person's decision about one answer of it. For the safeguarding right alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldthread import coding
from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.forms.form import Given
from goldthread.insight import Concerned
from goldthread.listening import actions, reviewing
from goldthread.listening.actions.concerns import NO_CONCERN
from goldthread.web.listen.forms import Decide, NewNote, TakeOn
from goldthread.web.listen.presenters.concerns import likely, waiting
from goldthread.web.opened import workspace


PAGE = 10


def concerns(request: Request) -> HttpResponse:
    """The queue, gravest kind and likeliest first; every reading of it is audited."""
    page = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdecimal() else 1
    done = request.GET.get("looked") == "yes"
    length = reviewing.length_for(request.acting)
    found = actions.read_concerns(
        by=request.user,
        workspace=workspace(),
        scope=request.acting.scope(use="safeguarding"),
        decided=done,
        least=0.0 if done else coding.least_probability(length.in_a_thousand),
        limit=PAGE,
        offset=(min(page, 10_000) - 1) * PAGE,
    )
    shown = {
        "queue": found,
        "done": done,
        "page": page,
        "more": page * PAGE < found.total,
        "length": length,
        "closings": reviewing.open_closings(request.acting),
        **_about(found.items, done=done),
    }
    return render(request, "listen/concerns.html", shown)


def _about(items: tuple[Concerned, ...], *, done: bool) -> dict[str, object]:
    """What the cards of some answers show beside their words."""
    ids = [one.passage.id for one in items]
    return {
        "names": queries.names_of_organisations(),
        "waits": {one.passage.id: waiting(one.since) for one in items},
        "likely": {one.passage.id: likely(one.probability) for one in items},
        "by": queries.looked_at(ids) if done else {},
        "reviews": reviewing.reviews(ids),
        "forms": {key: Decide(auto_id=f"d-{key}-%s") for key in ids},
        "grave": {kind.title for kind in coding.concern_kinds() if kind.key in coding.GRAVEST},
    }


def _one(request: Request, key: str) -> Concerned:
    return workspace().concerns.one(key, request.acting.scope(use="safeguarding"))


def _page(request: Request, one: Concerned, decide: Decide | None = None, note: NewNote | None = None) -> HttpResponse:
    """The page of one answer, with what is wrong with one of its forms."""
    wrong = next((form for form in (decide, note) if form is not None and form.errors), None)
    shown = {
        "one": one,
        "review": reviewing.reviews([one.passage.id]).get(one.passage.id),
        "decide": decide or Decide(),
        "note": note or NewNote(),
        "wrong": wrong,
        **_about((one,), done=one.looked),
    }
    return render(request, "listen/concern.html", shown, status=400 if wrong else 200)


def looked(request: Request, key: str) -> HttpResponse:
    """One answer of the queue; sent, record that a person has reviewed it, and what was done.

    A mark is put beside the words, and who and when into the audit. Raises NotFound.
    """
    one = _one(request, key)
    if request.method != "POST":
        return _page(request, one)
    form = Decide.of(request)

    def decide(given: Given) -> bool:
        action = "" if given["decision"] == NO_CONCERN else given["decision"]
        scope = request.acting.scope(use="safeguarding")
        actions.decide_concern(by=request.user, workspace=workspace(), scope=scope, feedback=key, action=action)
        return True

    if not form.done(decide):
        return _page(request, one, decide=form)
    messages.success(request, "Saved, with your name and the time.")
    return redirect("concerns")


def note(request: Request, key: str) -> HttpResponse:
    """Add a note to an answer. Raises NotFound."""
    one, form = _one(request, key), NewNote.of(request)

    def add(given: Given) -> bool:
        actions.note(by=request.acting, passage=one.passage, text=given["text"])
        return True

    if not form.done(add):
        return _page(request, one, note=form)
    messages.success(request, "Note added.")
    return redirect("looked", key=key)


def owner(request: Request, key: str) -> HttpResponse:
    """Take an answer on, or hand it back. Raises NotFound."""
    one = _one(request, key)
    TakeOn.of(request).asked()
    held = reviewing.reviews([key]).get(key)
    mine = held is None or held.owner != request.acting.person
    actions.take_on(by=request.acting, passage=one.passage, mine=mine)
    messages.success(request, "You have taken this on." if mine else "You have handed this back.")
    return redirect("looked", key=key)
