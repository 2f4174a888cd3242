"""An answer as a workbook: what it is on the first sheet, the figures on the second."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException

from goldthread.vocabulary import PlainError
from goldthread.vocabulary.only_text import on_page


HIDDEN = "*"
WIDEST = 60
MOST_IN_HEADER = 240
"""Letters that a sheet's header can hold, with room for its own codes."""
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": True}


def write_workbook(
    path: Path, *, title: str, about: Sequence[str], rows: Sequence[Mapping[str, object]], mark: str = ""
) -> None:
    """Write rows of one answer, with sentences about them, as .xlsx.

    Takes: rows with the same keys; None in a row is a hidden figure, written as a star; in `mark` a sentence that says
    whom alone the file is for, which is printed on each page of each sheet. No cell is ever a formula.
    Raises: PlainError where the place cannot be written.
    """
    try:
        with Workbook(str(path), PLAIN) as book:
            book.set_properties({"title": title})
            _said(book, [title, *filter(None, [mark]), *about, f"{HIDDEN} means: fewer than 5, or none."])
            _figures(book, rows)
            for sheet in book.worksheets() if mark else ():
                sheet.set_header("&L&B" + on_page(mark).replace("&", "&&")[:MOST_IN_HEADER])
    except (OSError, XlsxWriterException) as error:
        why = getattr(error, "strerror", None) or "no room, or no right to write there"
        raise PlainError(f"{path} cannot be written: {why}.", "Name another place.") from None


def _said(book: Workbook, sentences: Sequence[str]) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 100)
    for place, sentence in enumerate(sentences):
        sheet.write_string(place, 0, on_page(sentence), book.add_format({"bold": place == 0, "text_wrap": True}))


def _figures(book: Workbook, rows: Sequence[Mapping[str, object]]) -> None:
    sheet = book.add_worksheet("Figures")
    names = list(rows[0]) if rows else []
    for at, name in enumerate(names):
        sheet.write_string(0, at, on_page(name.replace("_", " ")), book.add_format({"bold": True, "bottom": 1}))
        widest = max(len(str(row[name])) for row in rows)
        sheet.set_column(at, at, min(WIDEST, max(len(name), widest) + 2))
    for down, row in enumerate(rows, 1):
        for at, name in enumerate(names):
            _cell(sheet, down, at, row[name])
    sheet.freeze_panes(1, 0)


def _cell(sheet: Any, down: int, at: int, value: object) -> None:
    if value is None:
        sheet.write_string(down, at, HIDDEN)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(down, at, value)
    else:
        sheet.write_string(down, at, on_page(str(value)))
