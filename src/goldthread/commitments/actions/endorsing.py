"""Writes: a panel's member answers whether a clause, as it stands, says what people asked for; who answers for it."""

from django.db import transaction

from goldthread.accounts import auditing, clock
from goldthread.commitments import answering, parties, queries, standings
from goldthread.commitments.actions.telling import tell_panel
from goldthread.commitments.locking import locked
from goldthread.commitments.models import Clause
from goldthread.partnership.actions import departing, endorsing
from goldthread.partnership.models import Departure, Endorsement, PanelMember, PatientPanel
from goldthread.thread import actions as thread
from goldthread.vocabulary import NoRight, WrongUsage


@transaction.atomic
def answer(*, by: object, clause: Clause, seen: str, member: PanelMember, yes: bool, reason: str = "") -> Endorsement:
    """Keep a member's answer. With the answer that makes it endorsed, the links above the clause hold again.

    Takes: how the clause stood when the member read it.
    Raises: WrongUsage where it changed since, or has ended; as `endorsing.answer`.
    """
    held = locked(clause)
    if held.ended_on:
        raise WrongUsage("This clause has ended.")
    now = queries.standing_of(held)
    made = endorsing.answer(
        by=by,
        panel=held.panel,
        about=str(held),
        standing=now,
        seen=seen,
        member=member,
        yes=yes,
        reason=reason,
    )
    if queries.facts_of(held).endorsed:
        for link in queries.stale_above(held):
            thread.say_it_holds(
                by=by,
                upper=link.upper,
                lower=link.lower,
                kind=link.kind,
                seen=link.now,
                why="Endorsed by the panel.",
            )
    return made


@transaction.atomic
def name_panel(*, by: object, clause: Clause, panel: PatientPanel) -> Clause:
    """Let another panel answer for a clause whose own has ended; its members are asked, and only they count.

    Raises: WrongUsage for a clause that waits for no answer, whose panel goes on, or a panel that cannot answer for it.
    """
    one = locked(clause)
    if not answering.waits_for_a_panel(one, queries.facts_of(one)):
        raise WrongUsage("This clause does not wait for another panel.")
    if panel.pk not in {other.pk for other in answering.others(one)}:
        raise WrongUsage("That panel cannot answer for this clause.", "Choose one that is in the list.")
    before = one.panel
    one.answering, one.answering_at, one.answering_by = panel, clock.now(), str(by)
    one.save(update_fields=["answering", "answering_at", "answering_by"])
    auditing.record(by=by, what="panel named for a clause", about=str(one), panel=str(panel), before=str(before))
    tell_panel(by=by, kind="clause to check", clause=one)
    return one


@transaction.atomic
def depart(
    *, by: object, clause: Clause, organisation: str, seen: str, officer: str, job: str, reasons: str
) -> Departure:
    """Keep that one party goes on with a clause that the panel said no to; the panel is told the same day.

    Each party that signs against the panel departs for itself.
    Raises: WrongUsage where the clause changed meanwhile or has ended, its panel's quorum has not answered it as it
    stands, or endorses it; NoRight for an organisation that is no party.
    """
    held = locked(clause)
    found = standings.of_all([held])[held.pk]
    now, facts = found.standing, found.facts
    if seen != now:
        raise WrongUsage("The clause changed while you were reading it.", "Read it again.")
    if organisation not in parties.party_codes(held.contract):
        raise NoRight("Only the parties of a contract can go on without its panel.")
    if held.ended_on:
        raise WrongUsage("This clause has ended.")
    if facts.endorsed:
        raise WrongUsage("The panel endorsed this clause: you can sign it as it is.")
    if not facts.has_quorum:
        raise WrongUsage(
            "The panel has not answered yet.", "Ask its members first. You can go on without them once they say no."
        )
    return departing.depart(
        by=by,
        panel=held.panel,
        about=str(held),
        organisation=organisation,
        officer=officer,
        job=job,
        reasons=reasons,
        standing=now,
    )
