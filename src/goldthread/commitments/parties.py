"""Who is a party to a contract, and what somebody may do about it by the right that they act under."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from goldthread.accounts import clock
from goldthread.accounts.acting import Acting
from goldthread.commitments import rules
from goldthread.commitments.models import Contract, ContractParty, MeasureRecord
from goldthread.vocabulary import NoRight


KEEP, WORD, REPORT = "keep contracts", "word clauses", "report results"


def _today(contract: Contract, on: date | None) -> list[ContractParty]:
    """The parties on a day: who takes another's place is one from the day after that one's last."""
    day, held = on or clock.today(), contract.parties.all()
    waiting = {one.successor for one in held if one.until and day <= one.until}
    return [one for one in held if one.organisation not in waiting and (one.until is None or day <= one.until)]


def party_codes(contract: Contract, on: date | None = None) -> tuple[str, ...]:
    """The organisations that are parties on a day, today if none is given."""
    return tuple(one.organisation for one in _today(contract, on))


def signers(contract: Contract) -> tuple[str, ...]:
    """The organisations that must have signed: today's parties, and any that ceased to be one without a successor."""
    held = contract.parties.all()
    return tuple(one.organisation for one in held if one in _today(contract, None) or not one.successor)


def gone_since(contract: Contract, organisation: str) -> date | None:
    """The first day on which an organisation is no party any more; None where it has no last day."""
    last = next((one.until for one in contract.parties.all() if one.organisation == organisation), None)
    return last + timedelta(days=1) if last else None


def first_parties(contract: Contract) -> set[str]:
    """The organisations that were parties at first: those that took no other's place."""
    held = contract.parties.all()
    return {one.organisation for one in held} - {one.successor for one in held}


def giving(contract: Contract, on: date | None = None) -> tuple[str, ...]:
    """The parties that give the care on a day, today if none is given.

    Of a section 75 agreement, the council where nobody else does.
    """
    held = _today(contract, on)
    found = tuple(one.organisation for one in held if one.capacity in rules.GIVES)
    return found or tuple(one.organisation for one in held if one.capacity == "council")


def line_of(contract: Contract, organisation: str) -> set[str]:
    """An organisation, those that took its place in a contract one after another, and those whose place it took."""
    held = contract.parties.all()
    found = {organisation}
    while later := {one.successor for one in held if one.organisation in found and one.successor} - found:
        found |= later
    earlier = {organisation}
    while before := {one.organisation for one in held if one.successor in earlier} - earlier:
        earlier |= before
    return found | earlier


def reporting(contract: Contract, named: Collection[str], on: date | None = None) -> tuple[str, ...]:
    """The parties that report a measure's figures on a day, today if none is given.

    Takes: the organisations that the measure is of; where none is named, everybody who gives the care reports.
    """
    wanted = {code for one in named for code in line_of(contract, one)}
    return tuple(code for code in giving(contract, on) if code in wanted or not named)


def paying(contract: Contract) -> tuple[str, ...]:
    """The parties that commission the care."""
    return tuple(one.organisation for one in _today(contract, None) if one.capacity in rules.PAYS)


@dataclass(frozen=True)
class Part:
    """What somebody may do about one contract: `keeps` it, `words` and signs its clauses, `reports` its results.

    `organisation` is the one that they act for, whether it is a party or not.
    """

    organisation: str
    is_party: bool
    keeps: bool
    words: bool
    reports: bool

    @property
    def sees_small(self) -> bool:
        """Whether they see figures of which a part is fewer than 5: what the parties report to each other."""
        return self.words

    def check(self, may: bool, what: str) -> str:  # noqa: FBT001  # one of the three above
        """The organisation that somebody acts for. Raises NoRight where they may not."""
        if not may:
            raise NoRight(f"Only {what} can do this.", "Ask someone there, or act under another role.")
        return self.organisation


def part_of(acting: Acting, contract: Contract, on: date | None = None) -> Part:
    """What somebody may do about a contract, by the one right that they act under.

    Takes: the day on which their organisation must have been a party to word, dispute, report or reply; today if none.
    """
    code = acting.right.organisation if acting.right else ""
    is_party = code in party_codes(contract, on)
    return Part(
        organisation=code,
        is_party=is_party,
        keeps=acting.may(KEEP) and code in paying(contract),
        words=acting.may(WORD) and is_party,
        reports=acting.may(REPORT) and code in giving(contract, on),
    )


def sees_small(acting: Acting, contract: Contract, period: str) -> bool:
    """Whether somebody sees small figures of a period: for a party as it began, such as they reported to each other."""
    return part_of(acting, contract, rules.first_day(period)).sees_small


def keeper(acting: Acting, contract: Contract) -> str:
    """The commissioner that somebody acts for. Raises NoRight for anybody else."""
    part = part_of(acting, contract)
    return part.check(part.keeps, "the commissioner of this contract")


def wording_party(acting: Acting, contract: Contract, on: date | None = None) -> str:
    """The party on a day that somebody acts for, to word, sign or dispute. Raises NoRight for anybody else."""
    part = part_of(acting, contract, on)
    return part.check(part.words, "the parties of this contract")


def keeps_measure(acting: Acting, organisations: list[str]) -> bool:
    """Whether somebody acts for a commissioner of every organisation that a measure concerns."""
    held = acting.scope().organisations or frozenset()
    return acting.may(KEEP) and bool(organisations) and set(organisations) <= held


def reads_reported(acting: Acting, organisations: list[str]) -> bool:
    """Whether somebody acts for the one provider that a measure's months are of, or for its commissioner."""
    own = acting.right.organisation if acting.right else ""
    return keeps_measure(acting, organisations) or (acting.may(WORD) and organisations == [own])


def gives_months(acting: Acting, measure: MeasureRecord, named: Collection[str]) -> bool:
    """Whether somebody reports for a provider that a measure is of: under its clauses, or before it has any.

    Takes: the organisations that the measure is of; none for all that it concerns.
    """
    own = acting.right.organisation if acting.right else ""
    contracts = [one.contract for one in measure.clauses.filter(ended_on=None).select_related("contract")]
    some = {code for one in contracts for code in reporting(one, named)}
    return acting.may(REPORT) and own in (some if contracts else named or measure.organisations)


def months_giver(acting: Acting, measure: MeasureRecord, named: Collection[str]) -> None:
    """Raises NoRight for anybody who may not add a provider's earlier months to a measure."""
    if not gives_months(acting, measure, named):
        raise NoRight("Only the provider that reports this measure can add its months.", "Ask someone there.")


def charts_measure(acting: Acting, organisations: list[str]) -> bool:
    """Whether somebody acts for an organisation that a measure concerns, or for a commissioner of all of them."""
    own = acting.right.organisation if acting.right else ""
    return keeps_measure(acting, organisations) or (acting.may(WORD) and own in organisations)


def measure_charter(acting: Acting, organisations: list[str]) -> None:
    """Raises NoRight for anybody who may not say what happened to a measure's charts."""
    if not charts_measure(acting, organisations):
        raise NoRight("Only staff of these services, and their commissioner, can do this.", "Ask someone there.")


def measure_keeper(acting: Acting, measure: MeasureRecord) -> None:
    """Raises NoRight for anybody but a commissioner of every organisation that a measure concerns."""
    if not keeps_measure(acting, measure.organisations):
        raise NoRight("Only the commissioner of these services can change this measure.", "Ask someone there.")
