"""Redacting and coding again what is stored."""

import time
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import replace

import pyarrow as pa

from goldthread.evidence import locks
from goldthread.evidence.renewing import Renewed, Renewer
from goldthread.evidence.renewing.counting import account_of, renewed_of
from goldthread.evidence.renewing.staging import PARTITION, Progress, RenewedFile, Staging
from goldthread.evidence.store.handles import StoreHandles


PATIENCE = 0.2
"""Seconds to wait for another renewal to end."""
AT_WORK = ("`goldthread renew` is at work on this workspace already.", "Wait until it has ended, and try again.")
BREATH = 0.05
"""Seconds between two files, so that an import that waits for the lock gets it."""


class StoreRenewal(StoreHandles):
    """The renewals of one store."""

    def renew(self, renewer: Renewer, *, by: str = "owner", progress: Progress | None = None) -> Renewed:
        """Redact and code again every answer that an older redactor or coder made.

        Readers see the store as it was until all is done. Files that were done before a kill are not done again; an
        import or a withdrawal may come between two files.

        Raises: WorkspaceProblem where another renewal is at work, StoreDamaged.
        """
        with self._renewing():
            while True:
                with self.importing():
                    self.clear_dead_batches()
                    found = self._step(renewer, by, progress)
                if found is not None:
                    return found
                time.sleep(BREATH)

    def _step(self, renewer: Renewer, by: str, progress: Progress | None) -> Renewed | None:
        """Make one more file again, or let all of them count; None while there is more to do."""
        staging, sources = Staging(self._tables), self._sources()
        staging.settle(sources, renewer)
        done = [staging.done(one, renewer) for one in sources]
        waiting = [one for one, made in zip(sources, done, strict=True) if made is None]
        if waiting:
            staging.make(waiting[0], renewer, progress)
            return None
        return self._ended([one for one in done if one is not None], renewer, by)

    def _ended(self, done: list[RenewedFile], renewer: Renewer, by: str) -> Renewed | None:
        """What came of it, None where files were joined meanwhile: those are made again."""
        counts = sum((Counter(one.counts) for one in done), Counter[str]())
        changed = any(one.added for one in done)
        made = renewed_of(counts, redactor=renewer.redactor, coder=renewer.coder, changed=changed)
        if not changed:
            self.forget_renewal()
        elif not self.applying().begin(done, account_of(made), by=by):
            return None
        return replace(made, store_version=self.version)

    def _sources(self) -> list[str]:
        """The data files of the feedback as the table names them, those of a partition together."""
        self._tables.check_files("feedback")
        held = pa.table(self._tables.delta("feedback").get_add_actions(flatten=True)).to_pylist()
        return [one["path"] for one in sorted(held, key=lambda one: (one[f"partition.{PARTITION}"], one["path"]))]

    def _renewing(self) -> AbstractContextManager[None]:
        return locks.held(self.folder / "locks", "renew", alone=True, patience=PATIENCE, in_use=AT_WORK)
