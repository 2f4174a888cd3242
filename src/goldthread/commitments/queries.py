"""Reads: measures, contracts, clauses and what they come to, as far as whoever asks may know of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from goldthread.accounts import clock
from goldthread.accounts.registry import references
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.commitments import rules, standings
from goldthread.commitments.models import (
    AgendaItem,
    AgreedAction,
    Clause,
    ClauseResult,
    ClauseWording,
    Contract,
    ContractMeeting,
    ContractParty,
    Dispute,
    MeasureRecord,
    MeasureVersion,
    Recheck,
    Signature,
)
from goldthread.commitments.parties import first_parties, line_of, reporting, signers
from goldthread.commitments.parties import giving as giving
from goldthread.commitments.parties import party_codes as party_codes
from goldthread.partnership.models import Need
from goldthread.thread import checking
from goldthread.thread import rules as thread_rules
from goldthread.thread.models import Link
from goldthread.vocabulary import NotFound, Scope, WrongUsage
from goldthread.vocabulary.measures import Measure, ReportedCounts
from goldthread.workspace import measure_from


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
    seen = [one for one in held if concerns(scope, one.clause.contract) and is_shown(one, organisation)]
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


def newest_version(measure: MeasureRecord) -> MeasureVersion:
    """The newest version of a measure."""
    newest = measure.versions.order_by("number").last()
    assert newest is not None
    return newest


def newest_measure(clause: Clause) -> MeasureVersion:
    """The newest version of a clause's measure."""
    return newest_version(clause.measure)


def defined(version: MeasureVersion) -> Measure:
    """A version as the evidence counts it."""
    return measure_from({**version.body, "key": version.measure.key, "standing": version.standing})


def counted_for(clause: Clause, on: date | None = None) -> Measure:
    """A clause's measure, as it is counted under its contract on a day, today if none is given. Raises WrongUsage."""
    return narrowed(defined(newest_measure(clause)), clause.contract, on)


def narrowed(measure: Measure, contract: Contract, on: date | None = None) -> Measure:
    """A measure, counted of those organisations alone that give the care under a contract on a day.

    Paired clauses share a measure, and each counts its own half. Of organisations that the measure names, those count
    that took their place too.
    Raises: WrongUsage where nobody is left: never a measure of every organisation.
    """
    whose = reporting(contract, measure.cut.organisations, on)
    if not whose:
        raise WrongUsage("Nobody who gives this care is counted by this measure.", "End the clause, or write another.")
    return replace(measure, cut=replace(measure.cut, organisations=tuple(sorted(whose))))


def about(measure: MeasureRecord) -> tuple[str, str]:
    """The pathway and the moment of the need that a measure rests on; empty where it rests on none."""
    above = Link.objects.filter(lower=str(measure), upper__startswith="need:").values_list("upper", flat=True)
    keys = [one.removeprefix("need:") for one in above]
    found = Need.objects.filter(key__in=keys).exclude(pathway="").order_by("id").first()
    return (found.pathway, found.moment) if found else ("", "")


def counts_in(measure: MeasureRecord, contract: Contract) -> bool:
    """Whether a measure counts any organisation that gives the care under a contract."""
    named = defined(newest_version(measure)).cut.organisations
    return not named or bool(set(named) & set(giving(contract)))


def is_reported(clause: Clause) -> bool:
    """Whether the provider reports what a clause comes to."""
    return isinstance(defined(newest_measure(clause)).definition, ReportedCounts)


def months_of(clause: Clause) -> int:
    """Months in a period of a clause: 1, or 3 where it is counted by quarter."""
    return 3 if defined(newest_measure(clause)).period == "quarter" else 1


def size_of(clause: Clause) -> str:
    """What a period of a clause is, in words: a month, or a quarter."""
    return defined(newest_measure(clause)).period


def sizes_of(clauses: Collection[Clause]) -> dict[int, str]:
    """The same of several clauses, by their primary keys, in one query."""
    held = MeasureVersion.objects.filter(measure__in={one.measure_id for one in clauses}).select_related("measure")
    newest = {one.measure_id: one for one in held.order_by("number")}
    return {one.pk: defined(newest[one.measure_id]).period for one in clauses}


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


def is_in_force(clause: Clause) -> bool:
    """Whether a clause's results are to be counted: it was signed by every party once, and has not ended."""
    return clause.ended_on is None and _signed_by(clause, set(signers(clause.contract))) is not None


def signed_on(clause: Clause) -> date | None:
    """The day on which every party of that time had first signed a clause as it stood; None before."""
    return _signed_by(clause, first_parties(clause.contract)) or _signed_by(clause, set(signers(clause.contract)))


def _signed_by(clause: Clause, parties: set[str]) -> date | None:
    """The day on which some organisations had all signed one standing of a clause, the earliest; None for never."""
    by_standing: dict[str, set[str]] = {}
    for one in Signature.objects.filter(clause=clause).order_by("at", "id"):
        signed = by_standing.setdefault(one.standing, set())
        signed.add(one.organisation)
        if parties <= signed:
            return timezone.localdate(one.at)
    return None


def counts_from(clause: Clause) -> date | None:
    """The day from which a clause counts, by `rules.counts_from`."""
    return rules.counts_from(clause.contract.starts, signed_on(clause), back_dated=clause.back_dated)


def periods_over(clause: Clause) -> list[str]:
    """Periods of a clause that are over, oldest first; none before it was signed."""
    since = counts_from(clause)
    return rules.periods(since, clause.contract.ends, clock.today(), months_of(clause)) if since else []


def late_on(clause: Clause, period: str) -> date:
    """The day from which a period of a clause that nobody reported is late."""
    return rules.late_on(period, months_of(clause), signed_on(clause))


