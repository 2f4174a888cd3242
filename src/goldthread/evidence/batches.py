"""The store log, the `batches` table: what was brought in, undone or withdrawn. The newest line is the version."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import pyarrow as pa

from goldthread.evidence import locks
from goldthread.evidence.integrity.errors import StoreDamaged
from goldthread.evidence.shapes import BATCHES
from goldthread.evidence.tables import Tables


@dataclass(frozen=True, kw_only=True)
class LogEntry:
    """One entry of the store log; `account` says how it balanced.

    `what` is import, undo, withdrawal, publication, marks, concerns (looked for again), coding or close.
    """

    version: int
    what: str
    batch: str
    at: str
    by: str
    file: str
    kind: str
    account: dict[str, Any] = field(default_factory=dict)


TAKEN_BACK = frozenset({"undo", "withdrawal"})
"""What holds at once, whatever a question is as of."""


@dataclass(frozen=True)
class StoreLog:
    """The store log: every entry so far, oldest first."""

    all: tuple[LogEntry, ...]

    @cached_property
    def version(self) -> int:
        """The store's version: 0 for an empty store."""
        return max((line.version for line in self.all), default=0)

    @cached_property
    def undone(self) -> frozenset[str]:
        """Batches that were taken back."""
        return frozenset(line.batch for line in self.all if line.what == "undo")

    @cached_property
    def standing(self) -> tuple[LogEntry, ...]:
        """Imports that count now, oldest first."""
        return tuple(line for line in self.all if line.what == "import" and line.batch not in self.undone)

    @cached_property
    def standing_ids(self) -> frozenset[str]:
        """The ids of those imports."""
        return frozenset(line.batch for line in self.standing)

    def closed(self, version: int) -> "StoreLog":
        """The lines as they were at a version; what was taken back since stays taken back."""
        return StoreLog(tuple(line for line in self.all if line.version <= version or line.what in TAKEN_BACK))

    @cached_property
    def kept(self) -> int:
        """How many rows those imports kept, replaced ones too."""
        return sum(int(line.account.get("kept", 0)) for line in self.standing)


def read_log(tables: Tables) -> StoreLog:
    """The log of the store."""
    return tables.once("batches", _log)


def _log(table: pa.Table) -> StoreLog:
    try:
        rows = sorted(table.to_pylist(), key=lambda row: row["version"])
        return StoreLog(tuple(LogEntry(**(row | {"account": json.loads(row["account"] or "{}")})) for row in rows))
    except (ValueError, TypeError):
        raise StoreDamaged("The list of imports cannot be read.") from None


def write_entry(
    tables: Tables,
    *,
    what: str,
    batch: str = "",
    by: str = "",
    file: str = "",
    kind: str = "",
    account: dict[str, object] | None = None,
) -> int:
    """Add the entry that makes a change count, and give the store's version after it."""
    with locks.held(tables.folder / "locks", "line", alone=True):
        version = read_log(tables).version + 1
        told = (account or {}) | {"checksums": tables.checksums.head()}
        row = {
            "version": version,
            "what": what,
            "batch": batch,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "by": by,
            "file": file,
            "kind": kind,
            "account": json.dumps(told, ensure_ascii=False),
        }
        tables.append("batches", pa.Table.from_pylist([row], schema=BATCHES))
    return version
