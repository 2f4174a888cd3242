"""A pathway as people drew it: its points in order, and which services belong to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


UNNAMED = "Answers that name no service"


def service_name(service: str) -> str:
    """What a service of a pathway is called; "" belongs where an organisation's files name none, as a practice's do."""
    return service or UNNAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A service that belongs to a pathway, with the dates between which it does; None is open-ended.

    `service` is "" for an organisation's answers that name none.
    """

    organisation: str
    service: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint:
    """A named point of one pathway.

    `kinds` are the kinds of touchpoint that coding suggests and that fall on this point; `services` limits it to
    (organisation, service) pairs, empty for any of the pathway's. `transition` marks a step between organisations.
    """

    key: str
    title: str
    about: str
    kinds: tuple[str, ...]
    services: tuple[tuple[str, str], ...] = ()
    transition: bool = False

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations whose services it names, each once."""
        return tuple(dict.fromkeys(organisation for organisation, _ in self.services))


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayMap:
    """One version of a pathway; `touchpoints` are in the order in which people meet them."""

    key: str
    version: int
    title: str
    about: str
    members: tuple[Membership, ...]
    touchpoints: tuple[Touchpoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """That an organisation lets what it is told at a transition count for everyone who takes part in it.

    It is of the moment as it was: of these services and kinds, and no others. `holds` is False once it is taken back.
    """

    pathway: str
    touchpoint: str
    organisation: str
    services: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    holds: bool = True

    def covers(self, pathway: str, point: Touchpoint) -> bool:
        """Whether it is of this moment as it is now."""
        same = (self.pathway, self.touchpoint) == (pathway, point.key)
        return self.holds and same and set(self.services) == set(point.services) and set(self.kinds) == set(point.kinds)


def accepted_by(pathway: PathwayMap, point: Touchpoint, held: Iterable[Acceptance]) -> frozenset[str]:
    """The organisations that have accepted a transition as it is now."""
    return frozenset(one.organisation for one in held if one.covers(pathway.key, point))


def accepted_points(pathway: PathwayMap, held: Iterable[Acceptance]) -> frozenset[str]:
    """Keys of the transitions that every organisation which takes part has accepted."""
    acceptances = tuple(held)
    return frozenset(
        point.key
        for point in pathway.touchpoints
        if point.transition
        and point.organisations
        and set(point.organisations) <= accepted_by(pathway, point, acceptances)
    )
