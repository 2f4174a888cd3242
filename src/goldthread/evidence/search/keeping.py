"""Keeping the index true: segments for new batches, none for undone ones, and none with the words of who withdrew."""

import secrets
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from math import ceil
from typing import Any

import duckdb

from goldthread.evidence import locks
from goldthread.evidence.batches import StoreLog, read_log
from goldthread.evidence.cache_checksums import Damaged, checksum_of, is_whole, read_sealed, say_once, write_sealed
from goldthread.evidence.columns import column, names
from goldthread.evidence.scanning import scan
from goldthread.evidence.search.segment import Segment, build, days
from goldthread.evidence.tables import Tables


FORMAT = 2
SHELF = 25_000
SMALL, MANY_SMALL = SHELF // 4, 8
SETTINGS = (
    "autoinstall_known_extensions=false",
    "autoload_known_extensions=false",
    "memory_limit='600MB'",
    "threads=1",
    "enable_progress_bar=false",
)
INDEXED = names(lambda column: column.indexed)
FIELDS = sorted(column(name).indexed for name in INDEXED)
FIRST = sorted(column(name).indexed for name in INDEXED if column(name).since == 1)
"""The fields of an index that does not say which it has."""


@dataclass(frozen=True)
class BatchDays:
    """The answers of one batch between two days, both with it; "" for those without a date."""

    batch: str
    since: str
    until: str
    count: int

    @property
    def test(self) -> str:
        """The same as a test on rows."""
        when = f"date between date '{self.since}' and date '{self.until}'" if self.since else "date is null"
        return f"(batch = '{self.batch}' and {when})"


@dataclass(frozen=True)
class SegmentEntry:
    """Where one segment stands, of what it is, and how its files were written."""

    name: str
    spans: tuple[BatchDays, ...]
    sum: str

    @property
    def count(self) -> int:
        """How many answers."""
        return sum(span.count for span in self.spans)

    @property
    def until(self) -> int:
        """Its newest day, as days since 1900."""
        return max(days(date.fromisoformat(span.until)) if span.until else 0 for span in self.spans)


@dataclass(frozen=True)
class IndexManifest:
    """Every segment, the batches that were taken in, and what waits to be built again.

    `coded` is the store's version of the newest renewal that the words in it have been through, 0 for none.
    """

    batches: tuple[str, ...] = ()
    places: tuple[SegmentEntry, ...] = ()
    waiting: tuple[BatchDays, ...] = ()
    fields: tuple[str, ...] = tuple(FIELDS)
    format: int = FORMAT
    coded: int = 0


