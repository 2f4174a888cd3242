"""Knowing again who has withdrawn, in rows that come in and in files that wait."""

from collections.abc import Collection
from pathlib import Path

from goldthread.evidence import CopyFinder, Store
from goldthread.intake.apart import ReadApart
from goldthread.intake.identify import Identifier
from goldthread.vocabulary.raw import RawRow


class Withdrawn:
    """Who has withdrawn, as the rows of one file name them."""

    def __init__(self, store: Store, identifier: Identifier) -> None:
        self._remember, self._identifier = store.key.remember, identifier
        self._gone = store.withdrawn()

    def told(self, row: RawRow) -> bool:
        """Whether somebody who has withdrawn told a row, whether or not it can be used."""
        return bool(self._gone) and not self._gone.isdisjoint(self.marks(row))

    def marks(self, row: RawRow) -> tuple[str, ...]:
        """Keyed hashes of the ids of whoever told a row."""
        return tuple(sorted(self._remember(one) for one in self._identifier.whose(row)))


def holds_any(store: Store, path: Path, *, told: CopyFinder, issuers: Collection[str]) -> bool:
    """Whether a file has a row of somebody who has withdrawn, or one that repeats what they told.

    Takes: the file; what somebody told who withdraws now; who may have issued rows that do not say it.
    Raises: PlainError where the file cannot be read.
    """
    with ReadApart(path) as apart:
        reading = apart.read()
        first = getattr(reading.profile, "issuer", "") or ""
        known = [
            Withdrawn(store, Identifier(store.key, reading.kind, profile_issuer=first, given_issuer=issuer))
            for issuer in sorted({"", *issuers})
        ]
        return any(told.repeated_in(*row.cells) or any(one.told(row) for one in known) for row in reading.rows())
