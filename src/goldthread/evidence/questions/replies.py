"""How people answered questions with fixed answers: each question, each answer to it, and how many gave it."""

from collections.abc import Sequence

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from goldthread.evidence.questions.counting import by_person, figures, found, keyed, table
from goldthread.evidence.questions.summing import NO_TOTAL, summed
from goldthread.evidence.view import View
from goldthread.vocabulary import RawCells, Table


ANSWER = ("asked", "value")
MOST_ANSWERS = 30
"""A column of a file with more different values is no question with fixed answers; nor, where rollups answer, one that
had more than 50 in one import."""


def replies(view: View, *, by: Sequence[str] = (), field: str = "") -> Table | RawCells:
    """Answers and people for each question with fixed answers and each answer to it, split as asked.

    Takes: the one question that is meant, whatever its number of answers; "" for all with at most 30.
    """
    made = _of_cells(view, by, field)
    if made is None:
        made = _of_rows(view, by, field)
    if view.shared:  # a file tells an answer beside each comment of a person: people gave it, not comments
        made = made.set_column(made.column_names.index("n"), "n", made["people"])
    keys = [*by, *ANSWER]
    return table(view, "replies", keys, figures(view), made, NO_TOTAL, by=list(by), field=field)


def _of_cells(view: View, by: Sequence[str], field: str) -> pa.Table | None:
    """The same from rollups; None where they cannot answer."""
    with view.engine.turn():
        cells = summed(view, "fixed", by)
        if cells is None or field in cells.open:
            return None
        made = cells.rows("fixed", by, ANSWER, figures(view))
    if field:
        return made.filter(pc.equal(made["asked"], field))
    gone = [name for name in made["asked"].unique().to_pylist() if view.narrow.closed(f"extra:{name}")]
    told = made.group_by("asked").aggregate([("value", "count_distinct")])
    few = told.filter(pc.less_equal(told["value_count_distinct"], MOST_ANSWERS))["asked"].to_pylist()
    wanted = sorted(set(few) - set(gone) - cells.open)
    return made.filter(pc.is_in(made["asked"], value_set=pa.array(wanted, pa.string())))


def _of_rows(view: View, by: Sequence[str], field: str) -> pa.Table:
    def counting(rows: ir.Table) -> ir.Table:
        return by_person(view, _told(rows, by, field), by, ANSWER)

    return found(view, view.rows(), ("replies", field, view.shared), by, counting)


def _told(rows: ir.Table, by: Sequence[str], field: str) -> ir.Table:
    """A row for each answer to a question with fixed answers."""
    split = keyed(rows, by)
    each = split.mutate(pair=split.extra.unnest())
    each = each.mutate(asked=each.pair["name"], value=each.pair["value"])
    each = each.filter(each.value != "")
    if field:
        return each.filter(each.asked == field)
    fixed = each.group_by("asked").aggregate(answers=each.value.nunique())
    return each.semi_join(fixed.filter(fixed.answers <= MOST_ANSWERS), "asked")
