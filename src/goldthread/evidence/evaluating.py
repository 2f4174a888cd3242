"""Typed tests as the engine of rows evaluates them: narrow columns in memory, or whole rows of the store's files."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis
import ibis.expr.types as ir

from goldthread.evidence.at_hand import NARROW_SCHEMA
from goldthread.evidence.columns import LAID_OVER
from goldthread.evidence.predicates import (
    AtPoint,
    Between,
    HasAny,
    Hidden,
    Knows,
    OneOf,
    OnPathway,
    OwnOrAtPoint,
    OwnServices,
    Test,
    among,
)
from goldthread.evidence.shapes import FEEDBACK
from goldthread.vocabulary import PathwayMap, Touchpoint


MADE = ("own", *LAID_OVER)
"""Columns that rows are given when they are laid together and people's marks over them."""


def _passes(rows: ir.Table, test: Test) -> ir.BooleanValue:
    return EVALUATES[type(test)](rows, test)


def passing(rows: ir.Table, tests: Iterable[Test]) -> ir.Table:
    """The rows that pass every test; hidden fields are still in them."""
    made = [_passes(rows, test) for test in tests]
    return rows.filter(*made) if made else rows


def _one_of(rows: ir.Table, test: OneOf) -> ir.BooleanValue:
    column = rows[test.column]
    if column.type().is_integer():
        return column.isin(sorted(int(value) for value in test.values if value.isascii() and value.isdigit()))
    return column.isin(sorted(test.values))


def _has_any(rows: ir.Table, test: HasAny) -> ir.BooleanValue:
    return _any(rows[test.column].contains(label) for label in sorted(test.labels))


def _between(rows: ir.Table, test: Between) -> ir.BooleanValue:
    column = rows[test.column]
    tests = [column >= test.since] if test.since else []
    tests += [column <= test.until] if test.until else []
    return reduce(and_, tests) if tests else ibis.literal(True)


def _on_pathway(rows: ir.Table, test: OnPathway) -> ir.BooleanValue:
    return _any(_members(rows, test.pathway))


def _members(rows: ir.Table, pathway: PathwayMap) -> Iterable[ir.BooleanValue]:
    times: dict[tuple[Any, Any], list[tuple[str, str]]] = {}
    for member in pathway.members:
        times.setdefault((member.since, member.until), []).append((member.organisation, member.service))
    for (since, until), pairs in times.items():
        tests = [_any(_pairs(rows, pairs))]
        tests += [rows.date >= since] if since else []
        tests += [rows.date <= until] if until else []
        yield reduce(and_, tests)


def at_point(rows: ir.Table, point: Touchpoint) -> ir.BooleanValue:
    """Whether feedback falls on a named point: by its kinds, in the point's services where it names some."""
    by_kind = _any(rows.touchpoints.contains(kind) for kind in point.kinds)
    return by_kind & _any(_pairs(rows, point.services)) if point.services else by_kind


def _own_or_at_point(rows: ir.Table, test: OwnOrAtPoint) -> ir.BooleanValue:
    own = rows.organisation.isin(sorted(test.organisations))
    return _any([own, *(at_point(rows, point) for point in test.points)])


def _pairs(rows: ir.Table, pairs: Iterable[tuple[str, str]]) -> list[ir.BooleanValue]:
    """Tests that find these organisations' services: one for each service, since many have the same."""
    where: dict[str, list[str]] = {}
    for organisation, service in sorted(set(pairs)):
        where.setdefault(service, []).append(organisation)
    return [(rows.service == service) & rows.organisation.isin(some) for service, some in where.items()]


def _any(tests: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    made = list(tests)
    return reduce(or_, made) if made else ibis.literal(False)


EVALUATES: dict[type[Test], Callable[[ir.Table, Any], ir.BooleanValue]] = {
    OneOf: _one_of,
    HasAny: _has_any,
    Between: _between,
    OnPathway: _on_pathway,
    OwnOrAtPoint: _own_or_at_point,
    AtPoint: lambda rows, test: at_point(rows, test.point),
    OwnServices: lambda rows, test: _any(_pairs(rows, test.services)),
}
"""How each type of test reads as an expression over rows: adding a type is adding it here."""


def _knowing(columns: Iterable[str]) -> Mapping[type[Test], Callable[[Any], bool]]:
    held = frozenset(columns)
    return {**dict.fromkeys(EVALUATES, among(held)), Hidden: lambda _: True}


MEMORY = Knows("narrow rows", _knowing(NARROW_SCHEMA.names))
FILES = Knows("rows of files", _knowing((*NARROW_SCHEMA.names, *FEEDBACK.names)))
"""The slowest engine: it has every column that is held."""


def blanked(rows: ir.Table, hidden: Iterable[Hidden]) -> ir.Table:
    """The rows with hidden fields blank, and all that would tell them."""
    fields = tuple(hidden)
    blank: dict[str, ir.Value] = {}
    for one in fields:
        name, _, inner = one.field.partition(":")
        if inner and name in rows.columns:
            blank.setdefault(name, _without_pairs(rows[name], name, fields))
        elif not inner:
            blank |= {column: _blank(rows[column]) for column in one.columns if column in rows.columns}
    return rows.mutate(**blank) if blank else rows


def _without_pairs(column: ir.Value, name: str, fields: tuple[Hidden, ...]) -> ir.Value:
    gone = sorted(one.field.partition(":")[2] for one in fields if one.field.startswith(f"{name}:"))
    return column.filter(lambda pair: ~pair["name"].isin(gone))


def _blank(column: ir.Value) -> ir.Value:
    kind = column.type()
    if kind.is_string():
        return ibis.literal("")
    if kind.is_boolean():
        return ibis.literal(False)
    return ibis.literal(0, kind) if column.get_name() == "respondent" else ibis.null(kind)
