"""The menu: areas in a fixed order, and the entries that apps put into them."""

from dataclasses import dataclass

from goldthread.accounts.registry import permissions
from goldthread.accounts.registry.entries import Entries, NotRegistered


@dataclass(frozen=True)
class Area:
    """One area of the menu. While no app has an entry in it, `coming` says what it will be."""

    title: str
    coming: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One page in the menu: the name of its address, the permission it needs, and the pages that lie below it."""

    area: str
    title: str
    name: str
    needs: str
    also: tuple[str, ...] = ()
    order: int = 50


AREAS = (
    Area("Listen"),
    Area("Understand"),
    Area("Decide together", "Patients choose what is asked, how answers are used, and what must change."),
    Area("Improve", "Who is changing what, so that two teams do not ask the same people twice."),
    Area("Contracts", "What patients asked for, written into contracts, with a result each month."),
    Area("Keep going", "Plans with dates, so that a good change lasts."),
    Area("People"),
)
ENTRIES: Entries[Entry] = Entries("menu entry")


def register(*, area: str, title: str, name: str, needs: str, also: tuple[str, ...] = (), order: int = 50) -> None:
    """Register a page of the menu.

    Takes: the area's title; the entry's; the name of the page's address; the permission that opens it; names of pages
    during which the entry is shown as current; its place among the entries of the area.
    Raises: RegisteredTwice for a name that is in the menu, NotRegistered for an unknown area or permission.
    """
    if area not in {one.title for one in AREAS}:
        raise NotRegistered(f"The menu has no area “{area}”. It has {', '.join(one.title for one in AREAS)}.")
    entry = Entry(area=area, title=title, name=name, needs=permissions.check(needs), also=also, order=order)
    ENTRIES.add(name, entry)


def entries(area: str) -> list[Entry]:
    """The entries of an area, in order."""
    return sorted((one for one in ENTRIES.all().values() if one.area == area), key=lambda one: one.order)
