"""Copies of withdrawn words in what people published, and in names of files: emptied, dropped or named."""

from typing import Any

import pyarrow as pa

from goldthread.evidence.nouns import NOUNS
from goldthread.evidence.published import loaded, written
from goldthread.evidence.repeating import CopyFinder, strings_in
from goldthread.evidence.shapes import BATCHES, PUBLISHED
from goldthread.evidence.tables import Tables


Rows = list[dict[str, Any]]
PLACE = "published"
NO_NAME = "(a file)"


def forget_published(tables: Tables, told: CopyFinder) -> list[str]:
    """Take copies out of what was published, older versions too.

    Gives: places of those that cannot be emptied in the version that holds, as published.KIND:VERSION:FIELD. An older
    version that still repeats anything goes whole: nobody reads it.
    """
    if not told:
        return []
    with tables.alone():
        rows = tables.read("published").to_pylist()
        newest = _newest(rows)
        kept, places = Rows(), list[str]()
        for row in rows:
            body = NOUNS.emptied(row["kind"], held := loaded(row["body"]), told)
            still = _repeating(body, told)
            if still and row["version"] < newest[row["kind"], row["key"]]:
                continue
            places += [f"{PLACE}.{row['kind']}:{row['version']}:{field}" for field in still]
            kept.append(row if body == held else row | {"body": written(body)})
        if kept != rows:
            tables.replace("published", pa.Table.from_pylist(kept, schema=PUBLISHED))
    return places


def forget_older(tables: Tables, version: int) -> bool:
    """Drop a published version that another has replaced; False where it is the one that holds."""
    with tables.alone():
        rows = tables.read("published").to_pylist()
        newest = _newest(rows)
        kept = [row for row in rows if row["version"] != version or newest[row["kind"], row["key"]] == version]
        if len(kept) < len(rows):
            tables.replace("published", pa.Table.from_pylist(kept, schema=PUBLISHED))
        return not any(row["version"] == version for row in kept)


def forget_file_names(tables: Tables, told: CopyFinder) -> int:
    """Empty the names of imported files that repeat withdrawn words; gives how many."""
    if not told:
        return 0
    with tables.alone():
        rows = tables.read("batches").to_pylist()
        made = [row | {"file": NO_NAME} if told.repeated_in(row["file"] or "") else row for row in rows]
        changed: int = sum(one != other for one, other in zip(made, rows, strict=True))
        if changed:
            tables.replace("batches", pa.Table.from_pylist(made, schema=BATCHES))
    return changed


def _newest(rows: Rows) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for row in rows:
        at = row["kind"], row["key"]
        found[at] = max(row["version"], found.get(at, 0))
    return found


def _repeating(body: object, told: CopyFinder) -> list[str]:
    """Names of the parts of a body that repeat something, each once."""
    parts = body.items() if isinstance(body, dict) else [("body", body)]
    return [str(name) for name, value in parts if told.repeated_in(*strings_in(value))]
