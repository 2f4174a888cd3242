"""Keeping the rollups true: one change after another, or all anew where a change is not of a known kind."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from goldthread.evidence import locks
from goldthread.evidence.batches import LogEntry, StoreLog, read_log
from goldthread.evidence.cache_checksums import Damaged, checksum_of, is_whole, read_sealed, say_once, write_sealed
from goldthread.evidence.columns import column
from goldthread.evidence.rollups.adding import (
    DIMENSIONS,
    MONTH,
    NARROW,
    add_chunk,
    lay_chunk,
    make_rollup,
    write_rollup,
)
from goldthread.evidence.rollups.joining import to_join
from goldthread.evidence.scanning import listed, scan, sql_type
from goldthread.evidence.tables import Tables


FORMAT = 5
FIRST = sorted(name for name in NARROW if column(name).since == 1)
"""The columns of rollups that do not say of which they are made."""
TRIES = 3
CHUNK = 400_000
READ_AT_ONCE = 20_000
"""Residual rows in a group: groups are read on all cores, and every first question of a process reads them."""
ONE_BY_ONE = 20
HARMLESS = frozenset({"publication", "concerns", "close"})
SETTINGS = (
    "autoinstall_known_extensions=false",
    "autoload_known_extensions=false",
    "memory_limit='1200MB'",
    "parquet_metadata_cache=true",
    "enable_progress_bar=false",
)


@dataclass(frozen=True)
class RollupManifest:
    """Which files hold the rollups, of which version of the store, and which batches are in them.

    `sums` says of each file how it was written, `columns` of which columns cells and rows are made: where others are
    declared by now, nothing of it is used. `open` are columns of files with too many different values for cells.
    """

    version: int
    batches: tuple[str, ...]
    parts: tuple[str, ...]
    residual: str
    sums: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = tuple(sorted(NARROW))
    format: int = FORMAT
    open: tuple[str, ...] = ()


class Rollups:
    """The rollups of one store. All writing happens under a lock of its own."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.folder = tables.folder / "summaries"
        self.damaged = False

    def manifest(self) -> RollupManifest | None:
        """What is kept now, or None where nothing usable is."""
        seen: RollupManifest | None = None
        for _ in range(TRIES):  # files that go while they are looked at belong to an older manifest
            try:
                made = self._read()
            except Damaged:
                break
            if made is None or all(is_whole(self.folder / name, known) for name, known in made.sums):
                return made
            if made == seen:
                break
            seen = made
        say_once(self.folder)
        self.damaged = True
        return None

    def _read(self) -> RollupManifest | None:
        """Raises Damaged."""
        try:
            held = read_sealed(self.folder / "manifest.json")
            if held is not None and "parts" not in held:  # the manifest of something else
                raise Damaged
            if held is None or held["format"] != FORMAT or held.get("columns", FIRST) != sorted(NARROW):
                return None
            sums = tuple((name, known) for name, known in held["sums"])
            batches, parts = tuple(held["batches"]), tuple(held["parts"])
            return RollupManifest(held["version"], batches, parts, held["odd"], sums, open=tuple(held.get("open", ())))
        except OSError:
            return None
        except (ValueError, KeyError, TypeError):
            raise Damaged from None

    def current(self, lines: StoreLog) -> RollupManifest | None:
        """What is kept, where it is of this version of the store."""
        held = self.manifest()
        if held is None or held.version > lines.version:
            return None
        return None if any(line.what not in HARMLESS for line in _after(lines, held.version)) else held

    def refresh(self) -> bool:
        """Bring the rollups up to the store's version; says whether anything was done."""
        with self._alone():
            lines = read_log(self._tables)
            if self.current(lines) is not None:
                return False
            RollupUpdate(self._tables, self.folder, self.manifest(), lines).run()
            self.damaged = False
            return True

    def part_with(self, respondent: str) -> None:
        """Before an erasure: take a person out of the cells, while what they said can still be subtracted."""
        with self._alone():
            lines = read_log(self._tables)
            held = self.current(lines)
            if held is None:
                self.drop()
            else:
                RollupUpdate(self._tables, self.folder, held, lines).run(leaving=[respondent])

    def forget(self, respondent: str) -> None:
        """After an erasure: drop the person's rows."""
        with self._alone():
            held = self.manifest()
            if held is not None:
                RollupUpdate(self._tables, self.folder, held, read_log(self._tables)).forget(respondent)

    def stand(self, version: int) -> None:
        """Stand at the version that a finished erasure made, if nothing else came between."""
        with self._alone():
            held = self.manifest()
            if held is not None and all(n.version == version for n in _after(read_log(self._tables), held.version)):
                write_manifest(self.folder, replace(held, version=version))

    @contextmanager
    def away(self) -> Iterator[None]:
        """While rows are exchanged: nothing is counted from cells, and nobody builds them."""
        with self._alone():
            self.drop()
            yield

    def drop(self) -> None:
        """Throw everything away."""
        for path in self.folder.glob("*") if self.folder.is_dir() else ():
            path.unlink(missing_ok=True)

    def _alone(self) -> AbstractContextManager[None]:
        return locks.held(self._tables.folder / "locks", "summaries", alone=True)


