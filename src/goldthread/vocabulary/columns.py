"""What is declared of a column of feedback: once, on the field that holds it. Every list of columns is derived."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from typing import Any, Literal, get_type_hints


Origin = Literal["identity", "supplier", "redactor", "coder", "derived"]
Redacted = Literal["never", "words", "label", "values"]
Rollup = Literal["", "row", "facet", "dimension", "month"]
LATER = -1
"""The place in fingerprint or digest of a column that was added later: it counts by its name, and only where given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How one column of feedback is made, kept and used.

    `origin`: who gives it its value. `since`: the workspace format that brought it; older rows read as `missing`.
    `redacted`: "words" (the answer, whose language is looked at too), "label" (a name of a place or thing), "values"
    (each value of named pairs) or "never" (codes, dates and what is chosen from a closed list).
    `heading`: whether a heading of a supplier's table may mean it (headers.yaml lists the headings).
    `fingerprint`, `digest`: its place in the hash that tells a changed row, and in the hash of a row's contents,
    counted from 1; 0 where it is no part of it. Places never change, so that no hash of a kept row does.
    `counted`: held in memory for every answer, so that questions can cut and count by it. `split`: figures may be split
    by it. `rollup`: in the rollups, "dimension" of the cells, "month" of it a dimension, what a "facet" is counted of,
    or only in the "row" beside the cells of someone who is counted one by one; "" where rollups lack it.
    `indexed`: the name of its field in the search index, "" for none.
    `statistics`: files may say their lowest and highest value: never of words or personal values (CONTRACTS §6).
    `looked_up`: files carry a filter that says which values they surely lack. `partition`: files are kept apart by it.
    `traced`: part of what a row is found again by after compaction. `shown`: read when an answer is shown whole.
    `made_from`: the column that it would give away, so that a promise that hides that one hides both.
    `name`, `type` (as annotated) and `missing` are those of the field.
    """

    origin: Origin
    redacted: Redacted = "never"
    since: int = 1
    heading: bool = False
    fingerprint: int = 0
    digest: int = 0
    counted: bool = False
    split: bool = False
    rollup: Rollup = ""
    indexed: str = ""
    statistics: bool = False
    looked_up: bool = False
    partition: bool = False
    traced: bool = False
    shown: bool = False
    made_from: str = ""
    name: str = ""
    type: Any = None
    missing: Any = None


def told(*, redacted: Redacted, since: int = 1, heading: bool = True, **how: Any) -> Column:
    """A column that suppliers send. Whoever adds one says how it is redacted, and from which format on it is kept.

    It is part of fingerprint and digest, by its name, unless its place in them is given.
    """
    later = LATER if since > 1 else 0
    return Column(
        origin="supplier",
        redacted=redacted,
        since=since,
        heading=heading,
        **{"fingerprint": later, "digest": later} | how,
    )


@cache
def columns_of(noun: type) -> dict[str, Column]:
    """The columns that a noun's fields declare, by name, in their order; fields that declare none are no columns.

    Raises: TypeError where a field declares two.
    """
    return {column.name: column for column in _declared(noun)}


def _declared(noun: type) -> Iterator[Column]:
    hints = get_type_hints(noun, include_extras=True)
    for field in fields(noun):
        found = [one for one in getattr(hints[field.name], "__metadata__", ()) if isinstance(one, Column)]
        if len(found) > 1:
            raise TypeError(f"{noun.__name__}.{field.name} declares two columns.")
        for column in found:
            missing = column.missing if field.default is MISSING else field.default
            yield replace(column, name=field.name, type=hints[field.name].__origin__, missing=missing)


StoredRow = Mapping[str, Any]
"""One answer by the names of its columns, as the store keeps it."""
Hash = Literal["fingerprint", "digest"]


def hashed(columns: Collection[Column], by: Hash) -> tuple[tuple[str, ...], tuple[Column, ...]]:
    """The columns that a hash is made of: those with a place in it, in order, and those that were added later."""
    placed = sorted((getattr(column, by), column.name) for column in columns if getattr(column, by) > 0)
    later = tuple(column for column in columns if getattr(column, by) == LATER)
    return tuple(name for _, name in placed), later


def later_parts(later: Iterable[Column], values: Iterable[object]) -> list[str]:
    """What columns that were added later add to a hash: nothing where they hold nothing, so that older hashes stand."""
    return [f"{column.name}={value}" for column, value in zip(later, values, strict=True) if value != column.missing]
