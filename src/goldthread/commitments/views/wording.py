"""Writing a clause, wording it anew, endorsing, signing, departing from the panel, ending it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.commitments import answering, editions, measuring, parties, queries
from goldthread.commitments.actions import contracts as actions
from goldthread.commitments.actions import endorsing
from goldthread.commitments.forms.clauses import Depart, EndClause, Endorse, EndorseFor, NamePanel, Reword, Sign
from goldthread.commitments.models import Clause
from goldthread.commitments.views import clauses as looking
from goldthread.commitments.views.promising import clause_page
from goldthread.forms.form import Given
from goldthread.partnership import queries as partnership
from goldthread.partnership.models import Endorsement, PanelMember
from goldthread.partnership.views import asking
from goldthread.vocabulary import NoRight


NO_LONGER_AGREED = (
    "The panel agreed to this wording. If you change a word, the panel must answer again, and every party must sign "
    "again. Changing the words back does not bring their answers back."
)


def _held(request: Request, key: str) -> Clause:
    return queries.clause(request.acting.scope(), key)


def _back(held: Clause) -> tuple[str, str]:
    return reverse("clause", args=[held.key]), "The clause"


def reword(request: Request, key: str) -> HttpResponse:
    """Word it anew, for the party that one acts for."""
    held = _held(request, key)
    organisation = parties.wording_party(request.acting, held.contract)
    newest = queries.wording_of(held)
    now = {"wording": newest.wording, "place": newest.place, "based_on": newest.number, "why_differs": ""}
    form = Reword.of(request, initial=now)
    form.sentence = measuring.newest_measure(held).wording
    form.offer("place", [(one.key, str(one)) for one in editions.edition_of(held.contract).places.values()])
    made = form.done(lambda given: actions.reword(by=request.acting, clause=held, organisation=organisation, **given))
    if made:
        messages.success(request, "The clause is changed. The panel has been asked to check it again.")
        return redirect("clause", key=key)
    note = NO_LONGER_AGREED if queries.state_of(held) in ("agreed", "endorsed") else ""
    title, send = "Change the wording", "Save this wording"
    return clause_page(request, form, held, title=title, send=send, back=_back(held), note=note)


def endorse(request: Request, key: str) -> HttpResponse:
    """A member's own answer. Raises NoRight for somebody without a seat on the panel."""
    held = _held(request, key)
    seat = asking.seat(request, held.panel)
    form = Endorse.of(request)
    if form.done(lambda given: _answer(request, held, seat, given)):
        messages.success(request, "Your answer is saved. Thank you.")
        return redirect("clause", key=key)
    return looking.shown(request, held, form)


def _answer(request: Request, held: Clause, member: PanelMember, given: Given) -> Endorsement:
    return endorsing.answer(
        by=request.acting,
        clause=held,
        seen=given["seen"],
        member=member,
        yes=given["yes"] == "yes",
        reason=given["reason"],
    )


def endorse_for(request: Request, key: str) -> HttpResponse:
    """Enter the answer of a member without an account, as the panel's host. Raises NoRight for anybody else."""
    held = _held(request, key)
    panel = held.panel
    if not partnership.runs(request.acting, panel):
        raise NoRight(f"Only the host of the panel “{panel.title}” enters answers for members.")
    form = EndorseFor.of(request, initial={"seen": queries.standing_of(held)})
    without = {str(one.pk): one for one in partnership.seated(panel) if one.person_id is None}
    standing = queries.standing_of(held)
    form.offer("member", asking.to_choose(without, partnership.answerers(panel, str(held), standing)))
    made = form.done(lambda given: _answer(request, held, without[given["member"]], given))
    if made:
        left = asking.left_said(without, partnership.answerers(panel, str(held), standing))
        messages.success(request, f"The answer of {made.member.name} is saved, as entered by you. {left}")
        return redirect("clause_endorse_for" if left else "clause", key=key)
    return clause_page(request, form, held, title="Enter a member’s answer", send="Save this answer", back=_back(held))


def name_panel(request: Request, key: str) -> HttpResponse:
    """Name the panel that answers for it, as the host of the one that ended. Raises NoRight for anybody else."""
    held = _held(request, key)
    ended = held.panel
    if not partnership.hosts(request.acting, ended):
        raise NoRight(f"Only the host of the panel “{ended.title}” can name another panel.")
    others = {one.key: one for one in answering.others(held)}
    form = NamePanel.of(request)
    form.offer("panel", [(one.key, one.title) for one in others.values()])
    vars(form.fields["panel"])["hints"] = {one.key: one.about for one in others.values() if one.about}
    form.fields["panel"].help_text = WHO_ANSWERS if others else NO_OTHER
    made = form.done(lambda given: endorsing.name_panel(by=request.acting, clause=held, panel=others[given["panel"]]))
    if made:
        messages.success(request, f"The panel “{made.panel.title}” answers for this clause now. Its members are asked.")
        return redirect("clause", key=key)
    title = "Name another panel for this clause"
    return clause_page(request, form, held, title=title, send="Name this panel", back=_back(held))


WHO_ANSWERS = "Panels of the same host, and panels that took over the needs of the one that ended."
NO_OTHER = "There is no other panel that can answer. Add a panel that speaks to a party of this contract first."


def sign(request: Request, key: str) -> HttpResponse:
    """Sign for the party that one acts for."""
    held = _held(request, key)
    organisation = parties.wording_party(request.acting, held.contract)
    name = request.acting.person.name if request.acting.person else ""
    form = Sign.of(request, initial={"seen": queries.standing_of(held), "name": name})
    if form.done(lambda given: actions.sign(by=request.acting, clause=held, organisation=organisation, **given)):
        messages.success(request, "Signed.")
        return redirect("clause", key=key)
    title = f"Sign for {accounts.names_of_organisations().get(organisation, organisation)}"
    return clause_page(request, form, held, title=title, send="Sign this clause", back=_back(held))


def depart(request: Request, key: str) -> HttpResponse:
    """Go on without the panel's endorsement: a named officer, with reasons."""
    held = _held(request, key)
    organisation = parties.wording_party(request.acting, held.contract)
    form = Depart.of(request, initial={"seen": queries.standing_of(held)})
    if form.done(lambda given: endorsing.depart(by=request.acting, clause=held, organisation=organisation, **given)):
        messages.success(request, "Saved. Every member of the panel is told today.")
        return redirect("clause", key=key)
    title = "Continue without the panel"
    return clause_page(request, form, held, title=title, send="Save and tell the panel", back=_back(held))


def end(request: Request, key: str) -> HttpResponse:
    """End it; its results stay."""
    held = _held(request, key)
    parties.keeper(request.acting, held.contract)
    form = EndClause.of(request)
    if form.done(lambda given: actions.end_clause(by=request.acting, clause=held, **given)):
        messages.success(request, "The clause has ended. Its results stay.")
        return redirect("clause", key=key)
    return clause_page(
        request, form, held, title="End this clause", send="End this clause", back=_back(held), warning=True
    )
