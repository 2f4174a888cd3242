"""Writes: what is on a contract meeting's agenda, what came of it, actions, and whether they hold."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from goldthread.accounts import auditing, clock
from goldthread.accounts.models import Person
from goldthread.commitments import measuring, parties, rules
from goldthread.commitments.models import (
    AgendaItem,
    AgreedAction,
    CarriedOver,
    Clause,
    ClauseResult,
    Contract,
    ContractMeeting,
    Recheck,
)
from goldthread.partnership import rules as texts
from goldthread.partnership.keys import key_for
from goldthread.thread import actions as thread
from goldthread.vocabulary import WrongUsage


NOT_MET, SLIPPED = "not met", "slipped"


def next_meeting(contract: Contract, on: date | None = None) -> ContractMeeting | None:
    """The next meeting of a contract that was not held yet; None without one."""
    day = on or clock.today()
    return contract.meetings.filter(on__gte=day, held_on=None).first()


def put(*, clause: Clause, result: ClauseResult | None, why: str, on: date | None = None) -> AgendaItem:
    """Put a clause on the agenda of the next meeting by itself; one that is open already is not put twice.

    Each period is kept once, and the result of the newest: an older one that is reported late does not replace it.
    """
    held = AgendaItem.objects.filter(clause=clause, outcome_at=None, why=why).select_related("result").first()
    if held is None:
        coming, periods = next_meeting(clause.contract, on), [result.period] if result else []
        return AgendaItem.objects.create(clause=clause, result=result, periods=periods, why=why, meeting=coming)
    if result:
        held.periods = sorted({*held.periods, result.period})
        held.result = result if held.result is None or held.result.period <= result.period else held.result
        held.save(update_fields=["periods", "result"])
    return held


def place_waiting(contract: Contract) -> int:
    """Let what waits be on the next meeting: items without one, or whose meeting was held without an outcome.

    The meeting that an item leaves keeps that it was on its agenda.
    """
    coming = next_meeting(contract)
    if coming is None:
        return 0
    waiting = AgendaItem.objects.filter(clause__contract=contract, outcome_at=None)
    leaving = waiting.exclude(meeting__on__gte=clock.today(), meeting__held_on=None)
    for item in leaving.exclude(meeting=None).select_for_update(of=("self",)):
        CarriedOver.objects.get_or_create(item=item, meeting=item.meeting)
    return leaving.update(meeting=coming)


@transaction.atomic
def settle(*, by: object, item: AgendaItem, outcome: str) -> AgendaItem:
    """Keep what a meeting made of an item. Raises WrongUsage for nothing, or twice."""
    held = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if held.outcome_at:
        raise WrongUsage("There is an outcome already.")
    held.outcome = texts.checked(outcome, "outcome", 600, missing="Write what was agreed in the meeting.")
    held.outcome_by, held.outcome_at = str(by), clock.now()
    held.save(update_fields=["outcome", "outcome_by", "outcome_at"])
    auditing.record(by=by, what="agenda item settled", about=str(held), clause=str(held.clause))
    return held


@transaction.atomic
def hold(*, by: object, meeting: ContractMeeting, on: date | None = None) -> ContractMeeting:
    """Keep that a meeting was held; items without an outcome go on to the next one.

    Raises: WrongUsage before its day, or where it is closed already.
    """
    held = ContractMeeting.objects.select_for_update().get(pk=meeting.pk)
    if held.held_on:
        raise WrongUsage("This meeting is closed already.")
    if (on or clock.today()) < held.on:
        raise WrongUsage(f"The meeting is on {held.on:%-d %B %Y}.", "You can close it from that day on.")
    held.held_on = on or clock.today()
    held.save(update_fields=["held_on"])
    place_waiting(held.contract)
    auditing.record(by=by, what="meeting held", about=str(held))
    return held


@transaction.atomic
def agree_action(
    *,
    by: object,
    item: AgendaItem,
    what: str,
    organisation: str,
    owner: str,
    due: date,
    person: Person | None = None,
    key: str = "",
) -> AgreedAction:
    """Keep an action with its owner and the day by which it is done.

    Raises: WrongUsage without either, or for an organisation that is no party to the contract today.
    """
    if organisation not in parties.party_codes(item.clause.contract):
        raise WrongUsage("That organisation is no party to this contract.", "Choose who does this.")
    what = texts.checked(what, "action", 400, missing="Write what is to be done.")
    made = AgreedAction.objects.create(
        key=key or key_for(AgreedAction),
        item=item,
        what=what,
        organisation=organisation,
        owner=texts.checked(owner or (person.name if person else ""), "name", 120, missing="Name who does it."),
        person=person,
        due=due,
        by=str(by),
    )
    above = str(item.result) if item.result else str(item.clause)
    thread.link(by=by, upper=above, lower=str(made), kind="is acted on by")
    auditing.record(by=by, what="action agreed", about=str(made), clause=str(item.clause))
    return made


@transaction.atomic
def finish(*, by: object, action: AgreedAction, how: str, on: date | None = None) -> AgreedAction:
    """Keep that an action is done, and when it is asked about again: after 3, 6 and 12 months. Raises WrongUsage."""
    held = AgreedAction.objects.select_for_update().get(pk=action.pk)
    if held.done_on:
        raise WrongUsage("This action is done already.")
    held.how = texts.checked(how, "answer", 400, missing="Write what was done.")
    held.done_on = on or clock.today()
    if not held.item.clause.contract.starts <= held.done_on <= clock.today():
        raise WrongUsage("That day cannot be right.", "Enter a day of this contract, up to today.")
    held.save(update_fields=["done_on", "how"])
    for months in rules.RECHECKS:
        due = rules.add_months(held.done_on, months)
        Recheck.objects.create(action=held, version=held.version, months=months, due=due)
    auditing.record(by=by, what="action done", about=str(held))
    return held


@transaction.atomic
def recheck(*, by: object, check: Recheck, holds: bool, note: str = "", result: ClauseResult | None = None) -> Recheck:
    """Keep whether an action still holds. Where it slipped it is opened again, and on the next meeting's agenda.

    Raises: WrongUsage for one that was answered, that is not due yet, or a slip without a note.
    """
    held = Recheck.objects.select_for_update().select_related("action__item__clause").get(pk=check.pk)
    if held.holds is not None:
        raise WrongUsage("This was answered already.")
    if held.due > clock.today():
        raise WrongUsage(f"This is asked on {held.due:%-d %B %Y}.")
    if held.version != held.action.version:
        raise WrongUsage("The action was opened again since.")
    held.holds, held.result = holds, result
    held.note = texts.checked(note, "note", 400, missing="" if holds else "Write what slipped.")
    held.by, held.at = str(by), clock.now()
    held.save(update_fields=["holds", "result", "note", "by", "at"])
    auditing.record(by=by, what="action checked again", about=str(held.action), months=held.months, holds=holds)
    if not holds:
        _open_again(by, held)
    return held


@transaction.atomic
def _open_again(by: object, check: Recheck) -> None:
    action = check.action
    action.version, action.done_on, action.how = action.version + 1, None, ""
    action.due = rules.add_months(clock.today(), 1)
    action.save(update_fields=["version", "done_on", "how", "due"])
    put(clause=action.item.clause, result=check.result or action.item.result, why=SLIPPED)
    auditing.record(by=by, what="action opened again", about=str(action))


def _came_after(result: ClauseResult, action: AgreedAction) -> bool:
    """Whether a period began after an action was done."""
    return action.done_on is not None and rules.first_day(result.period) > action.done_on


def answer_by_results(results: Iterable[ClauseResult]) -> int:
    """Answer re-checks that are due by the newest results: met, it holds; not met, it slipped. Gives how many."""
    made = 0
    for result in results:
        if result.status not in (NOT_MET, "met"):
            continue
        due = Recheck.objects.filter(
            action__item__clause=result.clause, holds=None, due__lte=clock.today()
        ).select_related("action")
        for one in due:
            one.action.refresh_from_db()  # an answer before this one may have opened it again
            if one.version != one.action.version or not _came_after(result, one.action):
                continue
            recheck(
                by="goldthread",
                check=one,
                holds=result.status == "met",
                note=f"By the result of {rules.named(result.period, measuring.size_of(result.clause))}.",
                result=result,
            )
            made += 1
    return made
