"""Counting from cells: which questions they can answer, and the sums."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from goldthread.evidence.engine import Engine
from goldthread.evidence.summaries import CELL, FACETS, FIGURES, NARROW, Manifest
from goldthread.evidence.view import View
from goldthread.vocabulary import Cut


SPLITS = frozenset({"month", "organisation", "service", "kind", "role"})
NEVER_CUT = (
    "teams", "question_types", "themes", "sentiments", "feelings", "touchpoints", "pathway", "touchpoint",
)  # fmt: skip
"""What a cut may not name if cells are to answer: they do not hold it, or not for one person once."""
USED = frozenset({*NARROW, *CELL})

Rows = list[dict[str, Any]]
Counted = tuple[Rows, tuple[int, int]]


@dataclass(frozen=True)
class Summed:
    """The cells that one question may count, already cut as its view is."""

    engine: Engine
    tests: tuple[str, ...]
    beside: View | None

    def rows(self, facet: str, by: Sequence[str], labels: Sequence[str], figures: Sequence[str]) -> Rows:
        """One row for each combination of the splits and labels, with the figures asked for."""
        keys = [f"c.{name}::varchar as {name}" for name in by]
        keys += [f"f.{column}::varchar as {name}" for column, name in zip(("label", "second"), labels, strict=False)]
        sums = [f"coalesce(sum(f.{name}), 0)::bigint as {name}" for name in figures]
        grouped = [f"c.{name}" for name in by] + [f"f.{column}" for column in ("label", "second")[: len(labels)]]
        where = f"where {' and '.join(self.tests)}" if self.tests else ""
        joined = "join sum_cells c using (cell)" if by or self.tests else ""
        grouping = f"group by {', '.join(grouped)} having sum(f.n) <> 0" if grouped else ""
        return self.engine.numbers(f"select {', '.join([*keys, *sums])} from sum_{facet} f {joined} {where} {grouping}")

    def total(self, facet: str) -> tuple[int, int]:
        """Answers and people in all."""
        found = self.rows(facet, (), (), ("n", "people"))[0]
        return found["n"], found["people"]


def summed(view: View, facets: Sequence[str], by: Sequence[str] = (), *, words: bool = False) -> Summed | None:
    """The cells that can answer for a view, or None where rows must be counted.

    Takes: the facets; the splits; whether only answers count whose words this scope may read.
    """
    if view.summaries is None or not _may_sum(view, by):
        return None
    held = view.summaries.current(view.lines)
    if held is None:
        return None
    try:
        for facet in facets:
            _load(view.engine, [str(view.summaries.folder / part) for part in held.parts], held, facet)
        beside = _lay_beside(view, held)
    except (duckdb.IOException, duckdb.InvalidInputException, FileNotFoundError):  # renewed meanwhile: rows can answer
        return None
    return Summed(view.engine, tuple(_tests(view, words)), beside)


def counted(
    view: View, facet: str, by: Sequence[str], labels: Sequence[str], of_rows: Callable[[View], Counted],
    *, figures: Sequence[str] = ("n", "people"), out_of: str = "words",
) -> Counted:  # fmt: skip
    """Figures for each split and label, and the total: from cells and the rows beside them, else from all rows."""
    cells = summed(view, (facet, out_of), by)
    if cells is None:
        return of_rows(view)
    rows, total = cells.rows(facet, by, labels, figures), cells.total(out_of)
    if cells.beside is None:
        return rows, total
    more, n = of_rows(cells.beside)
    return _added(rows, more, (*by, *labels)), (total[0] + n[0], total[1] + n[1])


def _added(rows: Rows, more: Rows, keys: Sequence[str]) -> Rows:
    held = {tuple(row[key] for key in keys): row for row in rows}
    for row in more:
        place = tuple(row[key] for key in keys)
        if place in held:
            mine = held[place]
            held[place] = row | {name: mine[name] + (row[name] or 0) for name in mine if name not in keys}
        else:
            held[place] = row
    return [row for row in held.values() if row["n"] or not keys]


def _may_sum(view: View, by: Iterable[str]) -> bool:
    cut, terms = view.cut, view.terms
    return (
        not view.beside
        and set(by) <= SPLITS
        and not any(getattr(cut, name) for name in NEVER_CUT)
        and _whole_months(cut)
        and not terms.hidden_fields & USED
        and (terms.uses is None or view.scope.use in terms.uses)
    )


def _whole_months(cut: Cut) -> bool:
    begins = cut.since is None or cut.since.day == 1
    return begins and (cut.until is None or cut.until.day == monthrange(cut.until.year, cut.until.month)[1])


def _tests(view: View, words: bool) -> list[str]:
    cut, scope, terms = view.cut, view.scope, view.terms
    within: list[tuple[str, Iterable[str] | None]] = [
        ("organisation", scope.organisations), ("kind", terms.sources), ("organisation", cut.organisations or None),
        ("service", cut.services or None), ("kind", cut.kinds or None), ("role", cut.roles or None),
        ("batch", (cut.batch,) if cut.batch else None), ("organisation", scope.words_from if words else None),
    ]  # fmt: skip
    tests = [f"c.{name}::varchar in ({_listed(values)})" for name, values in within if values is not None]
    tests += [f"c.month::varchar >= '{cut.since:%Y-%m}'"] if cut.since else []
    tests += [f"c.month::varchar between '0' and '{cut.until:%Y-%m}'"] if cut.until else []
    if words and scope.audience == "own team" and scope.services:
        own = ", ".join(f"({_quoted(o)}, {_quoted(s)})" for o, s in sorted(scope.services))
        tests.append(f"(c.organisation::varchar, c.service::varchar) in ({own})")
    return tests


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(map(_quoted, sorted(values))) or "null"


def _load(engine: Engine, files: list[str], held: Manifest, facet: str) -> None:
    """The cells in memory, laid out anew where the summaries have changed; one facet at a time, when it is needed."""
    source = f"read_parquet({files!r})" if files else f"({_NOTHING})"
    engine.laid("sum_cells", held, f"select row_number() over () as cell, * from ({_CELLS.format(source)})", CELL)
    keys = " and ".join(f"p.{name} = c.{name}" for name in CELL)
    figures = ", ".join(f"p.{name}::integer as {name}" for name in FIGURES if FACETS[facet][2] or name in FIGURES[:2])
    engine.laid(
        f"sum_{facet}", held,
        f"select c.cell::integer as cell, p.label, p.second, {figures} from {source} p "
        f"join sum_cells c on {keys} where p.facet = '{facet}' order by 1",
        ("label", "second"),
    )  # fmt: skip


def _lay_beside(view: View, held: Manifest) -> View | None:
    """The view of the rows beside the cells, None where there are none; people are told apart by numbers there."""
    assert view.summaries is not None
    columns = ", ".join(name for name in NARROW if name != "respondent")
    source = f"read_parquet('{view.summaries.folder / held.odd}')"
    view.engine.laid("beside", held.odd, f"select {columns}, hash(respondent) as respondent from {source}")
    some = view.engine.numbers("select count(*) as n from beside")[0]["n"]
    return replace(view, beside=held.odd) if some else None


_CELLS = f"select distinct {', '.join(CELL)} from {{}} order by organisation, month"
_NOTHING = "select " + ", ".join(
    [*(f"'' as {name}" for name in (*CELL, "label", "second", "facet")), *(f"0 as {name}" for name in FIGURES)]
) + " where false"  # fmt: skip
