"""The words behind a number, where they may be read."""

from dataclasses import replace

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure import reads_all
from goldthread.vocabulary import EVERYTHING, Cut, Passages, Scope


def words(
    store: Store, scope: Scope, cut: Cut = EVERYTHING, *, limit: int = 20, offset: int = 0, order: str = "newest"
) -> Passages:
    """A page of words that this scope may read, however few said them; nobody else gets any.

    Source: words are closed by right and never by number (CONTRACTS §5): whoever may read a wider cut may read this.
    """
    found = asking.passages(store, scope, "words", cut, limit=limit, offset=offset, order=order)
    return replace(found, disclosed_for=scope.audience)


def silence(scope: Scope, cut: Cut = EVERYTHING) -> tuple[bool, tuple[str, ...]]:
    """What it means that a cut has no words for a scope, said of places and never of what is held there.

    Gives: whether some of its words may be read, so that nobody has said any there; and the organisations of whom
    some words are not this scope's to read, in order.
    """
    asked = cut.organisations or tuple(sorted(scope.organisations or ()))
    services: tuple[str | None, ...] = cut.services or (None,)
    if scope.words_from is None:
        return True, ()
    read = {one: [reads_all(scope, one, service) for service in services] for one in asked}
    some = any(any(each) for each in read.values()) or (scope.audience == "own team" and not cut.services)
    return some, tuple(one for one, each in read.items() if not all(each))
