"""Workbooks, old and new: every visible sheet as a table."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from goldthread.sources.formats.opening import Cell, Sheet
from goldthread.vocabulary import UnreadableFile


def sheets(path: Path) -> list[Sheet]:
    """The visible sheets that hold anything. Raises UnreadableFile for a workbook that is damaged or locked."""
    try:
        book = CalamineWorkbook.from_path(str(path))
        named = [
            found.name
            for found in book.sheets_metadata
            if found.visible == SheetVisibleEnum.Visible and found.typ == SheetTypeEnum.WorkSheet
        ]
    except Exception as error:  # the reader's own errors share no base class
        raise _refusal(error) from None
    found = [Sheet(name, lambda name=name: _rows(book, name)) for name in named]  # type: ignore[misc]
    if not found:
        raise UnreadableFile("The workbook has no sheet that can be seen.", "Save the sheet with the data by itself.")
    return found


def _refusal(error: BaseException) -> UnreadableFile:
    said = str(error).lower()
    if "password" in said or "encrypt" in said:
        return UnreadableFile("The workbook is locked with a password.", "Save it without one and try again.")
    return UnreadableFile("The workbook is damaged or is not a workbook.", "Open it in Excel and save it again.")


def _rows(book: Any, name: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    try:
        sheet = book.get_sheet_by_name(name)
        first = (sheet.start or (0, 0))[0]
        rows = sheet.to_python(skip_empty_area=True)
    except Exception as error:  # as above
        raise _refusal(error) from None
    for number, cells in enumerate(rows, first + 1):
        yield number, [_plain(cell) for cell in cells]


def _plain(cell: Any) -> Cell:
    if isinstance(cell, time | timedelta):
        return str(cell)
    kept: Cell = cell if isinstance(cell, str | float | int | bool | date | datetime) else str(cell)
    return kept
