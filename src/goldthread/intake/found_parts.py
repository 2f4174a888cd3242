"""From how many rows of a file words, a date, a place and a score could be read, and how full each column is."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from goldthread.sources import ColumnUse, Reading
from goldthread.sources.column_uses import uses_of
from goldthread.vocabulary.raw import RawFeedback, RawRow


KIND, WORDS, DATE, PLACE, SCORE = "kind", "words", "date", "place", "score"
NO_RECORD = frozenset({"note", "total", "repeated header"})
"""Why a row is nobody's answer: it is none of those that something could be read from."""


def percent(n: float, of: float = 1) -> int:
    """A share in whole percent, 0 or 100 only where it is nothing or all."""
    rounded = round(100 * n / of)
    return min(max(rounded, 1), 99) if 0 < n < of else rounded


@dataclass(frozen=True)
class FoundPart:
    """One thing that is looked for in a file: what it is, and how well it was found, from 0 to 1.

    `rows` are those from which it could be read, `of` all that hold an answer. Of the kind of file nothing is counted:
    `share` is how sure that is.
    """

    part: str
    share: float
    rows: int = 0
    of: int = 0

    @property
    def percent(self) -> int:
        """The share in whole percent."""
        return percent(self.share)


class RowCounter:
    """The rows of a file as they are read, counted meanwhile."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self._headers = reading, dict(reading.headers)
        self._filled, self._rows, self._parts = Counter[tuple[str, str]](), Counter[str](), Counter[str]()

    def rows(self) -> Iterator[RawRow]:
        """Every row."""
        for row in self._reading.rows():
            if row.reason not in NO_RECORD:
                self._count(row)
            yield row

    def _count(self, row: RawRow) -> None:
        told = [one for one in row.pieces if isinstance(one, RawFeedback)]
        if not told and not row.reason:
            return  # a total, or a figure
        self._rows[row.sheet] += 1
        header = self._headers.get(row.sheet, self._reading.header)
        self._filled.update((row.sheet, name) for name, cell in zip(header, row.cells, strict=False) if cell.strip())
        if row.reason:
            return
        self._parts[WORDS] += any(one.answered == "words" for one in told)
        self._parts[DATE] += told[0].date is not None
        self._parts[PLACE] += any((told[0].team, told[0].service, told[0].site, told[0].organisation))
        self._parts[SCORE] += bool(told[0].score)

    def found(self) -> tuple[FoundPart, ...]:
        """The kind, words, date, place and score; none for a file of figures."""
        whole = self._rows.total()
        if not whole:
            return ()
        parts = [
            FoundPart(one, self._parts[one] / whole, self._parts[one], whole) for one in (WORDS, DATE, PLACE, SCORE)
        ]
        return (FoundPart(KIND, self._reading.profile.confidence), *parts)

    def columns(self) -> tuple[ColumnUse, ...]:
        """What each column is used for, and in how many rows of its sheets it holds anything."""
        profile = self._reading.profile
        sheets = {", ".join(one.sheets): one.sheets for one in (profile, *profile.others)}
        made = []
        for one in uses_of(profile, self._headers):
            own = sheets.get(one.sheet) or [*self._headers]
            filled = sum(self._filled[name, one.heading] for name in own)
            made.append(replace(one, filled=filled, rows=sum(self._rows[name] for name in own)))
        return tuple(made)


__all__ = ["RowCounter", "FoundPart", "percent"]
