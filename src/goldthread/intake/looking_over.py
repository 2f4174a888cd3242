"""Look a file over before it is kept: the whole way in is walked, and nothing is written."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from goldthread.evidence import Store
from goldthread.intake.apart import ReadApart, check_time
from goldthread.intake.gathering import FileImport, ImportOptions
from goldthread.sources import ColumnUse, Reading, losses
from goldthread.sources.column_uses import uses_of
from goldthread.vocabulary import Account, Removal, WorkspaceProblem
from goldthread.vocabulary.raw import RawRow


FIRST = 5
NO_BATCH = "0" * 16


@dataclass(frozen=True, kw_only=True)
class SampleAnswer:
    """One answer as it would be kept: identities are out already."""

    text: str
    question: str
    service: str
    removed: tuple[Removal, ...]


@dataclass(frozen=True, kw_only=True)
class LookedOver:
    """What would become of a file: its account, the first answers, and how many dates can be read two ways.

    `columns` says what each column is used for and in how many rows it holds anything; `profile` is all of it as YAML.
    """

    account: Account
    first: tuple[SampleAnswer, ...]
    two_ways: int
    order: str
    columns: tuple[ColumnUse, ...] = ()
    profile: str = ""

    @property
    def lost(self) -> tuple[str, ...]:
        """Sentences on what the answers will lack: days, places, scores that say anything."""
        return losses(self.account.notes)


class Unwritten:
    """Stands where the store's writing stands, keeps nothing, and remembers the first few answers with words."""

    batch = NO_BATCH

    def __init__(self) -> None:
        self.first: list[dict[str, Any]] = []

    def begin(self) -> None:
        """There is nothing to note."""

    def add(self, table: str, rows: pa.Table) -> None:
        """Remember the first few answers; everything else is let go."""
        if table == "feedback" and len(self.first) < FIRST:
            columns = rows.select(["text", "question", "service", "removed", "answered"]).to_pylist()
            self.first += [row for row in columns if row["answered"] == "words"][: FIRST - len(self.first)]

    def supersede(self, pairs: object) -> None:
        """Nothing is replaced."""

    def add_references(self, references: object) -> None:
        """No reference is kept."""

    def finish(self, **line: object) -> None:
        """No batch comes of it."""

    def abandon(self) -> None:
        """There is nothing to take away."""


def look_over(store: Store, path: Path, asked: ImportOptions) -> LookedOver:
    """What would become of a file if it were brought in now.

    Raises: what reading it raises, with the true reason.
    """
    with _turn(store, asked.until), ReadApart(path, until=asked.until) as apart:
        reading = apart.read(kind=asked.kind, profile=asked.profile, order=asked.date_order)
        unwritten, counted = Unwritten(), Counter[str]()
        counting = replace(reading, _sheets=(lambda: _counted(reading, counted),))
        file_import = FileImport(store, path, counting, unwritten, asked)  # type: ignore[arg-type]  # stands in for a Writing
        try:
            file_import.run()
        except BaseException:
            file_import.stop()
            raise
        account = replace(file_import.end(), file=path.name, batch="", set_aside_file="")
        two_ways = _two_ways(apart, asked, account.reasons.get("date", 0))
    shown = tuple(_shown(row) for row in unwritten.first)
    columns = tuple(replace(one, filled=counted[one.heading]) for one in uses_of(reading.profile, reading.header))
    return LookedOver(
        account=account,
        first=shown,
        two_ways=two_ways,
        order=asked.date_order,
        columns=columns,
        profile=reading.profile.as_yaml(),
    )


def _counted(reading: Reading, counted: Counter[str]) -> Iterator[RawRow]:
    """The rows as they are read; in how many each column of the first sheet holds anything is counted meanwhile."""
    first = ""
    for row in reading.rows():
        first = first or row.sheet
        if row.sheet == first and not row.reason:
            counted.update(name for name, cell in zip(reading.header, row.cells, strict=False) if cell.strip())
        yield row


@contextmanager
def _turn(store: Store, until: float) -> Iterator[None]:
    """While nobody else brings a file in. Raises TakesLonger where that is not soon enough for whoever waits."""
    with ExitStack() as stack:
        try:
            stack.enter_context(store.importing(max(0.0, until - time.monotonic()) if until else None))
        except WorkspaceProblem:
            check_time(until)
            raise
        yield


def _shown(row: dict[str, Any]) -> SampleAnswer:
    removed = tuple(Removal(**one) for one in row["removed"])
    return SampleAnswer(text=row["text"], question=row["question"], service=row["service"], removed=removed)


def _two_ways(apart: ReadApart, asked: ImportOptions, now: int) -> int:
    """Rows whose date only the order of day and month would settle. Takes: rows without a date as it was asked."""
    doubtful = _without_date(apart, asked, "") if asked.date_order else now
    return doubtful - _without_date(apart, asked, "day first") if doubtful else 0


def _without_date(apart: ReadApart, asked: ImportOptions, order: str) -> int:
    reading = apart.read(kind=asked.kind, profile=asked.profile, order=order)
    return sum(row.reason == "date" for row in reading.rows())
