"""A pathway as people drew it: its points in order, and which services belong to it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A service that belongs to a pathway, with the dates between which it does; None is open-ended."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayMap:
    """One version of a pathway; `touchpoints` are in the order in which people meet them."""

    key: str
    version: int
    title: str
    about: str
    members: tuple[Membership, ...]
    touchpoints: tuple[Touchpoint, ...]
