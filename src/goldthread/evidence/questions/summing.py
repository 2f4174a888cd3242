"""Counting from cells: which questions they can answer, and the sums."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from goldthread.evidence.engine import Engine, quoted
from goldthread.evidence.summaries import (
    BALANCE,
    CELL,
    FACETS,
    FIGURES,
    NARROW,
    POINTS,
    SAID,
    Manifest,
    in_cells,
    told_apart,
)
from goldthread.evidence.view import View
from goldthread.vocabulary import Cut


SPLITS = frozenset({"month", "organisation", "service", "kind", "role"})
NEVER_CUT = (
    "teams", "question_types", "themes", "sentiments", "feelings", "touchpoints", "pathway", "touchpoint",
)  # fmt: skip
"""What a cut may not name if cells are to answer: they do not hold it, or not for one person once."""
WIDE = frozenset({"month", "kind", "role"})
"""Where only these are named, cells of the whole country answer."""
USED = frozenset({*NARROW, *CELL})

Rows = list[dict[str, Any]]
Counted = tuple[Rows, tuple[int, int]]


@dataclass(frozen=True)
class Summed:
    """What one question may count, already cut as its view is: cells, and the rows beside them where there are any.

    `tests` are of the column that each looks at.
    """

    engine: Engine
    held: Manifest
    tests: tuple[tuple[str, str], ...]
    beside: bool

    def rows(self, facet: str, by: Sequence[str], labels: Sequence[str], figures: Sequence[str]) -> Rows:
        """One row for each combination of the splits and labels, with the figures asked for."""
        cells = self._in_cells(facet, by, labels, figures)
        if not self.beside:
            return self.engine.numbers(cells)
        figures = [*figures, *_MORE.get(facet, ())]
        sums = [f"coalesce(sum({name}), 0)::bigint as {name}" for name in figures]
        grouping = "group by all having sum(n) <> 0" if by or labels else ""
        both = f"{cells} union all by name {self._beside(facet, by, labels, figures)}"
        return self.engine.numbers(f"select {', '.join([*by, *labels, *sums])} from ({both}) {grouping}")

    def total(self, facet: str) -> tuple[int, int]:
        """Answers and people in all."""
        found = self.rows(facet, (), (), ("n", "people"))[0]
        return found["n"], found["people"]

    def _in_cells(self, facet: str, by: Sequence[str], labels: Sequence[str], figures: Sequence[str]) -> str:
        kind = "wide" if {*by, *(column for column, _ in self.tests)} <= WIDE else "sum"
        if kind == "wide":
            _widen(self.engine, self.held, facet)
        keys = [f"c.{name}::varchar as {name}" for name in by]
        keys += [f"f.{column}::varchar as {name}" for column, name in zip(("label", "second"), labels, strict=False)]
        sums = [f"coalesce(sum(f.{name}), 0)::bigint as {name}" for name in figures]
        grouped = [f"c.{name}" for name in by] + [f"f.{column}" for column in ("label", "second")[: len(labels)]]
        joined = f"join {kind}_cells c using (cell)" if by or self.tests else ""
        grouping = f"group by {', '.join(grouped)} having sum(f.n) <> 0" if grouped else ""
        source = f"{kind}_{facet} f {joined} {self._where()} {grouping}"
        return f"select {', '.join([*keys, *sums])} from {source}"

    def _beside(self, facet: str, by: Sequence[str], labels: Sequence[str], figures: Sequence[str]) -> str:
        """The same of the rows beside the cells, in which people are told apart; of themes also how many agree."""
        keys = [f"{name}::varchar as {name}" for name in by]
        keys += [f"{column} as {name}" for column, name in zip(("label", "second"), labels, strict=False)]
        sums = [_counting(name) for name in figures]
        columns = f"respondent, agreed_themes, {_BOTH}"
        rows = told_apart(facet, f"(select * from sum_beside c {self._where()})", columns, points="touchpoints")
        return f"select {', '.join([*keys, *sums])} from ({rows}) group by all"

    def _where(self) -> str:
        return f"where {' and '.join(test for _, test in self.tests)}" if self.tests else ""


_BOTH = ", ".join((*CELL, "sentiment"))
_MORE = {"theme": ("agreed",)}
"""Figures that only rows beside the cells have: whoever's answers people have marked is there."""


def _counting(figure: str) -> str:
    if figure == "agreed":
        return "count(*) filter (list_contains(agreed_themes, label)) as agreed"
    name = figure.removesuffix("_people")
    what = "distinct respondent" if figure.endswith("people") else "*"
    only = f" filter ({BALANCE[name]})" if name in BALANCE else ""
    return f"count({what}){only} as {figure}"


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
    except (duckdb.Error, FileNotFoundError):  # renewed meanwhile, or damaged since it was looked at: rows can answer
        return None
    return Summed(view.engine, held, tuple(_tests(view, words, _places(view, held))), beside)


def _places(view: View, held: Manifest) -> frozenset[str]:
    """Every organisation of whom anything is counted: who may see them all need not be asked of each cell."""
    each = " union ".join(f"select distinct organisation::varchar as code from {name}" for name in _BOTH_PARTS)
    ask = lambda: frozenset(row["code"] for row in view.engine.numbers(each))  # noqa: E731
    return view.engine.once("places", (view.version, held), ask)


_BOTH_PARTS = ("sum_cells", "sum_beside")


