"""Whole tables: exact for somebody who may read all the words behind them, else shared, unit by unit (CONTRACTS §5).

A unit is an organisation, or one of its services where the cut or the table goes by services. Each unit's cell is
handled by itself; a figure over several units is the sum of what each of them shows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from goldthread.insight.disclosure.cells import Cell, Figure, figure, total
from goldthread.insight.disclosure.readers import reads_all
from goldthread.vocabulary import Cut, PathwayMap, Scope, Table


UNIT = ("organisation", "service")
PERSONAL = ("about:", "extra:")
Row = dict[str, Any]
Key = tuple[object, ...]
"""The values of a row's keys."""
Asked = Mapping[str, object]
"""A cut as a table remembers it: names of units in lists."""


def is_exact(scope: Scope, cut: Cut, by: Iterable[str] = (), pathway: PathwayMap | None = None) -> bool:
    """Whether a scope may read all the words that a table is made of; personal characteristics are never exact."""
    if is_personal(by):
        return False
    if scope.words_from is None:
        return True
    asked = frozenset(cut.organisations) or scope.organisations or frozenset()
    if pathway is not None and any(point.transition for point in pathway.touchpoints):
        asked |= {member.organisation for member in pathway.members}
    if scope.audience == "own team":
        return bool(asked and cut.services) and all(reads_all(scope, o, s) for o in asked for s in cut.services)
    return bool(asked) and all(reads_all(scope, one) for one in asked)


def is_personal(by: Iterable[str]) -> bool:
    """Whether a table is split by what people said of themselves, or by another column of a file."""
    return any(name.startswith(PERSONAL) for name in by)


def units_of(cut: Cut, by: Iterable[str]) -> tuple[str, ...]:
    """The columns that tell one unit from another."""
    return UNIT if cut.services or cut.pathway or "service" in by else UNIT[:1]


def exactly(raw: Table, scope: Scope) -> Table:
    """A table as it is, for somebody who may read the words behind it."""
    rows = tuple(_bare(row) | {"hidden": False, "at_least": False} for row in raw.rows)
    audience = f"own team:{scope.person}" if scope.audience == "own team" else scope.audience
    asked = raw.asked | {"exact": True, "at_least": False}
    return raw.with_rows(rows, figures=_shown(raw.figures), people=None, disclosed_for=audience, asked=asked)


def sharing(
    raw: Table,
    scope: Scope,
    *,
    keys: Sequence[str],
    units: Sequence[str],
    whole: Figure,
    declared: Iterable[Key] | None = None,
    parts: Sequence[str] = (),
    personal: bool = False,
) -> Table:
    """A table for somebody who may not read all its words.

    Takes: a raw table whose rows are split by `keys` and `units` and hold n, people and cell_key, and the same for each
    of `parts`; what its denominator shows; in `declared` the rows to list in their order, whether or not anything is
    there. Without, only rows are listed that show a figure. `personal` says that no unit is exact.
    """
    held = _by_key(raw, keys)
    scope = replace(scope, words_from=frozenset()) if personal else scope
    asked = within(raw, scope)
    listed = list(declared) if declared is not None else sorted(held, key=lambda key: tuple(map(str, key)))
    rows = [_row(key, held.get(key, ()), scope, keys, units, asked, parts) for key in listed]
    kept = tuple(row for row in rows if declared is not None or not row["hidden"])
    summed = whole.at_least or any(row["at_least"] for row in kept)
    return raw.with_rows(
        kept,
        keys=tuple(keys),
        figures=_shown(raw.figures),
        denominator=whole.n,
        people=None,
        disclosed_for=scope.audience,
        asked=raw.asked | {"exact": False, "at_least": summed},
    )


def whole_of(raw: Table, scope: Scope, units: Sequence[str]) -> Figure:
    """What a raw table split by units alone shows in all."""
    asked = within(raw, scope)
    return _sum(raw.rows, scope, units, "", is_one_unit(asked, (), units))


def within(raw: Table, scope: Scope) -> Asked:
    """The cut that a table is of, with the organisation of whoever asks where they see that one alone."""
    cut: dict[str, object] = dict(raw.asked.get("cut", {}))
    return cut if cut.get("organisations") else cut | {"organisations": tuple(scope.organisations or ())}


def is_one_unit(asked: Asked, keys: Sequence[str], units: Sequence[str]) -> bool:
    """Whether a row is of one unit alone, by what was asked for and never by what is there."""
    named = {unit: asked.get(f"{unit}s") for unit in units}
    return all(unit in keys or (isinstance(some, tuple | list) and len(some) == 1) for unit, some in named.items())


def _by_key(raw: Table, keys: Sequence[str]) -> dict[Key, list[Row]]:
    held: dict[Key, list[Row]] = {}
    for row in raw.rows:
        held.setdefault(tuple(row[key] for key in keys), []).append(row)
    return held


def _row(
    key: Key,
    cells: Iterable[Row],
    scope: Scope,
    keys: Sequence[str],
    units: Sequence[str],
    asked: Asked,
    parts: Sequence[str],
) -> Row:
    named, several = dict(zip(keys, key, strict=True)), list(cells)
    alone = is_one_unit(asked, keys, units)
    said = _sum(several, scope, units, "", alone)
    made: Row = named | {"n": said.n, "hidden": said.n is None, "at_least": said.at_least}
    for part in parts:
        made[part] = None if said.n is None else _sum(several, scope, units, part, alone).n
    return made


def _sum(rows: Iterable[Row], scope: Scope, units: Sequence[str], part: str, alone: bool) -> Figure:
    shown = [figure(_cell(row, part), exact=_reads(scope, row, units)) for row in rows]
    if alone:
        return shown[0] if shown else Figure(None)
    return replace(total([*shown, Figure(None)]), at_least=True)  # whether or not anything is there


def _reads(scope: Scope, row: Row, units: Sequence[str]) -> bool:
    return reads_all(scope, row["organisation"], row["service"] if "service" in units else None)


def _cell(row: Row, part: str) -> Cell:
    n = part or "n"
    people, key = (f"{part}_people", f"{part}_key") if part else ("people", "cell_key")
    return Cell(row[n], row[people], int(row[key]))


def _shown(figures: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in figures if not _is_inner(name))


def _is_inner(name: str) -> bool:
    return name in ("people", "cell_key") or name.endswith(("_people", "_key"))


def _bare(row: Row) -> Row:
    return {name: value for name, value in row.items() if not _is_inner(name)}
