"""Scans of a table's Parquet files, whichever format of the workspace each was written in.

A column that came later is not written into older files: a scan gives its missing value there, and where compaction
has joined an older file with newer ones and left nothing. Tables whose columns are all of the first format, and files
that hold every column, are scanned as they are: nothing is asked of them beforehand.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from goldthread.evidence.shapes import ADDED, PARTITIONED, SCHEMAS


PLACES = {"lies_in": "filename", "lies_at": "file_row_number"}
"""Where each answer lies: it is read from there, whole, when it is shown."""
MOST_KNOWN = 100_000
_known: dict[str, frozenset[str]] = {}


def scan(name: str, files: Sequence[str], columns: Iterable[str] = (), *, places: bool = False) -> str:
    """A query of the rows of some files of a table; none where there are no files.

    Takes: columns, all where none are named; whether the columns `lies_in` and `lies_at` are wanted too.
    Raises: FileNotFoundError where a file went meanwhile.
    """
    wanted = tuple(columns) or tuple(SCHEMAS[name].names)
    alike: dict[frozenset[str], list[str]] = {}
    for file in files:
        alike.setdefault(lacking(name, file), []).append(file)
    parts = [_scan(name, some, wanted, lacks, places) for lacks, some in alike.items()]
    return " union all ".join(parts) or _nothing(name, wanted, places)


def lacking(name: str, file: str) -> frozenset[str]:
    """Columns that a file was written without, among those that came later."""
    added = ADDED.get(name)
    if not added:
        return frozenset()
    found = _known.get(file)
    if found is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        found = _known[file] = frozenset(pq.read_schema(file).names)  # a file is never written to again
    return frozenset(added) - found


def _scan(name: str, files: Sequence[str], columns: Sequence[str], lacks: frozenset[str], places: bool) -> str:
    added, schema = ADDED.get(name, {}), SCHEMAS[name]
    said = [_column(one, schema.field(one).type, added, lacks) for one in columns]
    said += [f"{where} as {one}" for one, where in PLACES.items()] if places else []
    apart = [one for one in PARTITIONED.get(name, ()) if one in columns]
    types = f", hive_types = {{{', '.join(f'{one}: varchar' for one in apart)}}}" if apart else ""
    listed = ", ".join(map(quoted, files))
    return (
        f"select {', '.join(said)} from read_parquet([{listed}], hive_partitioning = {str(bool(apart)).lower()}{types})"
    )


def _column(name: str, kind: pa.DataType, added: dict[str, Any], lacks: frozenset[str]) -> str:
    if name not in added:
        return f'"{name}"'
    missing = literal(added[name].missing, kind)
    return f'{missing} as "{name}"' if name in lacks else f'coalesce("{name}", {missing}) as "{name}"'


def _nothing(name: str, columns: Sequence[str], places: bool) -> str:
    said = [f'null::{sql_type(SCHEMAS[name].field(one).type)} as "{one}"' for one in columns]
    said += ["null::varchar as lies_in", "null::bigint as lies_at"] if places else []
    return f"select {', '.join(said)} where false"


def quoted(value: str) -> str:
    """A text as it stands in SQL."""
    return "'" + value.replace("'", "''") + "'"


def listed(values: Iterable[str]) -> str:
    """Texts for SQL's `in`; of none, nothing is among them."""
    return ", ".join(map(quoted, sorted(values))) or "null"


def literal(value: Any, kind: pa.DataType) -> str:
    """A missing value as it stands in SQL. Raises TypeError for one that no column may have."""
    if value is None:
        said = "null"
    elif isinstance(value, str):
        said = quoted(value)
    elif isinstance(value, bool | int | float):
        said = str(value).lower()
    elif value == ():
        said = "[]"
    else:
        raise TypeError(f"Rows cannot read as {value!r} where a column is missing.")
    return f"{said}::{sql_type(kind)}"


def sql_type(kind: pa.DataType) -> str:
    """A type of Arrow's in the engine's words."""
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        return f"struct({', '.join(f'{quoted_name(one.name)} {sql_type(one.type)}' for one in kind)})"
    return _PLAIN[str(kind)]


def quoted_name(name: str) -> str:
    """A column's name as it stands in SQL."""
    return '"' + name.replace('"', '""') + '"'


_PLAIN = {
    "string": "varchar",
    "int8": "tinyint",
    "int32": "integer",
    "int64": "bigint",
    "float": "float",
    "double": "double",
    "bool": "boolean",
    "date32[day]": "date",
    "binary": "blob",
}
