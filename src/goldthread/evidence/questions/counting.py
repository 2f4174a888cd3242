"""How answers and people are counted, the same in every question."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from goldthread.evidence.columns import names
from goldthread.evidence.view import View
from goldthread.vocabulary import RawCells, Table, WrongUsage
from goldthread.vocabulary.answers import KIND_COLUMN


PLAIN = names(lambda column: column.split)
SPLIT_BY = frozenset({*PLAIN, "date", "about", "extra"})
"""The columns by which answers can be split."""
NO_SIDES: Mapping[str, ir.BooleanValue] = MappingProxyType({})
NO_SUMS: Mapping[str, ir.NumericValue] = MappingProxyType({})


def column_of(split: str) -> str:
    """The column that a split reads."""
    return "date" if split == "month" else split.partition(":")[0]


def keyed(rows: ir.Table, by: Sequence[str]) -> ir.Table:
    """The rows with one column for each way of splitting; raises WrongUsage for one that does not exist."""
    return rows.mutate(**{column(name): _split(rows, name) for name in by}) if by else rows


def column(name: str) -> str:
    """The column that a split stands in."""
    return "by_" + name.replace(":", "_")


def _split(rows: ir.Table, name: str) -> ir.Value:
    if name == "month":
        return rows.date.strftime("%Y-%m").fill_null("")
    if name in PLAIN:
        return rows[name].fill_null("")
    if name.startswith(("about:", "extra:")):
        column, _, wanted = name.partition(":")
        values = rows[column].filter(lambda pair: pair["name"] == wanted).map(lambda pair: pair["value"])
        return values[0].fill_null("")
    raise WrongUsage(
        f"Evidence cannot be split by “{name}”.", f"Use month, about:…, extra:… or one of {', '.join(PLAIN)}."
    )


def people(rows: ir.Table, where: ir.BooleanValue | None = None) -> ir.Value:
    """How many distinct people the rows come from."""
    return rows.respondent.nunique(where=where)


def totals(view: View, rows: ir.Table, what: str = "all") -> tuple[int, int]:
    """How many answers and people the rows are: all of them, or of those with "words"."""
    only = {"all": lambda rows: rows, "words": with_words}[what]

    def counted(rows: ir.Table) -> ir.Table:
        some = only(rows)
        return some.aggregate(n=some.count(), people=people(some))

    got = view.engine.written(("totals", what), rows, counted).to_pylist()[0]
    return got["n"], got["people"]


def figures(view: View, *more: str) -> list[str]:
    """The names of the figures that every table has, and more; for shared figures with the keys that round them."""
    made = ["n", "people", *more]
    if view.shared:
        made += ["cell_key", *(f"{name.removesuffix('_people')}_key" for name in more if name.endswith("_people"))]
    return made


def table(
    view: View,
    question: str,
    keys: Sequence[str],
    figures: Sequence[str],
    cells: pa.Table,
    total: tuple[int, int],
    **asked: Any,
) -> Table | RawCells:
    """A raw table, not yet disclosed for anyone; as columns where figures are to be shared."""
    said = {"cut": asdict(view.cut), **asked}
    if view.shared:
        return RawCells(
            question=question,
            keys=tuple(keys),
            figures=tuple(figures),
            columns=cells.select([*keys, *figures, *({KIND_COLUMN} & {*cells.column_names})]),
            store_version=view.version,
            asked=said,
        )
    rows: list[dict[str, Any]] = cells.to_pylist()
    return Table(
        question=question,
        keys=tuple(keys),
        figures=tuple(figures),
        rows=tuple(sorted(rows, key=lambda row: tuple(str(row[key]) for key in keys))),
        denominator=total[0],
        people=total[1],
        store_version=view.version,
        asked=said,
    )


def by_person(
    view: View,
    rows: ir.Table,
    by: Sequence[str],
    extra: Sequence[str] = (),
    *,
    sides: Mapping[str, ir.BooleanValue] = NO_SIDES,
    sums: Mapping[str, ir.NumericValue] = NO_SUMS,
) -> ir.Table:
    """Answers and people for each combination of the splits, and extra columns; for shared figures the cell's key too.

    Each person's answers are summed first: then a person is one row, and nobody need be told apart again.

    Takes: tests of which answers are on which side, each counted in the same way; and values that are added up.
    """
    keys = [*(column(name) for name in by), *extra]
    person = ["respondent", *(["person_key"] if view.shared else [])]
    each = rows.group_by([*keys, *person]).aggregate(
        n=rows.count(), **{name: test.cast("int64").sum() for name, test in sides.items()}, **sums
    )
    made: dict[str, ir.Value] = {"n": each.n.sum(), "people": each.respondent.count()}
    made |= {name: each[name].sum() for name in (*sides, *sums)}
    made |= {f"{name}_people": each.respondent.count(where=each[name] > 0) for name in sides}
    if view.shared:
        made |= {"cell_key": _key(each.person_key.sum())}
        made |= {f"{name}_key": _key(each.person_key.sum(where=each[name] > 0)) for name in sides}
    if keys:
        return each.group_by(keys).aggregate(**made)
    return each.aggregate(**made | {"n": each.n.sum().fill_null(0)})


def _key(total: ir.Value) -> ir.Value:
    """The sum of people's record keys mod 2**32, which decides how a shared cell is rounded."""
    return (total % 2**32).fill_null(0)


def found(
    view: View, rows: ir.Table, what: Hashable, by: Sequence[str], build: Callable[[ir.Table], ir.Table]
) -> pa.Table:
    """The rows of an expression over what is seen, each split by its name; `what` and the splits say which it is."""
    names = {column(name): name for name in by}
    got = view.engine.written((what, tuple(by)), rows, build)
    return got.rename_columns([names.get(name, name) for name in got.column_names])


def with_words(rows: ir.Table) -> ir.Table:
    """Only answers in which something was said."""
    return rows.filter(rows.answered == "words")


def scaled(rows: ir.Table) -> ir.Table:
    """Only answers with a score."""
    return rows.filter(rows.scale != "")
