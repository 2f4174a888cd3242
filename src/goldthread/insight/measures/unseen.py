"""Whom a measure's numbers cannot see: roles and services of whom none, or too few, answer what it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.measures.back_test import ENOUGH
from goldthread.vocabulary import Cut, PlainError, Scope
from goldthread.vocabulary.measures import MONTHS_OF, Measure, ShareOfAnswers
from goldthread.vocabulary.questions import TELLERS


NEWEST = 12
"""Months over which replies are counted."""


@dataclass(frozen=True)
class Unseen:
    """One role or service of whom a measure says little or nothing; figures are shared, so that anybody may see them.

    `replies_a_month` is None for fewer than five a month, or none.
    """

    what: Literal["role", "service"]
    name: str
    replies_a_month: float | None

    @property
    def sentence(self) -> str:
        """The same in words."""
        name = ROLES.get(self.name, self.name)
        if self.replies_a_month is None:
            return f"{name}: fewer than 5 replies a month, or none."
        return f"{name}: about {self.replies_a_month:.0f} replies a month, too few to say anything of them alone."


ROLES = {"patient": "Patients", "carer": "Carers", "staff": "Staff"}


def unseen(store: Store, scope: Scope, measure: Measure) -> tuple[Unseen, ...]:
    """Roles, and services that give feedback, that answer too seldom for a period to say anything of them.

    Nothing is said where shared figures are not given for the cut, of events, and of what a provider reports.
    """
    definition = measure.definition
    if not isinstance(definition, ShareOfAnswers):
        return ()
    try:
        return (*_roles(store, scope, measure, definition), *_services(store, scope, measure, definition))
    except PlainError:
        return ()


def _roles(store: Store, scope: Scope, measure: Measure, definition: ShareOfAnswers) -> Iterator[Unseen]:
    wanted = [one.value for one in TELLERS if not measure.cut.roles or one.value in measure.cut.roles]
    told = _replies(store, scope, definition, replace(measure.cut, roles=()), "role")
    yield from _few("role", wanted, told, measure)


def _services(store: Store, scope: Scope, measure: Measure, definition: ShareOfAnswers) -> Iterator[Unseen]:
    told = _replies(store, scope, definition, measure.cut, "service")
    heard = asking.disclosed(store, scope.for_everybody(), "volumes", replace(measure.cut, roles=()), by=("service",))
    named = measure.cut.services or tuple(row["service"] for row in heard.rows if row["n"] is not None)
    yield from _few("service", sorted({name for name in named if name}), told, measure)


def _few(
    what: Literal["role", "service"], names: list[str], told: dict[str, float], measure: Measure
) -> Iterator[Unseen]:
    for name in names:
        replies = told.get(name)
        if replies is None or replies * MONTHS_OF[measure.period] < ENOUGH:
            yield Unseen(what, name, replies)


def _replies(
    store: Store, scope: Scope, definition: ShareOfAnswers, cut: Cut, by: Literal["role", "service"]
) -> dict[str, float]:
    """Replies a month of the newest year, by role or service, as anybody may see them; without those that show none."""
    everybody = scope.for_everybody()
    rows = asking.disclosed(
        store, everybody, "replies", cut, by=(by, "month"), field=definition.question, words_only=False
    ).rows
    months = sorted({row["month"] for row in rows if row["month"]})[-NEWEST:]
    found: dict[str, float] = {}
    for row in rows:
        if row["n"] is not None and row["month"] in months:
            found[row[by]] = found.get(row[by], 0.0) + row["n"] / len(months)
    return found
