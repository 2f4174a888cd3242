"""How insight asks: raw tables of the store, each with its type said."""

from goldthread.evidence import Store
from goldthread.vocabulary import Cut, Passages, Scope, Table


def table(store: Store, scope: Scope, question: str, cut: Cut, **how: object) -> Table:
    """A raw table; insight's own functions disclose it before it leaves the room."""
    answer = store.ask(scope, question, cut, **how)
    assert isinstance(answer, Table)
    return answer


def passages(store: Store, scope: Scope, question: str, cut: Cut, **how: object) -> Passages:
    """Passages that the scope may read."""
    answer = store.ask(scope, question, cut, **how)
    assert isinstance(answer, Passages)
    return answer
