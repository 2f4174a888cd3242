"""Keeping the store whole and fast: its tables, checksums, rollups and search index."""

from collections.abc import Iterator
from contextlib import contextmanager

from goldthread.evidence import locks
from goldthread.evidence.batches import read_log, write_entry
from goldthread.evidence.damage import Checking, DamageReport
from goldthread.evidence.in_memory import InMemory, in_memory
from goldthread.evidence.questions.summing import summed
from goldthread.evidence.shapes import SCHEMAS
from goldthread.evidence.store.handles import StoreHandles
from goldthread.evidence.unwritable import left_for_later
from goldthread.vocabulary import Scope


FEW_TO_INDEX = 30_000
"""So few answers are put into the index when an import ends."""


class StoreMaintenance(StoreHandles):
    """The upkeep of one store."""

    def prepare(self) -> None:
        """Make every table, so that a workspace can be read where it may not be written."""
        self._tables.make()

    @contextmanager
    def migrating(self, patience: float) -> Iterator[None]:
        """The locks under which tables are changed: no import is under way, and nothing is appended.

        Raises: WorkspaceProblem where another process holds one for longer than `patience` seconds.
        """
        with (
            locks.held(self.folder / "locks", "import", alone=True, patience=patience),
            locks.held(self.folder / "locks", "store", alone=True, patience=patience),
        ):
            yield

    def conform(self) -> None:
        """Make missing tables, and give all of them the columns that are declared; the caller is `migrating`."""
        self._tables.make()
        for name in SCHEMAS:
            self._tables.conform(name)

    def note_checksums(self) -> None:
        """Note the checksum of every file of every table that has none yet; the caller is `migrating`."""
        for name in SCHEMAS:
            self._tables.delta(name)
            self._tables.checksums.note(name)

    def look_for_damage(self) -> DamageReport:
        """Compare every file with its checksum, read every column, and compare every account with its rows."""
        with self._tables.quiet():
            return Checking(self._tables).run(lambda: read_log(self._tables))

    def damaged_caches(self) -> list[str]:
        """What is kept for speed and is not as it was written, by name."""
        rollups = self._rollups.manifest() is None and self._rollups.damaged
        found = {"counts": rollups, "the search index": self._index.is_damaged()}
        return [name for name, is_damaged in found.items() if is_damaged]

    def misfits(self) -> tuple[list[str], list[str]]:
        """Columns that tables lack, and columns that they hold and nobody declares; each as table.column."""
        lacking = [f"{name}.{one}" for name in SCHEMAS for one in self._tables.missing(name)]
        return lacking, [f"{name}.{one}" for name in SCHEMAS for one in self._tables.undeclared(name)]

    def is_damaged(self) -> bool:
        """Whether what is kept for speed is not as it was written, and waits to be made anew."""
        return (self._rollups.manifest() is None and self._rollups.damaged) or self._index.is_damaged()

    def is_summed(self) -> bool:
        """Whether figures come from rollups now; else, as after an import that no refresh followed, from rows."""
        return summed(self.view(Scope.owner()), "all") is not None

    def in_memory(self) -> InMemory:
        """What this process holds of the store for speed."""
        return in_memory(self._engine, self._at_hand)

    def forget_answers(self, *, cuts: bool = False) -> None:
        """Work the next answers out, as if nobody had asked before. Takes: whether cuts asked of are dropped too."""
        self._answers.clear()
        if cuts:
            self._engine.forget_cuts()

    def small_files(self) -> int:
        """How many files the feedback lies in."""
        return len(self._tables.files("feedback"))

    def batches_without_a_line(self) -> list[str]:
        """Batches that left rows and never ended."""
        rows = self._engine.table("feedback").select("batch").distinct()
        held = {row["batch"] for row in self._engine.answer(lambda: rows).to_pylist()}
        return sorted(held - {line.batch for line in self.lines().standing})

    def compact(self) -> None:
        """Join the small files that imports leave; writes no line, and may be left for later."""
        with left_for_later(), self._tables.alone():
            for name in ("feedback", "measurements", "references", "concerned", "batches"):
                if len(self._tables.files(name)) > 1:
                    self._tables.compact(name)
                    self._tables.forget(name)

    def refresh(self) -> None:
        """Bring what is kept for speed up to the store's version: writes no line, and may be left out.

        A small store needs no summaries; few new answers go into the index, many wait for `index`.
        """
        with left_for_later():
            if self.lines().kept >= self.worth_summing:
                self._rollups.refresh()
            if 0 < self._index.behind(self.lines()) <= FEW_TO_INDEX and self._index.segments().batches:
                self._index.refresh()

    def index(self) -> None:
        """Put every answer that is not there yet into the index; a million take about a minute."""
        with left_for_later():
            if self._index.behind(self.lines()) or self._index.gone(self.lines()):
                self._index.refresh()

    def note(self, *, what: str, by: str, account: dict[str, object]) -> int:
        """Write a line of its own kind."""
        return write_entry(self._tables, what=what, by=by, account=account)
