"""Text with separators: encoding, separator and quoting found from the content; read as a stream."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from goldthread.sources.formats.sheet import EXPORT, MENDED, Cell, Sheet
from goldthread.vocabulary import UnreadableFile
from goldthread.vocabulary.only_text import from_cell


SEPARATORS = (",", ";", "\t", "|", "¬")
LOOK = 60
LONGEST_FIELD = 4 << 20
LONGEST_LINE = 16 << 20
MOST_LINES = 2_000
SAMPLE = 1 << 20
ODD = "as_windows_1252"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8 are read as Windows wrote them, so that a file of both loses nothing."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    odd = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in odd), error.end


codecs.register_error(ODD, _as_windows_1252)


def sheets(path: Path) -> list[Sheet]:
    """The one table of a text file. Raises UnreadableFile for bytes that are no text."""
    encoding = encoding_of(path)
    separator = _separator(path, encoding)
    return [Sheet("", lambda: _rows(path, encoding, separator))]


def encoding_of(path: Path) -> str:
    """The text's encoding: by its mark, by zero bytes (UTF-16), else UTF-8 with Windows-1252 for what is not."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return encoding
    half = max(len(head) // 2, 1)
    odd, even = head[1::2].count(0) / half, head[0::2].count(0) / half
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    if even > 0.4 and odd < 0.1:
        return "utf-16-be"
    if head.count(0) > 0.01 * len(head) + 2 or _control(head) > 0.02 * len(head):
        raise UnreadableFile("This is not text and not a workbook that can be read.", EXPORT)
    return "utf-8"


def _control(head: bytes) -> int:
    return sum(head.count(code) for code in range(32) if code not in (0, 9, 10, 11, 12, 13, 27))


def lines(path: Path, encoding: str) -> Iterator[str]:
    """The lines of a text, with their ends, as a stream. Raises UnreadableFile for a line that never ends."""
    errors = ODD if encoding.startswith("utf-8") else "replace"
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        for line in iter(partial(file.readline, LONGEST_LINE), ""):
            if len(line) >= LONGEST_LINE:
                raise UnreadableFile("A line of this file never ends, so it is no table.", EXPORT)
            yield line.replace("\x00", "") if "\x00" in line else line


def _rows(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(lines(path, encoding), delimiter=separator)
    number = began = 0
    ours = False
    try:
        for number, cells in enumerate(reader, 1):
            ended = reader.line_num
            if ended - began > MOST_LINES:
                raise _open_quote(began + 1)
            began = ended
            ours = ours or (number == 1 and tuple(cells[-len(MENDED) :]) == MENDED)
            yield number, [from_cell(cell) for cell in cells] if ours else cells
    except csv.Error:
        raise _open_quote(began + 1) from None


def _open_quote(line: int) -> UnreadableFile:
    return UnreadableFile(
        f"A cell that begins in line {line:,} never ends: a quotation mark is open.",
        "Close or remove it and try again.",
    )


def _separator(path: Path, encoding: str) -> str:
    first = list(islice(lines(path, encoding), LOOK * 4))
    hint = first[0].strip().lower().lstrip("\ufeff").strip('"') if first else ""
    if hint.startswith("sep=") and len(hint) == 5 and hint[4] in SEPARATORS:
        return hint[4]
    return max(SEPARATORS, key=lambda separator: _fit(first, separator))


def _fit(first: list[str], separator: str) -> float:
    """How well a separator explains the first rows: many cells, and the same number in each."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        widths = [len(row) for row in islice(csv.reader(iter(first), delimiter=separator), LOOK) if row]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, times = max(Counter(widths).items(), key=lambda item: (item[0] > 1, item[1], item[0]))
    return 0.0 if width < 2 else times / len(widths) + min(width, 30) / 100
