"""Writes: a decision, from what is on the table to what came of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F, Q

from goldthread.accounts import auditing, clock
from goldthread.partnership import closing, electorate, rules, secrecy
from goldthread.partnership.actions.sitting import check_goes_on, check_sits, check_speaks, check_states_view
from goldthread.partnership.actions.telling import tell_members
from goldthread.partnership.citing import FindingAsked
from goldthread.partnership.keys import key_for
from goldthread.partnership.models import (
    CitedFinding,
    Decision,
    DecisionOption,
    Dissent,
    EarlierView,
    PanelMember,
    PatientPanel,
    Vote,
)
from goldthread.partnership.queries import counts_of, quorum_at, seated, voices_of
from goldthread.thread import actions as thread
from goldthread.vocabulary import PlainError, WrongUsage


VIEW_FIRST = "State the view of patients and carers first: they speak before anyone votes."
CLOSED = "This decision is closed."
ONCE = "A vote cannot be changed."
STILL_OPEN = "The vote is still open."
WHEN_OVER = "You can close it after its last day, or when everyone has voted."
CLOSE_IT = "Close the vote. The option with the most votes is the decision."
PAST = "The last day to vote is over."
LATER_DAY = "Enter a later day."


class NoQuorum(PlainError):
    """Not enough members took part, or not enough of them patients and carers."""


@transaction.atomic
def propose(
    *,
    by: object,
    panel: PatientPanel,
    title: str,
    options: Sequence[str],
    rests_on: Sequence[str] = (),
    organisations: Sequence[str] = (),
    closes_on: date | None = None,
    key: str = "",
    on: date | None = None,
) -> Decision:
    """Put something to a panel. Takes: at least two options; references of needs, and of other evidence.

    Raises: WrongUsage for no title, fewer than two options, or a last day that is over.
    """
    check_goes_on(panel)
    if closes_on and closes_on < clock.today():
        raise WrongUsage(PAST, LATER_DAY)
    title = rules.checked(title, "title", rules.LONGEST_TITLE, missing="Write what is to be decided.")
    wordings = [rules.checked(one, "option", 300) for one in options]
    wordings = list(dict.fromkeys(one for one in wordings if one))
    if len(wordings) < 2:
        raise WrongUsage("There is nothing to choose from.", "Write at least two options; “Change nothing” can be one.")
    made = Decision.objects.create(
        key=key or key_for(Decision),
        panel=panel,
        title=title,
        organisations=sorted(set(organisations or panel.organisations)),
        method=panel.method,
        closes_on=closes_on,
        by=str(by),
        on=on or clock.today(),
    )
    for place, wording in enumerate(wordings, 1):
        DecisionOption.objects.create(decision=made, place=place, wording=wording)
    thread.take_over(by=by, kind="decision", key=made.key)
    for reference in rests_on:
        thread.link(by=by, upper=reference, lower=str(made))
    about, own = f"decision:{made.pk}", rules.OWN_VOICES
    tell_members(by=by, panel=panel, kind="view to state", about=about, voices=own)
    auditing.record(by=by, what="decision proposed", about=str(made), panel=str(panel))
    return made


@transaction.atomic
def cite(*, by: object, decision: Decision, finding: FindingAsked) -> CitedFinding:
    """Let a decision cite a finding; the same one is cited once. Raises WrongUsage once it is closed."""
    decision = _held(decision)
    asked = {name: list(values) for name, values in finding.asked.items()}
    for one in decision.findings.filter(page=finding.page, search=finding.search):
        if one.asked == asked:
            return one
    made = CitedFinding.objects.create(
        decision=decision, page=finding.page, asked=asked, search=finding.search, by=str(by)
    )
    auditing.record(by=by, what="finding cited", about=str(decision), page=finding.page)
    return made


@transaction.atomic
def state_view(*, by: object, decision: Decision, member: PanelMember, view: str) -> Decision:
    """State the view of patients and carers before anybody votes; what it said before is kept.

    Takes: the patient or carer who states it. The host keys it for one without an account, where none has one.
    Raises: WrongUsage once the vote has begun, or without a seat; NoRight for anybody but a patient or carer.
    """
    decision = _held(decision)
    check_sits(member, decision.panel)
    check_states_view(by, member)
    if decision.opened_at:
        raise WrongUsage("The vote has begun: their view stands as it was stated.")
    view = rules.checked(view, "view", 600, missing=VIEW_FIRST)
    if view == decision.patients_view:
        raise WrongUsage("That is what the view says already.")
    if decision.view_at:
        EarlierView.objects.create(
            decision=decision,
            wording=decision.patients_view,
            stated_by=decision.view_by,
            stated_at=decision.view_at,
            by=str(by),
        )
    decision.patients_view = view
    decision.view_by, decision.view_at = str(by), clock.now()
    decision.save(update_fields=["patients_view", "view_by", "view_at"])
    auditing.record(by=by, what="view of patients and carers stated", about=str(decision), member=str(member))
    return decision


@transaction.atomic
def open_vote(*, by: object, decision: Decision) -> Decision:
    """Let members vote.

    Raises: WrongUsage before the view of patients and carers is stated, after its last day, or twice.
    """
    decision = _held(decision)
    if not decision.view_at:
        raise WrongUsage(VIEW_FIRST)
    if decision.opened_at:
        raise WrongUsage("The vote is open already.")
    if decision.method == "ballot" and decision.closes_on and decision.closes_on < clock.today():
        raise WrongUsage(PAST, "Set a later one, then open the vote.")
    decision.opened_at = clock.now()
    decision.quorum, decision.quorum_share = decision.panel.quorum, decision.panel.quorum_share
    decision.closes_early = decision.panel.closes_early
    decision.save(update_fields=["opened_at", "quorum", "quorum_share", "closes_early"])
    if decision.method == "ballot":
        tell_members(by=by, panel=decision.panel, kind="vote to cast", about=f"decision:{decision.pk}")
    auditing.record(by=by, what="vote opened", about=str(decision))
    return decision


@transaction.atomic
def vote(*, by: object, decision: Decision, member: PanelMember, option: DecisionOption, reason: str = "") -> Vote:
    """Keep a member's vote. Raises WrongUsage before it opens, after it closed, for a second one, or without a seat."""
    decision = _held(decision)
    check_may_vote(by=by, decision=decision, member=member)
    if option.decision_id != decision.pk:
        raise WrongUsage("That is no option of this decision.")
    reason = rules.checked(reason, "reason", rules.LONGEST_REASON)
    made, fresh = Vote.objects.get_or_create(
        decision=decision, member=member, defaults={"option": option, "reason": reason, "by": str(by)}
    )
    if not fresh:
        raise WrongUsage("There is a vote of this member already.", ONCE)
    auditing.record(by=by, what="voted", about=str(decision), member=str(member))
    return made


