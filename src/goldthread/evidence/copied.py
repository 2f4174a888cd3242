"""Some columns of all answers in memory, which follow the tables: a row is read once, wherever it is moved to later."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from goldthread.evidence.columns import names
from goldthread.evidence.engine import Engine
from goldthread.evidence.lying import Lying, Numbers


ALIKE = f"hash({', '.join(names(lambda column: column.traced))})"
"""Two rows alike in these say the same: an answer in its batch is written once, and only moved after that."""
UNPACKED = 100_000
"""So many new rows may lie in memory as they were read, some 50 MB: packing few takes as long as reading them."""


@dataclass(frozen=True)
class FileRows:
    """What a file that came holds of rows that are held: their numbers and places, and places of all other rows."""

    numbers: Numbers
    at: Numbers
    new: Numbers


class RowCopy:
    """Some columns of all answers as a table in memory; the column `number` says which row of `lying` each one is."""

    def __init__(self, engine: Engine, name: str, columns: str) -> None:
        self._engine, self._name, self._kept = engine, name, columns
        self._followed: set[str] | None = None
        self._unpacked = 0
        self.lying = Lying()
        self.changes = 0
        """How often rows came or went."""

    @property
    def is_there(self) -> bool:
        """Whether anything was read yet."""
        return self._followed is not None

    def follow(self, files: tuple[str, ...]) -> None:
        """Hold the rows of these files and no others.

        Rows whose file went are looked for in the files that came, as compaction moves them: those are not read again.
        Whatever is not found there is gone, as an erasure makes it go. Harmless to repeat, where a file went meanwhile.
        """
        if self._followed is None:
            empty = self._engine.source("feedback", ())
            self._engine.run(f"create table {self._name} as select {self._columns('0::bigint')} from ({empty}) limit 0")
            self._followed = set()
        if self._followed == set(files):
            return
        lost = self.lying.outside(files)
        for file in (one for one in files if one not in self._followed):
            lost = self._take(file, lost)
            self._followed.add(file)
        self._let_go(lost)
        self._followed = set(files)

    def _take(self, file: str, lost: Numbers) -> Numbers:
        """Hold the rows of one more file, and give what is still lost. Whatever fails leaves all as it was."""
        seen = self._seen(file, lost) if len(lost) else None
        if seen is None:
            self._read_all(file)
            return lost
        if len(seen.new):
            self._read_some(file, seen.new)
        self.lying.move(seen.numbers, file, seen.at)
        return lost[~np.isin(lost, seen.numbers)]

    def _seen(self, file: str, lost: Numbers) -> FileRows | None:
        """Which of the lost rows lie in a file now; None where rows are so alike that it cannot be said."""
        source = self._engine.source("feedback", (file,))
        with self._engine.given("lost_rows", pa.table({"number": lost})):
            found = self._engine.arrow(
                f"select came.at, lost.number from (select lies_at as at, {ALIKE} as alike from ({source})) came left "
                f"join (select number, alike from {self._name} where number in (from lost_rows)) lost using (alike)"
            )
        numbers, at = found["number"].drop_null().to_numpy(), found["at"].to_numpy()
        if _has_twins(at) or _has_twins(numbers):
            return None
        is_new = found["number"].is_null().to_numpy()
        return FileRows(numbers, at[~is_new], at[is_new])

    def _read_all(self, file: str) -> None:
        rows = f"({self._engine.source('feedback', (file,))})"
        count = self._insert(f"select {self._columns(f'{self.lying.next} + lies_at')} from {rows}")
        self._hold(file, np.arange(count))

    def _read_some(self, file: str, at: Numbers) -> None:
        rows = f"({self._engine.source('feedback', (file,))})"
        numbered = pa.table({"at": at, "number": np.arange(len(at)) + self.lying.next})
        with self._engine.given("new_rows", numbered):
            self._insert(f"select {self._columns('number')} from {rows} join new_rows on lies_at = new_rows.at")
        self._hold(file, at)

    def _columns(self, number: str) -> str:
        return f"{self._kept}, {ALIKE} as alike, {number} as number"

    def _insert(self, rows: str) -> int:
        count: int = self._engine.numbers(f"insert into {self._name} {rows}")[0]["Count"]
        return count

    def _hold(self, file: str, at: Numbers) -> None:
        self.lying.add(file, at)
        self.changes += 1
        self._unpacked += len(at)
        if self._unpacked >= UNPACKED:
            self._pack()

    def _let_go(self, lost: Numbers) -> None:
        if len(lost):
            with self._engine.given("gone_rows", pa.table({"number": lost})):
                self._engine.run(f"delete from {self._name} where number in (from gone_rows)")
            self.lying.forget(lost)
            self.changes += 1
            self._pack()

    def _pack(self) -> None:
        self._engine.run("checkpoint held")  # it is this that makes them small: a tenth of what they take before
        self._unpacked = 0


def _has_twins(numbers: Numbers) -> bool:
    return bool((np.diff(np.sort(numbers)) == 0).any())
