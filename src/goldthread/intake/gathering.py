"""The way in: keep(code(deidentify(read(path)))), in chunks, so that memory stays flat whatever the file's size."""

import gc
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from pathlib import Path

import pyarrow as pa

from goldthread import sources
from goldthread.evidence import Store, Writing, measurement_rows
from goldthread.intake.apart import ReadApart, TakesLonger, check_time
from goldthread.intake.chosen import as_chosen
from goldthread.intake.folders import files
from goldthread.intake.held_already import CountedTwice, HeldAlready, RepeatWatch
from goldthread.intake.identify import Identifier
from goldthread.intake.lengths import of_limited_length
from goldthread.intake.mend import MendedRows, MendFile, write_profile
from goldthread.intake.options import ImportOptions
from goldthread.intake.reach import ImportReach
from goldthread.intake.references import reference
from goldthread.intake.row_outcomes import RowOutcomes, RowSorter
from goldthread.intake.tally import Tally
from goldthread.intake.withdrawn import Withdrawn
from goldthread.intake.working import Apart, Here, Worked, coder, redactor, workers
from goldthread.sources.column_uses import for_other_files
from goldthread.sources.dates import order_in
from goldthread.vocabulary import Account, PlainError
from goldthread.vocabulary.raw import RawFeedback, RawRow


