"""Files as suppliers send them, made by hand: each trap by itself, all people and words invented."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook


Row = Sequence[Any]
HEADER = ("Response ID", "Date received", "Organisation code", "Ward", "Question", "FFT score", "Comment")
WORDS = (
    "The porter whistled all the way to theatre and I stopped shaking.",
    "Nobody told my brother which door to use.",
    "Tea was hot, the night was quiet.",
    "I rang four times before anyone picked up the phone.",
    "They drew me a picture of the knee, that helped more than the leaflet.",
)
DIMENSIONS = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
QUESTIONS = ("What was good?", "What could we do better?")


def answers(count: int = 6, *, date: str = "2024-05-{day:02d}", first: int = 1) -> list[list[str]]:
    """Invented answers, one per row, two per respondent, under HEADER."""
    rows = []
    for n in range(count):
        person, asked = first + n // 2, n % 2
        rows.append(
            [
                f"XAA ED {person} - Q{asked + 1}",
                date.format(day=13 + n % 15),
                "XAA",
                f"Ward {1 + person % 3}",
                QUESTIONS[asked],
                str(1 + person % 5),
                WORDS[n % len(WORDS)],
            ]
        )
    return rows


def separated(
    rows: Iterable[Row],
    separator: str = ",",
    *,
    end: str = "\n",
    last_end: bool = True,
    quoting: int = csv.QUOTE_MINIMAL,
) -> str:
    """Rows as separated text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    made = out.getvalue()
    return made if last_end else made.removesuffix(end)


def text_file(
    folder: Path, rows: Iterable[Row], *, name: str = "comments.csv", encoding: str = "utf-8", **how: Any
) -> Path:
    """A text file of rows."""
    path = folder / name
    path.write_bytes(separated(rows, **how).encode(encoding))
    return path


def raw_file(folder: Path, content: bytes, name: str = "comments.csv") -> Path:
    """A file with exactly these bytes."""
    path = folder / name
    path.write_bytes(content)
    return path


def json_file(folder: Path, held: Any, name: str = "comments.json") -> Path:
    """A JSON file."""
    return raw_file(folder, json.dumps(held, ensure_ascii=False).encode(), name)


def workbook(
    folder: Path,
    sheets: dict[str, Iterable[Row]],
    *,
    name: str = "comments.xlsx",
    hidden: Sequence[str] = (),
    merged: dict[str, Sequence[str]] | None = None,
    start: tuple[int, int] = (1, 1),
) -> Path:
    """A workbook with these sheets; merged ranges by sheet; the first cell at `start` (row, column from 1)."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for down, row in enumerate(rows):
            for across, cell in enumerate(row):
                if cell is not None:
                    sheet.cell(start[0] + down, start[1] + across, cell)
        for span in (merged or {}).get(title, ()):
            sheet.merge_cells(span)
        if title in hidden:
            sheet.sheet_state = "hidden"
    path = folder / name
    book.save(path)
    return path


def open_document(folder: Path, rows: Iterable[Row], name: str = "comments.ods") -> Path:
    """An OpenDocument spreadsheet with one sheet of words."""
    kept = [
        "<table:table-row>" + "".join(DIMENSIONS.format(_escaped(cell)) for cell in row) + "</table:table-row>"
        for row in rows
    ]
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{"".join(kept)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = folder / name
    with zipfile.ZipFile(path, "w") as held:
        held.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        held.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?>'
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
        held.writestr("content.xml", content)
    return path


def archive(folder: Path, names: Sequence[str], name: str = "comments.xlsx") -> Path:
    """A plain zip archive with these members."""
    path = folder / name
    with zipfile.ZipFile(path, "w") as held:
        for member in names:
            held.writestr(member, "nothing of note")
    return path


def _escaped(cell: Any) -> str:
    return str(cell).replace("&", "&amp;").replace("<", "&lt;")
