"""Accepting a transition, and taking that back; who may open it is the registry's to check."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.pathways import actions, queries, rules


def accept(request: Request, key: str, point: str) -> HttpResponse:
    """Accept a transition for the organisation that one acts for, or take that back."""
    version, holds = request.POST.get("based_on", ""), request.POST.get("holds") != "no"
    actions.accept(
        by=request.acting,
        workspace=workspace(),
        pathway=key,
        touchpoint=point,
        holds=holds,
        based_on=int(version) if version.isdecimal() and len(version) < 9 else 0,
    )
    title = rules.touchpoint(queries.pathway(key), point).title
    messages.success(
        request, f"Your organisation {'has accepted' if holds else 'no longer accepts'} the step “{title}”."
    )
    return redirect("pathway", key=key)
