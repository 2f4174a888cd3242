"""How answers and people are counted, the same in every question."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from goldthread.evidence.columns import names
from goldthread.evidence.view import View
from goldthread.vocabulary import RawCells, Table, WrongUsage


PLAIN = names(lambda column: column.split)
SPLIT_BY = frozenset({*PLAIN, "date", "about", "extra"})
"""The columns by which answers can be split."""


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
    """How many answers and people the rows are: all of them, or of those with "words", or "scaled"."""
    only = {"all": lambda rows: rows, "words": with_words, "scaled": scaled}[what]

    def counted(rows: ir.Table) -> ir.Table:
        some = only(rows)
        return some.aggregate(n=some.count(), people=people(some))

    got = view.engine.written(("totals", what), rows, counted).to_pylist()[0]
    return got["n"], got["people"]


def _people_key(person: int, record_key: int) -> int:
    raise NotImplementedError  # the engine's own macro answers


PEOPLE_KEY: Callable[..., ir.Value] = ibis.udf.agg.builtin(_people_key, name="people_key")


def cell_key(rows: ir.Table, where: ir.BooleanValue | None = None) -> ir.Value:
    """The sum of distinct people's record keys mod 2**32, which decides how a shared cell is rounded."""
    person = (
        rows.respondent if where is None else ibis.ifelse(where, rows.respondent, ibis.null(rows.respondent.type()))
    )
    return PEOPLE_KEY(person, rows.person_key).fill_null(0)


def counts(view: View, rows: ir.Table) -> dict[str, ir.Value]:
    """Answers and people; for shared figures the key of the cell too."""
    made = {"n": rows.count(), "people": people(rows)}
    return made | ({"cell_key": cell_key(rows)} if view.shared else {})


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
            columns=cells.select([*keys, *figures]),
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


def grouped(rows: ir.Table, by: Sequence[str], extra: Sequence[str] = (), **figures: ir.Value) -> ir.Table:
    """One row for each combination of the splits (and extra columns), with the figures asked for."""
    columns = [*(column(name) for name in by), *extra]
    return rows.group_by(columns).aggregate(**figures) if columns else rows.aggregate(**figures)


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
