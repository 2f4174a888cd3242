"""Close many answers at once: those without a tick, after a second look at a random sample."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldthread import coding
from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.forms.form import Given
from goldthread.insight import Concerned
from goldthread.listening import actions, reviewing
from goldthread.listening.actions.closings import MOST, sample_size
from goldthread.listening.models import ReviewClosing
from goldthread.vocabulary import NotFound
from goldthread.web.listen.forms import CloseMany, SecondLook
from goldthread.web.listen.presenters.concerns import likely
from goldthread.web.opened import workspace


SHOWN = 50
"""Answers that one page offers to close."""


def close_many(request: Request) -> HttpResponse:
    """The answers of the queue that are least likely to need somebody; sent, those without a tick are to be closed."""
    items = _least_likely(request)
    form = CloseMany.of(request).about(items)
    made = form.done(lambda given: _proposed(request, items, given))
    if made is not None:
        return redirect("second_look", token=made.token)
    shown = {
        "form": form,
        "items": items,
        "likely": {one.passage.id: likely(one.probability) for one in items},
        "sample": sample_size(len(items)),
    }
    return render(request, "listen/close_many.html", shown, status=400 if form.is_bound and form.errors else 200)


def _least_likely(request: Request) -> tuple[Concerned, ...]:
    least = coding.least_probability(reviewing.length_for(request.acting).in_a_thousand)
    scope = request.acting.scope(use="safeguarding")
    found = actions.read_concerns(by=request.user, workspace=workspace(), scope=scope, least=least, limit=10 * MOST)
    return tuple(sorted(found.items, key=lambda one: one.probability)[:SHOWN])


def _proposed(request: Request, items: tuple[Concerned, ...], given: Given) -> ReviewClosing:
    shown, kept = set(given["shown"]), set(given["keep"])
    passages = [one.passage for one in items if one.passage.id in shown - kept]
    return actions.propose(by=request.acting, passages=passages)


def second_look(request: Request, token: str) -> HttpResponse:
    """The next answer of the sample; sent, what the second look found. Raises NotFound."""
    held = reviewing.closing(request.acting, token)
    if held is None:
        raise NotFound("There is nothing to close under that address.", "Go back to the review queue.")
    waits = list(held.answers.filter(sampled=True, looked=False).values_list("feedback", flat=True))
    if not held.is_open:
        return redirect("concerns")
    if not waits:
        return _stopped(request, held)
    form = SecondLook.of(request, initial={"feedback": waits[0]})
    if form.done(lambda given: _looked(request, held, given)):
        return redirect("second_look", token=token)
    return _second(request, held, waits, form)


def _second(request: Request, held: ReviewClosing, waits: list[str], form: SecondLook) -> HttpResponse:
    try:
        one = workspace().concerns.one(waits[0], request.acting.scope(use="safeguarding"))
    except NotFound:
        return _stopped(request, held)
    sample = held.answers.filter(sampled=True).count()
    shown = {
        "form": form,
        "one": one,
        "names": queries.names_of_organisations(),
        "at": sample - len(waits) + 1,
        "sample": sample,
        "count": held.answers.count(),
    }
    return render(request, "listen/second_look.html", shown, status=400 if form.is_bound and form.errors else 200)


def _stopped(request: Request, held: ReviewClosing) -> HttpResponse:
    """Close nothing, since what was to be looked at again was withdrawn meanwhile."""
    actions.stop(by=request.acting, closing=held)
    messages.info(request, "Some of these answers have gone. Nothing was closed.")
    return redirect("concerns")


def _looked(request: Request, held: ReviewClosing, given: Given) -> bool:
    if given["found"] == "someone":
        actions.stop(by=request.acting, closing=held)
        messages.success(request, "Nothing was closed. All these answers are in the queue again.")
        return True
    scope = request.acting.scope(use="safeguarding")
    made = actions.confirm(
        by=request.acting, workspace=workspace(), scope=scope, closing=held, feedback=given["feedback"]
    )
    if made.is_closed:
        messages.success(request, f"{made.answers.count()} answers closed, with your name and the time.")
    return True
