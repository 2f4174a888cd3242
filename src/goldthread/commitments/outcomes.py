"""What a clause's periods came to, who replies to that, and who sees it by now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from goldthread.accounts import clock
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.commitments import measuring, rules
from goldthread.commitments.models import Clause, ClauseResult, Dispute, MeasureVersion
from goldthread.commitments.parties import line_of, reporting


def status_of(workspace: WorkspaceLike, version: MeasureVersion, counts: tuple[int | None, int | None]) -> str:
    """What counts come to by a version's threshold; small or unknown ones are too few to say."""
    numerator, denominator = counts
    if numerator is None or denominator is None:
        return "too few"
    return workspace.measures.status(measuring.defined(version), numerator, denominator) or "too few"


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
