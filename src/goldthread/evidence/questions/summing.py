"""Counting from cells: which questions they can answer, and the sums."""

from calendar import monthrange
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from goldthread.evidence.engine import Engine
from goldthread.evidence.placing import AS_SAID, Placing
from goldthread.evidence.predicates import Between, Hidden, Knows, OneOf, OwnServices, Test, among
from goldthread.evidence.questions.laying import LEVELS, RollupTables, figures_of, level_of
from goldthread.evidence.rollups import (
    BALANCE,
    DIMENSIONS,
    NARROW,
    POINTS,
    RECORD_KEY,
    SAID,
    RollupManifest,
    in_rollup,
    told_apart,
)
from goldthread.evidence.scanning import listed, quoted
from goldthread.evidence.view import View
from goldthread.evidence.withholding import is_withheld
from goldthread.vocabulary.scores import named_points


SPLITS = frozenset(DIMENSIONS) - {"batch"}
USED = frozenset({*NARROW, *DIMENSIONS})


def _whole_months(test: Between) -> bool:
    if test.column != "date":
        return False
    begins = test.since is None or test.since.day == 1
    return begins and (test.until is None or test.until.day == monthrange(test.until.year, test.until.month)[1])


CELLS = Knows(
    "cells",
    {
        OneOf: among(DIMENSIONS),
        OwnServices: among(DIMENSIONS),
        Between: _whole_months,
        Hidden: lambda test: not (test.columns | {test.field}) & (USED - {"extra"}),
    },
)
"""What cells and the residual rows can evaluate: what is the same for everyone who is counted in one cell.

Whoever counts what other columns of files hold leaves out what is hidden of it.
"""


Counted = tuple[pa.Table, tuple[int, int]]
NO_TOTAL = (0, 0)
"""Of figures that are to be shared nothing is told in all: they say what each part shows."""


class Tested(NamedTuple):
    """A test as SQL over cells, and the column that it looks at."""

    column: str
    sql: str
    placed: str = ""
    """The same where organisations go by their codes; "" where that cannot be told."""
    is_one: bool = False
    """Whether one value of the column passes."""


