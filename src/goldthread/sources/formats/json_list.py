"""A JSON list of flat objects is a table, and so are JSON lines; read one object at a time."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from goldthread.sources.formats.delimited import ODD, encoding_of
from goldthread.sources.formats.sheet import Cell, Sheet
from goldthread.vocabulary import UnreadableFile


CHUNK = 1 << 20
LONGEST = 16 << 20
HALF = re.compile("[\ud800-\udfff]")
DECODER = json.JSONDecoder()
BETWEEN = " \t\r\n,\ufeff"
FHIR = "This is a FHIR resource; Goldthread does not read this kind yet."
DAMAGED = ("This begins as JSON but cannot be read to its end.", "Export it again.")


def sheets(path: Path) -> list[Sheet]:
    """The table that a list of objects makes: keys as header, in the order in which they first appear.

    Raises: UnreadableFile for JSON that is damaged, is no list, or is a resource of another kind.
    """
    encoding = encoding_of(path)
    keys: dict[str, None] = {}
    count = 0
    for one in _objects(path, encoding):
        if not isinstance(one, dict):
            raise UnreadableFile("This JSON is not a list of answers.", "Export a list of objects, or CSV or Excel.")
        if one.get("resourceType") and count == 0:
            raise UnreadableFile(FHIR, "Export the answers as CSV or Excel.")
        keys.update(dict.fromkeys(map(whole, one)))
        count += 1
    if not count:
        raise UnreadableFile("The list is empty.", "Export it again and check that it has rows.")
    header = list(keys)
    return [Sheet("", lambda: _rows(path, encoding, header))]


def _rows(path: Path, encoding: str, header: list[str]) -> Iterator[tuple[int, Sequence[Cell]]]:
    yield 1, header
    for number, one in enumerate(_objects(path, encoding), 2):
        named = {whole(key): value for key, value in one.items()}
        yield number, [_cell(named.get(key)) for key in header]


def _objects(path: Path, encoding: str) -> Iterator[Any]:
    """Each element of the list, or each object of a file of JSON lines."""
    with path.open(encoding=encoding, errors=ODD if encoding.startswith("utf-8") else "replace") as file:
        held = file.read(CHUNK)
        at = _past(held, 0)
        listed = held[at : at + 1] == "["
        at += listed
        while True:
            at = _past(held, at)
            if listed and held[at : at + 1] == "]":
                return
            one, after = _one(held, at)
            if after:
                yield one
                at = after
                continue
            more = file.read(CHUNK)
            if not more and at >= len(held) and not listed:
                return
            if not more or len(held) - at > LONGEST:
                raise UnreadableFile(*DAMAGED)
            held, at = held[at:] + more, 0


def _one(held: str, at: int) -> tuple[object, int]:
    """The value that begins here and where it ends; 0 where it is not whole. A number may go on in what follows."""
    try:
        one, after = DECODER.raw_decode(held, at)
    except (ValueError, RecursionError):
        return None, 0
    return (one, after) if after < len(held) or isinstance(one, dict | list) else (None, 0)


def _past(held: str, at: int) -> int:
    while at < len(held) and held[at] in BETWEEN:
        at += 1
    return at


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return whole(value)
    if value is None or isinstance(value, int | float | bool):
        return value
    return whole(json.dumps(value, ensure_ascii=False))


def whole(text: str) -> str:
    """A text without zero bytes, and with a mark for each half of a character: JSON can write both, no file can."""
    if text.isascii() and "\x00" not in text:
        return text
    return HALF.sub("\ufffd", text.replace("\x00", ""))
