"""Pages of departures: saying that one's organisation does not follow a decision, and correcting what was said."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldthread.accounts.acting import Request
from goldthread.forms.form import Given
from goldthread.partnership import queries
from goldthread.partnership.actions import departing
from goldthread.partnership.forms.decisions import DepartFromDecision
from goldthread.partnership.models import Departure
from goldthread.partnership.views.asking import ask, decision_of
from goldthread.vocabulary import NoRight, NotFound


def depart(request: Request, key: str) -> HttpResponse:
    """Say that one's organisation departs from a decision."""
    held = decision_of(request, key)
    organisation = queries.departs(request.acting, held.panel, held.organisations)
    if not organisation:
        raise NoRight(departing.NOT_CONCERNED)
    departing.check_decided(held)
    form = DepartFromDecision.of(request)

    def leave_it(given: Given) -> Departure:
        return departing.from_decision(by=request.user, decision=held, organisation=organisation, **given)

    made = form.done(leave_it, WrongUsage="officer")
    if made is None:
        about = ("Your organisation does not do what the panel decided. It must say who answers for that, and why.",)
        title, send, back = (
            "Record that your organisation does not follow this",
            "Publish this to the panel",
            reverse("decision", args=[key]),
        )
        quote = held.wording
        return ask(request, form, title=title, send=send, back=(back, "The decision"), quote=quote, about=about)
    messages.success(request, "It is published. Members are told today.")
    return redirect("decision", key=key)


def correct(request: Request, key: str, number: int) -> HttpResponse:
    """Correct what an organisation said of why it does not follow a panel; what it said before is kept."""
    panel = queries.panel(request.acting.scope(), key)
    held = panel.departures.filter(pk=number).first()
    if held is None:
        raise NotFound("There is nothing of that kind here.")
    right = request.acting.right
    if right is None or right.organisation != held.organisation:
        raise NoRight("Only the organisation that said this can correct it.")
    said = {name: getattr(held, name) for name in ("officer", "job", "reasons")}
    form = DepartFromDecision.of(request, initial=said)

    def mend(given: Given) -> Departure:
        return departing.depart(
            by=request.user,
            panel=panel,
            about=held.about,
            organisation=held.organisation,
            standing=held.standing,
            corrects=held,
            **given,
        )

    made = form.done(mend, WrongUsage="officer")
    if made is None:
        back, about = (reverse("panel", args=[key]), panel.title), ("The panel reads both, with the day of each.",)
        return ask(
            request, form, title="Correct what your organisation said", send="Publish this", back=back, about=about
        )
    messages.success(request, "The correction is published. What was said before is kept with it.")
    return redirect("panel", key=key)
