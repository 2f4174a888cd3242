"""The evidence store: keep, ask, cite, undo, withdraw. Callers see nouns; tables and engine stay inside."""

from goldthread.evidence.batches import LogEntry
from goldthread.evidence.store.erasure import StoreErasure
from goldthread.evidence.store.imports import StoreImports
from goldthread.evidence.store.publications import StorePublications
from goldthread.evidence.store.queries import StoreQueries
from goldthread.evidence.store.renewal import StoreRenewal


class Store(StoreQueries, StorePublications, StoreImports, StoreRenewal, StoreErasure):
    """One workspace's evidence.

    `worth_summing` is how many answers make it worth keeping summaries: fewer are counted one by one at once.
    `uses_rollups` turns them off where False: every figure is counted row by row, as their slow twin does it.
    `most_at_hand` is of how many answers what counting needs is held in memory, some 50 MB for a million.

    Takes: the folder of the tables, and the workspace's key.
    """


__all__ = ["LogEntry", "Store"]