@transaction.atomic
def check_may_vote(*, by: object, decision: Decision, member: PanelMember) -> None:
    """Raises WrongUsage where a member cannot vote now, or voted already; NoRight for another member who signs in."""
    check_sits(member, decision.panel)
    check_speaks(by, member)
    if decision.closed_at:
        raise WrongUsage(CLOSED)
    _check_open(decision)
    if decision.method != "ballot":
        raise WrongUsage("This panel votes by a show of hands.", "The hands are counted in the room.")
    if decision.opened_at is None or not electorate.answers_to(member, decision.opened_at):
        raise WrongUsage("This member joined after the vote opened.", "They can take part from the next vote.")
    same = Q(member__person=member.person_id) if member.person_id else Q(member=member)
    if Vote.objects.filter(same, decision=decision).exists():
        raise WrongUsage(f"There is a vote of this {'person' if member.person_id else 'member'} already.", ONCE)


@transaction.atomic
def count_hands(
    *,
    by: object,
    decision: Decision,
    hands: Mapping[int, Mapping[str, int]],
    dissent: Sequence[tuple[str, str]] = (),
) -> Decision:
    """Enter the hands that were counted in the room, for each option by voice, and reasons that were given against.

    Raises: WrongUsage where the panel votes by ballot, or more hands are counted of a voice than it has seats.
    """
    decision = _held(decision)
    _check_open(decision)
    if decision.method != "hands":
        raise WrongUsage("This panel votes by secret ballot.", "Enter each member's vote.")
    seats = voices_of(seated(decision.panel))
    for voice in dict(rules.VOICES):
        raised = sum(int(of.get(voice, 0)) for of in hands.values())
        if raised > seats.count(voice) or any(int(of.get(voice, 0)) < 0 for of in hands.values()):
            raise WrongUsage(f"{raised} hands of a {voice} are counted; the panel has {seats.count(voice)} seats.")
    for option in decision.options.all():
        option.hands = {voice: int(n) for voice, n in hands.get(option.place, {}).items() if n}
        option.save(update_fields=["hands"])
    decision.dissents.all().delete()
    for voice, reason in dissent:
        reason = rules.checked(reason, "reason", rules.LONGEST_REASON, missing="Write the reason.")
        Dissent.objects.create(decision=decision, voice=voice, reason=reason, by=str(by))
    auditing.record(by=by, what="hands counted", about=str(decision))
    return decision


