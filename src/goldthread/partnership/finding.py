"""Reads: people who sign in and could have a seat, as far as a panel's host may look for them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from goldthread.accounts import clock
from goldthread.accounts.acting import Acting
from goldthread.accounts.models import Person, Right
from goldthread.vocabulary import NotFound


MOST = 10
SHORTEST = 2
"""Fewer letters find nobody: a list of everybody is not for looking through."""


@dataclass(frozen=True)
class Found:
    """Somebody who signs in, with what they do here."""

    reference: str
    name: str
    does: str


def people(wanted: str, acting: Acting) -> list[Found]:
    """People of the host and of the organisations that it sees whose name holds some letters, or by email address."""
    if len(wanted) < SHORTEST:
        return []
    held = _rights(acting).filter(Q(person__name__icontains=wanted) | Q(person__email__iexact=wanted))
    found: dict[str, Found] = {}
    for one in held.order_by("person__name", "id"):
        does = f"{one.role} at {one.organisation.name}"
        before = found.get(one.person.reference)
        does = f"{before.does}; {does}" if before else does
        found[one.person.reference] = Found(one.person.reference, one.person.name, does)
    return list(found.values())[:MOST]


def person(reference: str, acting: Acting) -> Person:
    """One of them. Raises NotFound for anybody else."""
    held = _rights(acting).filter(person__reference=reference).first()
    if held is None:
        raise NotFound("There is no such person, or you cannot choose them.")
    return held.person


def offered(found: list[Found]) -> list[tuple[str, str]]:
    """People to choose from."""
    return [(one.reference, f"{one.name}, {one.does}") for one in found]


def _rights(acting: Acting) -> QuerySet[Right]:
    own = {acting.right.organisation} if acting.right else set()
    codes = own | set(acting.scope().organisations or ())
    held = Right.objects.filter(
        Q(until=None) | Q(until__gte=clock.today()),
        organisation__code__in=codes,
        organisation__member=True,
        person__is_active=True,
    )
    return held.select_related("person", "organisation")
