"""Whole tables: exact for somebody who may read all the words behind them, else shared, unit by unit (CONTRACTS §5).

A unit is an organisation, or one of its services where the cut or the table goes by services. Each unit's cell is
handled by itself; a figure over several units is the sum of what each of them shows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from goldthread.insight.disclosure import adding
from goldthread.insight.disclosure.cells import Figure
from goldthread.insight.disclosure.readers import reads_all
from goldthread.vocabulary import Cut, PathwayMap, RawCells, Scope, Table


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
    asked = raw.asked | {"exact": True, "at_least": False, "shared": False}
    return raw.with_rows(rows, figures=_shown(raw.figures), people=None, disclosed_for=audience, asked=asked)


def sharing(
    raw: RawCells,
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

    Takes: raw cells that are split by `keys` and `units` and hold n, people and cell_key, and the same for each of
    `parts`; what its denominator shows; in `declared` the rows to list in their order, whether or not anything is
    there. Without, only rows are listed that show a figure. `personal` says that no unit is exact.
    """
    scope = replace(scope, words_from=frozenset()) if personal else scope
    alone = is_one_unit(within(raw, scope), keys, units)
    wanted = None if declared is None else list(declared)
    cells = raw.columns if wanted is None or wanted else raw.columns.slice(0, 0)
    held = adding.summed(cells, keys, ("n", *parts), lambda unit: _reads(scope, unit), units, alone=alone)
    listed = sorted(held, key=lambda key: tuple(map(str, key))) if wanted is None else wanted
    nothing = dict.fromkeys(("n", *parts))
    rows = [_row(dict(zip(keys, key, strict=True)), held.get(key, nothing), at_least=not alone) for key in listed]
    kept = tuple(row for row in rows if wanted is not None or not row["hidden"])
    return Table(
        question=raw.question,
        keys=tuple(keys),
        figures=_shown(raw.figures),
        rows=kept,
        denominator=whole.n,
        people=None,
        store_version=raw.store_version,
        disclosed_for=scope.audience,
        asked=raw.asked
        | {
            "exact": False,
            "at_least": whole.at_least or any(row["at_least"] for row in kept),
            "shared": not scope.reads_words,
        },
    )


def whole_of(raw: RawCells, scope: Scope, units: Sequence[str]) -> Figure:
    """What raw cells split by units alone show in all."""
    alone = is_one_unit(within(raw, scope), (), units)
    held = adding.summed(raw.columns, (), ("n",), lambda unit: _reads(scope, unit), units, alone=alone)
    return Figure(held.get((), {"n": None})["n"], at_least=not alone)


def within(raw: RawCells, scope: Scope) -> Asked:
    """The cut that a table is of, with the organisation of whoever asks where they see that one alone."""
    cut: dict[str, object] = dict(raw.asked.get("cut", {}))
    return cut if cut.get("organisations") else cut | {"organisations": tuple(scope.organisations or ())}


def is_one_unit(asked: Asked, keys: Sequence[str], units: Sequence[str]) -> bool:
    """Whether a row is of one unit alone, by what was asked for and never by what is there."""
    named = {unit: asked.get(f"{unit}s") for unit in units}
    return all(unit in keys or (isinstance(some, tuple | list) and len(some) == 1) for unit, some in named.items())


def _row(named: Row, said: Mapping[str, int | None], *, at_least: bool) -> Row:
    """A row as it is shown: its parts are hidden with it."""
    n = said["n"]
    parts = {name: None if n is None else value for name, value in said.items() if name != "n"}
    return named | {"n": n, "hidden": n is None, "at_least": at_least} | parts


def _reads(scope: Scope, unit: Sequence[str]) -> bool:
    return reads_all(scope, unit[0], unit[1] if len(unit) > 1 else None)


def _shown(figures: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in figures if not _is_inner(name))


def _is_inner(name: str) -> bool:
    return name in ("people", "cell_key") or name.endswith(("_people", "_key"))


def _bare(row: Row) -> Row:
    return {name: value for name, value in row.items() if not _is_inner(name)}