@transaction.atomic
def close(
    *,
    by: object,
    decision: Decision,
    room: Mapping[str, int] | None = None,
    not_changed_because: str = "",
) -> Decision:
    """Close a vote: the option with most votes is the decision, in the words that were voted on.

    Where the panel was asked something again that it had decided, what came of the decision before is to be checked
    again. Takes: who was in the room by voice, where that is more than those who voted; why nothing changes, where that
    is what was decided.
    Raises: NoQuorum, WrongUsage for a tie, before it may be closed, or where it is closed already. While a ballot is
    open, a refusal never says how its votes stand.
    """
    decision = _held(decision)
    if not decision.opened_at:
        raise WrongUsage("The vote is not open yet.")
    counted = counts_of(decision)
    lacking = quorum_at(decision).missing(counted.voices)
    if lacking != (0, 0):
        raise NoQuorum(
            f"This is no quorum: {lacking[0]} more must take part, {lacking[1]} more must be patients or carers.",
            "Leave the vote open until its last day.",
        )
    is_over = _check_may_close(decision)
    place = rules.chosen(counted.options)
    if not is_over and (place is None or not secrecy.is_settled(decision)):
        raise WrongUsage(STILL_OPEN, WHEN_OVER)
    if place is None:
        raise WrongUsage("Two options have as many votes.", "Talk again, and ask the panel again.")
    decision.outcome = decision.options.get(place=place)
    decision.room = {voice: int(n) for voice, n in (room or {}).items() if n}
    decision.wording = decision.outcome.wording
    decision.not_changed_because = rules.checked(not_changed_because, "reason", 600)
    decision.closed_at = clock.now()
    decision.save(update_fields=["outcome", "room", "wording", "not_changed_because", "closed_at"])
    auditing.record(by=by, what="decision made", about=str(decision), option=place)
    if before := decision.asks_again:
        Decision.objects.filter(pk=before.pk, outcome__isnull=False).update(version=F("version") + 1)
    return decision


@transaction.atomic
def leave(*, by: object, decision: Decision, why: str) -> Decision:
    """Close a vote in which nothing was decided: its quorum was missed, or two options tied. The votes stay with it.

    Raises: WrongUsage without a reason, before the vote is over, where it is closed already, or where the panel chose.
    """
    decision = _held(decision)
    if not decision.opened_at:
        raise WrongUsage("The vote is not open yet.")
    if not _check_may_close(decision):
        raise WrongUsage(STILL_OPEN, WHEN_OVER)
    counted = counts_of(decision)
    has_quorum = quorum_at(decision).is_there(counted.voices)
    if has_quorum and rules.chosen(counted.options) is not None:
        raise WrongUsage("The panel has decided: enough members voted, and one option has the most votes.", CLOSE_IT)
    decision.not_changed_because = rules.checked(why, "reason", 600, missing="Write why nothing was decided.")
    decision.no_quorum = not has_quorum
    decision.wording = f"Nothing was decided: {decision.title}"
    decision.closed_at = clock.now()
    decision.save(update_fields=["not_changed_because", "no_quorum", "wording", "closed_at"])
    auditing.record(
        by=by, what="vote closed without a decision", about=str(decision), no_quorum=str(decision.no_quorum).lower()
    )
    return decision


def _held(decision: Decision) -> Decision:
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.closed_at:
        raise WrongUsage(CLOSED)
    return held


def _check_may_close(decision: Decision) -> bool:
    """Whether nobody can vote any more.

    Raises: WrongUsage before a ballot may be closed, with how many are missing and till when it stays open.
    """
    found = closing.of(decision)
    if not found.may:
        raise WrongUsage(found.waits)
    return found.is_over


def _check_open(decision: Decision) -> None:
    if not decision.opened_at:
        raise WrongUsage(VIEW_FIRST if not decision.view_at else "The vote is not open yet.")
    if decision.closes_on and decision.closes_on < clock.today() and decision.method == "ballot":
        raise WrongUsage(f"The vote closed on {decision.closes_on:%-d %B %Y}.")
