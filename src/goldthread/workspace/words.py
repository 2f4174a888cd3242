"""`ws.words`: what people told us, where a scope may read it: to list, find, cite and code.

Where `scope` is left out, the owner of the folder asks: everything is in reach.
"""

from collections.abc import Iterable
from typing import Any

from goldthread import insight
from goldthread.evidence import Store
from goldthread.vocabulary import EVERYTHING, Citation, Code, Cut, NotFound, Passage, Passages, Scope


AT_ONCE = 1_000


class Words:
    """The words of one workspace."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def passages(
        self, scope: Scope | None = None, cut: Cut = EVERYTHING, *, limit: int = 20, offset: int = 0, **how: Any
    ) -> Passages:
        """The words behind a number, where this scope may read them."""
        return insight.words(self._store, scope or Scope.owner(), cut, limit=limit, offset=offset, **how)

    def passage(self, id: str, scope: Scope | None = None) -> Passage:  # noqa: A002
        """One answer in its context. Raises NotFound where there is none that this scope may read."""
        found = self._store.ask(scope or Scope.owner(), "feedback", id=id.removeprefix("feedback:"))
        if not isinstance(found, Passages) or not found.items:
            raise NotFound("There are no such words, or you may not read them.")
        return found.items[0]

    def search(
        self,
        words: str,
        scope: Scope | None = None,
        cut: Cut = EVERYTHING,
        *,
        limit: int = 20,
        offset: int = 0,
        wait: bool = True,
        same: str = "",
    ) -> Passages:
        """Answers that hold these words, newest first, where this scope may read them; each can be cited.

        Takes: words that must all be there, "phrases in quotes", -words that must not; the cut to search in; whether
        to wait until the newest imports are in the index (else a note says what is missing); the id of an answer, to
        see what was folded into it.
        """
        if wait:
            self._store.index()
        return insight.search(self._store, scope or Scope.owner(), words, cut, limit=limit, offset=offset, same=same)

    def similar(
        self,
        id: str,  # noqa: A002
        scope: Scope | None = None,
        cut: Cut = EVERYTHING,
        *,
        limit: int = 10,
    ) -> Passages:
        """Answers most like one answer, the closest first. Raises NotFound where this scope may not read that one."""
        self._store.index()
        return insight.similar(self._store, scope or Scope.owner(), id.removeprefix("feedback:"), cut, limit=limit)

    def places_of(self, words: str, text: str) -> tuple[tuple[int, int], ...]:
        """Where the words of a search stand in a text: from, to."""
        return insight.places_of(words, text)

    def cite(self, id: str, start: int = 0, end: int | None = None, scope: Scope | None = None) -> Citation:  # noqa: A002
        """Point at words, so that they can be found again. Raises NotFound for words that this scope may not read."""
        return self._store.cite(scope or Scope.owner(), id.removeprefix("feedback:"), start, end)

    def cited(
        self, places: Iterable[tuple[str, int, int]], scope: Scope | None = None
    ) -> dict[tuple[str, int, int], tuple[Citation, Passage]]:
        """Words at many places, and the answers that they are of; places that this scope may not read are left out.

        Takes: (id, start, end) of each. One question a thousand answers, however many places they hold.
        """
        wanted = sorted(set(places))
        ids = sorted({place[0] for place in wanted})
        told: dict[str, Passage] = {}
        for first in range(0, len(ids), AT_ONCE):
            some = tuple(ids[first : first + AT_ONCE])
            found = self._store.ask(scope or Scope.owner(), "answers", ids=some)
            told |= {one.id: one for one in found.items} if isinstance(found, Passages) else {}
        here = [place for place in wanted if place[0] in told and told[place[0]].text[place[1] : place[2]].strip()]
        return {place: (self._store.cited(told[place[0]], *place[1:]), told[place[0]]) for place in here}

    def mark(self, marks: Iterable[tuple[str, Code]]) -> int:
        """Append people's marks beside the machine's; gives the store's version."""
        version = self._store.mark(marks)
        self._store.refresh()
        return version
