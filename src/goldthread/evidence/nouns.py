"""Kinds of noun that may be published into the store. A kind that nobody registered is refused, never guessed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goldthread.evidence.frozen import as_body, check_readable, of_body
from goldthread.evidence.repeating import CopyFinder
from goldthread.vocabulary import (
    Acceptance,
    Directory,
    PathwayMap,
    SharingAgreement,
    SupplierProfile,
    Terms,
    WrongUsage,
)


@dataclass(frozen=True)
class PublishedKind:
    """One kind of published noun.

    `noun` is its frozen dataclass, `key` gives what tells one from others of its kind. With `unknown_field`, what a
    newer version wrote and this one does not know is kept in that field of the noun; without, such a noun is not read.
    `emptied` are texts, at any depth, that are emptied where they repeat withdrawn words; any other is named.
    """

    name: str
    noun: type
    key: Callable[[object], str]
    unknown_field: str = ""
    emptied: tuple[str, ...] = ()


class Nouns:
    """The registered kinds, by name and by class."""

    def __init__(self) -> None:
        self._kinds: dict[str, PublishedKind] = {}

    def register(
        self,
        *,
        kind: str,
        noun: type,
        key: Callable[[Any], str],
        unknown_field: str = "",
        emptied: tuple[str, ...] = (),
    ) -> None:
        """Make a kind known. Harmless to repeat.

        Raises: ValueError where the name or the class is taken; TypeError for a class that is no frozen dataclass or
        has a field that could not be read back.
        """
        check_readable(noun)
        held = self._kinds.get(kind) or next((one for one in self._kinds.values() if one.noun is noun), None)
        if held and (held.name, held.noun) != (kind, noun):
            raise ValueError(f"{held.noun.__name__} is registered as {held.name} already.")
        self._kinds[kind] = PublishedKind(kind, noun, key, unknown_field, emptied)

    def kinds(self) -> tuple[PublishedKind, ...]:
        """Every registered kind."""
        return tuple(self._kinds.values())

    def named(self, kind: str) -> PublishedKind:
        """A kind by its name. Raises WrongUsage for one that nobody registered."""
        if kind not in self._kinds:
            raise WrongUsage(f"No published noun is called {kind}.", f"Known: {', '.join(sorted(self._kinds))}.")
        return self._kinds[kind]

    def of(self, noun: object) -> PublishedKind:
        """The kind that a noun is of. Raises WrongUsage where nobody registered its class."""
        for kind in self._kinds.values():
            if kind.noun is type(noun):
                return kind
        raise WrongUsage(
            f"{type(noun).__name__} cannot be published: it is not registered.",
            f"Known: {', '.join(sorted(self._kinds))}.",
        )

    def written(self, noun: object) -> dict[str, Any]:
        """A noun as JSON, as it is published. Raises WrongUsage where nobody registered its class."""
        self.of(noun)
        return as_body(noun)

    def read(self, kind: str, body: dict[str, Any]) -> Any:
        """A noun from its JSON. Raises WrongUsage, and NotUnderstood for what is no such noun."""
        return of_body(self.named(kind).noun, body)

    def emptied(self, kind: str, body: object, told: CopyFinder) -> object:
        """A body without the texts that repeat withdrawn words, where its kind lets them be emptied."""
        return _emptied(body, self._kinds[kind].emptied, told) if kind in self._kinds else body

    def forget(self, kind: str) -> None:
        """Take a kind out again: for tests."""
        self._kinds.pop(kind, None)


def _emptied(value: object, names: tuple[str, ...], told: CopyFinder) -> object:
    if isinstance(value, list):
        return [_emptied(one, names, told) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: "" if name in names and isinstance(one, str) and told.repeated_in(one) else _emptied(one, names, told)
        for name, one in value.items()
    }


NOUNS = Nouns()
NOUNS.register(kind="Terms", noun=Terms, key=lambda _: "terms", unknown_field="unknown")
NOUNS.register(kind="PathwayMap", noun=PathwayMap, key=lambda one: one.key, emptied=("about",))
NOUNS.register(kind="Acceptance", noun=Acceptance, key=lambda one: f"{one.pathway}/{one.touchpoint}/{one.organisation}")
NOUNS.register(kind="Directory", noun=Directory, key=lambda _: "directory")
NOUNS.register(kind="SharingAgreement", noun=SharingAgreement, key=lambda one: f"{one.provider}>{one.reader}")
NOUNS.register(kind="SupplierProfile", noun=SupplierProfile, key=lambda one: one.key, emptied=("profile",))
