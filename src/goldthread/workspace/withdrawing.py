"""One person's withdrawal: what waits, what is kept beside the key, the evidence, and what is left to say."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from goldthread import intake
from goldthread.evidence import CopyFinder, Erased, Store
from goldthread.workspace import withdrawn_list
from goldthread.workspace.elsewhere import Elsewhere
from goldthread.workspace.places import Places
from goldthread.workspace.saved import SearchFiles
from goldthread.workspace.uploads import Uploads


A_ROW = 12
"""So many words in a row make a row of a file theirs, where it does not say who told it: fewer are others' too."""
NO_LIST = "the list of withdrawals beside the key, which cannot be written"
log = logging.getLogger(__name__)


class Withdraws(Protocol):
    """What a withdrawal touches: `Withdrawals` is the one there is."""

    folder: Path
    store: Store
    places: Places
    searches: SearchFiles
    uploads: Uploads
    elsewhere: Elsewhere
    list_file: Path

    def mark_of(self, respondent: str) -> str:
        """What is kept of somebody who withdraws."""


def withdraw(whose: Withdraws, respondent: str) -> Erased:
    """Erase everything that one person told us; gives where anything is left, and which copies are elsewhere.

    What can be looked for only while the words are held is done first: a kill later on leaves it done.
    """
    problems: list[str] = []

    def first(words: list[str], marks: frozenset[str], places: Sequence[str]) -> None:
        whose.places.keep(whose.mark_of(respondent), places)
        try:
            withdrawn_list.add(whose.list_file, marks | whose.store.withdrawn())
        except OSError:
            log.error("The list of withdrawals beside the key cannot be written.")
            problems.append(NO_LIST)
        whose.searches.forget(words)
        forget_waiting(whose, words)

    done = whose.store.withdraw(respondent, whose.folder, first=first)
    settle_published(whose)
    waiting = [one.place for one in whose.places.all(whose.mark_of(respondent))]
    left = (*done.left_in, *waiting, *problems)
    return replace(done, left_in=left, elsewhere=tuple(whose.elsewhere.standing()))


def forget_waiting(whose: Withdraws, words: Sequence[str]) -> int:
    """Take rows of everyone who has withdrawn out of uploads and rows to mend; gives how many files were touched."""
    told, store = CopyFinder(words, telling=A_ROW), whose.store
    remembered = store.published("SupplierProfile").values()
    holds = partial(intake.holds_any, store, told=told, issuers=store.issuers(), remembered=remembered)
    return whose.uploads.forget(store.withdrawn(), told, holds)


def settle_published(whose: Withdraws) -> None:
    """Drop published versions that waited to be replaced, and have been."""
    for one in whose.places.all():
        kind, _, rest = one.place.partition(":")
        number = rest.partition(":")[0]
        if kind.startswith("published.") and number.isdecimal() and whose.store.forget_older(int(number)):
            whose.places.settle(one.place)
