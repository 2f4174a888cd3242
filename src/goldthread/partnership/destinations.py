"""Places to which words can be released. Rooms above register theirs: this one knows panels and the public alone."""

from collections.abc import Callable, Sequence

from goldthread.accounts.registry.entries import Entries
from goldthread.partnership import queries
from goldthread.vocabulary import Scope


Places = Callable[[Scope], Sequence[tuple[str, str]]]
"""What gives the places of a use that concern a scope: each with its reference and what it is called."""
PLACES: Entries[Places] = Entries("use of released words")
Addresses = Callable[[str], str]
"""What gives the address of a place's own page, by its reference."""
ADDRESSES: Entries[Addresses] = Entries("page of a place")


def register(use: str, places: Places, page: Addresses | None = None) -> None:
    """Register where words may be shown for one of `rules.USES`, and the pages of these. Raises RegisteredTwice."""
    PLACES.add(use, places)
    if page:
        ADDRESSES.add(use, page)


def address(use: str, place: str) -> str:
    """The address of a place's own page; "" where it has none."""
    page = ADDRESSES.get(use)
    return page(place) if page else ""


def panels(scope: Scope) -> list[tuple[str, str]]:
    """Panels that a scope may know of; nothing more is released to one that has ended."""
    return [(str(one), f"{one.title} (ended)" if one.ended else one.title) for one in queries.panels(scope)]


def places(use: str, scope: Scope) -> Sequence[tuple[str, str]]:
    """The places of one use; none where no room has any."""
    found = PLACES.get(use)
    return found(scope) if found else ()


def said(use: str, destination: str, scope: Scope) -> str:
    """What a place is called; its reference where a scope does not know it by name."""
    return dict(places(use, scope)).get(destination, destination)
