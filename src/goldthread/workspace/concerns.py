"""`ws.concerns`: answers that may mean danger, safeguarding or a complaint, for those who may look at them."""

from collections.abc import Sequence

from goldthread import coding, insight
from goldthread.evidence import Store
from goldthread.vocabulary import Scope


class Concerns:
    """The review queue of one workspace."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def queue(
        self, scope: Scope, *, decided: bool = False, least: float = 0.0, limit: int = 20, offset: int = 0
    ) -> insight.Queue:
        """Answers that need review, gravest kind and likeliest first, or those reviewed. Raises NoRight.

        Takes: the least probability (0-1) of those that wait; see `coding.least_probability`.
        """
        return insight.concerns(self._store, scope, decided=decided, least=least, limit=limit, offset=offset)

    def one(self, key: str, scope: Scope) -> insight.Concerned:
        """One answer with its concerns, reviewed or not. Raises NoRight, NotFound."""
        return insight.concern(self._store, scope, key.removeprefix("feedback:"))

    def urgent(self, scope: Scope) -> tuple[str, ...]:
        """When each urgent answer that waits came in (ISO). Raises NoRight."""
        return insight.urgent_concerns(self._store, scope)

    def close(self, keys: Sequence[str], scope: Scope, *, by: str, asked: str) -> int:
        """Say that some answers need nothing; those marked since `asked` (ISO), or gone, are left out. Raises NoRight.

        Gives: the store's version.
        """
        return insight.close_concerns(self._store, scope, keys, by=by, asked=asked)

    def look_again(self, *, by: str = "owner") -> tuple[int, int]:
        """Look for concerns in words that came in before, as they would be looked for today.

        Gives: answers read, and answers with a concern that was not known. Nothing found before is taken away.
        """
        return self._store.look_again(coding.ranked_concerns, by=by)

    def check_decision(self, key: str, scope: Scope, *, action: str = "") -> None:
        """Raises NoRight, NotFound or WrongUsage where this could not be decided."""
        insight.check_concern(self._store, scope, key.removeprefix("feedback:"), action=action)

    def decide(self, key: str, scope: Scope, *, by: str, action: str = "", asked: str = "") -> int:
        """Say that a person has looked, and what was done. Raises NoRight, NotFound, WrongUsage.

        Takes: when it was asked for (ISO), where it may have been done already and must not be done twice.
        Gives: the store's version.
        """
        id = key.removeprefix("feedback:")  # noqa: A001
        return insight.decide_concern(self._store, scope, id, by=by, action=action, asked=asked)
