"""Who stands behind the answers to one question: each answer with its place and a number for its person."""

from collections.abc import Sequence
from dataclasses import asdict, replace

import ibis
import ibis.expr.types as ir

from goldthread.evidence.questions.counting import column, keyed
from goldthread.evidence.view import View
from goldthread.vocabulary import Cut, RawCells


PLACED_BY = ("month", "organisation", "service", "role")


def behind(view: View, *, field: str = "", groups: Sequence[Cut] = ()) -> RawCells:
    """A row for each answer to a question: its place, its value, and numbers that tell answers and people apart.

    Takes: cuts, for each of which a column `in_0`, `in_1`, … says whether an answer is in it (0 or 1).
    Gives: raw cells that nobody is to be shown; numbers of answers and people mean nothing beyond this table, and
    `person_key` is the key of shared figures.
    """
    each = _given(view, field)
    numbered = each.select(
        *(each[column(name)].name(name) for name in PLACED_BY),
        "value",
        answer=ibis.dense_rank().over(order_by=each.id),
        person=ibis.dense_rank().over(order_by=each.respondent),
        person_key=each.person_key,
        **{f"in_{place}": _is_in(view, each, cut) for place, cut in enumerate(groups)},
    )
    found = view.engine.answer(lambda: numbered)
    keys = (*PLACED_BY, "value")
    return RawCells(
        question="behind",
        keys=keys,
        figures=tuple(name for name in found.column_names if name not in keys),
        columns=found,
        store_version=view.version,
        asked={"cut": asdict(view.cut), "field": field},
    )


def _given(view: View, field: str) -> ir.Table:
    """Answers that tell a value of a field, once each."""
    split = keyed(view.rows(), PLACED_BY)
    each = split.mutate(pair=split.extra.unnest())
    told = each.filter((each.pair["name"] == field) & (each.pair["value"] != ""))
    told = told.mutate(value=told.pair["value"])
    return told.select("id", "respondent", "person_key", "value", *map(column, PLACED_BY)).distinct()


def _is_in(view: View, each: ir.Table, cut: Cut) -> ir.Value:
    return each.id.isin(replace(view, cut=cut).rows().id).cast("int64")
