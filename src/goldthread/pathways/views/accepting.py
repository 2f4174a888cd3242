"""Accepting a transition, and taking that back; who may open it is the registry's to check."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.pathways import actions, queries, rules
from goldthread.pathways.forms import Accept


def accept(request: Request, key: str, point: str) -> HttpResponse:
    """Accept a transition for the organisation that one acts for, or take that back."""
    given = Accept.of(request).asked()
    holds = given["holds"] != "no"
    actions.accept(
        by=request.acting,
        workspace=workspace(),
        pathway=key,
        touchpoint=point,
        holds=holds,
        based_on=given["based_on"],
    )
    title = rules.touchpoint(queries.pathway(key), point).title
    messages.success(
        request, f"Your organisation {'has accepted' if holds else 'no longer accepts'} the step “{title}”."
    )
    return redirect("pathway", key=key)
