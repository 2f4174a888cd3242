"""How answers and people are counted, the same in every question."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import ibis.expr.types as ir

from goldthread.evidence.view import View
from goldthread.vocabulary import Table, WrongUsage


PLAIN = ("organisation", "service", "team", "kind", "question_type", "score", "role", "channel")


def keyed(view: View, rows: ir.Table, by: Sequence[str]) -> ir.Table:
    """The rows with one column for each way of splitting; raises WrongUsage for one that does not exist."""
    made: dict[str, ir.Value] = {}
    for name in by:
        view.may_split(name)
        made[column(name)] = _split(rows, name)
    return rows.mutate(**made)


def may_split(view: View, by: Sequence[str]) -> None:
    """Raises NoRight where the data promises hide one of these splits."""
    for name in by:
        view.may_split(name)


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


def totals(view: View, rows: ir.Table) -> tuple[int, int]:
    """How many answers and people the rows are."""
    got = view.engine.answer(lambda: rows.aggregate(n=rows.count(), people=people(rows))).to_pylist()[0]
    return got["n"], got["people"]


def person_keys(view: View, rows: ir.Table, keys: Sequence[str]) -> dict[tuple[Any, ...], int]:
    """For each cell, the sum of its distinct people's record keys mod 2**32, which decides how it is rounded."""
    columns = [column(name) for name in keys]
    each = rows.select(*columns, "respondent", "person_key").distinct()
    summed = each.group_by(columns).aggregate(key=each.person_key.sum()) if columns else None
    if summed is None:
        return {}
    got = view.engine.answer(lambda: summed).to_pylist()
    return {tuple(row[c] for c in columns): int(row["key"]) % 2**32 for row in got}


def table(
    view: View, question: str, keys: Sequence[str], figures: Sequence[str], rows: list[dict[str, Any]],
    total: tuple[int, int], **asked: Any,
) -> Table:  # fmt: skip
    """A raw table: not yet disclosed for anyone."""
    return Table(
        question=question,
        keys=tuple(keys),
        figures=tuple(figures),
        rows=tuple(sorted(rows, key=lambda row: tuple(str(row[key]) for key in keys))),
        denominator=total[0],
        people=total[1],
        store_version=view.version,
        asked={"cut": asdict(view.cut), **asked},
    )


def group(
    view: View, rows: ir.Table, by: Sequence[str], extra: Sequence[str] = (), **figures: ir.Value
) -> list[dict[str, Any]]:
    """One row for each combination of the splits (and extra columns), with the figures asked for."""
    columns = {column(name): name for name in by} | {name: name for name in extra}
    expression = rows.group_by(list(columns)).aggregate(**figures) if columns else rows.aggregate(**figures)
    got = view.engine.answer(lambda: expression).to_pylist()
    return [{columns.get(name, name): value for name, value in row.items()} for row in got]


def with_words(rows: ir.Table) -> ir.Table:
    """Only answers in which something was said."""
    return rows.filter(rows.answered == "words")
