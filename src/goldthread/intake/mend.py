"""Rows to mend: what could not be used, with its number and reason, in a file that can be put right and read again."""

import csv
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TextIO

from goldthread.sources import MENDED, MENDED_OF, Profile
from goldthread.vocabulary.only_text import in_cell
from goldthread.vocabulary.raw import RawRow


MEND = ".goldthread-mend.csv"
PROFILE = ".goldthread-profile.yaml"
NAMED = (MENDED_OF, *MENDED)
"""The last headings of a file of rows to mend."""
BATCH = re.compile(r"[0-9a-f]{16}")
"""How imports are named: whatever else stands there is kept nowhere."""
BEGINNING = 1 << 18
"""Letters that are read of a file to know whether it is one."""


class MendFile:
    """The file of rows to mend of one import, made when the first row needs it.

    It lies beside the input, or in `folder` where one is given; where neither can be written the rows are still
    counted, and `path` stays empty. `batch` is the import that sets them aside. Only its owner may read it: its words
    are as the supplier wrote them.
    """

    def __init__(self, source: Path, header: Sequence[str], folder: Path | None, batch: str = "") -> None:
        self._target = beside(source, MEND, folder)
        self._header, self._batch = tuple(header), batch
        self._out: TextIO | None = None
        self.path = ""
        self.whose: list[tuple[str, ...]] = []
        """For each row, what is kept of who told it, so that it can go when they withdraw."""

    def add(self, row: RawRow, reason: str, whose: Iterable[str] = ()) -> None:
        """Add one row. Takes: keyed hashes of who told it."""
        out = self._out or self._open()
        if out is None:
            return
        self.whose.append(tuple(whose))
        cells = [
            *row.cells,
            *[""] * (len(self._header) - len(row.cells)),
            self._batch,
            str(row.number),
            row.sheet,
            reason,
        ]
        csv.writer(out).writerow([in_cell(cell) for cell in cells])

    def _open(self) -> TextIO | None:
        try:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.fchmod(handle, 0o600)
        except OSError:
            return None
        self._out = out = os.fdopen(handle, "w", encoding="utf-8-sig", newline="")
        csv.writer(out).writerow([in_cell(cell) for cell in (*self._header, *NAMED)])
        self.path = str(self._target)
        return out

    def close(self) -> None:
        """Close the file, if it was needed."""
        if self._out is not None:
            self._out.close()


def mended_batch(path: Path) -> str:
    """The import whose rows a file of rows to mend holds; "" for any other file, and for one that does not say."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as held:
        head = held.read(BEGINNING)
    for separator in ",;\t":
        rows = csv.reader(StringIO(head, newline=""), delimiter=separator)
        try:
            header = tuple(next(rows, ()))
            if header[-len(NAMED) :] == NAMED:
                at = len(header) - len(NAMED)
                return next((row[at].strip() for row in rows if at < len(row) and row[at].strip()), "")
        except csv.Error:
            continue
    return ""


class MendedRows:
    """Rows of a file, which may be one of rows to mend: then without what we wrote beside them.

    They are known, and mended again if need be, as the supplier wrote them. Takes: the headings of the file.
    """

    def __init__(self, header: Sequence[str]) -> None:
        self.header, self._at = tuple(header), -1
        if self.header[-len(MENDED) :] == MENDED:
            self.header = self.header[: -len(MENDED)]
            if self.header[-1:] == (MENDED_OF,):
                self.header, self._at = self.header[:-1], len(self.header) - 1
            self._ours = True
        else:
            self._ours = False

    def of(self, rows: Sequence[RawRow]) -> tuple[list[RawRow], Counter[str]]:
        """The rows as their supplier wrote them, and how many of them each import had set aside."""
        if not self._ours:
            return list(rows), Counter()
        at, width = self._at, len(self.header)
        named = Counter(row.cells[at] for row in rows if 0 <= at < len(row.cells) and BATCH.fullmatch(row.cells[at]))
        return [replace(row, cells=row.cells[:width]) for row in rows], named


def beside(source: Path, ending: str, folder: Path | None) -> Path:
    """Where a companion of a file goes."""
    if folder is None and not os.access(source.parent, os.W_OK):
        folder = Path.cwd()
    return (folder or source.parent) / (source.name + ending)


def write_profile(source: Path, profile: Profile, folder: Path | None) -> str:
    """Write a suggested profile out to be finished, and give its path; "" where it cannot be written."""
    target = beside(source, PROFILE, folder)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        profile.save(target)
        target.chmod(0o600)
    except OSError:
        return ""
    return str(target)