CHUNK, CELLS = 4_000, 160_000
"""Rows of a chunk at most, and cells: rows of a wide table are more to hold, and are taken fewer at a time."""
LETTERS, LONG = 500_000, 2_000
"""Letters of a chunk's long cells at most, and from how many a cell is long: nothing stops the redactor within a chunk.
"""
FEW, WIDE = 200, 40
"""Rows of a chunk where somebody waits, and cells of a row that count as one: so they can be told soon."""
APPEND, BYTES = 40_000, 64 << 20
"""Rows that are appended together, and what they take in memory at most."""
ENDINGS = frozenset(
    {".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".json", ".xml", ".mbox", ".eml"}
)
SELDOM = 200_000
"""Objects made between two looks for circles."""

NOBODYS = "Some rows do not say whose they are, so nobody on the site sees them. Undo this import, then give --issuer."
TO_BE_NOBODYS = "Some rows do not say whose they are. Give --issuer, so that people on the site see them."
"""What is said of such rows after an import, and before one."""


def gather(store: Store, paths: Iterable[str | Path], asked: ImportOptions = ImportOptions()) -> Iterator[Account]:
    """Bring files in, one after another, and give the account of each; a refused file does not stop the others."""
    for path in files(paths):
        yield _account(store, path, asked)


def _account(store: Store, path: Path, asked: ImportOptions) -> Account:
    try:
        with store.importing():
            store.clear_dead_batches()
            with patient():
                return _one(store, path, asked)
    except PlainError as error:
        return _refused(path, error, asked)
    except OSError as error:
        return Account(
            file=str(path), error=f"{_whose(error, path)} cannot be used: {error.strerror or 'unknown reason'}."
        )


def _whose(error: OSError, path: Path) -> str:
    """What the system refused: mostly the file itself, else a place where something of it was to be written."""
    return "The file" if error.filename in (None, str(path)) else str(error.filename)


@contextmanager
def patient() -> Iterator[None]:
    """While rows stream through, looks for circles among objects seldom: each chunk is many, and has none."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _refused(path: Path, error: PlainError, asked: ImportOptions) -> Account:
    suggested = getattr(error, "profile", None)
    written = write_profile(path, suggested, asked.mend_dir) if suggested else ""
    hint = f" A profile to finish was written to {written}; give it with --profile." if written else ""
    return Account(file=str(path), error=f"{error}{hint}")


def _name(path: Path) -> str:
    """The file's name as it may be kept: names are taken out, an ending that says the kind of file stays."""
    known = path.suffix.lower() in ENDINGS
    taken = redactor().redact([path.stem if known else path.name])[0].text
    return f"{taken}{path.suffix}" if known else taken


def _one(store: Store, path: Path, asked: ImportOptions) -> Account:
    coder("", asked.coder)  # a coder that cannot be opened is said before anything is read
    with ReadApart(path) as apart, as_chosen(apart, path, asked) as (reading, asked):
        writing = store.writing(asked.batch)
        file_import = FileImport(store, path, reading, writing, asked)
        try:
            file_import.run()
        except BaseException:
            file_import.stop()
            writing.abandon()
            raise
        return file_import.end()


def chunks(rows: Iterable[RawRow], most: int = 0) -> Iterator[list[RawRow]]:
    """Rows in chunks of about the same size in memory. Takes: how many rows at most, where somebody waits."""
    chunk, cells, letters, room = list[RawRow](), 0, 0, most or CHUNK
    for row in map(of_limited_length, rows):
        chunk.append(row)
        cells += len(row.cells)
        letters += sum(len(cell) for cell in row.cells if len(cell) >= LONG) if not row.reason else 0
        if len(chunk) == room or cells >= (CELLS if not most else most * WIDE) or letters >= LETTERS:
            yield chunk
            chunk, cells, letters = [], 0, 0
    if chunk:
        yield chunk


@dataclass
class FileImport:
    """One file on its way in."""

    store: Store
    path: Path
    reading: sources.Reading
    writing: Writing
    asked: ImportOptions
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        profile = self.reading.profile
        self._mended = MendedRows(self.reading.header)
        self._mend = MendFile(self.path, self._mended.header, self.asked.mend_dir, self.writing.batch)
        self._nobodys = False
        self._otherwise = getattr(profile, "issuer", "") or self.asked.issuer
        self.tally.issuer = self.asked.issuer
        self._identifier = Identifier(
            self.store.key,
            self.reading.kind,
            profile_issuer=getattr(profile, "issuer", "") or "",
            given_issuer=self.asked.issuer,
        )
        self._withdrawn = Withdrawn(self.store, self._identifier)
        self._sorter = RowSorter(self.store, self.reading.kind, self.writing.batch)
        source = self.reading.kind, self.asked.issuer
        self._watch = RepeatWatch(self.store, self.path, source, self.asked.organisations)
        self._reach = ImportReach(self.asked.organisations, self.store.directory(), self._otherwise, self.tally.left)
        self._under_way: deque[tuple[RowOutcomes, Future[Worked]]] = deque()
        self._ready: list[pa.Table] = []
        self._concerned: list[pa.Table] = []
        self._superseding: list[tuple[str, str]] = []
        self._sealed: list[tuple[str, bytes]] = []
        self._bench: Here | Apart = Here(self.asked.coder, self._check if self.asked.until else None)
        self._name = _name(self.path)

    def run(self) -> None:
        """Read to the end, keeping as it goes."""
        left = chunks(self.reading.rows(), FEW if self.asked.until else 0)
        head = list(islice(left, 3))
        if len(head) == 3 and workers() > 1:
            self._bench = Apart(workers(), self.asked.coder)
        while head:
            self._take(head.pop(0))
        for chunk in left:
            self._take(chunk)
        while self._under_way:
            self._land()
        if not self.asked.count_again and (held := self.held_already()):
            raise CountedTwice(held, command=self.asked.organisations is None)
        self._append()

    def held_already(self) -> HeldAlready | None:
        """The import that holds this file's answers under other ids, once all of its rows were read."""
        return self._watch.found()

    def _take(self, rows: list[RawRow]) -> None:
        for _, of_sheet in groupby(rows, key=lambda row: row.sheet):  # row numbers begin anew on each sheet
            self._take_sheet(self._reach.of(list(of_sheet)))

    def _take_sheet(self, rows: list[RawRow]) -> None:
        rows, named = self._mended.of(rows)
        self.tally.mended.update(named)
        self.tally.read += len(rows)
        pieces = self._identifier.chunk(rows)
        self._watch.read(pieces)
        chunk = self._sorter.chunk(rows, pieces)
        self.tally.duplicates += chunk.duplicates
        self.tally.rested_on.update(chunk.rested_on)
        self.tally.organisations |= {
            piece.organisation or self._otherwise for row in rows if not row.reason for piece in row.pieces
        } | (self.asked.organisations or frozenset())
        self.tally.placed.update(
            row.pieces[0].organisation or self._otherwise for row in rows if not row.reason and row.pieces
        )
        self._nobodys = self._nobodys or any(
            isinstance(piece, RawFeedback) and not (piece.organisation or self._otherwise)
            for row in rows
            if not row.reason
            for piece in row.pieces
        )
        for row, reason in chunk.aside:
            self._set_aside(row, reason)
        self._under_way.append((chunk, self._bench.submit(chunk.work)))
        while len(self._under_way) > 3 * self._bench.width:
            self._land()
        if self.asked.progress:
            self.asked.progress(str(self.path), self.tally.read)

    def _land(self) -> None:
        """Keep the oldest chunk under way."""
        chunk, future = self._under_way.popleft()
        worked = self._result(future)
        self.writing.begin()
        for number in worked.foreign & chunk.fresh.keys():
            self._set_aside(chunk.fresh.pop(number), "language")
        self.tally.kept += len(chunk.fresh)
        self.tally.replaced += len(chunk.replacing & chunk.fresh.keys())
        staying = chunk.fresh.keys()
        superseding = [(key, older) for number, key, older in chunk.supersede if number in staying]
        self._superseding += superseding
        self._watch.keeping(staying, worked.rows, (key for key, _ in superseding))
        self._seal(chunk)
        self._figures(chunk)
        self._ready.append(worked.rows)
        self._concerned.append(worked.concerns)
        self.tally.concerned += worked.to_review
        if sum(rows.num_rows for rows in self._ready) >= APPEND or sum(rows.nbytes for rows in self._ready) >= BYTES:
            self._append()

    def _result(self, future: Future[Worked]) -> Worked:
        """What was made of a chunk. Raises TakesLonger where whoever waits should wait no longer."""
        left = self.asked.until - time.monotonic() if self.asked.until else None
        try:
            return future.result(left)
        except TimeoutError:
            raise TakesLonger() from None

    def _check(self) -> None:
        check_time(self.asked.until)

    def _seal(self, chunk: RowOutcomes) -> None:
        seal, name = self.store.key.seal, self._name
        self._sealed += [
            (key, seal(reference(name, number, own))) for number, key, own in chunk.references if number in chunk.fresh
        ]

    def _figures(self, chunk: RowOutcomes) -> None:
        issuers: dict[str, list[tuple[str, str, int, object]]] = {}
        for known in chunk.figures:
            issuers.setdefault(known.issuer, []).append((known.id, known.fingerprint, known.row, known.piece))
        for issuer, figures in issuers.items():
            rows = measurement_rows(figures, batch=self.writing.batch, kind=self.reading.kind, issuer=issuer)  # type: ignore[arg-type]
            self.writing.add("measurements", rows)

    def _append(self) -> None:
        if self._ready:
            self.writing.supersede(self._superseding)
            self.writing.add_references(self._sealed)
            self.writing.add("feedback", pa.concat_tables(self._ready))
            self.writing.add("concerned", pa.concat_tables(self._concerned))
            for held in (self._superseding, self._sealed, self._ready, self._concerned):
                held.clear()

    def _read_by(self) -> str:
        """The profile that the file was read by, for its rows to mend: with the order of its dates, which few prove."""
        found = self.asked.date_order or order_in(self.reading.notes)
        profile = for_other_files(self.reading.profile)
        return replace(profile, date_order=profile.date_order or found).as_yaml()

    def _set_aside(self, row: RawRow, reason: str) -> None:
        withdrawn = reason == "withdrawn" or self._withdrawn.told(row)
        self.tally.reasons["withdrawn" if withdrawn else reason] += 1
        if not withdrawn:
            self._mend.add(row, reason, self._withdrawn.marks(row) if self.asked.mended else ())

    def stop(self) -> None:
        """Give up: end the workers and close the file of rows to mend."""
        self._bench.end()
        self._mend.close()

    def end(self) -> Account:
        """Make the batch count, and give its account."""
        self._bench.close()
        self._mend.close()
        if self.tally.read and self._mend.path and self.asked.mended:
            self.asked.mended(self.writing.batch, Path(self._mend.path), self._mend.whose)
        if self.tally.read and self._mend.path and self.asked.read_by:
            self.asked.read_by(self.writing.batch, self._read_by())
        if self.tally.read:
            line = self.tally.line() | self._watch.line()
            self.writing.finish(by=self.asked.by, file=self._name, kind=self.reading.kind, account=line)
        return self.tally.account(
            file=str(self.path),
            batch=self.writing.batch if self.tally.read else "",
            source=self.reading.kind,
            mend=self._mend.path,
            notes=(*self.reading.notes, *((NOBODYS,) if self._nobodys else ())),
        )