def _after(lines: StoreLog, version: int) -> list[LogEntry]:
    return [line for line in lines.all if line.version > version]


class RollupUpdate:
    """One step from what is kept to the store as it stands."""

    def __init__(self, tables: Tables, folder: Path, held: RollupManifest | None, lines: StoreLog) -> None:
        self._tables, self._folder, self._lines = tables, folder, lines
        newer = _after(lines, held.version) if held else []
        known = {"import", "undo", "marks", *HARMLESS}
        self._held = held if held and held.version <= lines.version and all(n.what in known for n in newer) else None
        self._connection = duckdb.connect()
        for setting in SETTINGS:
            self._connection.execute(f"set {setting}")
        self._connection.execute(f"set temp_directory='{tables.spill()}'")

    def run(self, leaving: Sequence[str] = ()) -> None:
        """Add new batches, drop undone ones, and set apart whoever cannot be counted in cells any more."""
        self._folder.mkdir(parents=True, exist_ok=True)
        before = set(self._held.batches) if self._held else set()
        standing = self._lines.standing_ids
        coming, staying = sorted(standing - before), sorted(before & standing)
        self._lay_rows()
        self._lay_residual(standing)
        self._set_apart(coming, staying, leaving)
        parts = self._parts(coming, staying, gone=sorted(before - standing))
        self._finish(parts, sorted(standing), self._lines.version)

    def forget(self, respondent: str) -> None:
        """Drop one person's rows from those that are kept beside the cells."""
        if self._held is not None:
            self._lay_residual(set(self._held.batches))
            self._connection.execute("delete from residual where respondent = ?", [respondent])
            self._finish(list(self._held.parts), list(self._held.batches), self._held.version)

    # -- who is set apart

    def _lay_rows(self) -> None:
        rows = scan("feedback", self._tables.files("feedback"), NARROW)
        self._connection.execute(f"create view feedback as {rows}")

    def _lay_residual(self, standing: Iterable[str]) -> None:
        kept = f"read_parquet('{self._folder / self._held.residual}')" if self._held and self._held.residual else ""
        columns = ", ".join(f"{name} {sql_type(column(name).type)}" for name in NARROW)
        self._connection.execute(f"create table residual ({columns})")
        if kept:
            self._connection.execute(f"insert into residual by name from {kept} where batch in ({listed(standing)})")

    def _set_apart(self, coming: list[str], staying: list[str], leaving: Sequence[str]) -> None:
        """Fills the table `apart`: people who stood in cells of staying batches, or come with new ones."""
        run = self._connection.execute
        run("create table apart (respondent varchar primary key)")
        self._add_apart(_equal("respondent", leaving) if leaving else "")
        self._add_apart(self._touched(coming))
        if coming:
            cell = ", ".join(f"coalesce({name}, '')" for name in DIMENSIONS if name != "month")
            new = f"batch in ({listed(coming)})"
            run(
                f"create temp table came as select respondent, hash({cell}, {MONTH}) as cell from feedback where {new} "
                "group by all"
            )
            run("insert or ignore into apart select respondent from came group by respondent having count(*) > 1")
            if staying:
                run(
                    f"insert or ignore into apart select distinct respondent from feedback where batch in "
                    f"({listed(staying)}) and kind in (select distinct kind from feedback where {new}) "
                    "and respondent in (select respondent from came)"
                )
            run("drop table came")
        if staying:
            run("delete from apart where respondent in (select respondent from residual where respondent is not null)")

    def _add_apart(self, where: str) -> None:
        if where:
            self._connection.execute(
                f"insert or ignore into apart select distinct respondent from feedback where {where}"
            )

    def _touched(self, coming: list[str]) -> str:
        """Answers that people marked or a new batch replaced, as a test on rows."""
        ids = set(self._tables.read("marks")["id"].to_pylist())
        ids -= {row[0] for row in self._connection.execute("select id from residual").fetchall()}
        replaced = self._tables.read("superseded").select(["id", "by_batch"]).to_pylist()
        ids |= {row["id"] for row in replaced if row["by_batch"] in set(coming)}
        return _equal("id", sorted(ids)) if ids else ""

    # -- the cells

    def _parts(self, coming: list[str], staying: list[str], *, gone: list[str]) -> list[str]:
        make_rollup(self._connection)
        if self._count("apart") and staying:
            self._subtract(staying)
        for where in self._chunks(coming):
            lay_chunk(self._connection, "feedback", f"{where} and {_NOT_APART}")
            add_chunk(self._connection)
        self._keep_residual(coming, staying)
        sizes = {part: (self._folder / part).stat().st_size for part in (self._held.parts if self._held else ())}
        again = to_join(sizes) | {part for part in sizes if self._holds(part, gone)}
        self._take_in(sorted(again), coming + staying)
        parts = [part for part in sizes if part not in again]
        if self._count("cells"):
            parts.append(self._write("cells"))
        return parts

    def _holds(self, part: str, batches: list[str]) -> bool:
        """Whether a file has a cell of any of these."""
        if not batches:
            return False
        file = f"read_parquet('{self._folder / part}')"
        some = f"select 1 from {file} where batch in ({listed(batches)}) limit 1"
        return self._connection.execute(some).fetchone() is not None

    def _count(self, table: str) -> int:
        found = self._connection.execute(f"select count(*) from {table}").fetchone()
        return int(found[0]) if found else 0

    def _subtract(self, staying: list[str]) -> None:
        theirs = f"batch in ({listed(staying)}) and {self._of_apart()}"
        lay_chunk(self._connection, "feedback", theirs)
        add_chunk(self._connection, sign=-1)

    def _of_apart(self) -> str:
        """The people set apart, by name where they are few: then the groups without them are skipped."""
        if self._count("apart") > ONE_BY_ONE:
            return "respondent in (select respondent from apart)"
        return _equal("respondent", [row[0] for row in self._connection.execute("from apart").fetchall()])

    def _keep_residual(self, coming: list[str], staying: list[str]) -> None:
        """Rows of people newly set apart, from all batches; and new rows of those who were before."""
        run, columns = self._connection.execute, ", ".join(NARROW)
        run("create temp table before as select distinct respondent from residual")
        if self._count("apart"):
            every = listed(coming + staying)
            run(f"insert into residual select {columns} from feedback where batch in ({every}) and {self._of_apart()}")
        if coming:
            run(
                f"insert into residual select {columns} from feedback where batch in ({listed(coming)}) "
                "and respondent in (select respondent from before)"
            )

    def _chunks(self, batches: list[str]) -> list[str]:
        """New batches in pieces that memory holds: whole months of whole batches, since cells never cross them."""
        if not batches:
            return []
        found = self._connection.execute(
            f"select batch, {MONTH} as month, count(*), min(date), max(date) from feedback "
            f"where batch in ({listed(batches)}) group by 1, 2 order by 1, 2"
        ).fetchall()
        made, size, tests = [], 0, list[str]()
        for batch, _, count, first, last in found:
            if size + count > CHUNK and tests:
                made.append(f"({' or '.join(tests)})")
                size, tests = 0, []
            when = f"date between date '{first}' and date '{last}'" if first else "date is null"
            tests.append(f"(batch = '{batch}' and {when})")
            size += count
        return [*made, f"({' or '.join(tests)})"] if tests else []

    def _take_in(self, parts: list[str], standing: list[str]) -> None:
        """Cells of files that are written anew, without those of batches that went."""
        files = [str(self._folder / part) for part in parts]
        if files:
            self._connection.execute(
                f"insert into cells by name select * from read_parquet({files!r}) where batch in ({listed(standing)})"
            )

    def _write(self, table: str) -> str:
        name = f"cells-{secrets.token_hex(6)}.parquet"
        write_rollup(self._connection, table, str(self._folder / name))
        return name

    def _open_columns(self) -> tuple[str, ...]:
        """Columns of files with too many different values: known before, or found now."""
        self._connection.execute("create table if not exists open_columns (name varchar primary key)")
        found = self._connection.execute("select name from open_columns").fetchall()
        return tuple(sorted({row[0] for row in found} | set(self._held.open if self._held else ())))

    def _finish(self, parts: list[str], batches: list[str], version: int) -> None:
        residual = f"odd-{secrets.token_hex(6)}.parquet"
        rows = self._connection.execute("from residual").to_arrow_table()
        pq.write_table(rows, self._folder / residual, compression="zstd", row_group_size=READ_AT_ONCE)
        opened = self._open_columns()
        self._connection.close()
        sums = tuple((name, checksum_of(self._folder / name)) for name in (residual, *parts))
        made = RollupManifest(version, tuple(batches), tuple(parts), residual, sums, open=opened)
        write_manifest(self._folder, made)
        kept = {"manifest.json", residual, *parts}
        for path in self._folder.iterdir():
            if path.name not in kept:
                path.unlink(missing_ok=True)


def write_manifest(folder: Path, manifest: RollupManifest) -> None:
    """Make files hold, all at once."""
    held = asdict(manifest)
    write_sealed(folder / "manifest.json", held | {"odd": held.pop("residual")})  # the file calls it odd


_NOT_APART = (
    "respondent not in (select respondent from apart) "
    "and respondent not in (select respondent from residual where respondent is not null)"
)


def _equal(column: str, values: Sequence[str]) -> str:
    """A test that skips groups of rows where the values are few."""
    if len(values) > ONE_BY_ONE:
        return f"{column} in ({listed(values)})"
    return "(" + " or ".join(f"{column} = {listed([value])}" for value in values) + ")"
