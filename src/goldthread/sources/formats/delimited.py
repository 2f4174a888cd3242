"""Text with separators: encoding, separator and quoting found from the content; read as a stream."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from goldthread.sources.formats.opening import Cell, Sheet
from goldthread.vocabulary import UnreadableFile


SEPARATORS = (",", ";", "\t", "|", "¬")
LOOK = 60
LONGEST_FIELD = 4 << 20
CHUNK = 1 << 20


def sheets(path: Path) -> list[Sheet]:
    """The one table of a text file. Raises UnreadableFile for bytes that are no text."""
    encoding = encoding_of(path)
    separator = _separator(path, encoding)
    return [Sheet("", lambda: _rows(path, encoding, separator))]


def encoding_of(path: Path) -> str:
    """The text's encoding: by its mark, by zero bytes (UTF-16), by being valid UTF-8, else Windows-1252."""
    with path.open("rb") as file:
        head = file.read(CHUNK)
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig" if _valid_utf8(file, head) else "cp1252"
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        odd, even = head[1::2].count(0), head[0::2].count(0)
        half = max(len(head) // 2, 1)
        if odd > 0.4 * half and even < 0.1 * half:
            return "utf-16-le"
        if even > 0.4 * half and odd < 0.1 * half:
            return "utf-16-be"
        if head.count(0) > 2 or _control(head) > 0.02 * len(head):
            raise UnreadableFile("This is not text or a workbook.", "Export the data as CSV or Excel.")
        return "utf-8" if _valid_utf8(file, head) else "cp1252"


def _control(head: bytes) -> int:
    return sum(head.count(code) for code in range(32) if code not in (0, 9, 10, 11, 12, 13, 27))


def _valid_utf8(file: io.BufferedReader, head: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(path: Path, encoding: str) -> Iterator[str]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        for line in file:
            yield line.replace("\x00", "") if "\x00" in line else line


def _rows(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    csv.field_size_limit(LONGEST_FIELD)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(_lines(path, encoding), delimiter=separator), 1):
            yield number, cells
    except csv.Error:
        raise UnreadableFile(
            f"A cell after row {number} never ends: a quotation mark is open.", "Close it or remove it and try again."
        ) from None


def _separator(path: Path, encoding: str) -> str:
    lines = list(islice(_lines(path, encoding), LOOK * 4))
    return max(SEPARATORS, key=lambda separator: _fit(lines, separator))


def _fit(lines: list[str], separator: str) -> float:
    """How well a separator explains the first rows: many cells, and the same number in each."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        widths = [len(row) for row in islice(csv.reader(iter(lines), delimiter=separator), LOOK) if row]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, times = max(Counter(w for w in widths).items(), key=lambda item: (item[0] > 1, item[1], item[0]))
    return 0.0 if width < 2 else times / len(widths) + min(width, 30) / 100
