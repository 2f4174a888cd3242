"""The words behind a number, where they may be read."""

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure import FEW_PEOPLE, disclose_words, is_own
from goldthread.vocabulary import EVERYTHING, Cut, Passages, Scope


def words(
    store: Store, scope: Scope, cut: Cut = EVERYTHING, *, limit: int = 20, offset: int = 0, order: str = "newest"
) -> Passages:
    """A page of words that this scope may read; a cell with too few people behind it opens none.

    An own team reads the words of its own services whatever their number; nobody else reads words of so few.
    Source: people behind the cut, against the threshold of CONTRACTS §5.
    """
    found = asking.passages(store, scope, "words", cut, limit=limit, offset=offset, order=order)
    raw = asking.table(store, scope, "volumes", cut, words_only=True)
    people = raw.people or 0
    narrowed = not cut.is_everything
    if narrowed and people < FEW_PEOPLE and not is_own(scope, cut.organisations, cut.services):
        kept = disclose_words(found, scope, people=people)
        note = "Fewer than five people said this, so their words stay closed here." if found.items else ""
        return Passages(
            items=(), total=None if found.total else 0, store_version=kept.store_version,
            disclosed_for=scope.audience, notes=(note,) if note else (),
        )  # fmt: skip
    return disclose_words(found, scope, people=people)