def status_of(workspace: WorkspaceLike, version: MeasureVersion, counts: tuple[int | None, int | None]) -> str:
    """What counts come to by a version's threshold; small or unknown ones are too few to say."""
    numerator, denominator = counts
    if numerator is None or denominator is None:
        return "too few"
    return workspace.measures.status(defined(version), numerator, denominator) or "too few"


def measured(measure: MeasureRecord) -> tuple[str, ...]:
    """The organisations that a measure is of; none where it names none."""
    return defined(newest_version(measure)).cut.organisations


def reporters(clause: Clause) -> tuple[str, ...]:
    """The organisations that report what a clause comes to: of its measure, those that give the care today."""
    return reporting(clause.contract, measured(clause.measure))


def replying(result: ClauseResult) -> tuple[str, ...]:
    """Who has the right of reply to a result: who reported it, or whom it counts, and who took their place.

    Each gave the care as its period began, or took the place of one that did. A result from before it was kept whom it
    counts is of everybody who gave the care then.
    """
    contract = result.clause.contract
    whose = [result.organisation] if result.source == rules.REPORTED else result.counted
    gave = reporting(contract, whose, rules.first_day(result.period))
    return tuple(dict.fromkeys((*gave, *(reporting(contract, gave) if gave else ()))))


def shows_early(result: ClauseResult, organisation: str) -> bool:
    """Whether an organisation may end the time to reply: where nobody else has the right of reply."""
    every = replying(result)
    return organisation in every and set(every) <= line_of(result.clause.contract, organisation)


def is_shown(result: ClauseResult, organisation: str) -> bool:
    """Whether people of an organisation see a result by now: its provider at once, others after the time to reply."""
    return organisation in replying(result) or result.shown_from <= clock.now()


@dataclass(frozen=True)
class PeriodResult:
    """One period of a clause: the result that holds, those it corrected, and what is disputed."""

    result: ClauseResult
    before: tuple[ClauseResult, ...]

    @property
    def disputed(self) -> bool:
        """Whether a dispute is not settled; one of a party that is gone is."""
        return not all(one.is_settled for one in self.disputes)

    @property
    def disputes(self) -> list[Dispute]:
        """What is disputed of any of its figures: to correct a figure settles nothing."""
        return [said for one in (*self.before, self.result) for said in one.disputes.all()]


def results_of(clause: Clause, organisation: str = "") -> list[PeriodResult]:
    """A clause's periods that may be seen by now, oldest first; corrected results stay with their correction."""
    return _by_period(one for one in _results(clause) if is_shown(one, organisation))


def period_of(result: ClauseResult, organisation: str) -> PeriodResult | None:
    """The period that a result is of, with the result that holds; None where it may not be seen by now."""
    held = results_of(result.clause, organisation)
    return next((one for one in held if one.result.period == result.period), None)


def every_result_of(clause: Clause) -> list[PeriodResult]:
    """The same for the owner of the folder, who sees results at once."""
    return _by_period(_results(clause))


def _results(clause: Clause) -> QuerySet[ClauseResult]:
    held = clause.results.select_related("clause__contract", "clause__measure")
    return held.prefetch_related("disputes", "context", "clause__contract__parties")


def _by_period(results: Iterable[ClauseResult]) -> list[PeriodResult]:
    found: dict[str, list[ClauseResult]] = {}
    for one in results:
        found.setdefault(one.period, []).append(one)
    return [PeriodResult(some[-1], tuple(some[:-1])) for _, some in sorted(found.items())]


def due_reports(organisation: str) -> list[tuple[Clause, str]]:
    """Periods that a provider has still to report, the oldest first."""
    held = Clause.objects.filter(ended_on=None, contract__parties__organisation=organisation)
    some = held.select_related("contract", "measure__panel", "answering").prefetch_related("contract__parties")
    made = [
        (one, period)
        for one in some
        if is_reported(one) and organisation in reporters(one)
        for period in due_periods(one)
    ]
    return sorted(made, key=lambda pair: (pair[1], pair[0].key))


def late_reports(today: date | None = None) -> list[tuple[Clause, str, str]]:
    """Periods that are late, with the organisation that has to report them."""
    day = today or clock.today()
    codes = sorted(set(ContractParty.objects.values_list("organisation", flat=True)))
    return [
        (clause, period, code)
        for code in codes
        for clause, period in due_reports(code)
        if late_on(clause, period) <= day
    ]


def agenda_of(meeting: ContractMeeting) -> list[AgendaItem]:
    """What is on a meeting's agenda, in the order in which it was put there."""
    return list(
        meeting.agenda.select_related("clause__measure", "clause__contract", "result").prefetch_related("actions")
    )


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


def due_periods(clause: Clause) -> list[str]:
    """Periods of a clause that are over and have no result, oldest first; none from before it was signed."""
    if not is_in_force(clause):
        return []
    known = set(clause.results.values_list("period", flat=True))
    return [one for one in periods_over(clause) if one not in known]


def counts_words(clause: Clause) -> tuple[str, str]:
    """What a provider counts, and out of what, in the measure's words; empty for what is counted here."""
    definition = defined(newest_measure(clause)).definition
    return (definition.numerator, definition.denominator) if isinstance(definition, ReportedCounts) else ("", "")


def released_words(tokens: Iterable[str], workspace: WorkspaceLike) -> list[str]:
    """Words that two people released for one place, for everybody who may see that place; none that changed since."""
    tokens = list(tokens)
    found = references.show("passage", tokens, references.Reader(scope=Scope.owner(), workspace=workspace))
    held = [found[one] for one in tokens if one in found]
    return [one.words for one in held if one.words is not None and not one.changed and not one.withdrawn]
