"""Pages; who may open them is the registry's to check."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldthread.accounts.acting import Request
from goldthread.example_room import actions, queries
from goldthread.example_room.forms import AddExample


def every(request: Request) -> HttpResponse:
    """All examples, and a form for another."""
    scope = request.acting.scope()
    form = AddExample.of(request)
    theirs = sorted(scope.organisations or ())  # whom it is kept for, by which it is found again
    if form.done(lambda given: actions.add(by=request.acting, organisations=theirs, **given), WrongUsage="title"):
        return redirect("examples")
    shown = {"examples": queries.examples(scope), "form": form}
    return render(request, "example_room/every.html", shown, status=400 if form.errors else 200)


def one(request: Request, key: str) -> HttpResponse:
    """One example."""
    shown = {"examples": [queries.example(request.acting.scope(), key)], "form": AddExample()}
    return render(request, "example_room/every.html", shown)
