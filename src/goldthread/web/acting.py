"""What a session acts as: a page that lists the rights of whoever signed in, and the form that chooses one."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from goldthread.accounts import acting, actions, queries
from goldthread.accounts.acting import Request
from goldthread.web import no_role
from goldthread.web.onward import next_of


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request) -> HttpResponse:
    """List what one may act as today, and choose one."""
    held = queries.held_by(request.user)
    if not held:
        return no_role.page(request)
    if request.method == "POST":
        chosen = request.POST.get("right", "")
        if any(chosen == str(one.key) for one in held):
            return _switch(request, int(chosen))
        return choice(request, status=400, wrong=True)
    return choice(request)


def without_role(request: Request) -> HttpResponse:
    """Refuse a page: with the choice of what to act as where there is one, else with what ended and whom to ask."""
    return choice(request, status=no_role.REFUSED) if request.acting.several else no_role.page(request)


def choice(request: Request, *, status: int = 200, wrong: bool = False) -> HttpResponse:
    """The page that lists what one may act as today; it says first which role has ended."""
    refused = status == no_role.REFUSED
    onward = request.get_full_path() if refused and request.method in ("GET", "HEAD") else next_of(request, "")
    shown = {"held": queries.held_by(request.user), "wrong": wrong, "next": onward, "ended": no_role.ended(request)}
    return render(request, "acting.html", shown, status=status)


@transaction.atomic
def _switch(request: Request, key: int) -> HttpResponse:
    """Act under another right. The session gets another key, and forms that are open elsewhere must be sent again:

    what was begun under one right is never done under another.
    """
    right = actions.act_under(by=request.user, key=key)
    acting.begin(request.session, right)
    request.session.cycle_key()
    rotate_token(request)
    messages.success(request, f"You are acting as {right}.")
    return redirect(next_of(request, "/home/"))
