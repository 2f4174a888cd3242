"""Looks for words and ids in every file of a folder, decoded as deep as it goes, by means of its own.

Written apart from the store's own scan on purpose: it knows no table, and reads whatever lies there.
"""

import gzip
import sqlite3
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq


def traces(folder: Path, wanted: list[str]) -> list[str]:
    """Where any of the wanted strings stands: `file: string`, for each."""
    found = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        held = b"\n".join(_decoded(path))
        for each in wanted:
            shapes = {each.encode(), each.encode("utf-16-le"), each.lower().encode()}
            if any(shape in held for shape in shapes):
                found.append(f"{path.relative_to(folder)}: {each}")
    return found


def _decoded(path: Path) -> Iterator[bytes]:
    raw = path.read_bytes()
    yield raw
    if raw[:4] == b"PAR1":
        yield _parquet(path)
    elif raw[:2] == b"\x1f\x8b":
        yield gzip.decompress(raw)
    elif raw[:15] == b"SQLite format 3":
        yield _sqlite(path)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as held:
            yield from (held.read(name) for name in held.namelist())
    elif tarfile.is_tarfile(path):
        raise AssertionError(f"{path} is an archive inside the workspace")


def _parquet(path: Path) -> bytes:
    table = pq.read_table(path, partitioning=None)
    columns = [str(table.column(name).to_pylist()) for name in table.column_names]
    binary = [
        value for name in table.column_names for value in table.column(name).to_pylist() if isinstance(value, bytes)
    ]
    metadata = str(pq.read_metadata(path).to_dict())
    return "\n".join([*columns, metadata]).encode("utf-8", "surrogatepass") + b"\n".join(binary)


def _sqlite(path: Path) -> bytes:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as held:
        return "\n".join(held.iterdump()).encode("utf-8", "surrogatepass")
