"""A measure's rehearsal, counted once for each reader for as long as the evidence stands as it does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from goldthread.accounts import clock
from goldthread.accounts.opened import workspace
from goldthread.accounts.workspaces import GapLike, RehearsalLike
from goldthread.commitments import charting, rules
from goldthread.commitments.models import ComparedGroups
from goldthread.vocabulary import Cut, PlainError, Scope
from goldthread.vocabulary.measure_charts import DatedEvent, MeasureChart, Rebase
from goldthread.vocabulary.measures import Measure


MONTHS = 24
HELD = 256
"""Rehearsals that a process holds: counts, sentences and references, no words."""


def of(measure: Measure, scope: Scope, about: tuple[str, str] = ("", "")) -> RehearsalLike:
    """What a measure would have done over two years, as far as a scope may know it.

    Takes: the pathway and the moment that it is about.

    An import, a withdrawal or a promise makes another version of the evidence, and so another rehearsal.
    """
    return _rehearsed(measure, scope, about, workspace().version, clock.today())


@lru_cache(maxsize=HELD)
def _rehearsed(measure: Measure, scope: Scope, about: tuple[str, str], version: int, day: date) -> RehearsalLike:
    return workspace().measures.rehearse(measure, scope, about=about, today=day)


def chart(
    measure: Measure, scope: Scope, rebases: Sequence[Rebase] = (), events: Sequence[DatedEvent] = ()
) -> MeasureChart | None:
    """Its control chart over the same months; None where there is nothing to chart.

    Takes: new limits and dated events; those outside these months are left out.
    """
    now = f"{clock.today():%Y-%m}"
    first, size = rules.after(now, -MONTHS), 3 if measure.period == "quarter" else 1
    shown = tuple(one for one in events if f"{one.on:%Y-%m}" >= first)
    limits = charting.charted_from(rebases, first, rules.after(now, -1), size)
    return _charted(measure, scope, limits, shown, workspace().version, clock.today())


@lru_cache(maxsize=HELD)
def _charted(
    measure: Measure,
    scope: Scope,
    rebases: tuple[Rebase, ...],
    events: tuple[DatedEvent, ...],
    version: int,
    day: date,
) -> MeasureChart | None:
    try:
        made = workspace().measures.chart(measure, scope, rebases=rebases, events=events, today=day)
    except PlainError:  # closed by a promise, or an unknown pathway: its page says so
        return None
    return made if any(one.value is not None for one in made.points) else None


def gap(held: ComparedGroups, measure: Measure, scope: Scope) -> GapLike | None:
    """How far two groups are apart where a measure counts; None where a scope may not know, or nobody can."""
    groups = (held.question, tuple(held.yes), tuple(held.no), (held.first, held.second))
    return _gap(*groups, replace(measure.cut, roles=()), scope, workspace().version, clock.today())


@lru_cache(maxsize=HELD)
def _gap(
    question: str,
    yes: tuple[str, ...],
    no: tuple[str, ...],
    roles: tuple[str, str],
    cut: Cut,
    scope: Scope,
    version: int,
    day: date,
) -> GapLike | None:
    try:
        return workspace().measures.gap(question, yes, no, scope, roles=roles, cut=cut, today=day)
    except PlainError:  # closed by a promise, or a cut that shared figures are not given for: its page says so
        return None
