"""The words behind a number, where they may be read."""

from dataclasses import replace

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.vocabulary import EVERYTHING, Cut, Passages, Scope


def words(
    store: Store, scope: Scope, cut: Cut = EVERYTHING, *, limit: int = 20, offset: int = 0, order: str = "newest"
) -> Passages:
    """A page of words that this scope may read, however few said them; nobody else gets any.

    Source: words are closed by right and never by number (CONTRACTS §5): whoever may read a wider cut may read this.
    """
    found = asking.passages(store, scope, "words", cut, limit=limit, offset=offset, order=order)
    return replace(found, disclosed_for=scope.audience)
