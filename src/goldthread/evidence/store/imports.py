"""Bringing rows in: locks, batches, what is known already, and taking a batch back."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import date

from goldthread.evidence import locks
from goldthread.evidence.counts import standing_figures
from goldthread.evidence.known import Aliases, HeldIds
from goldthread.evidence.looking_again import Find, look_again
from goldthread.evidence.saying import of_organisations, saying
from goldthread.evidence.store.handles import StoreHandles
from goldthread.evidence.undoing import Undone, undo
from goldthread.evidence.writing import Writing
from goldthread.vocabulary import Scope


class StoreImports(StoreHandles):
    """The imports of one store."""

    def delivering(self, lane: int) -> AbstractContextManager[None]:
        """The lock under which what was agreed elsewhere is written here, in order, one process at a time."""
        return locks.held(self.folder / "locks", f"deliver-{lane}", alone=True)

    def writing(self, batch: str = "") -> Writing:
        """A new batch, under a name of its own where one is given; the caller holds the import lock."""
        return Writing(self._tables, batch)

    def known(self, kind: str) -> HeldIds:
        """The feedback that is held of one kind of source. Raises StoreDamaged: damaged ids would let rows in twice."""
        self._tables.check_files("feedback")
        rows = self.view(Scope.owner()).standing()
        rows = rows.filter(rows.kind == kind)
        return HeldIds(self._engine.answer(lambda: rows.select("id", "fingerprint", "batch")))

    def aliases(self, kind: str) -> Aliases:
        """What came in before ids held the owner, of one kind of source whose issuer supplies several organisations."""
        older = sorted(line.batch for line in self.lines().standing if not line.account.get("ids_hold_owner"))
        rows = self.view(Scope.owner()).standing()
        rows = rows.filter(rows.kind == kind, rows.batch.isin(older), rows.issuer != rows.organisation)
        return Aliases(self._engine.answer(lambda: rows.select("id", "respondent", "organisation")))

    def known_figures(self, kind: str) -> HeldIds:
        """The figures that are held of one kind of source. Raises StoreDamaged."""
        self._tables.check_files("measurements")
        rows = standing_figures(self.view(Scope.owner()))
        rows = rows.filter(rows.kind == kind)
        return HeldIds(self._engine.answer(lambda: rows.select("id", "fingerprint", "batch")))

    def rows_of_batch(self, batch: str, until: int, organisations: frozenset[str] | None) -> list[tuple[str, int]]:
        """Id and row of each answer that a batch still holds, of some organisations, or of every one for None.

        Takes: the last row that is asked about.
        """
        rows = of_organisations(self.view(Scope.owner()), organisations)
        held = self._engine.answer(lambda: rows.filter(rows.batch == batch, rows.row <= until).select("id", "row"))
        return list(zip(held["id"].to_pylist(), held["row"].to_pylist(), strict=True))

    def saying(
        self, prints: Collection[str], days: Collection[date | None], organisations: frozenset[str] | None
    ) -> dict[str, set[str]]:
        """Of some digests of words, day and place (`said_print`), those that are held, by batch. Takes: their days."""
        return saying(self.view(Scope.owner()), prints, days, organisations)

    def look_again(self, find: Find, *, by: str = "owner") -> tuple[int, int]:
        """Look for concerns in all words that are held; gives answers read, and those with more to see."""
        with self.importing():
            self.clear_dead_batches()
            return look_again(self._tables, self._engine, find, by=by)

    def undo(self, batch: str, *, by: str = "owner") -> Undone:
        """Take a whole batch back. Raises NotFound for one that does not stand."""
        with self.importing():
            self.clear_dead_batches()
            self.forget_renewal()
            return undo(self._tables, batch, by=by)
