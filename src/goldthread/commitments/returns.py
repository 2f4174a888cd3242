"""A whole return as a CSV file: every row is read, and every one that cannot be used says why."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from goldthread.vocabulary import UnreadableFile
from goldthread.vocabulary.only_text import from_cell


COLUMNS = ("clause", "month", "numerator", "denominator", "comment", "why")
"""The columns of a return; the last two may be left out."""
NEEDED = COLUMNS[:4]
OF_MONTHS = COLUMNS[1:4]
"""The columns of a file of a measure's earlier months."""
LARGEST, MOST_ROWS, LONGEST = 1_000_000, 500, 700
ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?(?:[ T].*)?")
FORMS = ("%b-%y", "%B %Y", "%b %Y", "%d/%m/%Y", "%m/%Y", "%b-%Y", "%B-%y")
"""How spreadsheets write a month once they have opened the file."""
WHOLE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?")


@dataclass(frozen=True)
class ReturnRow:
    """One row of a return, with its number in the file; `wrong` says why it cannot be read, "" where it can."""

    number: int
    clause: str
    month: str
    numerator: int
    denominator: int
    comment: str
    why: str
    wrong: str = ""


def read(content: bytes) -> list[ReturnRow]:
    """The rows of a return that hold anything, in their order.

    Raises: UnreadableFile for a file that is no CSV file with these columns, or is too large.
    """
    return [_row(number, cells) for number, cells in _table(content, NEEDED)]


def read_months(content: bytes) -> list[str]:
    """The rows of a file of months, each as a line of the form in which they are typed: “2026-05, 41, 52”.

    Raises: UnreadableFile for a file that is no CSV file with these columns, is too large, or has a row that is wrong.
    """
    made = []
    for number, held in _table(content, OF_MONTHS):
        cells = {name: " ".join(held.get(name, "").split()) for name in OF_MONTHS}
        month, counts = month_of(cells["month"]), [whole(cells[name]) for name in OF_MONTHS[1:]]
        if wrong := _wrong_counts(cells, month, counts):
            raise UnreadableFile(f"Row {number}: {wrong}", "Fix it, then send the file again.")
        made.append(f"{month}, {counts[0]}, {counts[1]}")
    return made


def _table(content: bytes, needed: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a file that hold anything, with their numbers, their cells by the names of the columns."""
    if len(content) > LARGEST:
        raise UnreadableFile("This file is larger than a return can be.", "Send the months that are new.")
    lines = list(_lines(_text(content)))
    if not lines:
        raise UnreadableFile("This file is empty.", f"It needs the columns {', '.join(needed)}.")
    head = [one.strip().casefold() for one in lines[0][1]]
    if lacks := [name for name in needed if name not in head]:
        raise UnreadableFile(f"This file has no column “{lacks[0]}”.", f"It needs {', '.join(needed)}.")
    if len(lines) > MOST_ROWS + 1:
        raise UnreadableFile(f"This file has more than {MOST_ROWS:,} rows.", "Send it in parts.")
    return [(number, dict(zip(head, cells, strict=False))) for number, cells in lines[1:]]


def _text(content: bytes) -> str:
    if b"\x00" in content or content[:2] == b"PK":
        raise UnreadableFile("This is not a CSV file.", "In Excel, choose “Save as”, then “CSV UTF-8”.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with their number; commas, semicolons or tabs between their cells."""
    first = text.lstrip().split("\n", 1)[0]
    between = max(",;\t", key=first.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=between), 1):
            if any(one.strip() for one in cells):
                yield number, cells
    except csv.Error:
        raise UnreadableFile("This is not a CSV file.", "In Excel, choose “Save as”, then “CSV UTF-8”.") from None


def _row(number: int, held: dict[str, str]) -> ReturnRow:
    cells = {name: " ".join(held.get(name, "").split()) for name in COLUMNS}
    month, counts = month_of(cells["month"]), [whole(cells[name]) for name in ("numerator", "denominator")]
    return ReturnRow(
        number=number,
        clause=cells["clause"].removeprefix("clause:"),
        month=month,
        numerator=counts[0] or 0,
        denominator=counts[1] or 0,
        comment=from_cell(cells["comment"]),
        why=from_cell(cells["why"]),
        wrong=_wrong(cells, month, counts),
    )


def _wrong(cells: dict[str, str], month: str, counts: list[int | None]) -> str:
    if not cells["clause"]:
        return "No clause is named."
    if wrong := _wrong_counts(cells, month, counts):
        return wrong
    if any(len(cells[name]) > LONGEST for name in COLUMNS):
        return "A text is too long."
    return ""


def _wrong_counts(cells: dict[str, str], month: str, counts: list[int | None]) -> str:
    if not month:
        return "The month cannot be read. Write it as 2026-05."
    for name, found in zip(("numerator", "denominator"), counts, strict=True):
        if found is None:
            return f"The {name} is not a whole number." if cells[name] else f"There is no {name}."
    return ""


def month_of(text: str) -> str:
    """A month as it is kept, "2026-05", from any way in which spreadsheets write one; "" for none."""
    if found := ISO.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else ""
    for form in FORMS:
        try:
            return f"{datetime.strptime(text, form):%Y-%m}"  # noqa: DTZ007  # a month has no time of day
        except ValueError:
            continue
    return ""


def whole(text: str) -> int | None:
    """A whole number from 0 up, as spreadsheets write it; None for anything else."""
    if not WHOLE.fullmatch(text) or len(text) > 15:
        return None
    return int(float(text.replace(",", "")))
