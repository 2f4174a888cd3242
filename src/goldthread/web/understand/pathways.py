"""Journeys as people agreed them: their moments, services and history; each form makes the next version."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goldthread import coding
from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.models import Organisation
from goldthread.accounts.rules import Permission
from goldthread.pathways import accepting, actions, queries, rules
from goldthread.vocabulary import PathwayMap
from goldthread.web.opened import workspace
from goldthread.web.rights import needs


@require_safe
@needs(Permission.SEE_FINDINGS)
def every(request: Request) -> HttpResponse:
    """Every journey."""
    return render(request, "understand/pathways.html", {"pathways": _held()})


def _held() -> dict[str, PathwayMap]:
    """Journeys in the database, taken over from their definitions the first time that anybody looks."""
    held = queries.pathways()
    if not held:
        actions.load_definitions(by="definitions", workspace=workspace())
        held = queries.pathways()
    return held


@require_safe
@needs(Permission.SEE_FINDINGS)
def one(request: Request, key: str) -> HttpResponse:
    """One journey with its history; with forms for those who may change it."""
    _held()
    pathway = queries.pathway(key)
    changes = queries.history(key)
    shown: dict[str, Any] = {
        "pathway": pathway,
        "changes": changes,
        "names": accounts.names_of_organisations(),
        "kinds": _kinds(),
        "people": accounts.names_of_people([change.by for change in changes]),
        "pairs": _pairs(pathway),
        "members": Organisation.objects.filter(member=True).exclude(kind="commissioner").order_by("name"),
        "today": date.today(),
        "waits": queries.why_waiting(key),
        "standing": accepting.standing(pathway, request.acting),
    }
    return render(request, "understand/pathway.html", shown)


def _kinds() -> dict[str, str]:
    return {kind.key: kind.title for kind in coding.touchpoint_kinds()}


def _pairs(pathway: PathwayMap) -> list[tuple[str, str]]:
    return list(dict.fromkeys((member.organisation, member.service) for member in pathway.members))


@require_safe
@needs(Permission.EDIT_PATHWAYS)
def moment(request: Request, key: str, point: str) -> HttpResponse:
    """The form that changes one moment."""
    pathway = queries.pathway(key)
    shown = {
        "pathway": pathway,
        "point": rules.touchpoint(pathway, point),
        "kinds": _kinds(),
        "pairs": _pairs(pathway),
        "names": accounts.names_of_organisations(),
    }
    return render(request, "understand/moment.html", shown)


def _about(request: Request, key: str) -> dict[str, Any]:
    """What every change says: by whom, of which journey, on which version, and why."""
    version = request.POST.get("based_on", "")
    return {
        "by": request.user,
        "workspace": workspace(),
        "pathway": key,
        "based_on": int(version) if version.isdecimal() and len(version) < 9 else 0,
        "why": _said(request, "why"),
    }


def _said(request: Request, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "")


def _day(request: Request, name: str) -> date | None:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        return None


def _point(request: Request) -> dict[str, Any]:
    pairs = [tuple(value.split("|", 1)) for value in request.POST.getlist("services") if "|" in value]
    return {
        "title": _said(request, "title"),
        "about": _said(request, "about"),
        "kinds": request.POST.getlist("kinds"),
        "services": pairs,
        "transition": request.POST.get("transition") == "yes",
    }


def _done(request: Request, made: PathwayMap) -> HttpResponse:
    if queries.why_waiting(made.key) is None:
        messages.success(request, f"Version {made.version} of “{made.title}” holds from now on.")
    else:
        messages.info(request, f"Version {made.version} of “{made.title}” is saved.")
    return redirect("pathway", key=made.key)


@require_POST
@needs(Permission.EDIT_PATHWAYS)
def rename(request: Request, key: str) -> HttpResponse:
    """Another name or description."""
    return _done(
        request, actions.rename(**_about(request, key), title=_said(request, "title"), about=_said(request, "about"))
    )


@require_POST
@needs(Permission.EDIT_PATHWAYS)
def services(request: Request, key: str) -> HttpResponse:
    """One service more."""
    made = actions.add_service(
        **_about(request, key),
        organisation=_said(request, "organisation"),
        service=_said(request, "service"),
        since=_day(request, "since"),
        until=_day(request, "until"),
    )
    return _done(request, made)


@require_POST
@needs(Permission.EDIT_PATHWAYS)
def end_service(request: Request, key: str) -> HttpResponse:
    """A service that belongs no longer."""
    organisation, _, service = _said(request, "service").partition("|")
    made = actions.end_service(
        **_about(request, key), organisation=organisation, service=service, on=_day(request, "on") or date.today()
    )
    return _done(request, made)


@require_POST
@needs(Permission.EDIT_PATHWAYS)
def moments(request: Request, key: str) -> HttpResponse:
    """One moment more, or one changed where its key is given."""
    if point := request.POST.get("touchpoint", ""):
        return _done(request, actions.change_touchpoint(**_about(request, key), touchpoint=point, **_point(request)))
    made = actions.add_touchpoint(**_about(request, key), after=_said(request, "after"), **_point(request))
    return _done(request, made)


@require_POST
@needs(Permission.EDIT_PATHWAYS)
def move(request: Request, key: str, point: str) -> HttpResponse:
    """One moment earlier or later."""
    places = -1 if request.POST.get("to") == "earlier" else 1
    return _done(request, actions.move_touchpoint(**_about(request, key), touchpoint=point, places=places))


@require_POST
@needs(Permission.EDIT_PATHWAYS)
def remove(request: Request, key: str, point: str) -> HttpResponse:
    """One moment out; older versions keep it."""
    return _done(request, actions.remove_touchpoint(**_about(request, key), touchpoint=point))
