"""What apps publish into the workspace: frozen nouns, each kind with what tells one from another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goldthread.accounts.registry.entries import Entries, NotRegistered
from goldthread.vocabulary import WrongUsage
from goldthread.workspace import NOUNS
from goldthread.workspace.repeating import CopyFinder


Key = Callable[[Any], str]
Delivered = Callable[[Any, int], None]


@dataclass(frozen=True, kw_only=True)
class NounKind:
    """One kind of noun: its class, what tells a noun from others of its kind, and what happens once one holds."""

    name: str
    noun: type
    key: Key
    delivered: Delivered | None = None


KINDS: Entries[NounKind] = Entries("noun")


def register(
    *, kind: str, noun: type, key: Key, delivered: Delivered | None = None, emptied: tuple[str, ...] = ()
) -> None:
    """Register a kind of noun that an app publishes; the workspace knows it from then on.

    Takes: its name, which is that of the class; the frozen dataclass; what gives a noun's key; what is called, within
    the transaction that notes the delivery, with a noun that holds now and the store's version; and the texts of it
    that a withdrawal empties where they repeat withdrawn words (others are named).
    Raises: RegisteredTwice; TypeError for a class that could not be read back.
    """
    if kind != noun.__name__:
        raise NotRegistered(f"A noun is published under the name of its class, {noun.__name__}, not “{kind}”.")
    KINDS.add(kind, NounKind(name=kind, noun=noun, key=key, delivered=delivered))
    if not _is_known(kind):
        NOUNS.register(kind=kind, noun=noun, key=key, emptied=emptied)


def _is_known(kind: str) -> bool:
    """Whether the workspace itself brings this kind."""
    try:
        NOUNS.named(kind)
    except WrongUsage:
        return False
    return True


def of(noun: object) -> NounKind:
    """The kind of a noun. Raises NotRegistered."""
    return KINDS[type(noun).__name__]


def written(noun: object) -> dict[str, Any]:
    """A noun as JSON."""
    return NOUNS.written(noun)


def emptied(kind: str, body: object, told: CopyFinder) -> object:
    """A noun's JSON without the texts that repeat withdrawn words, where they may be emptied."""
    return NOUNS.emptied(kind, body, told)


def read(kind: str, body: dict[str, Any]) -> Any:
    """A noun from its JSON."""
    return NOUNS.read(kind, body)
