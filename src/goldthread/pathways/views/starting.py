"""Starting a journey: its name, its first service, its first moment."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldthread import coding
from goldthread.accounts.acting import Request
from goldthread.accounts.models import Organisation
from goldthread.accounts.opened import workspace
from goldthread.forms.form import Form, Given
from goldthread.forms.wizard import Step, Wizard
from goldthread.pathways import actions, rules
from goldthread.pathways.forms import StartMoment, StartName, StartService
from goldthread.vocabulary import Membership, Touchpoint


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
            seen = request.acting.scope().organisations or frozenset()
            held = Organisation.objects.filter(member=True, code__in=seen).exclude(kind="commissioner").order_by("name")
            form.offer("organisation", [("", "Choose"), *((one.code, one.name) for one in held)])
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
