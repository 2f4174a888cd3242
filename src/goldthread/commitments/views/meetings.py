"""Contract meetings: an agenda that fills itself, outcomes, actions with owners, and whether they hold."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread.accounts import clock
from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.commitments import figures, measuring, outcomes, parties, queries
from goldthread.commitments.actions import meetings as actions
from goldthread.commitments.forms.meetings import (
    MOST_WORDS,
    AgreeAction,
    CheckAction,
    Finish,
    Hold,
    MeetingOutcome,
    SuggestWords,
)
from goldthread.commitments.lateness import was_late
from goldthread.commitments.models import AgendaItem, AgreedAction, ContractMeeting, Recheck
from goldthread.commitments.views.promising import clause_page
from goldthread.commitments.views.reading import words_of
from goldthread.forms.form import Given
from goldthread.forms.pages import page
from goldthread.partnership import queries as partnership
from goldthread.partnership.actions import releasing
from goldthread.partnership.models import ReleasedWords
from goldthread.thread.queries import passages_of
from goldthread.thread.reading import reader_of
from goldthread.vocabulary import NotFound


USE = "agenda"


def one(request: Request, key: str) -> HttpResponse:
    """One meeting with its agenda, which prints on as many pages as it needs."""
    held = queries.meeting(request.acting.scope(), key)
    part = parties.part_of(request.acting, held.contract)
    shown = {
        "meeting": held,
        "contract": held.contract,
        "part": part,
        "items": _items(request, held),
        "carried": [(one, queries.wording_of(one.clause).wording) for one in queries.carried_over(held)],
        "waiting": partnership.releases_to(str(held)).filter(second_at=None, refused_at=None).count(),
        "rechecks": [
            one
            for one in queries.due_rechecks(request.acting.scope())
            if one.action.item.clause.contract_id == held.contract_id
        ],
        "names": accounts.names_of_organisations(),
        "hold": Hold(),
        "is_over": held.on <= clock.today(),
    }
    return render(request, "commitments/meeting.html", shown)


def _items(request: Request, meeting: ContractMeeting) -> list[dict[str, object]]:
    """What is on an agenda. Each month of a clause is with one item: not met before slipped, open before settled."""
    held, months, told = queries.agenda_of(meeting), {}, set()
    for one in sorted(held, key=lambda one: (one.why != actions.NOT_MET, one.outcome_at is not None, -one.pk)):
        months[one.pk] = [period for period in one.periods[::-1] if (one.clause_id, period) not in told]
        told |= {(one.clause_id, period) for period in one.periods}
    return [_item(request, meeting, one, months[one.pk]) for one in held]


def _item(request: Request, meeting: ContractMeeting, item: AgendaItem, months: list[str]) -> dict[str, object]:
    """One item: its clause, the results that put it here, and the words that two people released for this meeting.

    Takes: the periods that are shown with it, the newest first.
    """
    tokens = passages_of(str(item.clause.measure))
    free = list(partnership.released(tokens, USE, str(meeting)))[:MOST_WORDS]
    part, size = parties.part_of(request.acting, meeting.contract), measuring.size_of(item.clause)
    seen = {one.result.period: one for one in outcomes.results_of(item.clause, part.organisation)} if months else {}
    names = accounts.names_of_organisations()
    exact = partial(parties.sees_small, request.acting, meeting.contract)
    return {
        "item": item,
        "wording": queries.wording_of(item.clause).wording,
        "months": [
            (figures.period(seen[one], size, names, exact=exact(one)), was_late(seen[one]))
            for one in months
            if one in seen
        ],
        "words": queries.released_words(free, workspace()),
        "rests_on": len(tokens),
        "may_suggest": bool(words_of(request, tokens).read) and len(free) < MOST_WORDS,
    }


def suggest(request: Request, key: str, number: int) -> HttpResponse:
    """Suggest words for the agenda; a second person agrees before they are on it."""
    meeting, item = _on(request, key, number)
    read = words_of(request, passages_of(str(item.clause.measure))).read
    form = SuggestWords.of(request)
    form.offer("passages", [(token, one.words) for token, one in read])

    def propose(given: Given) -> list[ReleasedWords]:
        return [
            releasing.propose(
                by=request.acting, reader=reader_of(request), passage=token, use=USE, destination=str(meeting)
            )
            for token in given["passages"]
        ]

    if form.done(propose):
        messages.success(request, "Suggested. A second person must agree before the words are on the agenda.")
        return redirect("meeting", key=key)
    return page(request, form, title="Suggest words for the agenda", send="Suggest these words", back=_back(meeting))


def outcome(request: Request, key: str, number: int) -> HttpResponse:
    """What the meeting made of an item."""
    meeting, item = _on(request, key, number)
    form = MeetingOutcome.of(request)
    if form.done(lambda given: actions.settle(by=request.acting, item=item, **given)):
        messages.success(request, "The outcome is saved. Add an action if someone does something about it.")
        return redirect("meeting", key=key)
    title = "Record the outcome"
    return clause_page(request, form, item.clause, title=title, send="Save the outcome", back=_back(meeting))


def agree(request: Request, key: str, number: int) -> HttpResponse:
    """An action with its owner and its day."""
    meeting, item = _on(request, key, number)
    form, names = AgreeAction.of(request), accounts.names_of_organisations()
    codes = parties.party_codes(meeting.contract)
    form.offer("organisation", [("", "Choose"), *((code, names.get(code, code)) for code in codes)])
    made = form.done(lambda given: actions.agree_action(by=request.acting, item=item, **given))
    if made:
        messages.success(request, "The action is saved. Once it is done, it is checked after 3, 6 and 12 months.")
        return redirect("meeting", key=key)
    title = "Add an action"
    return clause_page(request, form, item.clause, title=title, send="Add this action", back=_back(meeting))


def hold(request: Request, key: str) -> HttpResponse:
    """Close the meeting; what has no outcome goes on to the next one."""
    held = queries.meeting(request.acting.scope(), key)
    parties.keeper(request.acting, held.contract)
    Hold.of(request).asked()
    actions.hold(by=request.acting, meeting=held)
    messages.success(request, "The meeting is closed. Items without an outcome are on the next agenda.")
    return redirect("meeting", key=key)


def action(request: Request, key: str) -> HttpResponse:
    """One action, and whether it holds."""
    held = queries.action(request.acting.scope(), key)
    contract = held.item.clause.contract
    part = parties.part_of(request.acting, contract)
    shown = {
        "action": held,
        "clause": held.item.clause,
        "wording": queries.wording_of(held.item.clause).wording,
        "names": accounts.names_of_organisations(),
        "rechecks": held.rechecks.order_by("version", "due"),
        "today": clock.today(),
        "part": part,
        "can_finish": held.done_on is None and _may_finish(part, held),
    }
    return render(request, "commitments/action.html", shown)


def _may_finish(part: parties.Part, held: AgreedAction) -> bool:
    return part.keeps or (part.words and part.organisation == held.organisation)


def finish(request: Request, key: str) -> HttpResponse:
    """Say that it is done: for the organisation that does it, or the commissioner."""
    held = queries.action(request.acting.scope(), key)
    part = parties.part_of(request.acting, held.item.clause.contract)
    part.check(_may_finish(part, held), "the organisation that does this, and the commissioner,")
    form = Finish.of(request, initial={"on": clock.today()})
    if form.done(lambda given: actions.finish(by=request.acting, action=held, **given)):
        messages.success(request, "Done. It is checked again after 3, 6 and 12 months.")
        return redirect("action", key=key)
    return page(request, form, title="Mark it as done", send="Save", back=_action(held))


def check(request: Request, key: str, number: int) -> HttpResponse:
    """Say whether an action still holds, for the commissioner."""
    held = queries.action(request.acting.scope(), key)
    parties.keeper(request.acting, held.item.clause.contract)
    found = Recheck.objects.filter(pk=number, action=held).first()
    if found is None:
        raise NotFound("There is no such check.")
    form = CheckAction.of(request)

    def answer(given: Given) -> Recheck:
        return actions.recheck(by=request.acting, check=found, holds=given["holds"] == "yes", note=given["note"])

    if form.done(answer):
        messages.success(request, "Saved.")
        return redirect("action", key=key)
    return page(request, form, title=f"Check after {found.months} months", send="Save", back=_action(held))


def _on(request: Request, key: str, number: int) -> tuple[ContractMeeting, AgendaItem]:
    """A meeting and an item on its agenda, for its commissioner. Raises NoRight, NotFound."""
    meeting = queries.meeting(request.acting.scope(), key)
    parties.keeper(request.acting, meeting.contract)
    found = next((one for one in queries.agenda_of(meeting) if one.pk == number), None)
    if found is None:
        raise NotFound("There is no such item on this agenda.")
    return meeting, found


def _back(held: ContractMeeting) -> tuple[str, str]:
    return reverse("meeting", args=[held.key]), "The meeting"


def _action(held: AgreedAction) -> tuple[str, str]:
    return reverse("action", args=[held.key]), "The action"
