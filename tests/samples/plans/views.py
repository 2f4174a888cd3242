"""Pages; who may open them is the registry's to check."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from goldthread.plans import actions, queries

from goldthread.accounts.acting import Request


def every(request: Request) -> HttpResponse:
    """All plans, and a form for another."""
    scope = request.acting.scope()
    if request.method == "POST":
        theirs = sorted(scope.organisations or ())
        actions.add(by=request.acting, title=request.POST.get("title", ""), organisations=theirs)
        return redirect("plans")
    return render(request, "plans/every.html", {"plans": queries.plans(scope)})


def one(request: Request, key: str) -> HttpResponse:
    """One plan."""
    return render(request, "plans/every.html", {"plans": [queries.plan(request.acting.scope(), key)]})
