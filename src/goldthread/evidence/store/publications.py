"""What people agree, as the store holds it: published nouns, and marks beside the words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from goldthread.evidence.marks import add_marks, is_marked
from goldthread.evidence.published import Published, publish
from goldthread.evidence.store.handles import StoreHandles
from goldthread.vocabulary import Code, Directory, PathwayMap, SharingAgreement, Terms


class StorePublications(StoreHandles):
    """The nouns and marks of one store."""

    def publish(self, noun: object, *, by: str = "owner") -> int:
        """Make a noun of what people agreed hold from now on.

        Raises: WrongUsage for a kind that nobody registered, NewerNoun for one whose newest cannot be read here.
        """
        return publish(self._tables, noun, by=by)

    def published(self, kind: str) -> dict[str, Any]:
        """The nouns of a registered kind that hold now, by key, but for those that this version cannot read."""
        return Published(self._tables).of(kind)

    def unread(self, kind: str) -> frozenset[str]:
        """Keys of nouns of a kind that a newer version published and this one cannot read."""
        return frozenset(Published(self._tables).unread(kind))

    def check_known(self, kind: str, key: str) -> None:
        """Raises NewerNoun where the newest noun of this key cannot be read whole here."""
        Published(self._tables).check_known(kind, key)

    def terms(self) -> Terms:
        """The data promises in force."""
        return Published(self._tables).terms()

    def pathways(self, version: int | None = None) -> dict[str, PathwayMap]:
        """Published pathways by key, as they hold or as they held at a version; a newer one is as it was first."""
        return Published(self._tables).pathways(version)

    def directory(self) -> Directory:
        """The organisations and what files call them."""
        return Published(self._tables).directory()

    def agreements(self) -> tuple[SharingAgreement, ...]:
        """Sharing agreements in force."""
        return Published(self._tables).agreements()

    def mark(self, marks: Iterable[tuple[str, Code]]) -> int:
        """Append people's marks."""
        return add_marks(self._tables, marks)

    def is_marked(self, id: str, *, by: str, since: str) -> bool:  # noqa: A002
        """Whether somebody has put a mark on an answer since a moment (ISO, with its offset)."""
        return is_marked(self._tables, id, by=by, since=datetime.fromisoformat(since))
