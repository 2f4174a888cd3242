"""A register of named entries: each name once, and no others."""

from typing import Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured


Entry = TypeVar("Entry")


class RegisteredTwice(ImproperlyConfigured):
    """Two apps, or one app twice, registered the same name."""


class NotRegistered(ImproperlyConfigured):
    """Code asks for, or builds on, a name that no app has registered."""


class Entries(Generic[Entry]):
    """Entries by name, in the order in which they were registered. Takes: what one entry is called."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._held: dict[str, Entry] = {}

    def add(self, name: str, entry: Entry) -> None:
        """Register an entry. Raises RegisteredTwice."""
        if name in self._held:
            raise RegisteredTwice(f"The {self._what} “{name}” is registered already: {self._held[name]!r}.")
        self._held[name] = entry

    def drop(self, name: str) -> None:
        """Take an entry out; for tests that register one of their own."""
        self._held.pop(name, None)

    def get(self, name: str) -> Entry | None:
        """An entry, or None for a name that is not registered."""
        return self._held.get(name)

    def __getitem__(self, name: str) -> Entry:
        """An entry. Raises NotRegistered."""
        if name not in self._held:
            known = ", ".join(self._held) or "none"
            raise NotRegistered(f"No {self._what} “{name}” is registered. Registered: {known}.")
        return self._held[name]

    def __contains__(self, name: object) -> bool:
        return name in self._held

    def all(self) -> dict[str, Entry]:
        """Every entry by name."""
        return dict(self._held)
