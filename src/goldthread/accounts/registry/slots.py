"""Slots: named places on pages, which apps fill with templates of their own; where no app does, nothing is shown."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from goldthread.accounts.registry.entries import Entries, NotRegistered


SLOTS = {
    "words looked for": "Above a search and a list of words: what they are looked for",
    "search": "On the search page, before anything was searched for",
    "search found": "Below what a search found",
    "thread": "Below the thread through one thing: what can be done next",
    "came of it": "On a need and a decision: what can be done next",
    "words to tick": "Below lists of words: what the boxes beside them are for",
}
FillSlot = Callable[[Any, Any], dict[str, Any] | None]


@dataclass(frozen=True, kw_only=True)
class SlotPart:
    """What an app shows in a slot. `fill` gives the words of the template, or None to leave it out."""

    slot: str
    template: str
    fill: FillSlot
    order: int


PARTS: Entries[SlotPart] = Entries("part of a page")


def register(*, slot: str, key: str, template: str, fill: FillSlot, order: int = 50) -> None:
    """Fill a slot of a page.

    Takes: a key of its own; the template's name; what fills it, given the request and what the page says of itself.
    Raises: NotRegistered for a slot that no page has, RegisteredTwice.
    """
    if slot not in SLOTS:
        raise NotRegistered(f"No page has the slot “{slot}”; there are {', '.join(SLOTS)}.")
    PARTS.add(f"{slot}: {key}", SlotPart(slot=slot, template=template, fill=fill, order=order))


def filled(slot: str, request: object, shown: Mapping[str, object]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Templates for a slot with their words, in order. Takes: the request; what the page says of itself."""
    for _, part in sorted(PARTS.all().items(), key=lambda one: (one[1].order, one[0])):
        if part.slot == slot and (words := part.fill(request, shown)) is not None:
            yield part.template, words
