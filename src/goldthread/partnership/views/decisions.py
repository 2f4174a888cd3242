"""Pages of decisions: one of them, and the view of patients and carers before a vote."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.clock import today
from goldthread.accounts.registry import slots
from goldthread.forms.form import Given
from goldthread.partnership import citing, closing, queries, rules, secrecy, supporting, wanting
from goldthread.partnership.actions import deciding
from goldthread.partnership.forms.decisions import Ballot, OpenVote, PatientsView, PatientsViewFor
from goldthread.partnership.forms.releases import WantWords
from goldthread.partnership.models import Decision, DecisionOption, Departure, EarlierView, PanelMember
from goldthread.partnership.presenters import decisions as presented
from goldthread.partnership.presenters import quorum
from goldthread.partnership.presenters import voting as voting_said
from goldthread.partnership.views import voting
from goldthread.partnership.views.asking import ask, check_runs, decision_of
from goldthread.thread.reading import reader_of
from goldthread.vocabulary import NoRight


def one(request: Request, key: str) -> HttpResponse:
    """One decision: on its way, or what came of it."""
    held = decision_of(request, key)
    panel, mine, runs = held.panel, queries.speaks(request.acting, held.panel), queries.runs(request.acting, held.panel)
    counted, options = queries.counts_of(held), list(held.options.all())
    voted = queries.vote_of(held, mine)
    departures, corrects = queries.departures(str(held)), queries.departs(request.acting, panel, held.organisations)
    shown = {
        "decision": held,
        "panel": panel,
        "mine": mine,
        "runs": runs,
        "view": _view(held, mine, runs=runs),
        "earlier_views": (earlier := queries.earlier_views(held)),
        "writers": _writers(held, earlier)
        if queries.member(request.acting, panel) or queries.hosts(request.acting, panel)
        else {},
        "open": OpenVote(),
        "ballot": _ballot(held, mine) if mine and not voted else None,
        "voted": voted,
        "stages": presented.stages(viewed=bool(held.view_at), opened=bool(held.opened_at), closed=bool(held.closed_at)),
        "quorum": quorum.said(queries.quorum_at(held)),
        "progress": quorum.progress(queries.quorum_at(held), counted.voices, inside=mine is not None or runs),
        **_closing(held),
        "options": options,
        "before_voting": voting_said.before(held.method, held.closes_on),
        "dissent": queries.dissent_of(held),
        "departures": departures,
        "departs": bool(held.outcome_id and corrects and not _departed(departures, corrects, held)),
        "corrects": corrects,
        "needs": (needs := queries.needs_of(request.acting.scope(), held)),
        "findings": citing.shown(list(held.findings.all()), request.acting),
        "cites": not held.closed_at and queries.takes_part(request.acting, panel),
        "closed": wanting.closed_to(True, panel, needs, reader_of(request)) if mine and not held.closed_at else [],
        "want": WantWords(),
        "support": supporting.of_each(needs, live=supporting.live_for(request.acting)),
        "names": accounts.names_of_organisations(),
        **(_result(held, counted, options) if held.closed_at else {}),
    }
    asked = needs if held.closed_at and held.outcome_id else []
    shown["slot"] = list(slots.filled("came of it", request, {"needs": asked}))
    return render(request, "partnership/decision.html", shown)


def _closing(held: Decision) -> Given:
    """Whether an open vote may be closed, and whether a closed one was asked again."""
    if held.closed_at:
        return {"asked_again": Decision.objects.filter(asks_again=held).first()}
    found = closing.of(held) if held.opened_at else None
    is_ballot, day = held.method == "ballot", held.closes_on
    lacks_day = is_ballot and ((not day and found is not None) or (not held.opened_at and bool(day and day < today())))
    return {"closing": found, "stays_open": found.waits if found else "", "lacks_day": lacks_day}


def _view(held: Decision, mine: PanelMember | None, *, runs: bool) -> PatientsView | None:
    """The form in which patients and carers write their view; the host's where none of them signs in."""
    if held.opened_at or held.closed_at:
        return None
    if mine is not None and mine.voice in rules.OWN_VOICES:
        return PatientsView(initial={"view": held.patients_view})
    if runs and not queries.view_writers(held.panel):
        return _offered(PatientsViewFor(initial={"view": held.patients_view}), held)
    return None


def _offered(form: PatientsViewFor, held: Decision) -> PatientsViewFor:
    form.offer("member", [("", "Choose"), *((one.token, one.name) for one in queries.own_seats(held.panel))])
    return form


def _writers(held: Decision, earlier: list[EarlierView]) -> dict[str, str]:
    """Who wrote the view, and the view before: for members and the host, who know each other by name."""
    return accounts.names_of_people([held.view_by, *(name for one in earlier for name in (one.stated_by, one.by))])


def _result(held: Decision, counted: queries.CountedVotes, options: list[DecisionOption]) -> Given:
    """What came of a vote; only once it is closed, so that nobody votes by what others did."""
    pairs = [(one.place, one.wording) for one in options]
    columns, hands = presented.hands_table([(one.wording, one.hands) for one in options], counted.voices)
    tells = secrecy.tells_counts(held)
    return {
        "tells": tells,
        "rows": presented.option_rows(
            pairs, counted.options if tells else {}, held.outcome.place if held.outcome else None
        ),
        "total": len(counted.voices),
        "took_part": presented.by_voice(counted.voices),
        "columns": columns if held.method == "hands" else [],
        "hands": hands if held.method == "hands" else [],
        "room": presented.in_room(held.room),
        "entered": queries.entered_votes(held),
    }


def _departed(departures: list[Departure], organisation: str, held: Decision) -> bool:
    """Whether an organisation has said already that it does not follow a decision as it is worded now."""
    now = {f"{held}@{held.version}", ""}
    return any(one.organisation == organisation and one.standing in now for one in departures)


def _ballot(held: Decision, mine: PanelMember | None) -> Ballot | None:
    if held.method != "ballot" or not held.opened_at or held.closed_at or mine is None:
        return None
    form = Ballot()
    form.offer("option", voting.options(held))
    return form


def state_view(request: Request, key: str) -> HttpResponse:
    """What patients and carers say, before anybody votes."""
    held = decision_of(request, key)
    mine = queries.speaks(request.acting, held.panel)
    form: PatientsView
    if mine is not None and mine.voice in rules.OWN_VOICES:
        form = PatientsView.of(request)
    elif queries.runs(request.acting, held.panel) and not queries.view_writers(held.panel):
        form = _offered(PatientsViewFor.of(request), held)
    else:
        raise NoRight("Only a patient or carer of this panel can write this view, or change it.", ASK_THEM)

    def state(given: Given) -> Decision:
        member = next((one for one in queries.own_seats(held.panel) if one.token == given.get("member")), mine)
        assert member is not None
        return deciding.state_view(by=request.user, decision=held, member=member, view=given["view"])

    made = form.done(state, WrongUsage="view")
    if made is None:
        return ask(request, form, title="What patients and carers say", send="State this view", back=_back(held))
    messages.success(request, "The view of patients and carers is stated. It is shown first from now on.")
    return redirect("decision", key=key)


def open_vote(request: Request, key: str) -> HttpResponse:
    """Let members vote."""
    held = decision_of(request, key)
    check_runs(request, held.panel)
    OpenVote.of(request).asked()
    deciding.open_vote(by=request.user, decision=held)
    messages.success(request, "The vote is open. Members who sign in are told.")
    return redirect("decision", key=key)


ASK_THEM = "Ask them to write it: they find it on their home page."


def _back(held: Decision) -> tuple[str, str]:
    return reverse("decision", args=[held.key]), "The decision"
