"""One table of a file, whatever its format, and its cells as words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime


Cell = str | float | int | bool | date | datetime | None
Rows = Iterator[tuple[int, Sequence[Cell]]]


Merged = tuple[int, int, int]


@dataclass(frozen=True)
class Sheet:
    """One table of a file: its name ("" where the format has none) and its rows, which can be read again and again.

    `rows` gives (number as a person counts it, cells), blank rows included as empty. `merged` gives cells that are one
    down several rows, each as (its place in a row from 0, first row, last row). A `hidden` sheet cannot be seen by
    whoever opens the file, and is not read.
    """

    name: str
    rows: Callable[[], Rows]
    merged: Callable[[], Sequence[Merged]] = tuple
    hidden: bool = False


MENDED = ("goldthread row", "goldthread sheet", "goldthread reason")
"""The last headings of a file of rows to mend, which we wrote: its cells are read as they were."""
MENDED_OF = "goldthread import"
"""The heading before those, since files of rows to mend name the import that set them aside."""
OURS = frozenset({*MENDED, MENDED_OF})
"""Headings of ours, which say nothing of an answer."""
EXPORT = "Export the data as CSV or Excel."
"""What to do with a file that is no table."""


def text_of(cell: Cell) -> str:
    """A cell as words: whole numbers without a point, dates in ISO form."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
