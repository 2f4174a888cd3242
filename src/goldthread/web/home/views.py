"""Home, made of the panels that apps registered; and what a session acts as, with the form that chooses it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from goldthread.accounts import acting, actions, queries
from goldthread.accounts.acting import Request
from goldthread.accounts.registry import panels
from goldthread.web.forms import ActAs
from goldthread.web.home import no_role
from goldthread.web.onward import next_of


@require_safe
def home(request: Request) -> HttpResponse:
    """What waits for whoever signed in: the panels of their role, in order."""
    right = request.acting.right
    if right is None:
        return redirect("acting") if request.acting.several else no_role.page(request)
    filled = [(panel.template, panel.fill(request.acting)) for panel in panels.of(right.role)]
    shown = [(template, words) for template, words in filled if words is not None]
    title = next((words["title"] for _, words in shown if "title" in words), "Home")
    return render(request, "home/home.html", {"panels": shown, "title": title})


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request) -> HttpResponse:
    """List what one may act as today, and choose one."""
    held = queries.held_by(request.user)
    if not held:
        return no_role.page(request)
    form = ActAs.of(request, initial={"next": next_of(request, ""), "right": _now(request)}).offer_rights(held)
    if form.is_valid():
        return _switch(request, int(form.cleaned_data["right"]))
    return choice(request, form, status=400 if form.is_bound else 200)


def _now(request: Request) -> str:
    return str(request.acting.right.key) if request.acting.right else ""


def without_role(request: Request) -> HttpResponse:
    """Refuse a page: with the choice of what to act as where there is one, else with what ended and whom to ask."""
    if not request.acting.several:
        return no_role.page(request)
    onward = request.get_full_path() if request.method in ("GET", "HEAD") else next_of(request, "")
    form = ActAs(initial={"next": onward}).offer_rights(queries.held_by(request.user))
    return choice(request, form, status=no_role.REFUSED)


def choice(request: Request, form: ActAs, *, status: int) -> HttpResponse:
    """The page that lists what one may act as today; it says first which role has ended."""
    return render(request, "home/acting.html", {"form": form, "ended": no_role.ended(request)}, status=status)


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
