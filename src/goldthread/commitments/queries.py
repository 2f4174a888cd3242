"""Reads: measures, contracts, clauses and what they come to, as far as whoever asks may know of them."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from goldthread.accounts import clock
from goldthread.accounts.registry import references
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.commitments import outcomes, rules, standings
from goldthread.commitments.models import (
    AgendaItem,
    AgreedAction,
    Clause,
    ClauseResult,
    ClauseWording,
    Contract,
    ContractMeeting,
    MeasureRecord,
    Recheck,
)
from goldthread.partnership.models import Need
from goldthread.thread import checking
from goldthread.thread import rules as thread_rules
from goldthread.thread.models import Link
from goldthread.vocabulary import NotFound, Scope


Held = TypeVar("Held", MeasureRecord, Contract, Clause, ContractMeeting, ClauseResult, AgreedAction)


def measures(scope: Scope) -> list[MeasureRecord]:
    """Measures that concern a scope, the newest first."""
    held = MeasureRecord.objects.select_related("panel").prefetch_related("versions").order_by("-on", "-id")
    return [one for one in held if thread_rules.concerns(scope, one.organisations)]


def measure(scope: Scope, key: str) -> MeasureRecord:
    """One measure. Raises NotFound."""
    return _one(measures(scope), key, "measure")


def contracts(scope: Scope) -> list[Contract]:
    """Contracts that concern a scope: one of its parties is in it. The newest first."""
    held = Contract.objects.prefetch_related("parties").order_by("-starts", "title")
    return [one for one in held if concerns(scope, one)]


def contract(scope: Scope, key: str) -> Contract:
    """One contract. Raises NotFound."""
    return _one(contracts(scope), key, "contract")


def concerns(scope: Scope, contract: Contract) -> bool:
    """Whether a contract concerns a scope."""
    return thread_rules.concerns(scope, [one.organisation for one in contract.parties.all()])


def clauses(scope: Scope) -> list[Clause]:
    """Clauses that concern a scope, the newest first."""
    held = Clause.objects.select_related("contract", "measure__panel", "answering").prefetch_related(
        "contract__parties", "wordings"
    )
    return [one for one in held.order_by("-on", "-id") if concerns(scope, one.contract)]


def clause(scope: Scope, key: str) -> Clause:
    """One clause. Raises NotFound."""
    held = Clause.objects.filter(key=key).select_related("contract", "measure__panel", "answering")
    return _one([one for one in held if concerns(scope, one.contract)], key, "clause")


def meeting(scope: Scope, key: str) -> ContractMeeting:
    """One contract meeting. Raises NotFound."""
    held = ContractMeeting.objects.filter(key=key).select_related("contract")
    return _one([one for one in held if concerns(scope, one.contract)], key, "meeting")


def meetings(scope: Scope, since: date | None = None) -> list[ContractMeeting]:
    """Contract meetings from a day on that concern a scope, the next first."""
    held = ContractMeeting.objects.filter(on__gte=since or clock.today(), held_on=None)
    return [one for one in held.select_related("contract") if concerns(scope, one.contract)]


def result(scope: Scope, key: str, organisation: str = "") -> ClauseResult:
    """One result that may be seen by now. Raises NotFound."""
    held = ClauseResult.objects.filter(key=key).select_related("clause__contract", "clause__measure")
    seen = [one for one in held if concerns(scope, one.clause.contract) and outcomes.is_shown(one, organisation)]
    return _one(seen, key, "result")


def action(scope: Scope, key: str) -> AgreedAction:
    """One action. Raises NotFound."""
    held = AgreedAction.objects.filter(key=key).select_related("item__clause__contract")
    return _one([one for one in held if concerns(scope, one.item.clause.contract)], key, "action")


def _one(held: Iterable[Held], key: str, what: str) -> Held:
    found = next((one for one in held if one.key == key), None)
    if found is None:
        raise NotFound(f"There is no such {what}, or you do not have access to it.")
    return found


def wording_of(clause: Clause) -> ClauseWording:
    """The newest wording of a clause."""
    newest = clause.wordings.order_by("number").last()
    assert newest is not None
    return newest


def about(measure: MeasureRecord) -> tuple[str, str]:
    """The pathway and the moment of the need that a measure rests on; empty where it rests on none."""
    above = Link.objects.filter(lower=str(measure), upper__startswith="need:").values_list("upper", flat=True)
    keys = [one.removeprefix("need:") for one in above]
    found = Need.objects.filter(key__in=keys).exclude(pathway="").order_by("id").first()
    return (found.pathway, found.moment) if found else ("", "")


def standing_of(clause: Clause) -> str:
    """How a clause stands, as the versions of its wording, its measure, and the needs and decisions above that."""
    return standings.standings([clause])[clause.pk]


def facts_of(clause: Clause) -> rules.ClauseFacts:
    """What is known of a clause as it stands now."""
    return standings.of_all([clause])[clause.pk].facts


def state_of(clause: Clause) -> rules.Code:
    """What a clause comes to."""
    return rules.state(facts_of(clause))


def stale_above(clause: Clause) -> list[checking.CheckAgain]:
    """Links that are to be checked again among everything that a clause stands on, those from words left out."""
    return standings.stale_under([standing_of(clause)])


def paired(clause: Clause) -> QuerySet[Clause]:
    """The other clauses of a pair."""
    held = Clause.objects.filter(pair=clause.pair).exclude(pk=clause.pk) if clause.pair else Clause.objects.none()
    return held.select_related("contract", "measure__panel", "answering")


def agenda_of(meeting: ContractMeeting) -> list[AgendaItem]:
    """What is on a meeting's agenda, in the order in which it was put there."""
    return list(
        meeting.agenda.select_related("clause__measure", "clause__contract", "result").prefetch_related("actions")
    )


def carried_over(meeting: ContractMeeting) -> list[AgendaItem]:
    """What was on a meeting's agenda, and went on to a later one without an outcome."""
    held = AgendaItem.objects.filter(carried__meeting=meeting).exclude(meeting=meeting).order_by("carried__id")
    return list(held.select_related("clause__measure", "clause__contract", "meeting"))


def due_rechecks(scope: Scope) -> list[Recheck]:
    """Actions to be asked about again by now, the oldest first."""
    held = Recheck.objects.filter(holds=None, due__lte=clock.today()).select_related("action__item__clause__contract")
    return [
        one for one in held if one.version == one.action.version and concerns(scope, one.action.item.clause.contract)
    ]


def clauses_of(contracts: Iterable[Contract]) -> list[Clause]:
    """The clauses of some contracts, in the order in which they were written, with all that their pages need."""
    held = Clause.objects.filter(contract__in=list(contracts)).select_related("contract", "measure__panel", "answering")
    return list(held.prefetch_related("contract__parties", "wordings").order_by("id"))


def released_words(tokens: Iterable[str], workspace: WorkspaceLike) -> list[str]:
    """Words that two people released for one place, for everybody who may see that place; none that changed since."""
    tokens = list(tokens)
    found = references.show("passage", tokens, references.Reader(scope=Scope.owner(), workspace=workspace))
    held = [found[one] for one in tokens if one in found]
    return [one.words for one in held if one.words is not None and not one.changed and not one.withdrawn]
