"""Writes: what clauses come to each period, computed or reported; corrections, context, disputes."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from goldthread.accounts import auditing, clock
from goldthread.accounts import queries as accounts
from goldthread.accounts.workspaces import WorkspaceLike
from goldthread.commitments import counting, measuring, outcomes, parties, periods, rules
from goldthread.commitments.actions import meetings
from goldthread.commitments.locking import locked, release_in_turn
from goldthread.commitments.models import Clause, ClauseResult, Dispute, ResultContext
from goldthread.partnership import rules as texts
from goldthread.thread import actions as thread
from goldthread.vocabulary import NoRight, PlainError, WrongUsage


log = logging.getLogger(__name__)
COMPUTED, REPORTED = "computed", rules.REPORTED


@transaction.atomic
def report(
    *,
    by: object,
    workspace: WorkspaceLike,
    clause: Clause,
    organisation: str,
    period: str,
    numerator: int,
    denominator: int,
    comment: str = "",
    why: str = "",
) -> ClauseResult:
    """Keep what a provider reports for a period. A second one for the same period is a correction, with its reason.

    Raises: WrongUsage for counts that cannot be, a period outside the contract or not over, a clause that is counted
    here, or a second report without a reason; NoRight for an organisation that the measure is not of, or where another
    one reported the period.
    """
    held = locked(clause)
    if not measuring.is_reported(held):
        raise WrongUsage("This clause is counted from what people say.", "Nobody reports it.")
    if organisation not in measuring.reporters(held):
        raise NoRight("Only the provider that this clause measures reports its results.")
    _check_period(held, rules.check_month(period))
    rules.check_counts(numerator, denominator)
    comment = texts.checked(comment, "comment", 600)
    number = held.results.filter(period=period).count() + 1
    _check_report(held, period, organisation, (numerator, denominator))
    why = texts.checked(
        why, "reason", 300, missing="" if number == 1 else "This period is reported already. Write why you correct it."
    )
    made = _keep(
        by=by,
        workspace=workspace,
        clause=held,
        period=period,
        number=number,
        counts=(numerator, denominator),
        source=REPORTED,
        organisation=organisation,
        comment=comment,
        why=why,
    )
    auditing.record(by=by, what="result reported", about=str(made), clause=str(held))
    return made


@transaction.atomic
def compute(*, by: object, workspace: WorkspaceLike, clause: Clause, period: str) -> ClauseResult | None:
    """Count a period of a clause from the evidence, once it is over; None where it is there and nothing changed.

    A result is a release (CONTRACTS §5 (g)): one whose parts are small is *too few to say*, without its counts.
    """
    held = locked(clause)
    _check_period(held, rules.check_month(period))
    before = held.results.filter(period=period).last()
    if before is not None:
        return None  # a release that was made stays
    _check_goes_on(held, period)
    measure = measuring.counted_for(held, rules.first_day(period))
    release_in_turn()
    counts = counting.counted(workspace, held, measure, period)
    made = _keep(
        by=by,
        workspace=workspace,
        clause=held,
        period=period,
        number=1,
        counts=counts,
        source=COMPUTED,
        organisation=measure.cut.organisations[0],
        comment="",
        why="",
        counted=measure.cut.organisations,
    )
    auditing.record(by=by, what="result computed", about=str(made), clause=str(held))
    return made


def _check_report(clause: Clause, period: str, organisation: str, counts: tuple[int, int]) -> None:
    """Raises NoRight where a period is another organisation’s, WrongUsage where it has these figures already.

    A first result is refused of a period that was not over when the clause ended.
    """
    before = clause.results.filter(period=period).last()
    if before is None:
        _check_goes_on(clause, period)
        return
    if organisation in outcomes.replying(before):
        if (before.numerator, before.denominator) == counts:
            raise WrongUsage("That is how this period is reported already.", "Change a figure, or add context to it.")
        return
    name = accounts.names_of_organisations().get(before.organisation, before.organisation)
    raise NoRight(
        f"{name} reported this {measuring.size_of(clause)}. Only they can correct it.",
        "Ask them to correct it, or dispute the result once you can see it.",
    )


def _check_goes_on(clause: Clause, period: str) -> None:
    """Raises WrongUsage for a first result of a period that was not over when the clause ended."""
    over = rules.first_day(rules.after(period, measuring.months_of(clause)))
    if clause.ended_on and clause.ended_on < over:
        raise WrongUsage(
            f"This clause ended on {clause.ended_on:%-d %B %Y}.",
            "Periods that were over by then can be reported, and figures that are reported already can be corrected.",
        )


def _check_period(clause: Clause, period: str) -> None:
    """Raises WrongUsage for a period that is not over, or that the clause does not count; one with a result it does."""
    since = periods.of_clause(clause).counts_from
    if since is None:
        raise WrongUsage("This clause is not signed by every party yet.", "It has results once it is.")
    known = periods.of_clause(clause).over
    if period not in known and not clause.results.filter(period=period).exists():
        raise WrongUsage(
            "That period is not over, or is outside the contract, or began before the clause was signed.",
            f"This clause’s {measuring.size_of(clause)}s so far: {', '.join(known) or 'none'}.",
        )


def _keep(
    *,
    by: object,
    workspace: WorkspaceLike,
    clause: Clause,
    period: str,
    number: int,
    counts: tuple[int | None, int | None],
    source: str,
    organisation: str,
    comment: str,
    why: str,
    counted: Sequence[str] = (),
) -> ClauseResult:
    version = measuring.newest_measure(clause)
    made = ClauseResult.objects.create(
        key=f"{clause.key}-{period}" + (f"-{number}" if number > 1 else ""),
        clause=clause,
        period=period,
        number=number,
        measure_version=version.number,
        numerator=counts[0],
        denominator=counts[1],
        status=outcomes.status_of(workspace, version, counts),
        source=source,
        comment=comment,
        why=why,
        organisation=organisation,
        counted=list(counted),
        shown_from=clock.now() + _window(),
        store_version=workspace.version if source == COMPUTED else None,
        by=str(by),
    )
    thread.link(by=by, upper=str(clause), lower=str(made))
    surface(clause=clause)
    return made


@transaction.atomic
def surface(*, clause: Clause | None = None) -> int:
    """Let follow what follows from results that everybody may see by now: the agenda, and re-checks. Gives how many.

    A result that only its provider sees changes nothing that others see. Of corrected results the newest counts.
    """
    waiting = ClauseResult.objects.filter(surfaced=False, shown_from__lte=clock.now()).order_by("period", "number")
    waiting = waiting.select_for_update(of=("self",))
    if clause is not None:
        waiting = waiting.filter(clause=clause)
    made = list(waiting.select_related("clause__contract"))
    ClauseResult.objects.filter(pk__in=[one.pk for one in made]).update(surfaced=True)
    for result in made:
        newest = result.clause.results.filter(period=result.period, shown_from__lte=clock.now()).last()
        if newest is None or newest.pk != result.pk:
            continue
        if result.status == meetings.NOT_MET:
            meetings.put(clause=result.clause, result=result, why=meetings.NOT_MET)
        meetings.answer_by_results([result])
    return len(made)


def _window() -> timedelta:
    return timedelta(days=settings.RIGHT_OF_REPLY_DAYS)


@transaction.atomic
def add_context(*, by: object, result: ClauseResult, organisation: str, text: str) -> ResultContext:
    """Keep what the provider of its period adds to a result. Raises NoRight for others, WrongUsage for nothing."""
    if organisation not in outcomes.replying(result):
        raise NoRight("Only the provider that this result is of can add context to it.")
    made = ResultContext.objects.create(
        result=result,
        organisation=organisation,
        text=texts.checked(text, "context", 600, missing="Write what others should know about this result."),
        by=str(by),
    )
    auditing.record(by=by, what="context added", about=str(result), organisation=organisation)
    return made


@transaction.atomic
def show_now(*, by: object, result: ClauseResult, organisation: str) -> ClauseResult:
    """Let others see a result before the time for context is over.

    Raises: NoRight for anybody but its provider, and where it counts others too, whose time to reply it would end.
    """
    if organisation not in outcomes.replying(result):
        raise NoRight("Only the provider that this result is of can show it early.")
    if not outcomes.shows_early(result, organisation):
        raise NoRight("This result counts other organisations too. They have until the same day to add context.")
    result.shown_from = min(result.shown_from, clock.now())
    result.save(update_fields=["shown_from"])
    surface(clause=result.clause)
    auditing.record(by=by, what="result shown", about=str(result), organisation=organisation)
    return result


@transaction.atomic
def dispute(
    *,
    by: object,
    result: ClauseResult,
    organisation: str,
    reason: str,
    numerator: int | None = None,
    denominator: int | None = None,
) -> Dispute:
    """Keep that a party disputes a result, with its own figures where it has any; both stand with both names.

    One of a party that is gone by now, in its right of reply, is kept and settled.

    Raises: NoRight for an organisation that was no party in its period, WrongUsage for no reason or counts that cannot
    be.
    """
    if organisation not in parties.party_codes(result.clause.contract, rules.first_day(result.period)):
        raise NoRight("Only the parties of a contract can dispute its results.")
    if (numerator is None) != (denominator is None):
        raise WrongUsage("One of the two figures is missing.", "Enter both, or neither.")
    if numerator is not None and denominator is not None:
        rules.check_counts(numerator, denominator)
    made = Dispute.objects.create(
        result=result,
        organisation=organisation,
        numerator=numerator,
        denominator=denominator,
        reason=texts.checked(reason, "reason", 400, missing="Write what is wrong with the result."),
        gone_since=parties.gone_since(result.clause.contract, organisation),
        by=str(by),
    )
    auditing.record(by=by, what="result disputed", about=str(result), organisation=organisation)
    return made


@transaction.atomic
def settle(*, by: object, dispute: Dispute, organisation: str, outcome: str) -> Dispute:
    """Keep what came of a dispute, as the party that disputed says; both figures stay.

    Raises: NoRight for any other organisation, WrongUsage without an outcome, or twice.
    """
    held = Dispute.objects.select_for_update().get(pk=dispute.pk)
    if organisation != held.organisation:
        raise NoRight("Only the party that disputes this result can say that it is settled.", "Ask someone there.")
    if held.is_settled:
        raise WrongUsage("This dispute is settled already.")
    held.outcome = texts.checked(outcome, "outcome", 400, missing="Write what was agreed.")
    held.settled_at, held.settled_by, held.settled_for = clock.now(), str(by), organisation
    held.save(update_fields=["outcome", "settled_at", "settled_by", "settled_for"])
    auditing.record(by=by, what="dispute settled", about=str(held.result), organisation=organisation)
    return held


def _counted(*, by: object, workspace: WorkspaceLike, clause: Clause, period: str) -> bool:
    """Count one period; what one clause refuses leaves the others to be counted."""
    try:
        return compute(by=by, workspace=workspace, clause=clause, period=period) is not None
    except PlainError as refused:
        log.warning("A result was not counted: %s", type(refused).__name__)
        return False


def compute_all(*, by: object, workspace: WorkspaceLike) -> int:
    """Count every period that is over and not counted yet, of every clause that is counted here; gives how many."""
    made = 0
    for one in periods.in_force():
        for period in [] if one.is_reported else one.due:
            made += _counted(by=by, workspace=workspace, clause=one.clause, period=period)
    return made


__all__ = [
    "COMPUTED",
    "REPORTED",
    "add_context",
    "compute",
    "compute_all",
    "dispute",
    "report",
    "settle",
    "show_now",
    "surface",
]
