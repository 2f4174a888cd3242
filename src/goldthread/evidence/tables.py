"""The store's tables as Delta directories: create, append, delete, compact. Nothing else in the house knows Delta."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute
from deltalake import BloomFilterProperties, ColumnProperties, DeltaTable, Schema, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError

from goldthread.evidence import locks
from goldthread.evidence.cache_checksums import is_whole
from goldthread.evidence.columns import UndeclaredColumn, names
from goldthread.evidence.data_files import data_files
from goldthread.evidence.integrity.checksums import Checksums, FileEntry, checksum_of, log_files, lost_entry
from goldthread.evidence.integrity.errors import StoreDamaged
from goldthread.evidence.shapes import ADDED, COUNTED_COLUMNS, PARTITIONED, SCHEMAS, STATISTICS
from goldthread.evidence.unwritable import writing_to
from goldthread.vocabulary import WorkspaceProblem


T = TypeVar("T")
TARGET_SIZE = 32 * 1024 * 1024
"""Files are joined to so many bytes at most, some 250,000 answers."""
SMALL = TARGET_SIZE // 2
"""Larger files are left as they are: joining them again takes long, and every reader looks for their rows."""
GROUP = 20_000
"""Rows that are skipped or read together: few enough that one answer, or one organisation, opens little."""
TRIES = 5
JUST_NOW = 200_000_000
"""Nanoseconds: more than the tick of any file system's clock on one machine."""
FOUND_BY = names(lambda column: column.looked_up)
"""Columns by which one answer or one person is looked for: each group says which values it surely does not hold."""
ORDERED = (*STATISTICS, "version")
"""Columns whose lowest and highest value each group may tell: none with words or personal values (CONTRACTS §6)."""


def _properties() -> WriterProperties:
    found = BloomFilterProperties(set_bloom_filter_enabled=True, fpp=0.01, ndv=GROUP)
    columns = {name: ColumnProperties(statistics_enabled="CHUNK") for name in ORDERED}
    columns |= {
        name: ColumnProperties(dictionary_enabled=False, statistics_enabled="CHUNK", bloom_filter_properties=found)
        for name in FOUND_BY
    }
    return WriterProperties(
        compression="ZSTD",
        compression_level=3,
        max_row_group_size=GROUP,
        default_column_properties=ColumnProperties(statistics_enabled="NONE"),
        column_properties=columns,
    )


PROPERTIES = _properties()


def _is_as_written(path: Path, known: FileEntry) -> bool:
    """Whether a file has its checksum; it is read once in a process for as long as nobody writes to it."""
    return not path.exists() or is_whole(path, known.sum)  # one that has gone was compacted: the engine asks again


def aligned(rows: pa.Table, kept: pa.Schema) -> pa.Table:
    """Rows in the columns that the table has, in its order: nothing stands in a column that is declared no more.

    Raises: UndeclaredColumn where the table lacks one, as before a migration.
    """
    if lost := set(rows.schema.names) - set(kept.names):
        raise UndeclaredColumn(f"The table has no column {', '.join(sorted(lost))} yet: it waits to be migrated.")
    return pa.table([_filled(rows, field, None) for field in kept], names=kept.names)


def _filled(rows: pa.Table, field: pa.Field, missing: object) -> pa.ChunkedArray:
    """A column of some rows, with this value where there is none."""
    if field.name not in rows.schema.names:
        return pa.chunked_array([pa.array([missing] * rows.num_rows, field.type)])
    held = rows[field.name].cast(field.type)
    return held if missing is None else pa.compute.fill_null(held, pa.scalar(missing, field.type))


