"""Every column that the store keeps of feedback, by its declaration; what each engine holds is derived from these.

Ids, suppliers' columns and what the redactor adds are declared on the nouns of `vocabulary`; here are those that the
coder gives and those that the store works out itself. A new column stands in no list but its declaration.
"""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal, get_origin

import pyarrow as pa

from goldthread.vocabulary import Feedback, Identity, Passage, Removal
from goldthread.vocabulary.columns import Column, columns_of
from goldthread.vocabulary.feedback import Pairs


Holder = Literal["memory", "cells", "beside the cells", "index", "files"]
S, I32, I64, F32, D = pa.string(), pa.int32(), pa.int64(), pa.float32(), pa.date32()
PAIR = pa.struct([("name", S), ("value", S)])
REMOVAL = pa.struct([("type", S), ("start", I32), ("end", I32)])
PLACE = pa.struct([("start", I32), ("end", I32)])
ARROW = {
    str: S,
    int: I32,
    bool: pa.bool_(),
    datetime.date | None: D,
    Pairs: pa.list_(PAIR),
    tuple[Removal, ...]: pa.list_(REMOVAL),
}
"""How a field's type is kept."""


class UndeclaredColumn(ValueError):
    """A column that nobody declared was to be kept or asked for: always a mistake in the code, never a person's."""


def _coded(name: str, kind: pa.DataType, missing: Any = (), **how: Any) -> Column:
    return Column(origin="coder", name=name, type=kind, missing=missing, shown=True, **how)


def _derived(name: str, kind: pa.DataType, **how: Any) -> Column:
    return Column(origin="derived", name=name, type=kind, **how)


_MADE = (
    _derived("person_key", I64, counted=True, made_from="respondent"),
    _derived("year", S, partition=True, made_from="date"),
    _derived("content", I64, traced=True),
    Column(origin="coder", name="coder", type=S, missing="", traced=True, shown=True),
    _coded("themes", pa.list_(S), counted=True, rollup="facet", indexed="theme"),
    _coded("themes_p", pa.list_(F32), made_from="themes"),
    _coded("sentiment", pa.int8(), None, counted=True, rollup="facet"),
    _coded("sentiment_p", F32, None, made_from="sentiment"),
    _coded("feelings", pa.list_(S), counted=True, rollup="facet", indexed="feeling"),
    _coded("feelings_p", pa.list_(F32), made_from="feelings"),
    _coded("feelings_at", pa.list_(PLACE), made_from="feelings"),
    _coded("touchpoints", pa.list_(S), counted=True, rollup="facet", indexed="touchpoint"),
    _coded("touchpoints_p", pa.list_(F32), made_from="touchpoints"),
)


def _kept(column: Column) -> Column:
    kind = column.type
    if not isinstance(kind, pa.DataType):
        kind = S if get_origin(kind) is Literal else ARROW.get(kind)
    if kind is None:
        raise UndeclaredColumn(f"Nothing says how the type of the column “{column.name}” is kept: {column.type}.")
    return replace(column, type=kind, shown=column.shown or column.name in columns_of(Passage))


def _all() -> dict[str, Column]:
    nouns = [*columns_of(Identity).values(), *columns_of(Feedback).values()]
    made = [_kept(column) for column in (*nouns, *_MADE)]
    if len({column.name for column in made}) < len(made):
        raise UndeclaredColumn("A column of feedback is declared twice.")
    return {column.name: column for column in made}


COLUMNS: dict[str, Column] = _all()
"""Every column of feedback by its name, `type` as Arrow keeps it."""


def column(name: str) -> Column:
    """The declaration of one column. Raises UndeclaredColumn."""
    try:
        return COLUMNS[name]
    except KeyError:
        raise UndeclaredColumn(f"Feedback has no column “{name}”.") from None


def names(which: Callable[[Column], Any]) -> tuple[str, ...]:
    """The names of all columns of which something holds, in the order of their declaration."""
    return tuple(name for name, one in COLUMNS.items() if which(one))


LAID_OVER = {f"agreed_{name}": name for name in ("themes", "feelings", "touchpoints", "sentiment")}
"""Columns that rows are given when people's marks are laid over them, each with the column that it is made from."""
MADE_FROM: dict[str, str] = {one.name: one.made_from for one in COLUMNS.values() if one.made_from}
MADE_FROM |= LAID_OVER | {"telling": "text"}
"""Columns that would give another one away, with that one's name; `telling` is worked out in memory."""


HELD: dict[Holder, frozenset[str]] = {
    "memory": frozenset(names(lambda one: one.counted)) | {"respondent"},
    "cells": frozenset(names(lambda one: one.rollup == "dimension")) | {"month"},
    "beside the cells": frozenset(names(lambda one: one.rollup)),
    "index": frozenset(one.indexed for one in COLUMNS.values() if one.indexed),
    "files": frozenset(COLUMNS),
}
"""What each engine holds of an answer: columns, but for the months of cells and the index, whose fields have names."""
