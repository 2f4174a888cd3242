"""Searching what was said: whoever may read the words may find them, and no more than that."""

from dataclasses import replace

from goldthread.evidence import Store
from goldthread.evidence.search import places_of
from goldthread.insight import asking
from goldthread.vocabulary import EVERYTHING, Cut, Passages, Scope


__all__ = ["places_of", "search", "similar"]


def search(
    store: Store, scope: Scope, words: str, cut: Cut = EVERYTHING, *, limit: int = 20, offset: int = 0, same: str = ""
) -> Passages:
    """Answers that hold these words, newest first.

    Takes: words that must all be there, "phrases in quotes", and -words that must not; the cut to search in; in `same`
    the id of an answer into which others were folded, to see those.
    Source: only words that may be read are found and counted (CONTRACTS §5 e).
    """
    found = asking.passages(store, scope, "search", cut, words=words, limit=limit, offset=offset, same=same)
    return _disclosed(scope, found)


def similar(store: Store, scope: Scope, id: str, cut: Cut = EVERYTHING, *, limit: int = 10) -> Passages:  # noqa: A002
    """Answers that are most like one answer, under the same rules as a search. Raises NotFound."""
    return _disclosed(scope, asking.passages(store, scope, "similar", cut, id=id, limit=limit))


def _disclosed(scope: Scope, found: Passages) -> Passages:
    return replace(found, people=None, disclosed_for=scope.audience)
