"""A JSON list of flat objects is a table; anything else is not."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from goldthread.sources.formats.delimited import encoding_of
from goldthread.sources.formats.opening import Cell, Sheet
from goldthread.vocabulary import UnreadableFile


def sheets(path: Path) -> list[Sheet]:
    """The table that a list of objects makes: keys as header, in the order in which they first appear."""
    try:
        held = json.loads(path.read_text(encoding=encoding_of(path)))
    except (ValueError, RecursionError):
        raise UnreadableFile("This starts as JSON but cannot be read.", "Export it again.") from None
    if isinstance(held, dict) and held.get("resourceType"):
        raise UnreadableFile(
            "This is a FHIR resource; Goldthread does not read those yet.", "Export the answers as CSV or Excel."
        )
    if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
        raise UnreadableFile("This JSON is not a list of answers.", "Export a list of objects, or CSV or Excel.")
    if not held:
        raise UnreadableFile("The file is empty.", "Export it again and check that it has rows.")
    keys = list(dict.fromkeys(key for one in held for key in one))
    return [Sheet("", lambda: _rows(keys, held))]


def _rows(keys: list[str], held: list[dict[str, Any]]) -> Iterator[tuple[int, Sequence[Cell]]]:
    yield 1, keys
    for number, one in enumerate(held, 2):
        yield number, [_cell(one.get(key)) for key in keys]


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return json.dumps(value, ensure_ascii=False)
