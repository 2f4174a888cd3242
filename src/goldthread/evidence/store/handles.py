"""What every part of the store works with: its tables, its engine, and what is kept for speed."""

from contextlib import AbstractContextManager
from pathlib import Path

from goldthread.evidence import locks
from goldthread.evidence.answer_cache import AnswerCache
from goldthread.evidence.at_hand import AtHand
from goldthread.evidence.batches import StoreLog, read_log
from goldthread.evidence.engine import Engine
from goldthread.evidence.key import Key
from goldthread.evidence.renewing.applying import Applying
from goldthread.evidence.renewing.staging import Staging
from goldthread.evidence.rollups import Rollups
from goldthread.evidence.search import Index
from goldthread.evidence.tables import Tables
from goldthread.evidence.view import View
from goldthread.evidence.writing import clear_dead_batches
from goldthread.vocabulary import EVERYTHING, Cut, Scope


class StoreHandles:
    """The tables, engine and caches of one store, its log, and its views."""

    worth_summing = 20_000
    uses_rollups = True
    most_at_hand = 2_000_000

    def __init__(self, folder: Path, key: Key) -> None:
        self.folder = folder
        self.key = key
        self._tables = Tables(folder)
        self.checksums = self._tables.checksums
        self._engine = Engine(self._tables)
        self._at_hand = AtHand(self._tables, self._engine)
        self._answers = AnswerCache()
        self._coders: tuple[int, tuple[str, ...]] = (-1, ())
        self._rollups = Rollups(self._tables)
        self._index = Index(self._tables)

    def lines(self) -> StoreLog:
        """Every line of the `batches` table."""
        return read_log(self._tables)

    @property
    def version(self) -> int:
        """The store's version."""
        return self.lines().version

    def view(self, scope: Scope, cut: Cut = EVERYTHING) -> View:
        """What a scope sees of a cut, for the questions of this room."""
        self._at_hand.most = self.most_at_hand
        rollups = self._rollups if self.uses_rollups else None
        return View(self._tables, self._engine, self._at_hand, scope, cut, rollups, self._index)

    def applying(self) -> Applying:
        """The last step of a renewal."""
        return Applying(self._tables, self._rollups, self._index)

    def forget_renewal(self) -> None:
        """Drop what waits of a renewal: taken-back words must not be in it. The caller holds the import lock."""
        Staging(self._tables).drop()

    def importing(self, patience: float | None = None) -> AbstractContextManager[None]:
        """The lock of bringing files in: two would miss each other's rows. WorkspaceProblem once `patience` is over."""
        return locks.held(self.folder / "locks", "import", alone=True, patience=patience)

    def clear_dead_batches(self) -> list[str]:
        """Remove what killed imports left, end a renewal that was killed; the caller holds the import lock."""
        self.applying().finish()
        return clear_dead_batches(self._tables)
