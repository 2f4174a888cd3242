"""Undo: a batch goes whole, what it had replaced comes back, and files that rested on it are named."""

from dataclasses import dataclass

import pyarrow as pa

from goldthread.evidence.batches import read_log, write_entry
from goldthread.evidence.shapes import SUPERSEDED
from goldthread.evidence.tables import Tables
from goldthread.evidence.writing import note_down, remove_batches
from goldthread.vocabulary import NotFound


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What an undo did: the file, how many rows it held, and files whose duplicates rested on it."""

    batch: str
    file: str
    rows: int
    restored: int
    rested_on_it: tuple[str, ...]
    store_version: int


def undo(tables: Tables, batch: str, *, by: str) -> Undone:
    """Take a standing batch back. Raises NotFound for any other."""
    lines = read_log(tables)
    found = next((line for line in lines.standing if line.batch == batch), None)
    if found is None:
        raise NotFound(f"There is no standing batch {batch}.", "See `goldthread batches` for those that stand.")
    restored = _mend_chains(tables, batch, lines.standing_ids)
    note = note_down(tables, batch)
    version = write_entry(tables, what="undo", batch=batch, by=by, file=found.file, kind=found.kind)
    remove_batches(tables, [batch])
    note.unlink(missing_ok=True)
    rested = tuple(line.file for line in lines.standing if batch in line.account.get("rested_on", {}))
    kept = int(found.account.get("kept", 0))
    return Undone(
        batch=batch, file=found.file, rows=kept, restored=restored, rested_on_it=rested, store_version=version
    )


def _mend_chains(tables: Tables, batch: str, standing: frozenset[str]) -> int:
    """Where a later batch replaced what this one had replaced, let it replace the older version instead."""
    rows = tables.read("superseded").to_pylist()
    older = {row["id"]: row["batch"] for row in rows if row["by_batch"] == batch and row["batch"] in standing}
    later = {row["id"]: row["by_batch"] for row in rows if row["batch"] == batch and row["by_batch"] in standing}
    bridged = [{"id": key, "batch": older[key], "by_batch": newer} for key, newer in later.items() if key in older]
    tables.append("superseded", pa.Table.from_pylist(bridged, schema=SUPERSEDED))
    return len(older) - len(bridged)