@dataclass(frozen=True)
class Summed:
    """What one question may count, already cut as its view is: cells, and the residual rows where there are any."""

    engine: Engine
    cells: RollupTables
    tests: tuple[Tested, ...]
    residual: str
    """The table of the residual rows, "" where there are none."""
    standing: frozenset[str] | None = None
    """The batches that stood at the close, where later ones are in the cells too; None where all count."""
    places: Placing = AS_SAID
    open: frozenset[str] = frozenset()
    """Columns of files that cells do not count, since they have too many different values."""
    closed: Hashable = None
    """What figures of the close depend on, which many ask about until it changes; None where it is no close."""

    def rows(self, facet: str, by: Sequence[str], labels: Sequence[str], figures: Sequence[str]) -> pa.Table:
        """One row for each combination of the splits and labels, with the figures asked for."""
        table = self._put_together(facet, by, labels)
        if not table:
            return self.engine.columns(self._sql(facet, by, labels, figures))
        tests = [test.placed for test in self.tests]
        where = f"where {' and '.join(tests)}" if tests else ""
        keys = [f"c.{name}::varchar as {name}" for name in (*by, *labels)]
        held = [f"c.{name}" if keys else _added(name, f"sum(c.{name})") for name in figures]  # of nothing one row of 0
        return self.engine.columns(f"select {', '.join([*keys, *held])} from {table} c {where}")

    def _put_together(self, facet: str, by: Sequence[str], labels: Sequence[str]) -> str:
        """The table of a level that holds these rows as they are, with the residual rows; "" where none does.

        People are told apart only in what all of its columns name: in splits, and where tests leave one value.
        """
        level = level_of((*by, *(test.column for test in self.tests)))
        named = {*by, *(test.column for test in self.tests if test.is_one)}
        if self.closed is None or not level or named != LEVELS[level] or not all(test.placed for test in self.tests):
            return ""
        columns = sorted(LEVELS[level])
        sql = lambda: replace(self, tests=())._sql(facet, columns, labels, figures_of(facet))  # noqa: E731
        name = f"shared_{level}_{facet}"
        self.engine.laid(name, (self.closed, labels), sql, (*columns, *labels))
        return name

    def _sql(self, facet: str, by: Sequence[str], labels: Sequence[str], figures: Sequence[str]) -> str:
        parts = self._in_rollup(facet, by, labels, figures)
        if self.residual:
            figures = [*figures, *_MORE.get(facet, ())]
            parts.append(self._residual(facet, by, labels, figures))
        sums = [_added(name, f"sum({name})") for name in figures]
        grouping = "group by all having sum(n) <> 0" if by or labels else ""
        every = " union all by name ".join(parts)
        keys = [f"{self._placed(name, name)} as {name}" for name in by]
        return f"select {', '.join([*keys, *labels, *sums])} from ({every}) {grouping}"

    def total(self, facet: str) -> tuple[int, int]:
        """Answers and people in all."""
        found = self.rows(facet, (), (), ("n", "people")).to_pylist()[0]
        return found["n"], found["people"]

    def _in_rollup(self, facet: str, by: Sequence[str], labels: Sequence[str], figures: Sequence[str]) -> list[str]:
        """The sums of each file of cells."""
        level = level_of((*by, *(test.column for test in self.tests)))
        where = self._where(closed=not level)
        some = self.cells.tables(facet, level=level, standing=self.standing)
        every = self.cells.tables(level=level, standing=self.standing)
        keys = [f"c.{name}::varchar as {name}" for name in by]
        said = [_said(facet, column, "f.") for column in ("label", "second")[: len(labels)]]
        keys += [f"{sql} as {name}" for sql, name in zip(said, labels, strict=True)]
        once = facet in ONCE
        sums = [_added(name, "sum(f.people)" if once and name == "n" else f"sum(f.{name})") for name in figures]
        grouped = [f"c.{name}" for name in by] + said
        grouping = f"group by {', '.join(grouped)}" if grouped else ""
        made = []
        for told, cells in zip(some, every, strict=True):
            joined = f"join {cells} c using (cell)" if by or where else ""
            made.append(f"select {', '.join([*keys, *sums])} from {told} f {joined} {where} {grouping}")
        return made

    def _residual(self, facet: str, by: Sequence[str], labels: Sequence[str], figures: Sequence[str]) -> str:
        """The same of the residual rows; of themes also how many agree.

        Each person's answers are summed first: then a person is one row, and nobody need be told apart again.
        """
        keys = [f"{self._placed(f'{name}::varchar', name)} as {name}" for name in by]
        said = [_said(facet, column) for column in ("label", "second")[: len(labels)]]
        keys += [f"{sql} as {name}" for sql, name in zip(said, labels, strict=True)]
        sides = [name for name in BALANCE if name in figures]
        each = [f"count(*) filter ({BALANCE[name]}) as {name}" for name in sides]
        each += ["count(*) filter (list_contains(agreed_themes, label)) as agreed"] if "agreed" in figures else []
        columns = f"respondent, person_key, agreed_themes, {_BOTH}"
        rows = told_apart(
            facet, f"(select * from {self.residual} c {self._where(closed=True)})", columns, points="touchpoints"
        )
        person = ["respondent", "person_key", f"{self._once() if facet in ONCE else 'count(*)'} as n"]
        people = f"select {', '.join([*keys, *person, *each])} from ({rows}) group by all"
        sums = [_counting(name) for name in figures]
        return f"select {', '.join([*by, *labels, *sums])} from ({people}) group by all"

    def _once(self) -> str:
        """How many cells a person would stand in with a label: what is told again in one counts once."""
        columns = (self._placed(f"{name}::varchar", name) for name in DIMENSIONS)
        return f"count(distinct ({', '.join([*columns, 'label', 'second'])}))"

    def _placed(self, value: str, name: str) -> str:
        """A split's value; of organisations the code in place of what files say: people of it are one split's."""
        return self.places.sql(value) if name == "organisation" else value

    def _where(self, *, closed: bool) -> str:
        """The tests; with `closed` also that a batch stood at the close, which cells of a level know already."""
        tests = [test.sql for test in self.tests]
        if closed and self.standing is not None:
            tests.append(f"c.batch::varchar in ({listed(self.standing)})")
        return f"where {' and '.join(tests)}" if tests else ""


