"""Pages of panels: every panel, one of them, adding one, its seats and its quorum."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.models import Organisation
from goldthread.forms.form import Form, Given
from goldthread.forms.wizard import Step, Wizard
from goldthread.partnership import choosing, ending, finding, queries, supporting, waiting
from goldthread.partnership.actions import panels as actions
from goldthread.partnership.forms.panels import (
    NOBODY,
    ChangeQuorum,
    EndPanel,
    EndSeat,
    FindPerson,
    GiveSeat,
    PanelName,
    PanelReach,
    PanelVoting,
)
from goldthread.partnership.models import PanelMember, PatientPanel
from goldthread.partnership.presenters import panels as presented
from goldthread.partnership.presenters import quorum
from goldthread.partnership.views.asking import ask, check_runs
from goldthread.pathways import queries as pathways
from goldthread.vocabulary import NotFound


def every(request: Request) -> HttpResponse:
    """Every panel that concerns whoever asks."""
    every = queries.panels(request.acting.scope())
    held = [one for one in every if one.ended is None]
    asked = waiting.asked(waiting.speaking(request.acting))
    shown = {
        "panels": [presented.card(one, queries.voices_of(queries.seated(one)), _waits(one, asked)) for one in held],
        "ended": [one for one in every if one.ended is not None],
        "names": accounts.names_of_organisations(),
    }
    return render(request, "partnership/panels.html", shown)


def _waits(panel: PatientPanel, asked: waiting.Asked) -> int:
    return asked.panels.count(panel.pk)


def one(request: Request, key: str) -> HttpResponse:
    """One panel: what waits, its needs, its decisions, its departures, its members."""
    scope = request.acting.scope()
    held = queries.panel(scope, key)
    members, mine, runs = (
        queries.seated(held, held.ended),
        queries.member(request.acting, held),
        queries.runs(request.acting, held),
    )
    needs = [one for one in queries.needs(scope, held) if one.state == "open"]
    counted = supporting.of_each(needs, live={held.pk} if mine else ())
    shown = {
        "panel": held,
        "names": accounts.names_of_organisations(),
        "members": members,
        "voices": presented.voices(queries.voices_of(members)),
        "mine": mine,
        "runs": runs,
        "takes_part": queries.takes_part(request.acting, held),
        "quorum": quorum.said(queries.quorum_of(held)),
        "hosts": queries.hosts(request.acting, held),
        "before": [one for one in queries.needs(scope, held) if one.state != "open"] if held.ended else [],
        "waits": waiting.asked([mine]) if mine and not held.ended else None,
        "needs": [(need, counted[need.pk]) for need in needs],
        "decisions": queries.decisions(scope, held),
        "departures": queries.departures_from(held),
        "corrects": queries.departs(request.acting, held, held.organisations),
    }
    return render(request, "partnership/panel.html", shown)


class AddPanel(Wizard):
    """Add a panel."""

    name, title, send, back = "panel_add", "Add a panel", "Add this panel", ("panels", "Panels")
    steps = (
        Step("name", "What is the panel called?", PanelName),
        Step("reach", "Which organisations does it speak to?", PanelReach),
        Step("voting", "How does it decide?", PanelVoting),
    )

    def offer(self, form: Form, request: Request) -> None:
        """Organisations of whoever asks, and journeys."""
        if isinstance(form, PanelReach):
            held = Organisation.objects.filter(member=True, code__in=request.acting.scope().organisations or ())
            form.offer("organisations", [(one.code, one.name) for one in held.order_by("name")])
            journeys = [(one.key, one.title) for one in pathways.pathways().values()]
            form.offer("pathway", [("", "None, or several"), *journeys])

    def done(self, request: Request, given: dict[str, Given]) -> HttpResponse:
        """Add it, hosted by the organisation that whoever asks acts for."""
        assert request.acting.right is not None
        host = request.acting.right.organisation
        voting = _closes_early(given["voting"])
        made = actions.add(by=request.user, host=host, **given["name"], **given["reach"], **voting)
        messages.success(request, f"The panel “{made.title}” is added. Add its members.")
        return redirect("panel", key=made.key)


def seat(request: Request, key: str) -> HttpResponse:
    """Give somebody a seat: look for a person, or enter a name alone."""
    held = queries.panel(request.acting.scope(), key)
    check_runs(request, held)
    back, title = (reverse("panel", args=[key]), held.title), "Add a member"
    find = FindPerson(request.GET) if "q" in request.GET else FindPerson()
    wanted = find.cleaned_data["q"] if find.is_valid() else ""
    found = finding.people(wanted, request.acting)
    form = GiveSeat.of(
        request, initial={"since": date.today(), "name": "" if found else wanted, "person": _first(found)}
    )
    form.offer("person", [*finding.offered(found), (NOBODY, "Someone who does not sign in here")])
    made = form.done(lambda given: _give(request, held, given), WrongUsage="person")
    if made is None:
        more = {"find": find, "wanted": wanted, "found": found, "asks": bool(wanted) or form.is_bound}
        shown = form if more["asks"] else find
        return ask(
            request, shown, title=title, send="Add this member", back=back, template="partnership/seat.html", **more
        )
    messages.success(request, f"{made.name} is now a member of the panel.")
    return redirect("panel", key=key)


def _first(found: list[finding.Found]) -> str:
    return found[0].reference if len(found) == 1 else "" if found else NOBODY


def _give(request: Request, panel: PatientPanel, given: Given) -> PanelMember:
    chosen = given.pop("person")
    person = None if chosen == NOBODY else finding.person(chosen, request.acting)
    return actions.seat(by=request.user, panel=panel, person=person, **given)


def end_seat(request: Request, key: str, token: str) -> HttpResponse:
    """End somebody's seat."""
    held = queries.panel(request.acting.scope(), key)
    check_runs(request, held)
    member = next((one for one in queries.seated(held) if one.token == token), None)
    if member is None:
        raise NotFound("That person is not a member today.")
    form = EndSeat.of(request, initial={"on": date.today()})
    made = form.done(lambda given: actions.end_seat(by=request.user, member=member, **given), WrongUsage="on")
    if made is None:
        back = (reverse("panel", args=[key]), held.title)
        title = f"End the membership of {member.name}"
    return ask(request, form, title=title, send="End this membership", back=back, warning=True)
    messages.success(request, f"The membership of {made.name} ends. Their answers and votes stay.")
    return redirect("panel", key=key)


