"""Monthly closes: which rows, marks and pathway versions shared figures are made of (CONTRACTS §5 f)."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol


class Change(Protocol):
    """A numbered change of the store, with the moment at which it was made in ISO form and what it was."""

    @property
    def version(self) -> int:
        """The store's version that it made."""

    @property
    def at(self) -> str:
        """When, as an ISO date and time."""

    @property
    def what(self) -> str:
        """What kind of change."""

    @property
    def batch(self) -> str:
        """The import that it made or took back; "" for other changes."""


IMPORT = "import"
UNDO = "undo"
CLOSE = "close"
"""The change that marks the first close of a store: everybody after sees the same figures until the month ends."""


def month_start(today: date) -> date:
    """The day of the newest monthly close: the first of the month."""
    return today.replace(day=1)


def next_close(today: date) -> date:
    """The day on which shared figures change next."""
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


def closed_version(changes: Iterable[Change], today: date) -> int | None:
    """The version of the store that shared figures are of, None where nothing has been closed yet.

    Takes: the store's changes in any order. A change of the first of the month itself belongs to the month; a store
    in which nothing had been imported yet was never closed.
    Gives: the newest version from before this month, or of the first close where that is newer.
    """
    every, before = tuple(changes), month_start(today).isoformat()
    first = min((change.version for change in every if change.what == IMPORT), default=None)
    if first is None:
        return None
    closed = (change for change in every if change.at[:10] < before or change.what == CLOSE)
    return max((change.version for change in closed if change.version >= first), default=None)


def is_emptied(changes: Iterable[Change], version: int) -> bool:
    """Whether every import up to a close was taken back, and another one stands: then the close holds nobody.

    Without a new close, whoever undoes a first import and brings the file in again would be shown nothing till the
    month ends. Nobody can tell anything by such a close from the one before, of which nothing is left.
    """
    every = tuple(changes)
    gone = {change.batch for change in every if change.what == UNDO}
    standing = [change for change in every if change.what == IMPORT and change.batch not in gone]
    return bool(standing) and all(change.version > version for change in standing)
