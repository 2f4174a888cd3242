"""Pages; who may open them is the registry's to check."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldthread.accounts.acting import Request
from goldthread.example_room import actions, queries


def every(request: Request) -> HttpResponse:
    """All examples, and a form for another."""
    scope = request.acting.scope()
    if request.method == "POST":
        theirs = sorted(scope.organisations or ())  # whom it is kept for, by which it is found again
        actions.add(by=request.acting, title=request.POST.get("title", ""), organisations=theirs)
        return redirect("examples")
    return render(request, "example_room/every.html", {"examples": queries.examples(scope)})


def one(request: Request, key: str) -> HttpResponse:
    """One example."""
    return render(request, "example_room/every.html", {"examples": [queries.example(request.acting.scope(), key)]})
