"""`ws.concerns`: answers that may mean danger, safeguarding or a complaint, for those who may look at them."""

from goldthread import coding, insight
from goldthread.evidence import Store
from goldthread.vocabulary import Scope


class Concerns:
    """The review queue of one workspace."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def queue(self, scope: Scope, *, decided: bool = False, limit: int = 20, offset: int = 0) -> insight.Queue:
        """Answers that need review, waiting longest first, or those reviewed. Raises NoRight without the right."""
        return insight.concerns(self._store, scope, decided=decided, limit=limit, offset=offset)

    def look_again(self, *, by: str = "owner") -> tuple[int, int]:
        """Look for concerns in words that came in before, as they would be looked for today.

        Gives: answers read, and answers with a concern that was not known. Nothing found before is taken away.
        """
        return self._store.look_again(coding.concerns_in, by=by)

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
