"""Writes the demo's workbooks: one sheet of text, numbers, dates and merged cells; the same rows, the same bytes."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet


Cell = str | int | float | date | None

MADE = datetime(2020, 1, 1)
"""The day that every workbook says it was made on: with the day of today its bytes would differ."""

SHORT_DATE = 14
"""The number of the date format that a spreadsheet shows as its reader's country does."""


def write_workbook(path: Path, sheet: str, rows: Iterable[Sequence[Cell]], merged: Sequence[str] = ()) -> None:
    """Write one sheet.

    Takes: `rows` of cells, None for an empty one, a date for a date cell; `merged` ranges such as "A4:C4", of which
    the first cell is kept.
    """
    with Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        day = book.add_format({"num_format": SHORT_DATE})
        page = book.add_worksheet(sheet)
        for each in merged:
            page.merge_range(each, "")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _write(page, row, column, cell, day)


def _write(page: Worksheet, row: int, column: int, cell: Cell, day: Format) -> None:
    """Text is written as text, whatever it begins with."""
    if isinstance(cell, date):
        page.write_datetime(row, column, cell, day)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif cell is not None:
        page.write_string(row, column, cell)


def serial(day: date) -> int:
    """The number that a spreadsheet keeps for a day."""
    return (day - date(1899, 12, 30)).days
