"""Organisations and what files call them, for their commissioner's administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldthread.accounts.acting import Request
from goldthread.accounts.directory import listing, organisations
from goldthread.accounts.directory.by import reach
from goldthread.accounts.models import Organisation
from goldthread.accounts.opened import workspace
from goldthread.vocabulary import NoRight, WrongUsage
from goldthread.web.people import forms
from goldthread.web.people.views.people import place, refused


def every(request: Request) -> HttpResponse:
    """The organisations whose people this administrator manages, and names in files that belong to none."""
    board = _board(request)
    shown = {
        "found": listing.organisations(by=request.acting),
        "board": board,
        "changeable": reach(request.acting).commissions,
        "unplaced": organisations.unplaced(workspace(), by=request.acting) if board else [],
    }
    return render(request, "people/organisations.html", shown)


def _board(request: Request) -> Organisation | None:
    """The commissioner that this administrator acts for; None for a provider's."""
    found = Organisation.objects.filter(code=reach(request.acting).own, kind="commissioner").first()
    return found


def add(request: Request) -> HttpResponse:
    """Add an organisation that one's own commissions."""
    board = _board(request)
    if board is None:
        raise NoRight("Only a commissioner's administrator adds organisations.", "Ask your commissioner's.")
    form = forms.AddOrganisation.of(request, initial={"kind": "provider", "aliases": request.GET.get("called", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = organisations.add(by=request.acting, commissioner=board, **form.cleaned_data)
        except (organisations.AlreadyCalledSo, WrongUsage) as error:
            refused(form, error, AlreadyCalledSo="aliases")
        else:
            messages.success(request, f"{made.name} is added. It now has the feedback under that name.")
            return redirect("organisations")
    shown = {"form": form, "board": board}
    return render(request, "people/organisation_add.html", shown, status=400 if form.is_bound else 200)


def change(request: Request, code: str) -> HttpResponse:
    """Change an organisation that one's own commissions."""
    held = place(request, code)
    if held.code not in reach(request.acting).commissions:
        raise NoRight("Only an organisation's commissioner changes its names and dates.", "Ask its administrator.")
    form = forms.EditOrganisation.of(request, initial=_now(held))
    if request.method == "POST" and form.is_valid():
        try:
            changed = organisations.change(by=request.acting, organisation=held, **form.cleaned_data)
        except (organisations.AlreadyCalledSo, WrongUsage) as error:
            refused(form, error, AlreadyCalledSo="aliases")
        else:
            messages.success(request, "Your changes are saved." if changed else "Nothing was changed.")
            return redirect("organisations")
    shown = {"form": form, "held": held}
    return render(request, "people/organisation_change.html", shown, status=400 if form.is_bound else 200)


def _now(held: Organisation) -> dict[str, object]:
    aliases = "\n".join(alias.said for alias in held.aliases.all())
    return {"name": held.name, "kind": held.kind, "aliases": aliases, "since": held.since, "until": held.until}
