"""Searching what was said: whoever may read the words may find them, and no more than that."""

from dataclasses import replace

from goldthread.evidence import Store
from goldthread.evidence.search import places_of
from goldthread.insight import asking
from goldthread.insight.disclosure import FEW_PEOPLE, disclose_words, is_own
from goldthread.vocabulary import EVERYTHING, Cut, Passages, Scope


__all__ = ["places_of", "search", "similar"]


def search(
    store: Store, scope: Scope, words: str, cut: Cut = EVERYTHING, *, limit: int = 20, offset: int = 0, same: str = ""
) -> Passages:
    """Answers that hold these words, newest first.

    Takes: words that must all be there, "phrases in quotes", and -words that must not; the cut to search in; in `same`
    the id of an answer into which others were folded, to see those.
    Source: people behind the cut, against the threshold of CONTRACTS §5: a cut that opens no words opens none here,
    and how many answers hold the words is told only where five people or more said them.
    """
    found = asking.passages(store, scope, "search", cut, words=words, limit=limit, offset=offset, same=same)
    return _disclosed(store, scope, cut, found)


def similar(store: Store, scope: Scope, id: str, cut: Cut = EVERYTHING, *, limit: int = 10) -> Passages:  # noqa: A002
    """Answers that are most like one answer, under the same rules as a search. Raises NotFound."""
    return _disclosed(store, scope, cut, asking.passages(store, scope, "similar", cut, id=id, limit=limit))


def _disclosed(store: Store, scope: Scope, cut: Cut, found: Passages) -> Passages:
    people = found.people or 0
    told = replace(disclose_words(found, scope, people=people), people=None)
    if is_own(scope, cut.organisations, cut.services):
        return told
    if people < FEW_PEOPLE and found.total:
        told = replace(told, total=None)
    if cut.is_everything:
        return told
    behind = asking.table(store, scope, "volumes", cut, words_only=True).people or 0
    if behind >= FEW_PEOPLE:
        return told
    note = "Fewer than five people stand behind this choice, so their words stay closed here." if told.items else ""
    return replace(told, items=(), total=None if found.total else 0, notes=(note,) if note else ())