def change_quorum(request: Request, key: str) -> HttpResponse:
    """Another quorum, from now on."""
    held = queries.panel(request.acting.scope(), key)
    check_runs(request, held)
    form = ChangeQuorum.of(request, initial=_voting(held))
    made = form.done(
        lambda given: actions.change_quorum(by=request.user, panel=held, **_closes_early(given)), WrongUsage="quorum"
    )
    if made is None:
        back, about = (reverse("panel", args=[key]), held.title), (quorum.said(queries.quorum_of(held)),)
        return ask(request, form, title="Change the quorum", send="Change it", back=back, about=about)
    said = "A higher one counts for open votes too, a lower one only for votes that open from now on."
    messages.success(request, f"The quorum is changed. {said}")
    return redirect("panel", key=key)


def _closes_early(given: Given) -> Given:
    return {**given, "closes_early": given["closes_early"] != "no"}


def _voting(held: PatientPanel) -> Given:
    early = "yes" if held.closes_early else "no"
    return {"quorum": held.quorum, "quorum_share": held.quorum_share, "closes_early": early}


CLOSE = "close"
"""What is chosen for open needs that no other panel takes."""


def end(request: Request, key: str) -> HttpResponse:
    """End a panel: what is open is listed first, and open needs are handed on or closed."""
    held = queries.panel(request.acting.scope(), key)
    check_runs(request, held)
    waits = ending.still_open(held)
    needs = [one for one in queries.needs(request.acting.scope(), held) if one.state == "open"]
    others = [one for one in choosing.panels(request.acting).values() if one.host == held.host and one.pk != held.pk]
    form = EndPanel.of(request)
    form.offer(
        "hand_to", [*((one.key, f"Hand them on to “{one.title}”") for one in others), (CLOSE, "Close them with it")]
    )
    if not (needs and others):
        del form.fields["hand_to"]

    def finish(given: Given) -> PatientPanel:
        to = next((one for one in others if one.key == given.get("hand_to")), None)
        return actions.end(by=request.user, panel=held, on=given["on"], why=given["why"], hand_to=to)

    made = form.done(finish, WrongUsage="on")
    if made is None:
        back = (reverse("panel", args=[key]), held.title)
        return ask(
            request,
            form,
            title="End this panel",
            send="End this panel",
            back=back,
            template="partnership/end_panel.html",
            waits=waits,
            needs=needs,
            others=others,
            closed=bool(waits),
        )
    messages.success(request, f"The panel “{made.title}” has ended. Its needs and decisions can still be read.")
    return redirect("panel", key=key)
