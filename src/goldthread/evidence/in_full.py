"""Whole answers in memory, words and all, where there are few: read once, and found by number wherever they lie."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from goldthread.evidence.copied import RowCopy
from goldthread.evidence.engine import Engine
from goldthread.evidence.lying import Numbers
from goldthread.evidence.shapes import SHOWN


class InFull:
    """The whole answers of the rows that a copy holds, in chunks, each with their numbers in rising order."""

    def __init__(self, engine: Engine, copy: RowCopy) -> None:
        self._engine, self._copy = engine, copy
        self._chunks: list[tuple[Numbers, pa.Table]] = []
        self._followed = -1

    def clear(self) -> None:
        """Let go of all of them."""
        self._chunks, self._followed = [], -1

    def ids(self) -> frozenset[str]:
        """The ids of the answers that are held."""
        return frozenset(one for _, rows in self._chunks for one in rows["id"].to_pylist())

    def of(self, numbers: Sequence[int]) -> list[dict[str, object]]:
        """These answers, in no order."""
        self._follow()
        wanted, found = np.array(sorted(numbers), np.int64), list[dict[str, object]]()
        for held, rows in self._chunks:
            at = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
            found += rows.take(at[held[at] == wanted]).to_pylist()
        return found

    def _follow(self) -> None:
        """Let go of answers that are gone, and read those that came."""
        if self._followed == self._copy.changes:
            return
        standing = self._copy.lying.standing()
        kept = [_those_in(standing, numbers, rows) for numbers, rows in self._chunks]
        known = np.concatenate([standing[:0], *(numbers for numbers, _ in kept)])
        new = self._read(standing[~np.isin(standing, known)])
        self._chunks = [chunk for chunk in (*kept, *new) if len(chunk[0])]
        self._followed = self._copy.changes

    def _read(self, numbers: Numbers) -> list[tuple[Numbers, pa.Table]]:
        return [self.read_file(*lying) for lying in self._copy.lying.where(numbers)]

    def read_file(self, file: str, numbers: Numbers, at: Numbers) -> tuple[Numbers, pa.Table]:
        """The answers of a file that have these numbers and places, in the order of their numbers."""
        source = self._engine.source("feedback", (file,))
        with self._engine.given("meant", pa.table({"number": numbers, "at": at})):
            sql = f"select {', '.join(SHOWN)} from ({source}) join meant on lies_at = meant.at order by number"
            return np.sort(numbers), self._engine.arrow(sql)


def _those_in(standing: Numbers, numbers: Numbers, rows: pa.Table) -> tuple[Numbers, pa.Table]:
    """The part of a chunk that still stands: copied where it is not all, so that nothing else stays in memory."""
    stay = np.isin(numbers, standing)
    return (numbers, rows) if stay.all() else (numbers[stay], rows.filter(pa.array(stay)))
