"""Permissions of the apps, with the roles that get them; they stand beside those of `accounts.rules`."""

from collections.abc import Collection

from goldthread.accounts.registry.entries import Entries, NotRegistered
from goldthread.accounts.rules import Permission, Role


PERMISSIONS: Entries[frozenset[Role]] = Entries("permission")


def register(permission: str, *, roles: Collection[Role]) -> None:
    """Register a permission of an app's own. Raises RegisteredTwice, also for one that `accounts` has."""
    if permission in set(Permission):
        raise NotRegistered(f"“{permission}” is a permission of accounts already.")
    PERMISSIONS.add(permission, frozenset(Role(role) for role in roles))


def granted(role: Role) -> frozenset[str]:
    """The apps' permissions that a role has."""
    return frozenset(name for name, roles in PERMISSIONS.all().items() if role in roles)


def every() -> tuple[str, ...]:
    """Every permission there is."""
    return (*(one.value for one in Permission), *PERMISSIONS.all())


def check(permission: str) -> str:
    """The permission as it is. Raises NotRegistered for one that nobody has registered."""
    if permission not in set(Permission) and permission not in PERMISSIONS:
        raise NotRegistered(f"No permission “{permission}” is registered. Register it before what needs it.")
    return permission
