"""Home pages are made of panels: each is a template with what fills it, for some roles, in a given place."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from goldthread.accounts.registry.entries import Entries
from goldthread.accounts.rules import Role


Fill = Callable[[Any], dict[str, Any] | None]


@dataclass(frozen=True, kw_only=True)
class HomePanel:
    """A part of some roles' home page. `fill` gives the words of the template, or None to leave the panel out."""

    key: str
    roles: frozenset[Role]
    order: int
    template: str
    fill: Fill


PANELS: Entries[HomePanel] = Entries("home panel")


def register(*, key: str, roles: Collection[Role], order: int, template: str, fill: Fill) -> None:
    """Register a panel. Takes: a key of its own; the roles that see it; its place; the template's name; and what fills
    it, given what the session acts as (`request.acting`). Raises RegisteredTwice."""
    made = HomePanel(key=key, roles=frozenset(Role(one) for one in roles), order=order, template=template, fill=fill)
    PANELS.add(key, made)


def of(role: Role) -> list[HomePanel]:
    """The panels of a role's home page, in order."""
    return sorted((one for one in PANELS.all().values() if role in one.roles), key=lambda one: (one.order, one.key))
