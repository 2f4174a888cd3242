"""Journeys as people agreed them: their moments, services and history; each form makes the next version."""

from datetime import date
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread import coding
from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.models import Organisation
from goldthread.accounts.opened import workspace
from goldthread.forms.form import Form, Given
from goldthread.forms.pages import page
from goldthread.pathways import accepting, actions, changing, queries, rules
from goldthread.pathways.forms import (
    Accept,
    AddMoment,
    AddService,
    EndService,
    Moment,
    Move,
    Remove,
    Rename,
    pair_of,
    value_of,
)
from goldthread.vocabulary import PathwayMap, service_name


F = TypeVar("F", bound=Form)


def every(request: Request) -> HttpResponse:
    """Every journey."""
    return render(request, "pathways/pathways.html", {"pathways": _held()})


def _held() -> dict[str, PathwayMap]:
    """Journeys in the database, taken over from their definitions the first time that anybody looks."""
    held = queries.pathways()
    if not held:
        actions.load_definitions(by="definitions", workspace=workspace())
        held = queries.pathways()
    return held


def one(request: Request, key: str) -> HttpResponse:
    """One journey with its history; with forms for those who may change it."""
    _held()
    pathway = queries.pathway(key)
    changes = queries.history(key)
    shown: dict[str, object] = {
        "pathway": pathway,
        "changes": changes,
        "names": accounts.names_of_organisations(),
        "kinds": _kinds(),
        "unnamed": service_name(""),
        "people": accounts.names_of_people([change.by for change in changes]),
        "waits": queries.why_waiting(key),
        "standing": accepting.standing(pathway, request.acting),
        "forms": _forms(pathway),
        "changes_it": changing.may_change(request.acting, pathway),
    }
    return render(request, "pathways/pathway.html", shown)


def _forms(pathway: PathwayMap) -> dict[str, Form]:
    """The forms that stand on a journey's page, empty."""
    based: Given = {"based_on": pathway.version}
    return {
        "moment": _offered(AddMoment(initial=based), pathway),
        "service": _offered(AddService(initial=based), pathway),
        "ending": _offered(EndService(initial=based | {"on": date.today()}), pathway),
        "name": Rename(initial=based | {"title": pathway.title, "about": pathway.about}),
        "earlier": Move(initial=based | {"to": "earlier"}),
        "later": Move(initial=based | {"to": "later"}),
        "out": Remove(initial=based),
        "accept": Accept(initial=based | {"holds": "yes"}),
        "no longer": Accept(initial=based | {"holds": "no"}),
    }


def _offered(form: F, pathway: PathwayMap) -> F:
    """A form with what may be chosen in it."""
    names = accounts.names_of_organisations()
    pairs = _pairs(pathway)
    named = [(value_of(pair), f"{service_name(pair[1])}, {names.get(pair[0], pair[0])}") for pair in pairs]
    members = Organisation.objects.filter(member=True).exclude(kind="commissioner").order_by("name")
    if isinstance(form, AddService):
        form.offer("organisation", [(one.code, one.name) for one in members])
    if isinstance(form, EndService):
        form.offer("service", [(value_of(pair), service_name(pair[1])) for pair in pairs])
    if isinstance(form, Moment):
        form.offer("kinds", list(_kinds().items()))
        form.offer("services", named)
    if isinstance(form, AddMoment):
        form.offer("after", [("", "At the end"), *((one.key, one.title) for one in pathway.touchpoints)])
    return form


def _kinds() -> dict[str, str]:
    return {kind.key: kind.title for kind in coding.touchpoint_kinds()}


def _pairs(pathway: PathwayMap) -> list[tuple[str, str]]:
    return list(dict.fromkeys((member.organisation, member.service) for member in pathway.members))


def _to_change(request: Request, key: str) -> PathwayMap:
    """A journey that whoever asks may change. Raises NoRight, NotFound."""
    return changing.check_may_change(request.acting, queries.pathway(key))


def _about(request: Request, key: str) -> Given:
    """What every change says: by whom, and of which journey."""
    return {"by": request.user, "workspace": workspace(), "pathway": key}


def _done(request: Request, made: PathwayMap) -> HttpResponse:
    if queries.why_waiting(made.key) is None:
        messages.success(request, f"Version {made.version} of “{made.title}” is in use from now on.")
    else:
        messages.info(request, f"Version {made.version} of “{made.title}” is saved.")
    return redirect("pathway", key=made.key)


def _again(request: Request, pathway: PathwayMap, form: Form, title: str, send: str) -> HttpResponse:
    """The form on a page of its own, with what is wrong; sent again, it changes the newest version."""
    if form.is_bound:
        form.renew("based_on", pathway.version)
    back = reverse("pathway", args=[pathway.key]), pathway.title
    return page(request, form, title=title, send=send, back=back)


def rename(request: Request, key: str) -> HttpResponse:
    """Another name or description."""
    pathway, form = _to_change(request, key), Rename.of(request)
    made = form.done(lambda given: actions.rename(**_about(request, key), **given))
    return _done(request, made) if made else _again(request, pathway, form, "Rename the journey", "Rename it")


def services(request: Request, key: str) -> HttpResponse:
    """One service more."""
    pathway = _to_change(request, key)
    form = _offered(AddService.of(request), pathway)
    made = form.done(lambda given: actions.add_service(**_about(request, key), **given))
    return _done(request, made) if made else _again(request, pathway, form, "Add a service", "Add this service")


def end_service(request: Request, key: str) -> HttpResponse:
    """A service that belongs no longer."""
    pathway = _to_change(request, key)
    form = _offered(EndService.of(request), pathway)

    def end(given: Given) -> PathwayMap:
        organisation, service = pair_of(given.pop("service"))
        return actions.end_service(**_about(request, key), **given, organisation=organisation, service=service)

    made = form.done(end)
    return _done(request, made) if made else _again(request, pathway, form, "End a service", "End this service")


def moments(request: Request, key: str) -> HttpResponse:
    """One moment more."""
    pathway = _to_change(request, key)
    form = _offered(AddMoment.of(request), pathway)
    made = form.done(lambda given: actions.add_touchpoint(**_about(request, key), **given))
    return _done(request, made) if made else _again(request, pathway, form, "Add a moment", "Add this moment")


def moment(request: Request, key: str, point: str) -> HttpResponse:
    """Change one moment."""
    pathway = _to_change(request, key)
    held = rules.touchpoint(pathway, point)
    now = {"based_on": pathway.version, "services": [value_of(pair) for pair in held.services], "kinds": held.kinds}
    now |= {"title": held.title, "about": held.about, "transition": held.transition}
    form = _offered(Moment.of(request, initial=now), pathway)
    made = form.done(lambda given: actions.change_touchpoint(**_about(request, key), touchpoint=point, **given))
    return _done(request, made) if made else _again(request, pathway, form, "Change a moment", "Save this moment")


def move(request: Request, key: str, point: str) -> HttpResponse:
    """One moment earlier or later."""
    _to_change(request, key)
    given = Move.of(request).asked()
    places = -1 if given["to"] == "earlier" else 1
    about = _about(request, key) | {"based_on": given["based_on"]}
    return _done(request, actions.move_touchpoint(**about, touchpoint=point, places=places))


def remove(request: Request, key: str, point: str) -> HttpResponse:
    """One moment out; older versions keep it."""
    _to_change(request, key)
    about = _about(request, key) | Remove.of(request).asked()
    return _done(request, actions.remove_touchpoint(**about, touchpoint=point))
