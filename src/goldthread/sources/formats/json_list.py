"""A JSON list of flat objects is a table, and so are JSON lines; read one object at a time."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from goldthread.sources.formats import nested
from goldthread.sources.formats.delimited import ODD, encoding_of
from goldthread.sources.formats.sheet import Cell, Sheet
from goldthread.sources.formats.wordings import wordings_in
from goldthread.vocabulary import UnreadableFile


CHUNK = 1 << 20
LONGEST = 16 << 20
LARGEST = 200 << 20
"""The largest object that is a list's element, and the largest that stands around a whole list."""
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
    if rows := _enveloped(path, encoding):
        header = list(dict.fromkeys(whole(key) for row in rows for key in row))
        return [Sheet("", lambda: _rows(rows, header))]
    keys: dict[str, None] = {}
    count, deep = 0, False
    for one in _objects(path, encoding):
        if not isinstance(one, dict):
            raise UnreadableFile("This JSON is not a list of answers.", "Export a list of objects, or CSV or Excel.")
        if one.get("resourceType") and count == 0:
            raise UnreadableFile(FHIR, "Export the answers as CSV or Excel.")
        deep = deep or nested.is_nested(one)
        keys.update(dict.fromkeys(map(whole, nested.flat(one) if deep else one)))
        count += 1
    if not count:
        raise UnreadableFile("The list is empty.", "Export it again and check that it has rows.")
    if deep:
        keys = dict.fromkeys(whole(key) for one in _objects(path, encoding) for key in nested.flat(one))
    header = list(keys)
    return [Sheet("", lambda: _rows(_as_rows(path, encoding, deep), header))]


def _enveloped(path: Path, encoding: str) -> list[dict[str, object]]:
    """The answers that lie in one object around them, as a survey's programs hand them out, each as a row.

    What they point to by ids is put in its place: questions, choices. None for other files.

    Raises: UnreadableFile where the object is larger than can be held.
    """
    objects = _objects(path, encoding, most=LARGEST)
    first = next(objects, None)
    if not isinstance(first, dict) or first.get("resourceType") or next(objects, None) is not None:
        return []
    if rows := nested.from_columns(first):
        return rows
    answers = nested.answers_in(first)
    wordings = wordings_in(first, answers)
    return [nested.flat(one, wordings) for one in answers if isinstance(one, dict)]


def _as_rows(path: Path, encoding: str, deep: bool) -> Iterator[Mapping[str, object]]:
    """Each object of the list, what lies deeper in it brought up."""
    objects = _objects(path, encoding)
    return map(nested.flat, objects) if deep else objects


def _rows(found: Iterable[Mapping[str, object]], header: list[str]) -> Iterator[tuple[int, Sequence[Cell]]]:
    yield 1, header
    for number, one in enumerate(found, 2):
        named = {whole(key): value for key, value in one.items()}
        yield number, [_cell(named.get(key)) for key in header]


def _objects(path: Path, encoding: str, most: int = LONGEST) -> Iterator[Any]:
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
            if not more or len(held) - at > most:
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
