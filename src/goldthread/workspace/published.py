"""`ws.published`: frozen nouns of what people agreed, and what of them holds now."""

from goldthread import insight
from goldthread.evidence import Store
from goldthread.vocabulary import Directory, NotFound, PathwayMap, SharingAgreement, Terms


class PublishedNouns:
    """What holds in one workspace."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def publish(self, noun: object, *, by: str = "owner") -> int:
        """Make what people agreed hold for every question from now on; gives the store's version.

        Raises: WrongUsage for an unregistered kind.
        """
        return self._store.publish(noun, by=by)

    def of(self, kind: str) -> dict[str, object]:
        """The nouns of a registered kind that hold now, by key. Raises WrongUsage."""
        return self._store.published(kind)

    def pathways(self) -> dict[str, PathwayMap]:
        """Published pathways, with those of the definitions that nobody has published yet.

        Where a site has said which organisations there are, those of other organisations alone are left out.
        """
        unread, here = self._store.unread("PathwayMap"), {one.code for one in self.directory().organisations}
        defined = {
            key: one
            for key, one in insight.defined_pathways().items()
            if key not in unread and (not here or here & {member.organisation for member in one.members})
        }
        return defined | self._store.pathways()

    def pathway(self, key: str) -> PathwayMap:
        """One pathway, published from its definition where nobody has done so. Raises NotFound, NewerNoun."""
        self._store.check_known("PathwayMap", key)
        if key not in self._store.pathways():
            defined = insight.defined_pathways()
            if key not in defined:
                known = ", ".join(sorted(self.pathways())) or "none yet"
                raise NotFound(f"There is no pathway called {key}.", f"Known pathways: {known}.")
            self._store.publish(defined[key])
        return self._store.pathways()[key]

    def terms(self) -> Terms:
        """The data promises in force."""
        return self._store.terms()

    def directory(self) -> Directory:
        """The organisations and what files call them; empty until the site has published any."""
        return self._store.directory()

    def agreements(self) -> tuple[SharingAgreement, ...]:
        """Sharing agreements in force."""
        return self._store.agreements()