SPAN = 2**32
_BOTH = ", ".join((*DIMENSIONS, "sentiment"))
_MORE = {"theme": ("agreed",)}
"""Figures that only residual rows have: whoever's answers people have marked is there."""
ONCE = frozenset({"score"})
"""Facets of which files tell the same again with each answer of a person: it counts once in a cell."""


def _said(facet: str, column: str, of: str = "") -> str:
    """A label as it is named; of scores the point that their scale names."""
    plain = f"{of}{column}::varchar"
    if facet != "score" or column != "second":
        return plain
    cases = " ".join(
        f"when {of}label::varchar = {quoted(scale)} and lower(trim({plain})) in ({listed(spellings)}) "
        f"then {quoted(point)}"
        for scale, point, spellings in named_points()
    )
    return f"case {cases} else {plain} end"


def _added(figure: str, total: str) -> str:
    """The sum of a figure. Keys are added modulo 2**32; a file of cells may take people off another, below 0."""
    whole = f"coalesce({total}, 0)"
    whole = f"((({whole}) % {SPAN} + {SPAN}) % {SPAN})" if figure.endswith("_key") else whole
    return f"{whole}::bigint as {figure}"


def _counting(figure: str) -> str:
    """A figure of rows of which each is one person with what they said."""
    name = figure.removesuffix("_people").removesuffix("_key")
    only = f" filter ({name} > 0)" if name in BALANCE else ""
    if figure.endswith("_key"):
        return f"coalesce(sum(person_key){only}, 0) as {figure}"
    return f"count(respondent){only} as {figure}" if figure.endswith("people") else f"sum({figure}) as {figure}"


def summed(
    view: View,
    facet: str,
    by: Sequence[str] = (),
    *,
    totals: Collection[str] = (),
    words: bool = False,
    apart_from: tuple[Test, ...] = (),
) -> Summed | None:
    """The cells that can answer for a view, or None where rows must be counted.

    Takes: the facet and its splits; the facets whose totals are wanted; whether only answers count whose words this
    scope may read; tests that the caller makes itself.
    """
    every = (*view.narrow.tests, *(view.narrow.words if words else ()))
    tests = [test for test in every if test not in apart_from]
    if view.rollups is None or view.residual or not set(by) <= SPLITS or not CELLS.all((*tests, *view.narrow.hidden)):
        return None
    held = view.rollups.current(view.now)
    if held is None or is_withheld(view.narrow.withheld, {*by, *(name for test in tests for name in _looked_at(test))}):
        return None
    cells = RollupTables.of(view.engine, view.rollups.folder, held)
    standing = _closed(view, held)
    try:
        residual = _lay_residual(view, held)
        tested = tuple(_tests(tests, _places(view, held, cells), view.places))
        looked_at = {test.column for test in tested}
        cells.lay(facet, level_of({*by, *looked_at}), standing)
        for one in totals:
            cells.lay(one, level_of(looked_at), standing)
    except (duckdb.Error, FileNotFoundError):  # renewed meanwhile, or damaged since it was looked at: rows can answer
        return None
    about = (held.parts, standing, _state_beside(view, held), tuple(view.places.codes.items()))
    kept = frozenset(held.open)
    return Summed(view.engine, cells, tested, residual, standing, view.places, kept, about if view.shared else None)


def _looked_at(test: Test) -> frozenset[str]:
    """The columns that cells tell people apart by; of days they have whole months, which are never withheld."""
    return frozenset() if isinstance(test, Between) else test.columns


def _closed(view: View, held: RollupManifest) -> frozenset[str] | None:
    """The batches that stood at the close, where later ones are in the cells too."""
    standing = frozenset(view.lines.standing_ids)
    return None if view.as_of is None or standing >= set(held.batches) else standing


def _places(view: View, held: RollupManifest, cells: RollupTables) -> frozenset[str]:
    """Every organisation of whom anything is counted: who may see them all need not be asked of each cell."""
    each = " union ".join(
        (*cells.organisations(), f"select distinct organisation::varchar as code from {view.named('sum_beside')}")
    )
    ask = lambda: frozenset(row["code"] for row in view.engine.numbers(each))  # noqa: E731
    return view.engine.places.once(("cells", view.as_of), (view.version, held), ask)


