"""Starting a journey: from nothing, with its name, first service and first moment, or from one of the library."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread import coding
from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.forms.form import Form, Given
from goldthread.forms.pages import page
from goldthread.forms.wizard import Step, Wizard
from goldthread.insight import pathway_library
from goldthread.pathways import actions, rules
from goldthread.pathways.forms import StartFrom, StartMoment, StartName, StartService
from goldthread.vocabulary import Membership, NotFound, Touchpoint


def _organisations(request: Request) -> list[tuple[str, str]]:
    """Organisations that one commissions, to choose from."""
    held = accounts.organisations_within(request.acting.scope()).exclude(kind="commissioner")
    return [("", "Choose"), *((one.code, one.name) for one in held)]


def library(request: Request) -> HttpResponse:
    """Journeys that many places have, to start from."""
    return render(request, "pathways/library.html", {"library": pathway_library()})


def start_from(request: Request, key: str) -> HttpResponse:
    """Start a journey with the moments of one in the library. Raises NotFound."""
    drawn = pathway_library().get(key)
    if drawn is None:
        raise NotFound("There is no such journey to start from.", "Choose one of the list.")
    form = StartFrom.of(request, initial={"title": drawn.title})
    form.offer("organisation", _organisations(request))
    made = form.done(
        lambda given: actions.start_from(by=request.user, workspace=workspace(), moments=drawn.touchpoints, **given)
    )
    if made is None:
        title, back = f"Add the journey “{drawn.title}”", (reverse("pathway_library"), "Journeys to start from")
        return page(request, form, title=title, send="Add this journey", back=back)
    messages.success(request, f"The journey “{made.title}” is added. Change its moments and services here.")
    return redirect("pathway", key=made.key)


class Start(Wizard):
    """A journey, with all that it cannot be without."""

    name = "pathway_start"
    title = "Add a journey"
    send = "Add this journey"
    back = ("pathways", "All journeys")
    steps = (
        Step("name", "What is the journey called?", StartName),
        Step("service", "Which service belongs to it first?", StartService),
        Step("moment", "What is its first moment that matters?", StartMoment),
    )

    def offer(self, form: Form, request: Request) -> None:
        """Organisations that one commissions, and the kinds of moment that software knows."""
        if isinstance(form, StartService):
            form.offer("organisation", _organisations(request))
        if isinstance(form, StartMoment):
            form.offer("kinds", [(kind.key, kind.title) for kind in coding.touchpoint_kinds()])

    def done(self, request: Request, given: dict[str, Given]) -> HttpResponse:
        """Start it."""
        title, kinds = given["moment"]["moment"], tuple(given["moment"]["kinds"])
        first = Touchpoint(key=rules.key_of(title), title=title, about="", kinds=kinds)
        made = actions.start(
            by=request.user,
            workspace=workspace(),
            **given["name"],
            members=[Membership(**given["service"])],
            touchpoints=[first],
        )
        messages.success(request, f"The journey “{made.title}” is added. Add its other services and moments here.")
        return redirect("pathway", key=made.key)
