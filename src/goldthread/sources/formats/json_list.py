"""A JSON list of flat objects is a table, and so are JSON lines; read one object at a time."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from goldthread.sources.formats.delimited import ODD, encoding_of
from goldthread.sources.formats.opening import Cell, Sheet
from goldthread.vocabulary import UnreadableFile


CHUNK = 1 << 20
LONGEST = 16 << 20
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
        keys.update(dict.fromkeys(one))
        count += 1
    if not count:
        raise UnreadableFile("The list is empty.", "Export it again and check that it has rows.")
    header = list(keys)
    return [Sheet("", lambda: _rows(path, encoding, header))]


def _rows(path: Path, encoding: str, header: list[str]) -> Iterator[tuple[int, Sequence[Cell]]]:
    yield 1, header
    for number, one in enumerate(_objects(path, encoding), 2):
        yield number, [_cell(one.get(key)) for key in header]


def _objects(path: Path, encoding: str) -> Iterator[Any]:
    """Each element of the list, or each object of a file of JSON lines."""
    decoder = json.JSONDecoder()
    held, at, listed = "", 0, False
    with path.open(encoding=encoding, errors=ODD if encoding.startswith("utf-8") else "replace") as file:
        while True:
            at = _past(held, at)
            if not listed and held[at : at + 1] == "[":
                listed, at = True, at + 1
                continue
            if listed and held[at : at + 1] == "]":
                return
            try:
                one, at = decoder.raw_decode(held, at) if at < len(held) else (None, -1)
            except (ValueError, RecursionError):
                one, at = None, -1 - at
            if at < 0:
                more = file.read(CHUNK)
                held, at = held[-1 - at if at < -1 else len(held) :] + more, 0
                if not more and not _past(held, 0) < len(held) and not listed:
                    return
                if not more or len(held) > LONGEST:
                    raise UnreadableFile(*DAMAGED)
                continue
            yield one


def _past(held: str, at: int) -> int:
    while at < len(held) and held[at] in BETWEEN:
        at += 1
    return at


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return json.dumps(value, ensure_ascii=False)
