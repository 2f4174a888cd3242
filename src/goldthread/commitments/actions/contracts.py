"""Writes: a contract, its parties and meetings; clauses, their wording and their signatures."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from goldthread.accounts import auditing, clock
from goldthread.accounts.models import Organisation, reference
from goldthread.commitments import editions, measuring, queries, rules, standings
from goldthread.commitments.actions.meetings import place_waiting
from goldthread.commitments.actions.telling import tell_panel
from goldthread.commitments.locking import locked, locked_contract
from goldthread.commitments.models import (
    Clause,
    ClauseWording,
    Contract,
    ContractMeeting,
    ContractParty,
    Dispute,
    MeasureRecord,
    Signature,
)
from goldthread.commitments.parties import party_codes
from goldthread.partnership import rules as texts
from goldthread.partnership.keys import key_for
from goldthread.thread import actions as thread
from goldthread.vocabulary import NoRight, WrongUsage


CHANGED = "Someone else changed this clause meanwhile. Read it again, then make your change."
LONGEST_CLAUSE = 1_200
EARLIEST, LATEST, LONGEST_YEARS = date(2000, 1, 1), date(2199, 12, 31), 30


@transaction.atomic
def add(
    *,
    by: object,
    title: str,
    edition: str,
    starts: date,
    ends: date,
    parties: Sequence[tuple[str, str]],
    closes: date | None = None,
    key: str = "",
) -> Contract:
    """Add a contract. Takes: (organisation, capacity) of each party, of whom one co-ordinates or pays and one gives.

    Raises: WrongUsage for an unknown edition or capacity, days the wrong way round, or parties that lack.
    """
    form = editions.edition(edition)
    title = texts.checked(title, "title", 200, missing="Enter the contract’s title.")
    if ends <= starts:
        raise WrongUsage("The contract ends before it starts.", "Enter a later last day.")
    if not EARLIEST <= starts <= LATEST or ends > rules.add_months(starts, LONGEST_YEARS * 12):
        raise WrongUsage("Those days cannot be right.", f"A contract runs for at most {LONGEST_YEARS} years.")
    capacities = [capacity for _, capacity in parties]
    if not rules.PAYS & set(capacities) or not rules.GIVES & {*capacities, *_councils(capacities)}:
        raise WrongUsage("A contract needs a commissioner and a provider.", "Choose both.")
    made = Contract.objects.create(
        key=key or key_for(Contract),
        title=title,
        edition=form.key,
        year=form.year,
        starts=starts,
        ends=ends,
        closes=closes,
        by=str(by),
    )
    for organisation, capacity in parties:
        _add_party(made, organisation, capacity)
    auditing.record(by=by, what="contract added", about=str(made))
    return made


def _councils(capacities: Sequence[str]) -> list[str]:
    """A council may pay, and may give care under a section 75 agreement: then it counts as a provider too."""
    return ["provider"] if "council" in capacities and len(capacities) > 1 else []


def _add_party(contract: Contract, organisation: str, capacity: str) -> None:
    if capacity not in dict(rules.CAPACITIES):
        raise WrongUsage("That is no capacity of a party.", "Choose one that is in the list.")
    if not Organisation.objects.filter(code=organisation).exists():
        raise WrongUsage("That organisation is not known here.", "Choose the parties.")
    _, fresh = ContractParty.objects.get_or_create(
        contract=contract, organisation=organisation, defaults={"capacity": capacity}
    )
    if not fresh:
        raise WrongUsage("One organisation is named twice.", "Choose each party once.")


@transaction.atomic
def end_party(*, by: object, contract: Contract, organisation: str, on: date, successor: str = "") -> ContractParty:
    """Keep that a party ceases to be one, such as a trust that is merged, and which organisation takes its place.

    Without a successor its clauses are agreed only where it had signed them; a successor must sign. It keeps its right
    of reply to periods that began while it was a party. Its open disputes are settled the day after, with both figures.
    Raises: WrongUsage for no such party, one that ended already, or a last day in the past.
    """
    if on < clock.today():
        raise WrongUsage("Its last day as a party cannot be in the past.", "Enter today or a later day.")
    contract = locked_contract(contract)
    held = ContractParty.objects.filter(contract=contract, organisation=organisation).first()
    if held is None or held.until:
        raise WrongUsage("That is no party to this contract any more.")
    held.until, held.successor = on, successor
    held.save(update_fields=["until", "successor"])
    open_ones = Dispute.objects.filter(result__clause__contract=contract, organisation=organisation, settled_at=None)
    settled = open_ones.update(gone_since=on + timedelta(days=1))
    if successor:
        _add_party(contract, successor, held.capacity)
    auditing.record(by=by, what="party ended", about=str(contract), organisation=organisation, successor=successor)
    if settled:
        auditing.record(by=by, what="disputes settled with their party", about=str(contract), disputes=settled)
    return held


@transaction.atomic
def add_clause(
    *,
    by: object,
    contract: Contract,
    measure: MeasureRecord,
    wording: str,
    place: str,
    organisation: str,
    why_differs: str = "",
    duty: str = "",
    variation: str = "",
    pair_with: Clause | None = None,
    back_dated: bool = False,
    key: str = "",
    on: date | None = None,
) -> Clause:
    """Write a clause that promises a measure; with `pair_with`, one that holds only together with another.

    Takes: who words it, as an organisation's code; a national duty that it measures, where there is one; whether it
    counts from the contract's first day, although it is signed later (`rules.counts_from`).
    Raises: WrongUsage for no wording, a place that the contract's edition has not, a retired measure, or a pair within
    one contract; NoRight for an organisation that is no party.
    """
    on = on or clock.today()
    _check_may_promise(contract, measure, organisation, pair_with)
    editions.check(contract, place, duty, on)
    made = Clause.objects.create(
        key=key or key_for(Clause),
        contract=contract,
        measure=measure,
        pair=_pair(pair_with),
        back_dated=back_dated,
        by=str(by),
        on=on,
    )
    _word(by, made, 1, wording, place, organisation, why_differs, duty, variation)
    thread.take_over(by=by, kind="clause", key=made.key)
    thread.link(by=by, upper=str(measure), lower=str(made))
    auditing.record(by=by, what="clause written", about=str(made), contract=str(contract), back_dated=back_dated)
    tell_panel(by=by, kind="clause to check", clause=made)
    return made


def _check_may_promise(contract: Contract, measure: MeasureRecord, organisation: str, pair_with: Clause | None) -> None:
    if organisation not in party_codes(locked_contract(contract)):
        raise NoRight("Only the parties of a contract can word its clauses.")
    if not measuring.counts_in(measure, contract):
        raise WrongUsage("This measure counts other organisations than those of this contract.", "Choose another one.")
    if measure.retired_on:
        raise WrongUsage("This measure is retired.", "Choose another one.")
    if pair_with and (pair_with.contract_id == contract.pk or pair_with.measure_id != measure.pk):
        raise WrongUsage("Paired clauses put one measure into two contracts.", "Choose a clause of another contract.")


def _pair(other: Clause | None) -> str:
    if other is None:
        return ""
    if not other.pair:
        other.pair = reference()
        other.save(update_fields=["pair"])
    return other.pair


@transaction.atomic
def reword(
    *,
    by: object,
    clause: Clause,
    based_on: int,
    wording: str,
    organisation: str,
    why_differs: str = "",
    place: str = "",
    duty: str | None = None,
    variation: str = "",
) -> ClauseWording:
    """Word a clause anew, on behalf of a party. What was endorsed and signed no longer counts, and the panel is told.

    Raises: WrongUsage where nothing changes, the clause has ended, or somebody changed it meanwhile; NoRight for an
    organisation that is no party.
    """
    held = locked(clause)
    before = queries.wording_of(held)
    if held.ended_on:
        raise WrongUsage("This clause has ended.")
    if before.number != based_on:
        raise WrongUsage(CHANGED)
    if organisation not in party_codes(held.contract):
        raise NoRight("Only the parties of a contract can word its clauses.")
    place, duty = place or before.place, before.duty if duty is None else duty
    editions.check(held.contract, place, duty, clock.today())
    if (wording.strip(), place, duty) == (before.wording, before.place, before.duty):
        raise WrongUsage("That is how the clause is worded already.")
    made = _word(by, held, before.number + 1, wording, place, organisation, why_differs, duty, variation)
    auditing.record(by=by, what="clause reworded", about=str(made), organisation=organisation)
    tell_panel(by=by, kind="clause to check", clause=held)
    return made


def _word(
    by: object,
    clause: Clause,
    number: int,
    wording: str,
    place: str,
    organisation: str,
    why_differs: str,
    duty: str,
    variation: str,
) -> ClauseWording:
    return ClauseWording.objects.create(
        clause=clause,
        number=number,
        wording=texts.checked(wording, "clause", LONGEST_CLAUSE, missing="Write the clause."),
        place=place,
        why_differs=texts.checked(why_differs, "reason", 400),
        duty=duty,
        variation=texts.checked(variation, "variation", 60),
        organisation=organisation,
        by=str(by),
    )


@transaction.atomic
def sign(*, by: object, clause: Clause, seen: str, organisation: str, name: str, job: str) -> Signature:
    """Sign a clause for a party, as it stands and as whoever signs has read it.

    A clause that its panel has not endorsed can be signed only by a party that departed itself, by a named officer.
    Raises: WrongUsage where it changed meanwhile, is signed already, is not endorsed, or its measure is not *agreed*.
    """
    held = locked(clause)
    found = standings.of_all([held])[held.pk]
    now, facts = found.standing, found.facts
    if seen != now:
        raise WrongUsage("The clause changed while you were reading it.", "Read it again, then sign.")
    if organisation not in party_codes(held.contract):
        raise NoRight("Only the parties of a contract can sign its clauses.")
    if held.ended_on or held.measure.retired_on:
        raise WrongUsage("This clause, or its measure, has ended.")
    if facts.watched:
        raise WrongUsage(
            "The measure of this clause can be watched, not agreed.",
            "Open the measure: it says what stands in the way.",
        )
    if not facts.endorsed and organisation not in facts.departed:
        raise WrongUsage(
            "The panel has not endorsed this clause in its present wording.",
            "Ask the panel. If it says no, you can still sign once a named officer has said why.",
        )
    made, fresh = Signature.objects.get_or_create(
        clause=held,
        standing=now,
        organisation=organisation,
        defaults={
            "name": texts.checked(name, "name", 120, missing="Enter the name of the person who signs."),
            "job": texts.checked(job, "job title", 120, missing="Enter their job title."),
            "by": str(by),
        },
    )
    if not fresh:
        raise WrongUsage("This party has signed already.")
    auditing.record(by=by, what="clause signed", about=str(held), organisation=organisation, standing=now)
    return made


@transaction.atomic
def end_clause(*, by: object, clause: Clause, why: str) -> Clause:
    """End a clause; its results stay. Raises WrongUsage without a reason, or twice."""
    held = Clause.objects.select_for_update().get(pk=clause.pk)
    if held.ended_on:
        raise WrongUsage("This clause has ended already.")
    held.ended_because = texts.checked(why, "reason", 300, missing="Write why the clause ends.")
    held.ended_on = clock.today()
    held.save(update_fields=["ended_on", "ended_because"])
    auditing.record(by=by, what="clause ended", about=str(held))
    return held


@transaction.atomic
def add_meeting(*, by: object, contract: Contract, on: date, key: str = "") -> ContractMeeting:
    """Add a meeting about a contract. What waits for one is on its agenda from now on. Raises WrongUsage."""
    if not contract.starts <= on <= contract.ends and not (contract.closes and on <= contract.closes):
        raise WrongUsage("That day is outside the contract.", f"Choose a day up to {contract.ends:%-d %B %Y}.")
    made = ContractMeeting.objects.create(key=key or key_for(ContractMeeting), contract=contract, on=on, by=str(by))
    thread.take_over(by=by, kind="meeting", key=made.key)
    place_waiting(contract)
    auditing.record(by=by, what="meeting added", about=str(made))
    return made
