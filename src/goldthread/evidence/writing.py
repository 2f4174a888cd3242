"""A batch on its way in: rows are appended in chunks, and nothing shows until its line stands."""

import secrets
from collections import Counter
from pathlib import Path

import pyarrow as pa

from goldthread.evidence.batches import read_log, write_entry
from goldthread.evidence.shapes import REFERENCES, SUPERSEDED
from goldthread.evidence.tables import Tables


BATCH_TABLES = ("feedback", "measurements", "references", "concerned")


class Writing:
    """One file's rows, kept chunk by chunk; `finish` makes them count all at once.

    A note in the journal says that the batch has begun: whoever imports next removes what a killed import left.
    """

    def __init__(self, tables: Tables, batch: str = "") -> None:
        self._tables = tables
        self.batch = batch or secrets.token_hex(8)
        self._note = journal(tables) / self.batch
        self._began = False
        self._held: Counter[str] = Counter()

    def begin(self) -> None:
        """Note that something of the batch may be appended from now on."""
        if not self._began:
            self._note = note_down(self._tables, self.batch)
            self._began = True

    def add(self, name: str, rows: pa.Table) -> None:
        """Append rows of `feedback` or `measurements`."""
        self.begin()
        self._tables.append(name, rows)
        self._held[name] += rows.num_rows

    def add_references(self, references: list[tuple[str, bytes]]) -> None:
        """Append sealed references of the supplier's own, one for each feedback id."""
        rows = [{"id": key, "batch": self.batch, "sealed": sealed} for key, sealed in references]
        self.add("references", pa.Table.from_pylist(rows, schema=REFERENCES))

    def supersede(self, pairs: list[tuple[str, str]]) -> None:
        """Say which (id, older batch) this batch's versions replace."""
        rows = [{"id": key, "batch": older, "by_batch": self.batch} for key, older in pairs]
        self.begin()
        self._tables.append("superseded", pa.Table.from_pylist(rows, schema=SUPERSEDED))

    def finish(self, *, by: str, file: str, kind: str, account: dict[str, object]) -> int:
        """Write the line that makes the batch count, and give the store's version."""
        held = account | {"held": {name: count for name, count in sorted(self._held.items()) if count}}
        version = write_entry(self._tables, what="import", batch=self.batch, by=by, file=file, kind=kind, account=held)
        self._note.unlink(missing_ok=True)
        return version

    def abandon(self) -> None:
        """Remove what was appended; nothing of it ever showed."""
        if self._began:
            remove_batches(self._tables, [self.batch])
            self._note.unlink(missing_ok=True)


def journal(tables: Tables) -> Path:
    """Where batches that have begun and not ended are noted."""
    return tables.folder / "journal"


def note_down(tables: Tables, batch: str) -> Path:
    """Note that work on a batch has begun, so that whoever comes after a kill can end it."""
    note = journal(tables) / batch
    note.parent.mkdir(parents=True, exist_ok=True)
    note.touch(mode=0o600)
    return note


def clear_dead_batches(tables: Tables) -> list[str]:
    """Remove what killed imports and undos left. The caller holds the import lock, so no note is of a living one."""
    folder = journal(tables)
    notes = sorted(folder.iterdir()) if folder.is_dir() else []
    if not notes:
        return []
    standing = read_log(tables).standing_ids
    dead = [note.name for note in notes if note.name not in standing]
    remove_batches(tables, dead)
    for note in notes:
        note.unlink(missing_ok=True)
    return dead


def remove_batches(tables: Tables, batches: list[str]) -> None:
    """Take batches out of every table, and their files off the disk."""
    if not batches:
        return
    with tables.alone():
        for name in BATCH_TABLES:
            tables.delete(name, "batch", batches)
            tables.forget(name)
        tables.delete("superseded", "by_batch", batches)
        tables.forget("superseded")
