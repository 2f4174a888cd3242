"""Whether a file's answers are held already under other ids, so that importing them would count them twice.

Ids are made of the kind of source, its issuer and the supplier's references (CONTRACTS §2). Where a file that was
imported before is read in another way, or came in a second time in another format, its answers have other ids. Two
things tell: the file's own bytes, and the words, day and place of its answers.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from goldthread.evidence import DIGITS, SAID_AT, LogEntry, Store, said_print
from goldthread.intake.identify import IdentifiedPiece
from goldthread.vocabulary import PlainError
from goldthread.vocabulary.raw import RawFeedback


FILE_DIGEST, BY_REFERENCE = "file_digest", "by_reference"
"""Under what an import's account keeps the keyed digest of its file, and whether its rows have references of their own.
"""
WORDS_THAT_TELL = 5
"""Shorter answers are the same for many people."""
LEAST, MOST = 5, 0.5
"""How many answers must be held already, and from which share of those that tell, for a file to be taken as held."""
SAMPLE, ROWS = 20_000, 100_000
"""How many digests are kept of a longer file, and how many of its first rows are held against an import of it."""
PRINTS: int = 16**DIGITS


@dataclass(frozen=True, kw_only=True)
class HeldAlready:
    """An import that stands, and `rows` of the file's `of` rows that it holds already.

    `same_file` says that it was of the very same bytes; else words, days and places are the same. `about` says that
    the numbers are estimates, from a sample of a long file.
    """

    batch: str
    file: str
    at: str
    rows: int
    of: int
    same_file: bool
    about: bool = False

    @property
    def day(self) -> str:
        """The day of that import, in words."""
        when = date.fromisoformat(self.at[:10])
        return f"{when.day} {when:%B %Y}"

    @property
    def sentence(self) -> str:
        """What is wrong with importing the file."""
        what = "This file was imported" if self.same_file else "These answers were imported"
        name = "" if self.same_file else f" with “{self.file}”"
        return f"{what} on {self.day}{name} (batch {self.batch}), and that import still counts. {self.twice}"

    @property
    def twice(self) -> str:
        """How many rows, or answers, would be counted twice: of a long file, of its first rows or by a sample."""
        of = f"{'the first ' if self.same_file and self.of >= ROWS else ''}{self.of:,}"
        what = "rows" if self.same_file else "longer answers"
        return f"{'About ' if self.about else ''}{self.rows:,} of {of} {what} would be counted twice."


class CountedTwice(PlainError):
    """A file whose answers are held already under other ids. Takes: what holds them; whether a command asks."""

    def __init__(self, held: HeldAlready, *, command: bool) -> None:
        undo = f"Run `goldthread batches undo {held.batch}`" if command else "Undo that import"
        told = " If these are other answers, add --count-again." if command else ""
        super().__init__(held.sentence, f"{undo}, then import this file again.{told}")


class PrintSample:
    """Digests of a file's longer answers, with how often each comes: all, or of a long file those that are smallest."""

    def __init__(self) -> None:
        self.held = Counter[str]()
        self._under = PRINTS

    @property
    def share(self) -> float:
        """Which share of all digests is in the sample."""
        return self._under / PRINTS

    def add(self, one: str) -> None:
        """Note one; a digest is in the sample always or never, however often and late it comes."""
        if int(one, 16) < self._under:
            self.held[one] += 1
            if len(self.held) > 2 * SAMPLE:
                ordered = sorted(self.held)
                self._under = int(ordered[SAMPLE], 16)
                for more in ordered[SAMPLE:]:
                    del self.held[more]


class RepeatWatch:
    """Watches the rows of one file on its way in.

    Takes: the file's source as (kind, issuer); the codes of the organisations that it may touch, None for every one:
    nothing is said of others' answers.
    """

    def __init__(self, store: Store, path: Path, source: tuple[str, str], organisations: frozenset[str] | None) -> None:
        self._store, self._source, self._organisations = store, source, organisations
        with path.open("rb") as held:
            self.digest = store.key.fingerprint("file", hashlib.file_digest(held, "sha256").hexdigest())
        lines = store.lines().standing
        self._same = [line for line in lines if line.account.get(FILE_DIGEST) == self.digest]
        self._made = set[int]()
        self._fresh = set[int]()
        self._pieces = self._referenced = 0
        self._telling = PrintSample()
        self._days = set[date | None]()

    def read(self, pieces: Iterable[Sequence[IdentifiedPiece]]) -> None:
        """Note the ids of rows that were read."""
        for piece in (piece for of_row in pieces for piece in of_row):
            self._pieces += 1
            self._referenced += isinstance(piece.piece, RawFeedback) and bool(piece.piece.external_id)
            if self._same and piece.row <= ROWS:
                self._made.update(_number(key) for key in (piece.id, piece.older_id) if key)

    def keeping(self, rows: Iterable[int], answers: pa.Table, replacing: Iterable[str]) -> None:
        """Note what would be kept.

        Takes: the numbers of rows; their answers, as the store has them; the ids that replace an older version.
        """
        if self._same:
            self._fresh.update(row for row in rows if row <= ROWS)
        replaced = set(replacing)
        for key, said, *place in zip(*(answers[name].to_pylist() for name in ("id", "text", *SAID_AT)), strict=True):
            if key not in replaced and len(said.split()) >= WORDS_THAT_TELL:
                self._telling.add(said_print(said, *place))
                self._days.add(place[-1])

    def line(self) -> dict[str, object]:
        """What the account of the import keeps of it."""
        return {FILE_DIGEST: self.digest, BY_REFERENCE: self._by_reference}

    @property
    def _by_reference(self) -> bool:
        return self._referenced * 2 > self._pieces

    def found(self) -> HeldAlready | None:
        """The import that holds this file's answers under other ids; None where they are new, or newer versions."""
        return self._by_file() or self._by_words()

    def _by_file(self) -> HeldAlready | None:
        for line in reversed(self._same):
            held = self._store.rows_of_batch(line.batch, ROWS, self._organisations)
            twice = {row for key, row in held if row in self._fresh and _number(key) not in self._made}
            if twice:
                return _held(line, len(twice), len(self._fresh), same_file=True)
        return None

    def _by_words(self) -> HeldAlready | None:
        telling = self._telling.held
        of = telling.total()
        if of < LEAST:
            return None
        held = self._store.saying(telling, self._days, self._organisations)
        lines = {
            line.batch: line
            for line in self._store.lines().standing
            if line.batch in held and not self._tells_apart(line)
        }
        rows = sum(telling[one] for one in set[str]().union(*(held[batch] for batch in lines)))
        if rows < LEAST or rows < MOST * of:
            return None
        most = max(lines, key=lambda batch: len(held[batch]))
        share = self._telling.share
        found = _held(lines[most], round(rows / share), round(of / share), same_file=False)
        return replace(found, about=share < 1)

    def _tells_apart(self, line: LogEntry) -> bool:
        """Whether an import and this file have references of one supplier: then what has others is another answer."""
        same = (line.kind, str(line.account.get("issuer", ""))) == self._source
        return same and self._by_reference and bool(line.account.get(BY_REFERENCE))


def _held(line: LogEntry, rows: int, of: int, *, same_file: bool) -> HeldAlready:
    return HeldAlready(batch=line.batch, file=line.file, at=line.at, rows=rows, of=of, same_file=same_file)


def _number(key: str) -> int:
    return int(key[:16], 16)
