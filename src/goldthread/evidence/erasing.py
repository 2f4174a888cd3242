"""Taking a person's words out of everything, and looking whether anything is left (CONTRACTS §6)."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from goldthread.evidence import search
from goldthread.evidence.batches import write_entry
from goldthread.evidence.key import Key
from goldthread.evidence.shapes import WITHDRAWN
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import locked_files


BY_ID = {"references": "id", "superseded": "id", "marks": "id", "concerned": "id", "feedback": "id"}
"""Feedback goes last: while it stands, a withdrawal that was killed can find the ids again."""
DISTINCT = 12
"""Words shorter than this, such as "nothing", are other people's too: finding them would say nothing."""


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What a withdrawal did: answers removed, files and places in which anything was still found (none, or it failed).

    `elsewhere` are copies outside the workspace that may hold something: back-ups, and files of rows to mend.
    """

    answers: int
    left_in: tuple[str, ...]
    store_version: int
    elsewhere: tuple[str, ...] = ()


def remember(tables: Tables, key: Key, references: Iterable[str]) -> frozenset[str]:
    """Keep keyed hashes of withdrawn ids, so that the same rows are not taken in again; gives them."""
    marks = frozenset(key.remember(reference) for reference in references)
    keep_marks(tables, marks)
    return marks


def keep_marks(tables: Tables, marks: Iterable[str]) -> None:
    """Add keyed hashes of withdrawn ids to those that are held."""
    missing = sorted(set(marks) - set(tables.read("withdrawn")["mark"].to_pylist()))
    tables.append("withdrawn", pa.Table.from_pylist([{"mark": mark} for mark in missing], schema=WITHDRAWN))


def erase(tables: Tables, ids: list[str]) -> None:
    """Delete the rows of these feedback ids, all versions, and every file and log entry that held them."""
    with tables.alone():
        for name, column in BY_ID.items():
            if tables.files(name):
                tables.delete(name, column, ids)
                tables.compact(name)
                tables.forget(name)


def finish(tables: Tables, workspace: Path, *, respondent: str, ids: list[str], words: list[str]) -> Erased:
    """Write the line of a withdrawal, then look through everything for what should be gone."""
    version = write_entry(tables, what="withdrawal", account={"answers": len(ids)})
    needles = [respondent, *ids, *(one for one in words if len(one) >= DISTINCT)]
    left = tuple(sorted(set(leftovers(workspace, needles))))
    return Erased(answers=len(ids), left_in=left, store_version=version)


def leftovers(folder: Path, needles: list[str]) -> Iterator[str]:
    """Names of files under a folder that still hold any of these strings once decoded."""
    wanted = [needle for needle in needles if needle]
    if not wanted:
        return
    for path in sorted(folder.rglob("*")):
        if path.name == "meta.json" and path.parts[-3] == "search" and search.holds(path.parent, wanted):
            yield str(path.parent.relative_to(folder))
        if path.is_file() and _file_holds(path, wanted):
            yield str(path.relative_to(folder))


def _file_holds(path: Path, needles: list[str]) -> bool:
    if path.suffix == ".parquet":
        return _parquet_holds(path, [needle.encode("utf-8", "surrogatepass") for needle in needles])
    return any(needle in text for text in _decoded(path) for needle in needles)


def _decoded(path: Path) -> Iterator[str]:
    raw = locked_files.read(path) if locked_files.is_sqlites(path) else path.read_bytes()
    if path.suffix in (".sqlite3", ".db") and raw[:6] == b"SQLite":
        yield from _sqlite_strings(path)
    yield raw.decode("utf-8", "replace")
    if path.suffix == ".json":
        yield from _json_strings(raw)


def _parquet_holds(path: Path, needles: list[bytes]) -> bool:
    """Whether any string of a file holds one of these.

    Strings of a column lie end to end in memory: that is searched as a whole, and looked at one by one where something
    is found, since the end of one and the beginning of the next may look like a third.
    """
    with pq.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            for column in file.read_row_group(number).columns:
                for piece in (array for chunk in column.chunks for array in _string_arrays(chunk)):
                    if _array_holds(piece, needles):
                        return True
    return False


def _array_holds(strings: pa.Array, needles: list[bytes]) -> bool:
    data = strings.buffers()[2]
    if data is None:
        return False
    together = data.to_pybytes()
    found = [needle for needle in needles if needle in together]
    if not found:
        return False
    apart = [value.encode("utf-8", "surrogatepass") for value in strings.to_pylist() if value]
    return any(needle in value for value in apart for needle in found)


def _string_arrays(column: pa.Array) -> Iterator[pa.Array]:
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        yield column
    elif pa.types.is_dictionary(kind):
        yield from _string_arrays(column.dictionary_decode())
    elif pa.types.is_map(kind):
        yield from _string_arrays(column.keys)
        yield from _string_arrays(column.items)
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind):
        yield from _string_arrays(column.flatten())
    elif pa.types.is_struct(kind):
        for part in column.flatten():
            yield from _string_arrays(part)


def _json_strings(raw: bytes) -> Iterator[str]:
    for line in raw.splitlines():
        try:
            yield from _walk(json.loads(line))
        except ValueError:
            continue


def _walk(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)


def _sqlite_strings(path: Path) -> Iterator[str]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        for name in names:
            quoted = name.replace('"', '""')
            for row in connection.execute(f'select * from "{quoted}"'):
                yield "\x1f".join(value for value in row if isinstance(value, str))
    finally:
        connection.close()
