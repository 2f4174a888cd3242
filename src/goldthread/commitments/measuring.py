"""How a clause is measured: the versions of its measure, whom they count under its contract, and who reports it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from goldthread.commitments.models import Clause, Contract, MeasureRecord, MeasureVersion
from goldthread.commitments.parties import giving, reporting
from goldthread.vocabulary import WrongUsage
from goldthread.vocabulary.measures import MONTHS_OF, Measure, Period, ReportedCounts
from goldthread.workspace import measure_from


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


def counts_in(measure: MeasureRecord, contract: Contract) -> bool:
    """Whether a measure counts any organisation that gives the care under a contract."""
    named = defined(newest_version(measure)).cut.organisations
    return not named or bool(set(named) & set(giving(contract)))


def is_reported(clause: Clause) -> bool:
    """Whether the provider reports what a clause comes to."""
    return isinstance(defined(newest_measure(clause)).definition, ReportedCounts)


def months_of(clause: Clause) -> int:
    """Months in a period of a clause: 1, or 3 where it is counted by quarter."""
    return MONTHS_OF[defined(newest_measure(clause)).period]


def size_of(clause: Clause) -> str:
    """What a period of a clause is, in words: a month, or a quarter."""
    return defined(newest_measure(clause)).period


def defined_of(clauses: Collection[Clause]) -> dict[int, Measure]:
    """The newest measures of several clauses, by the measures' primary keys, in one query."""
    held = MeasureVersion.objects.filter(measure__in={one.measure_id for one in clauses}).select_related("measure")
    newest = {one.measure_id: one for one in held.order_by("number")}
    return {pk: defined(one) for pk, one in newest.items()}


def sizes_of(clauses: Collection[Clause]) -> dict[int, Period]:
    """What a period of several clauses is, by the clauses' primary keys, in one query."""
    held = defined_of(clauses)
    return {one.pk: held[one.measure_id].period for one in clauses}


def measured(measure: MeasureRecord) -> tuple[str, ...]:
    """The organisations that a measure is of; none where it names none."""
    return defined(newest_version(measure)).cut.organisations


def reporters(clause: Clause) -> tuple[str, ...]:
    """The organisations that report what a clause comes to: of its measure, those that give the care today."""
    return reporting(clause.contract, measured(clause.measure))


def counts_words(clause: Clause) -> tuple[str, str]:
    """What a provider counts, and out of what, in the measure's words; empty for what is counted here."""
    definition = defined(newest_measure(clause)).definition
    return (definition.numerator, definition.denominator) if isinstance(definition, ReportedCounts) else ("", "")