class Index:
    """The index of one store."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.folder = tables.folder / "search"
        self._open: dict[str, Segment] = {}
        self._damaged: set[str] = set()

    def segments(self) -> IndexManifest:
        """What is kept now; the answers of a damaged segment wait to be put in again."""
        try:
            held = self._read()
        except Damaged:
            say_once(self.folder)
            return IndexManifest()
        gone = [span for place in held.places if place.name in self._damaged for span in place.spans]
        whole = tuple(place for place in held.places if place.name not in self._damaged)
        return replace(held, places=whole, waiting=(*held.waiting, *gone)) if gone else held

    def _read(self) -> IndexManifest:
        """Raises Damaged."""
        try:
            held = read_sealed(self.folder / "manifest.json")
            if held is not None and "places" not in held:  # the manifest of something else
                raise Damaged
            if held is None or held["format"] != FORMAT or held.get("fields", FIRST) != FIELDS:
                return IndexManifest()
            places = [
                SegmentEntry(p["name"], tuple(BatchDays(**s) for s in p["spans"]), p["sum"]) for p in held["places"]
            ]
            waiting = tuple(BatchDays(**span) for span in held["waiting"])
            return IndexManifest(tuple(held["batches"]), tuple(places), waiting, coded=held.get("coded", 0))
        except OSError:
            return IndexManifest()
        except (ValueError, KeyError, TypeError):
            raise Damaged from None

    def newest_first(self) -> Iterator[tuple[SegmentEntry, Segment]]:
        """Every segment, open, that of the newest answers first. Raises Damaged where one is not as it was written."""
        places = sorted(self.segments().places, key=lambda place: -place.until)
        for name in set(self._open) - {place.name for place in places}:
            self._open.pop(name, None)
        for place in places:
            segment = self._open.get(place.name)
            if segment is None:
                if not self._is_whole(place):
                    if any(one.name == place.name for one in self.segments().places):
                        self._leave_out(places)
                    continue  # taken away since the manifest was read: its answers wait to be built again
                segment = self._open[place.name] = Segment(self.folder / place.name)
            yield place, segment

    def _is_whole(self, place: SegmentEntry) -> bool:
        return is_whole(self.folder / place.name, place.sum)

    def _leave_out(self, places: Iterable[SegmentEntry]) -> None:
        self._damaged |= {place.name for place in places if not self._is_whole(place)}
        say_once(self.folder)
        raise Damaged

    def is_damaged(self) -> bool:
        """Whether the index is not as it was written; each segment is read once for that."""
        try:
            places = self._read().places
        except Damaged:
            return True
        self._damaged = {place.name for place in places if place.name in self._damaged or not self._is_whole(place)}
        return bool(self._damaged)

    def behind(self, lines: StoreLog) -> int:
        """How many rows the index does not hold yet."""
        held = self.segments()
        missing = lines.standing_ids - set(held.batches)
        new = sum(int(line.account.get("kept", 0)) for line in lines.standing if line.batch in missing)
        return new + sum(span.count for span in held.waiting)

    def waiting(self, lines: StoreLog) -> frozenset[str]:
        """The batches that the index does not hold whole yet."""
        held = self.segments()
        return (lines.standing_ids - set(held.batches)) | {span.batch for span in held.waiting}

    def gone(self, lines: StoreLog) -> bool:
        """Whether the index still holds batches that were undone."""
        return bool(set(self.segments().batches) - lines.standing_ids)

    def refresh(self) -> None:
        """Build segments for what is new or waits, drop what was undone, join small ones."""
        with self._alone():
            lines = read_log(self._tables)
            held = self._without_gone(self.segments(), lines)
            held = _joining(held)
            missing = sorted(lines.standing_ids - set(held.batches))
            if not missing and not held.waiting:
                return
            with _rows(self._tables) as connection:
                spans = [*held.waiting, *_spans(connection, missing)]
                places = [self._build(connection, some) for some in _into_segments(spans)]
            kept = (*held.places, *filter(None, places))
            self._write(IndexManifest((*held.batches, *missing), kept, coded=_coded(lines)))

    def part_with(self, ids: Sequence[str]) -> None:
        """Before an erasure: take away every segment that holds one of these answers; they wait to be built again."""
        with self._alone():
            gone = self._with(ids)
            held = self.segments()
            if gone or self._damaged:
                names = {place.name for place in gone}
                self._write(
                    replace(
                        held,
                        places=tuple(place for place in held.places if place.name not in names),
                        waiting=(*held.waiting, *(span for place in gone for span in place.spans)),
                    )
                )

    def _with(self, ids: Sequence[str]) -> list[SegmentEntry]:
        try:
            return [place for place, segment in self.newest_first() if any(map(segment.has, ids))]
        except Damaged:  # those are left out now, and go too
            return self._with(ids)

    @contextmanager
    def away(self) -> Iterator[None]:
        """While words are exchanged: none of before can be found, and nobody indexes them."""
        with self._alone():
            self.drop()
            yield

    def drop(self) -> None:
        """Throw everything away."""
        self._open.clear()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _alone(self) -> AbstractContextManager[None]:
        return locks.held(self._tables.folder / "locks", "search", alone=True)

    def _without_gone(self, held: IndexManifest, lines: StoreLog) -> IndexManifest:
        if held.coded != _coded(lines):
            return IndexManifest()
        gone = set(held.batches) - lines.standing_ids
        if not gone:
            return held
        touched = [place for place in held.places if any(span.batch in gone for span in place.spans)]
        kept = [*held.waiting, *(span for place in touched for span in place.spans)]
        made = IndexManifest(
            tuple(batch for batch in held.batches if batch not in gone),
            tuple(place for place in held.places if place not in touched),
            tuple(span for span in kept if span.batch not in gone),
            coded=held.coded,
        )
        self._write(made)
        return made

    def _build(self, connection: Any, spans: Sequence[BatchDays]) -> SegmentEntry | None:
        name = secrets.token_hex(6)
        where = " or ".join(span.test for span in spans)
        found = connection.execute(f"select {', '.join(INDEXED)} from feedback where answered = 'words' and ({where})")
        rows = (row for part in found.to_arrow_reader(5_000) for row in part.to_pylist())
        if not build(self.folder / name, rows):
            return None
        return SegmentEntry(name, tuple(spans), checksum_of(self.folder / name))

    def _write(self, segments: IndexManifest) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        write_sealed(self.folder / "manifest.json", asdict(segments))
        kept = {place.name for place in segments.places}
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in kept:
                self._open.pop(path.name, None)
                shutil.rmtree(path, ignore_errors=True)


def _coded(lines: StoreLog) -> int:
    """The version of the newest renewal."""
    return max((line.version for line in lines.all if line.what == "coding"), default=0)


def _joining(held: IndexManifest) -> IndexManifest:
    """Many small segments wait to be built again as one."""
    small = [place for place in held.places if place.count < SMALL]
    if len(small) <= MANY_SMALL:
        return held
    kept = tuple(place for place in held.places if place not in small)
    return replace(held, places=kept, waiting=(*held.waiting, *(span for place in small for span in place.spans)))


def _rows(tables: Tables) -> Any:
    connection = duckdb.connect()
    for setting in SETTINGS:
        connection.execute(f"set {setting}")
    connection.execute(f"set temp_directory='{tables.spill()}'")
    connection.execute(f"create view feedback as {scan('feedback', tables.files('feedback'), (*INDEXED, 'answered'))}")
    return connection


def _spans(connection: Any, batches: Iterable[str]) -> list[BatchDays]:
    """New batches in spans of whole days that fit a segment each."""
    listed = ", ".join(f"'{batch}'" for batch in batches)
    if not listed:
        return []
    found = connection.execute(
        f"select batch, date, count(*) from feedback where batch in ({listed}) and answered = 'words' "
        "group by 1, 2 order by 1, 2 nulls first"
    ).fetchall()
    totals: Counter[str] = Counter()
    for batch, _, count in found:
        totals[batch] += count
    made: list[BatchDays] = []
    for batch, when, count in found:
        fits = 1.1 * totals[batch] / ceil(totals[batch] / SHELF)  # even parts: a small rest would be joined again soon
        last = made[-1] if made else None
        day = when.isoformat() if when else ""
        if last and last.batch == batch and last.since and last.count + count <= fits:
            made[-1] = replace(last, until=day, count=last.count + count)
        else:
            made.append(BatchDays(batch, day, day, count))
    return made


def _into_segments(spans: Iterable[BatchDays]) -> Iterator[list[BatchDays]]:
    """Spans put together until a segment is full."""
    some: list[BatchDays] = []
    for span in spans:
        if some and sum(one.count for one in some) + span.count > 1.1 * SHELF:
            yield some
            some = []
        some.append(span)
    if some:
        yield some