def counted(
    view: View, facet: str, by: Sequence[str], labels: Sequence[str], of_rows: Callable[[View], Counted],
    *, figures: Sequence[str] = ("n", "people"), out_of: str = "words",
) -> Counted:  # fmt: skip
    """Figures for each split and label, and the total: from cells and the rows beside them, else from all rows.

    Takes: `out_of`, the facet whose total is wanted, "" for none.
    """
    with view.engine.turn():  # a newer store must not be laid between narrowing and counting
        cells = summed(view, tuple(filter(None, (facet, out_of))), by)
        if cells is not None:
            return cells.rows(facet, by, labels, figures), cells.total(out_of) if out_of else (0, 0)
    return of_rows(view)


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


def _tests(view: View, words: bool, places: frozenset[str]) -> list[tuple[str, str]]:
    cut, scope, terms = view.cut, view.scope, view.terms
    within: list[tuple[str, Iterable[str] | None]] = [
        ("organisation", scope.organisations), ("kind", terms.sources), ("organisation", cut.organisations or None),
        ("service", cut.services or None), ("kind", cut.kinds or None), ("role", cut.roles or None),
        ("batch", (cut.batch,) if cut.batch else None), ("organisation", scope.words_from if words else None),
    ]  # fmt: skip
    narrow = [(n, set(v)) for n, v in within if v is not None]
    narrow = [(name, values) for name, values in narrow if name != "organisation" or not values >= places]
    tests = [(name, f"c.{name}::varchar in ({_listed(values)})") for name, values in narrow]
    tests += [("month", f"c.month::varchar >= '{cut.since:%Y-%m}'")] if cut.since else []
    tests += [("month", f"c.month::varchar between '0' and '{cut.until:%Y-%m}'")] if cut.until else []
    if words and scope.audience == "own team" and scope.services:
        own = ", ".join(f"({quoted(o)}, {quoted(s)})" for o, s in sorted(scope.services))
        tests.append(("service", f"(c.organisation::varchar, c.service::varchar) in ({own})"))
    return tests


def _listed(values: Iterable[str]) -> str:
    return ", ".join(map(quoted, sorted(values))) or "null"


def _load(engine: Engine, files: list[str], held: Manifest, facet: str) -> None:
    """The cells in memory, laid out anew where the summaries have changed; one facet at a time, when it is needed."""
    source = f"read_parquet({files!r})" if files else f"({_NOTHING})"
    engine.laid("sum_cells", held, f"select row_number() over () as cell, * from ({_CELLS.format(source)})", CELL)
    keys = " and ".join(f"p.{name} = c.{name}" for name in CELL)
    figures = ", ".join(f"p.{name}::integer as {name}" for name in figures_of(facet))
    engine.laid(
        f"sum_{facet}", held,
        f"select c.cell::integer as cell, p.label, p.second, {figures} from {source} p "
        f"join sum_cells c on {keys} where p.facet = '{facet}' order by 1",
        ("label", "second"),
    )  # fmt: skip


def _widen(engine: Engine, held: Manifest, facet: str) -> None:
    """Cells put together over all organisations and services: what a whole country is asked about is few rows."""
    names = ", ".join(f"{name}::varchar as {name}" for name in sorted(WIDE))
    engine.laid(
        "wide_cells", held, f"select row_number() over () as cell, * from (select distinct {names} from sum_cells)",
        sorted(WIDE),
    )  # fmt: skip
    same = " and ".join(f"c.{name}::varchar = w.{name}::varchar" for name in WIDE)
    which = f"(select c.cell, w.cell as into_cell from sum_cells c join wide_cells w on {same})"
    figures = ", ".join(f"sum(f.{name})::bigint as {name}" for name in figures_of(facet))
    engine.laid(
        f"wide_{facet}", held,
        f"select w.into_cell as cell, f.label::varchar as label, f.second::varchar as second, {figures} "
        f"from sum_{facet} f join {which} w using (cell) group by all",
        ("label", "second"),
    )  # fmt: skip


def figures_of(facet: str) -> tuple[str, ...]:
    """The figures that a facet's cells hold."""
    return FIGURES if FACETS[facet][2] else FIGURES[:2]


def _lay_beside(view: View, held: Manifest) -> bool:
    """Lay out the rows beside the cells, as they hold now, in the columns that cells have; says whether there are any.

    People are told apart by numbers there.
    """
    assert view.summaries is not None
    columns = ", ".join(name for name in NARROW if name != "respondent")
    source = f"read_parquet('{view.summaries.folder / held.odd}')"
    view.engine.laid("beside", held.odd, f"select {columns}, hash(respondent) as respondent from {source}")
    replace(view, beside=held.odd).holding()
    rows = in_cells(f"respondent, agreed_themes, {SAID}", "beside_holding")
    pointed = f"select * replace ({POINTS} as touchpoints) from ({rows})"
    view.engine.laid("sum_beside", (view.version, held.odd), pointed, CELL, lists=("touchpoints", "feelings"))
    return bool(view.engine.numbers("select count(*) as n from sum_beside")[0]["n"])


_CELLS = f"select distinct {', '.join(CELL)} from {{}} order by organisation, month"
_NOTHING = "select " + ", ".join(
    [*(f"'' as {name}" for name in (*CELL, "label", "second", "facet")), *(f"0 as {name}" for name in FIGURES)]
) + " where false"  # fmt: skip
