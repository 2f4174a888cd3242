"""Workbooks, old and new: every sheet as a table."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from goldthread.sources.formats.sheet import EXPORT, Cell, Merged, Sheet
from goldthread.sources.formats.unheard import panics_unheard
from goldthread.vocabulary import UnreadableFile


LARGEST = 2 << 30
MANY_TIMES, ANYHOW = 100, 300_000_000
"""A workbook that unpacks to so many times its size, and to more than this, is made to fill a machine."""
DAMAGED = ("The workbook is damaged or is not a workbook.", "Open it in Excel and save it again.")
LOCKED = ("The workbook is locked with a password.", "Save it without one and try again.")


def sheets(path: Path) -> list[Sheet]:
    """The sheets, hidden ones among them. Raises UnreadableFile for a workbook that is damaged or locked."""
    _refuse_others(path)
    try:
        with panics_unheard():
            book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        named = {
            found.name: found.visible != SheetVisibleEnum.Visible
            for found in book.sheets_metadata
            if found.typ == SheetTypeEnum.WorkSheet
        }
    except BaseException as error:  # the reader's own errors, panics among them, share no other base class
        raise _refusal(error) from None
    found = [_sheet(book, name, hidden) for name, hidden in named.items()]
    if all(named.values()):
        raise UnreadableFile("The workbook has no sheet that can be seen.", "Save the sheet with the data by itself.")
    return found


def _sheet(book: CalamineWorkbook, name: str, hidden: bool) -> Sheet:
    return Sheet(name, lambda: _rows(book, name), lambda: _merged(book, name), hidden)


def _refuse_others(path: Path) -> None:
    """Refuse what lies in the same containers as workbooks do: documents, archives, locked workbooks."""
    with path.open("rb") as file:
        head = file.read(8)
        if head[:2] != b"PK":
            _refuse_old(file.read())
            return
    try:
        with zipfile.ZipFile(path) as held:
            names = held.namelist()
            size = sum(member.file_size for member in held.infolist())
            kind = held.read("mimetype")[:200] if "mimetype" in names else b""
    except Exception:  # a damaged archive fails in many ways
        raise UnreadableFile(*DAMAGED) from None
    if size > LARGEST:
        raise UnreadableFile("The workbook unpacks to more than 2 GB.", "Save the sheet with the data as CSV.")
    if size > ANYHOW and size > MANY_TIMES * path.stat().st_size:
        raise UnreadableFile(
            f"The workbook unpacks to {size // path.stat().st_size:,} times its size, which no table of answers does.",
            "Save the sheet with the data as CSV.",
        )
    if any(name.startswith("xl/") for name in names) or b"spreadsheet" in kind:
        return
    what = "an archive of files"
    for part, document in (("word/", "a Word document"), ("ppt/", "a presentation")):
        what = document if any(name.startswith(part) for name in names) else what
    what = "a text document" if b"opendocument.text" in kind else what
    raise UnreadableFile(
        f"This is {what}, not a table of feedback.", f"Unpack it first. {EXPORT}" if "archive" in what else EXPORT
    )


def _refuse_old(content: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableFile(*LOCKED)
    if "WordDocument".encode("utf-16-le") in content:
        raise UnreadableFile("This is a Word document, not a table of feedback.", EXPORT)
    if "__substg1.0_".encode("utf-16-le") in content:
        raise UnreadableFile("This is an email, not a table of feedback.", "Save what is attached to it as a file.")


def _refusal(error: BaseException) -> BaseException:
    if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
        return error
    said = str(error).lower()
    return UnreadableFile(*(LOCKED if "password" in said or "encrypt" in said else DAMAGED))


def _rows(book: Any, name: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    try:
        with panics_unheard():
            sheet = book.get_sheet_by_name(name)
            first = (sheet.start or (0, 0))[0]
            rows = sheet.to_python(skip_empty_area=True)
    except BaseException as error:  # as above
        raise _refusal(error) from None
    for number, cells in enumerate(rows, first + 1):
        yield number, [cell if type(cell) is str else _plain(cell) for cell in cells]


def _plain(cell: object) -> Cell:
    if isinstance(cell, time | timedelta):
        return str(cell)
    kept: Cell = cell if isinstance(cell, str | float | int | bool | date | datetime) else str(cell)
    return kept


def _merged(book: CalamineWorkbook, name: str) -> list[Merged]:
    """Cells that are one down several rows, and in one column."""
    try:
        with panics_unheard():
            sheet = book.get_sheet_by_name(name)
            ranges, left = sheet.merged_cell_ranges or [], (sheet.start or (0, 0))[1]
    except BaseException as error:  # as above
        raise _refusal(error) from None
    return [(one - left, top + 1, low + 1) for (top, one), (low, other) in ranges if one == other and low > top]
