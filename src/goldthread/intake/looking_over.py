"""Look a file over before it is kept: the whole way in is walked, and nothing is written."""

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from goldthread.evidence import Store
from goldthread.intake.apart import ReadApart, check_time
from goldthread.intake.chosen import as_chosen
from goldthread.intake.folders import files
from goldthread.intake.found_parts import FoundPart, RowCounter
from goldthread.intake.gathering import NOBODYS, TO_BE_NOBODYS, FileImport
from goldthread.intake.held_already import HeldAlready
from goldthread.intake.options import ImportOptions
from goldthread.sources import ColumnUse, NotRecognised, losses
from goldthread.sources.column_uses import uses_of
from goldthread.vocabulary import Account, PlainError, Removal, WorkspaceProblem


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

    `columns` says what each column is used for and in how many rows it holds anything, `found` from how many rows
    words, dates, places and scores could be read; `profile` is all of it as YAML. `held` is an import that holds
    these answers already, under other ids.
    """

    account: Account
    first: tuple[SampleAnswer, ...]
    two_ways: int
    order: str
    columns: tuple[ColumnUse, ...] = ()
    found: tuple[FoundPart, ...] = ()
    profile: str = ""
    held: HeldAlready | None = None

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
    with ExitStack() as stack:
        stack.enter_context(_turn(store, asked.until))
        apart = stack.enter_context(ReadApart(path, until=asked.until))
        reading, asked = stack.enter_context(as_chosen(apart, path, asked))
        asked = replace(asked, count_again=True)  # it is said, not refused
        unwritten, counted = Unwritten(), RowCounter(reading)
        counting = replace(reading, _sheets=(counted.rows,))
        file_import = FileImport(store, path, counting, unwritten, asked)  # type: ignore[arg-type]  # stands in for a Writing
        try:
            file_import.run()
        except BaseException:
            file_import.stop()
            raise
        held = file_import.held_already()
        account = replace(file_import.end(), file=path.name, batch="", set_aside_file="")
        account = replace(account, notes=tuple(TO_BE_NOBODYS if one == NOBODYS else one for one in account.notes))
        two_ways = _two_ways(apart, asked, account.reasons.get("date", 0))
    shown = tuple(_shown(row) for row in unwritten.first)
    return LookedOver(
        account=account,
        first=shown,
        two_ways=two_ways,
        order=asked.date_order,
        columns=counted.columns(),
        found=counted.found(),
        profile=reading.profile.as_yaml(),
        held=held,
    )


def preview(store: Store, paths: Iterable[str | Path], asked: ImportOptions = ImportOptions()) -> Iterator[LookedOver]:
    """What would become of each file; a refused one has its reason in its account, and its columns where it has any."""
    for path in files(paths):
        with TemporaryDirectory() as place:
            yield _previewed(store, path, replace(asked, mend_dir=Path(place)))


def _previewed(store: Store, path: Path, asked: ImportOptions) -> LookedOver:
    columns: tuple[ColumnUse, ...] = ()
    try:
        seen = look_over(store, path, asked)
        return replace(seen, account=replace(seen.account, file=str(path)))
    except NotRecognised as error:
        said, columns = str(error), uses_of(error.profile)
    except PlainError as error:
        said = str(error)
    except OSError as error:
        said = f"The file cannot be used: {error.strerror or 'unknown reason'}."
    return LookedOver(account=Account(file=str(path), error=said), first=(), two_ways=0, order="", columns=columns)


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
