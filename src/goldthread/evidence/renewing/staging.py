"""Data files that were made again and wait for the others: each in a folder of its own, complete or not there."""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import write_deltalake

from goldthread.evidence.cache_checksums import Damaged, read_sealed, write_sealed
from goldthread.evidence.integrity.checksums import checksum_of
from goldthread.evidence.renewing.answers import ASKED, Renewer, chosen, renewed
from goldthread.evidence.renewing.concerns import found_concerns
from goldthread.evidence.shapes import CONCERNED, COUNTED_COLUMNS, PARTITIONED
from goldthread.evidence.tables import PROPERTIES, TARGET_SIZE, Tables, aligned
from goldthread.evidence.unwritable import writing_to


CHUNK = 4_000
"""Answers that memory holds at a time."""
FOLDER, UNIT, PLAN, CONCERNS = "renewing", "unit.json", "plan.json", "concerned.parquet"
(PARTITION,) = PARTITIONED["feedback"]
Progress = Callable[[str, int], None]
"""Told a partition and how many of its answers were looked at so far."""


@dataclass(frozen=True)
class AddedFile:
    """A file that waits: where its unit and itself are in the store, its path in the table, and what its log says."""

    unit: str
    waits: str
    path: str
    size: int
    sum: str
    modified: int
    partition: str
    stats: str


@dataclass(frozen=True)
class RenewedFile:
    """What became of one data file of the table: the files that take its place, none where nothing in it changes.

    `concerns` is the checksum of the file with the concerns of its answers, "" where nothing in it changes.
    """

    source: str
    redactor: str
    coder: str
    added: tuple[AddedFile, ...]
    counts: dict[str, int]
    concerns: str = ""


class Staging:
    """What was made again so far, by these versions of redactor and coder."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.folder = tables.folder / FOLDER

    def unit(self, source: str) -> Path:
        """The folder of one data file."""
        return self.folder / blake2b(source.encode(), digest_size=12).hexdigest()

    def done(self, source: str, renewer: Renewer) -> RenewedFile | None:
        """What became of a data file, None where it is not done, or was done by other versions."""
        try:
            held = read_sealed(self.unit(source) / UNIT)
            if held is None:
                return None
            added = tuple(AddedFile(**one) for one in held.pop("added"))
            made = RenewedFile(**held, added=added)
        except (Damaged, OSError, ValueError, KeyError, TypeError):
            return None
        is_it = (made.source, made.redactor, made.coder) == (source, renewer.redactor, renewer.coder)
        return made if is_it else None

    def settle(self, sources: list[str], renewer: Renewer) -> None:
        """Drop what is not complete, was made by other versions, or is of files that are gone."""
        kept = {self.unit(one).name for one in sources if self.done(one, renewer)}
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in kept and path.name != PLAN:
                shutil.rmtree(path, ignore_errors=True)

    def drop(self) -> None:
        """Drop everything: the words of somebody who withdraws may be in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def make(self, source: str, renewer: Renewer, show: Progress | None) -> None:
        """Make one data file again; nothing of it is there until it is complete, or where it was joined to another."""
        folder = self.unit(source)
        shutil.rmtree(folder, ignore_errors=True)
        try:
            file = pq.ParquetFile(self._tables.path("feedback") / source)
        except FileNotFoundError:
            return
        with file, writing_to(self._tables.folder):  # an open file can be read to its end, even if it is removed
            folder.mkdir(parents=True)
            work = _FileWork(self._tables, source, file, folder, renewer, show)
            added, counts = work.run()
            if not added:
                shutil.rmtree(folder / "rows", ignore_errors=True)
            concerns = checksum_of(folder / CONCERNS) if added else ""
            made = RenewedFile(source, renewer.redactor, renewer.coder, added, dict(counts), concerns)
            write_sealed(folder / UNIT, asdict(made))


class _FileWork:
    """The work on one data file."""

    def __init__(
        self,
        tables: Tables,
        source: str,
        file: pq.ParquetFile,
        folder: Path,
        renewer: Renewer,
        show: Progress | None,
    ) -> None:
        self._tables, self._file, self._folder = tables, file, folder
        self._renewer, self._show = renewer, show
        self._schema = pa.schema(tables.delta("feedback").schema().to_arrow())
        self._partition = next(part.partition("=")[2] for part in source.split("/") if part.startswith(f"{PARTITION}="))
        self._known = tables.read("concerned")
        self._concerns: list[pa.Table] = []
        self._counts = Counter[str]()

    def run(self) -> tuple[tuple[AddedFile, ...], Counter[str]]:
        """The files that take its place, and what changed in numbers."""
        if not self._is_older():
            return (), self._counts
        rows = self._folder / "rows.arrow"
        with pa.OSFile(str(rows), "wb") as out, pa.ipc.new_stream(out, self._schema) as stream:
            for some in self._renewed():
                stream.write_table(some)
        if self._counts["renewed"]:
            self._write(rows)
            found = pa.concat_tables([CONCERNED.empty_table(), *self._concerns])
            pq.write_table(found, self._folder / CONCERNS)
        rows.unlink()
        return tuple(self._added()) if self._counts["renewed"] else (), self._counts

    def _write(self, rows: Path) -> None:
        """Write the rows as the table would, so that the files can be taken over as they are."""
        with pa.OSFile(str(rows)) as held, pa.ipc.open_stream(held) as stream:
            write_deltalake(
                str(self._folder / "rows"),
                stream,
                partition_by=PARTITIONED["feedback"],
                configuration={"delta.dataSkippingStatsColumns": COUNTED_COLUMNS["feedback"]},
                writer_properties=PROPERTIES,
                target_file_size=4 * TARGET_SIZE,
            )

    def _is_older(self) -> bool:
        """Whether anything in the file is to be made again; if not, its answers are counted."""
        newer = rows = 0
        for part in self._file.iter_batches(CHUNK, columns=list(ASKED)):
            some = chosen(pa.table(part), self._renewer)
            if some.rows:
                return True
            newer, rows = newer + some.newer, rows + part.num_rows
        self._counts.update({"looked_at": rows, "left_alone": rows - newer, "not renewed newer": newer})
        return False

    def _renewed(self) -> Iterator[pa.Table]:
        for part in self._file.iter_batches(CHUNK):
            held = pa.table(part).append_column(PARTITION, pa.array([self._partition] * part.num_rows, pa.string()))
            made = renewed(aligned(held, self._schema), self._renewer)
            found, more = found_concerns(self._known, made.answers)
            self._concerns.append(found)
            self._counts.update(made.counts)
            self._counts["to_review"] += more
            if self._show:
                self._show(self._partition, part.num_rows)
            yield made.rows

    def _added(self) -> Iterator[AddedFile]:
        for line in (self._folder / "rows" / "_delta_log" / f"{0:020}.json").read_text("utf-8").splitlines():
            one = json.loads(line).get("add")
            if one:
                waits = self._folder / "rows" / one["path"]
                yield AddedFile(
                    unit=self._folder.relative_to(self._tables.folder).as_posix(),
                    waits=waits.relative_to(self._tables.folder).as_posix(),
                    path=one["path"],
                    size=one["size"],
                    sum=checksum_of(waits),
                    modified=one["modificationTime"],
                    partition=one["partitionValues"][PARTITION],
                    stats=one["stats"],
                )
