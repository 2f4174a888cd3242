"""Panels as lists and cards show them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from goldthread.partnership.rules import VOICES, own_share, split


class PanelLike(Protocol):
    """What a card needs of a panel."""

    key: str
    title: str
    about: str
    host: str


@dataclass(frozen=True)
class Card:
    """One panel in a list."""

    panel: PanelLike
    members: str
    waits: int


def card(panel: PanelLike, voices: Collection[str], waits: int) -> Card:
    """A panel with who sits on it and how much waits for whoever looks."""
    n, own = len(voices), own_share(voices)
    if not n:
        return Card(panel, "There are no members yet", waits)
    people = f"{n} {'member' if n == 1 else 'members'}"
    return Card(panel, people if own is None else f"{people}, {own} of them patients or carers", waits)


def voices(held: Collection[str]) -> list[tuple[str, int]]:
    """How many members of each voice, in the order of voices; empty where a voice has one or two."""
    counted = split(held) or {}
    return [(called, counted[voice]) for voice, called in VOICES if voice in counted]
