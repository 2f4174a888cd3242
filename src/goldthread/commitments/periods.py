"""From when clauses count, which of their periods are over, and which of these have no result; many at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from goldthread.accounts import clock
from goldthread.commitments import measuring, parties, rules
from goldthread.commitments.models import Clause, ClauseResult, Signature
from goldthread.vocabulary.measures import MONTHS_OF, Measure, ReportedCounts


@dataclass(frozen=True)
class ClausePeriods:
    """A clause with its newest measure, its signatures in order, and the periods that have a result."""

    clause: Clause
    measure: Measure
    signatures: tuple[Signature, ...]
    known: frozenset[str]

    @property
    def months(self) -> int:
        """Months in a period: 1, or 3 where it is counted by quarter."""
        return MONTHS_OF[self.measure.period]

    @property
    def is_reported(self) -> bool:
        """Whether a provider reports what it comes to."""
        return isinstance(self.measure.definition, ReportedCounts)

    @property
    def reporters(self) -> tuple[str, ...]:
        """The organisations that report what it comes to; none where it is counted here."""
        named = self.measure.cut.organisations
        return parties.reporting(self.clause.contract, named) if self.is_reported else ()

    @property
    def is_in_force(self) -> bool:
        """Whether its results are to be counted: it was signed by every party once, and has not ended."""
        return self.clause.ended_on is None and self._signed_by(set(parties.signers(self.clause.contract))) is not None

    @property
    def signed_on(self) -> date | None:
        """The day on which every party of that time had first signed it as it stood; None before."""
        contract = self.clause.contract
        return self._signed_by(parties.first_parties(contract)) or self._signed_by(set(parties.signers(contract)))

    @property
    def counts_from(self) -> date | None:
        """The day from which it counts, by `rules.counts_from`."""
        return rules.counts_from(self.clause.contract.starts, self.signed_on, back_dated=self.clause.back_dated)

    @property
    def over(self) -> list[str]:
        """Periods that are over, oldest first; none before it was signed."""
        since, ends = self.counts_from, self.clause.contract.ends
        return rules.periods(since, ends, clock.today(), self.months) if since else []

    @property
    def due(self) -> list[str]:
        """Periods that are over and have no result, oldest first; none from before it was signed."""
        return [one for one in self.over if one not in self.known] if self.is_in_force else []

    def late_on(self, period: str) -> date:
        """The day from which a period that nobody reported is late."""
        return rules.late_on(period, self.months, self.signed_on)

    def _signed_by(self, wanted: set[str]) -> date | None:
        """The day on which some organisations had all signed one standing, the earliest; None for never."""
        by_standing: dict[str, set[str]] = defaultdict(set)
        for one in self.signatures:
            by_standing[one.standing].add(one.organisation)
            if wanted <= by_standing[one.standing]:
                return timezone.localdate(one.at)
        return None


def periods_of(clauses: Iterable[Clause]) -> list[ClausePeriods]:
    """Clauses with what their periods are told from, in the order given: three queries, however many there are."""
    held = list(clauses)
    defined = measuring.defined_of(held)
    signatures: dict[int, list[Signature]] = defaultdict(list)
    for one in Signature.objects.filter(clause__in=held).order_by("at", "id"):
        signatures[one.clause_id].append(one)
    known: dict[int, set[str]] = defaultdict(set)
    for clause, period in ClauseResult.objects.filter(clause__in=held).values_list("clause_id", "period"):
        known[clause].add(period)
    return [
        ClausePeriods(one, defined[one.measure_id], tuple(signatures[one.pk]), frozenset(known[one.pk])) for one in held
    ]


def of_clause(clause: Clause) -> ClausePeriods:
    """The same of one clause."""
    return periods_of([clause])[0]


def in_force() -> list[ClausePeriods]:
    """Every clause that counts today, in the order in which they were written."""
    held = Clause.objects.filter(ended_on=None).select_related("contract", "measure__panel", "answering")
    return [
        one
        for one in periods_of(held.prefetch_related("contract__parties", "wordings").order_by("id"))
        if one.is_in_force
    ]


class DueReport(NamedTuple):
    """A period that an organisation has still to report; it is late from a day on. `size` is a month or a quarter."""

    clause: Clause
    period: str
    size: str
    organisation: str
    late_on: date


def due_reports(organisation: str = "") -> list[DueReport]:
    """Periods that are still to be reported, the oldest first; those of one organisation, where one is given."""
    made = [
        DueReport(one.clause, period, one.measure.period, code, one.late_on(period))
        for one in in_force()
        for code in one.reporters
        if code == organisation or not organisation
        for period in one.due
    ]
    return sorted(made, key=lambda due: (due.period, due.clause.key, due.organisation))


def late_reports(today: date | None = None) -> list[DueReport]:
    """Periods that are late, the oldest first. Takes: the day, today if none is given."""
    day = today or clock.today()
    return [one for one in due_reports() if one.late_on <= day]