class Tables:
    """All tables of one store. Reads see the newest commit; writes take the lock that their kind needs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checksums = Checksums(folder)
        self._open: dict[str, DeltaTable] = {}
        self._made: dict[str, tuple[int, Any]] = {}
        self._changed: dict[str, int | None] = {}
        self._files: dict[str, tuple[int, list[str]]] = {}

    def spill(self) -> str:
        """Where the engine may put what memory cannot hold, as it would stand in SQL: never where somebody works."""
        return str(self.folder / "spill").replace("'", "''")

    def path(self, name: str) -> Path:
        """Where a table lies."""
        return self.folder / name

    def delta(self, name: str) -> DeltaTable:
        """The table at its newest commit; made when it is first needed. Raises StoreDamaged."""
        table = self._open.get(name)
        if table is None:
            table = self._open[name] = self._checked(name, lambda: self._opened(name))
            self._check_log(name)
        else:
            changed = self._last_change(name)
            if changed is None or changed != self._changed.get(name):
                held = table
                table = self._open[name] = self._checked(name, lambda: self._renewed(name, held))
                self._changed[name] = changed
        return table

    def _checked(self, name: str, get: Callable[[], DeltaTable]) -> DeltaTable:
        """A table no older than what was noted of it: an entry that is gone would take its rows along in silence."""
        noted = self.checksums.manifest(name)  # before the table: its log is always ahead of what is noted
        table = get()
        if noted is None:
            return table
        if table.version() < noted.version:
            raise lost_entry(name)
        newest = f"{noted.version:020}.json"
        path = self.path(name) / "_delta_log" / newest
        if newest in noted.log and path.exists() and checksum_of(path) != noted.log[newest].sum:
            raise StoreDamaged(f"The newest entry of the log of the table {name} is not as it was written.")
        return table

    def _check_log(self, name: str) -> None:
        """Raises StoreDamaged where an entry of the log has another size than it was written with: asked once."""
        noted = self.checksums.manifest(name)
        known = noted.log if noted else {}
        for path in log_files(self.path(name)):
            one = known.get(path.name)
            if one and path.name != "_last_checkpoint" and path.stat().st_size != one.size:
                raise StoreDamaged(f"An entry of the log of the table {name} is not as it was written.")

    def _opened(self, name: str, tries: int = TRIES) -> DeltaTable:
        try:
            return DeltaTable(str(self.path(name)))
        except TableNotFoundError:
            return self._create(name)
        except DeltaError:  # entries of its log were cleared while they were read: newer ones stand for them
            if tries == 1:
                raise StoreDamaged(f"The log of the table {name} cannot be read.") from None
            return self._opened(name, tries - 1)

    def _renewed(self, name: str, table: DeltaTable) -> DeltaTable:
        try:
            table.update_incremental()
        except DeltaError:
            return self._opened(name)
        return table

    def _last_change(self, name: str) -> int | None:
        """When the table's log was last written to; None where it was just now, and may be again at the same tick."""
        try:
            changed = (self.path(name) / "_delta_log").stat().st_mtime_ns
        except OSError:
            return None
        return changed if time.time_ns() - changed > JUST_NOW else None

    def make(self) -> None:
        """Make every table that is not there yet."""
        for name in SCHEMAS:
            self.delta(name)

    def _create(self, name: str) -> DeltaTable:
        with locks.held(self.folder / "locks", "create", alone=True), writing_to(self.folder):
            self._refuse_a_second(name)
            with self.checksums.changing(name):
                return DeltaTable.create(
                    str(self.path(name)),
                    schema=SCHEMAS[name],
                    mode="ignore",
                    partition_by=PARTITIONED.get(name),
                    configuration={
                        "delta.dataSkippingStatsColumns": COUNTED_COLUMNS.get(name, ""),
                        "delta.logRetentionDuration": "interval 0 days",
                        "delta.deletedFileRetentionDuration": "interval 0 days",
                    },
                )

    def _refuse_a_second(self, name: str) -> None:
        """Raises StoreDamaged where a table was there: an empty one in its place would hide that its rows are lost."""
        log = any(log_files(self.path(name)))
        if not log and (self.checksums.manifest(name) or any(self.path(name).rglob("*.parquet"))):
            raise StoreDamaged(f"The log of the table {name} is gone.")

    @contextmanager
    def changing(self, name: str) -> Iterator[None]:
        """Change a table in the block, and note its files. Raises WorkspaceProblem where nobody may write."""
        with writing_to(self.folder), self.checksums.changing(name):
            yield

    def read(self, name: str) -> pa.Table:
        """A small table, whole. Raises StoreDamaged where a file of it is not as it was written."""
        self.check_files(name)
        held = self.delta(name).to_pyarrow_table()
        missing = ADDED.get(name, {})
        made = [_filled(held, one, missing[one.name].missing if one.name in missing else None) for one in SCHEMAS[name]]
        return pa.table(made, schema=SCHEMAS[name])

    def check_files(self, name: str) -> None:
        """Raises StoreDamaged where a data file is not as it was written; each is read once for that in a process."""
        self._check(name, self.files(name))

    def _check(self, name: str, files: list[str]) -> None:
        noted = self.checksums.manifest(name)
        known = noted.data if noted else {}
        for file in files:
            path = Path(file)
            one = known.get(path.relative_to(self.path(name)).as_posix())
            if one and not _is_as_written(path, one):
                raise StoreDamaged(f"A file of the table {name} is not as it was written.")

    def once(self, name: str, make: Callable[[pa.Table], T]) -> T:
        """What is made of a small table, made again only when the table has changed."""
        version = self.delta(name).version()
        held = self._made.get(name)
        if held is None or held[0] != version:
            held = self._made[name] = (version, make(self.read(name)))
        made: T = held[1]
        return made

    def files(self, name: str) -> list[str]:
        """The Parquet files that hold a table now, each looked at before anything of it is read.

        A turned bit is a wrong number to the engine as often as an error. Raises StoreDamaged.
        """
        table = self.delta(name)
        held = self._files.get(name)
        if held is None or held[0] != table.version():
            found = [str(path) for path in data_files(table, self.path(name))]
            self._check(name, found)
            held = self._files[name] = (table.version(), found)
        return held[1]

    def append(self, name: str, rows: pa.Table) -> None:
        """Add rows in one commit; several processes may do so at once."""
        if strange := set(rows.schema.names) - set(SCHEMAS[name].names):
            raise UndeclaredColumn(f"Nobody declared {', '.join(sorted(strange))} of the table {name}.")
        if not rows.num_rows:
            return
        with self.shared(), self.changing(name):
            table = self.delta(name)
            write_deltalake(
                table,
                aligned(rows, pa.schema(table.schema().to_arrow())),
                mode="append",
                partition_by=PARTITIONED.get(name),
                writer_properties=PROPERTIES,
            )

    def conform(self, name: str) -> list[str]:
        """Give a table the columns that it was made without, and say which; the caller holds the lock alone.

        Only the table's log says so: no file is written anew, older rows read as what is declared to be missing.
        """
        missing = self.missing(name)
        if missing:
            wanted = pa.schema([SCHEMAS[name].field(one) for one in missing])
            with self.changing(name):
                self.delta(name).alter.add_columns(Schema.from_arrow(wanted).fields)
        return missing

    def missing(self, name: str) -> list[str]:
        """Columns that are declared and that the table does not have yet."""
        held = {field.name for field in self.delta(name).schema().fields}
        return [one for one in SCHEMAS[name].names if one not in held]

    def undeclared(self, name: str) -> list[str]:
        """Columns that the table holds and nobody declares any more: they are kept, and never read."""
        return [field.name for field in self.delta(name).schema().fields if field.name not in SCHEMAS[name].names]

    def delete(self, name: str, column: str, values: list[str]) -> None:
        """Remove the rows whose `column` is one of these opaque ids; the caller holds the lock alone."""
        if not values:
            return
        if not all(value.replace("-", "").isalnum() for value in values):
            raise ValueError("Deletes name opaque ids only.")
        table = self.delta(name)
        step = 500
        for start in range(0, len(values), step):
            some = ", ".join(f"'{value}'" for value in values[start : start + step])
            with self.changing(name):
                table.delete(f"{column} in ({some})", writer_properties=PROPERTIES)

    def replace(self, name: str, rows: pa.Table) -> None:
        """Let a small table hold these rows instead, in one commit, and forget what it held.

        The caller holds the lock alone, and has read the rows under it.
        """
        with writing_to(self.folder):
            table = self.delta(name)
            kept = pa.schema(table.schema().to_arrow())
            write_deltalake(table, aligned(rows, kept), mode="overwrite", writer_properties=PROPERTIES)
        self.forget(name)

    def compact(self, name: str) -> None:
        """Join small files, those of a partition by themselves; the caller holds the lock alone."""
        for part, sizes in self._small(name).items():
            if len(sizes) > 1:
                room = min(TARGET_SIZE, sum(sizes) * 5 // 4)  # the writer ends a file a little before it is full
                filters = [(PARTITIONED[name][0], "=", part)] if name in PARTITIONED else None
                with self.changing(name):
                    self.delta(name).optimize.compact(filters, target_size=room, writer_properties=PROPERTIES)

    def _small(self, name: str) -> dict[str, list[int]]:
        """The sizes of small files in each partition, "" where there is but one."""
        found: dict[str, list[int]] = {}
        for file in pa.table(self.delta(name).get_add_actions(flatten=True)).to_pylist():
            if file["size_bytes"] < SMALL:
                part = file[f"partition.{PARTITIONED[name][0]}"] if name in PARTITIONED else ""
                found.setdefault(part, []).append(file["size_bytes"])
        return found

    def forget(self, name: str) -> None:
        """Drop every file and log entry that no current row needs; the caller holds the lock alone."""
        table = self.delta(name)
        with self.changing(name):
            table.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False, full=True)
            table.create_checkpoint()
            table.cleanup_metadata()
            self.checksums.settle(name)

    def shared(self) -> AbstractContextManager[None]:
        """The lock that appends hold together."""
        return locks.held(self.folder / "locks", "store", alone=False)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """While somebody looks at every file: nothing is deleted or joined, where the folder can be locked at all."""
        with ExitStack() as held:
            with suppress(WorkspaceProblem):
                held.enter_context(self.shared())
            yield

    def alone(self) -> AbstractContextManager[None]:
        """The lock that deletes, compaction and vacuum hold by themselves."""
        return locks.held(self.folder / "locks", "store", alone=True)