def counted(
    view: View,
    facet: str,
    by: Sequence[str],
    labels: Sequence[str],
    of_rows: Callable[[View], Counted],
    *,
    figures: Sequence[str] = ("n", "people"),
    out_of: str = "words",
    people_of: str = "",
) -> Counted:
    """Figures for each split and label, and the total: from cells and the residual rows, else from all rows.

    Takes: `out_of`, the facet whose total is wanted, "" for none; `people_of`, the facet that tells all people apart,
    where a person may stand in `out_of` with several labels.
    """
    with view.engine.turn():  # a newer store must not be laid between narrowing and counting
        totals = () if view.shared else tuple(filter(None, (out_of, people_of)))
        cells = summed(view, facet, by, totals=totals)
        if cells is not None:
            total = cells.total(out_of) if out_of and not view.shared else NO_TOTAL
            if people_of and not view.shared:
                total = total[0], cells.total(people_of)[1]
            return cells.rows(facet, by, labels, figures), total
    return of_rows(view)


def _tests(tests: Iterable[Test], places: frozenset[str], placing: Placing) -> list[Tested]:
    """Each test over cells."""
    return [made for test in tests for made in EVALUATES[type(test)](test, places, placing)]


def _one_of(test: OneOf, places: frozenset[str], placing: Placing) -> list[Tested]:
    if test.column != "organisation":
        sql = _among(test.column, test.values)
        return [Tested(test.column, sql, sql, len(test.values) == 1)]
    if test.values >= places:
        return []
    codes = frozenset(map(placing.code, test.values))
    placed = _among("organisation", codes) if placing.said(codes) == test.values else ""
    return [Tested("organisation", _among("organisation", test.values), placed, len(codes) == 1)]


def _among(column: str, values: Iterable[str]) -> str:
    return f"c.{column}::varchar in ({listed(values)})"


def _between(test: Between, *_: object) -> list[Tested]:
    since, until = (f"{day:%Y-%m}" if day else "" for day in (test.since, test.until))
    if since and since == until:
        return [Tested("month", f"c.month::varchar = '{since}'", f"c.month::varchar = '{since}'", True)]
    made = [f"c.month::varchar >= '{since}'"] if since else []
    made += [f"c.month::varchar between '0' and '{until}'"] if until else []
    return [Tested("month", sql, sql) for sql in made]


def _own_services(test: OwnServices, *_: object) -> list[Tested]:
    own = ", ".join(f"({quoted(o)}, {quoted(s)})" for o, s in sorted(test.services))
    return [Tested("service", f"(c.organisation::varchar, c.service::varchar) in ({own})")]


EVALUATES: dict[type[Test], Callable[[Any, frozenset[str], Placing], list[Tested]]] = {
    OneOf: _one_of,
    Between: _between,
    OwnServices: _own_services,
}


def _state_beside(view: View, held: RollupManifest) -> Hashable:
    return view.version, view.as_of, view.published.version, held.residual


def _lay_residual(view: View, held: RollupManifest) -> str:
    """Lay out the residual rows, in the columns that cells have; gives their table, "" where there are none.

    People are told apart by numbers there.
    """
    assert view.rollups is not None
    name = view.named("sum_beside")
    columns = ", ".join(name for name in NARROW if name != "respondent")
    source = f"read_parquet('{view.rollups.folder / held.residual}')"
    view.engine.laid(
        "beside",
        held.residual,
        f"select {columns}, hash(respondent) as respondent, {RECORD_KEY} as person_key from {source}",
    )
    replace(view, residual=held.residual).holding()
    rows = in_rollup(f"respondent, person_key, agreed_themes, {SAID}", view.named("beside_holding"))
    pointed = f"select * replace ({POINTS} as touchpoints) from ({rows})"
    view.engine.laid(
        name,
        _state_beside(view, held),
        pointed,
        DIMENSIONS,
        lists=("touchpoints", "feelings"),
    )
    return name if view.engine.numbers(f"select count(*) as n from {name}")[0]["n"] else ""
