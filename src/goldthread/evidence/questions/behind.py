"""How many people stand behind some answers, but for those of other groups."""

from dataclasses import replace

import ibis.expr.types as ir

from goldthread.evidence.questions.counting import people, table
from goldthread.evidence.view import View
from goldthread.vocabulary import Cut, RawCells, Table


Values = tuple[str, ...]


def behind(
    view: View, *, field: str = "", values: Values = (), without: tuple[tuple[Cut, Values], ...] = ()
) -> Table | RawCells:
    """Answers to one question that are one of these values, and the people who gave them.

    Takes: cuts with values of the same question, whose answers are left out. Somebody who also gave an answer that is
    left out counts by those that are not.
    """
    rows = _given(view, field, values)
    for cut, some in without:
        rows = rows.anti_join(_given(replace(view, cut=cut), field, some), "id")
    found = view.engine.answer(lambda: rows.aggregate(n=rows.count(), people=people(rows)))
    total = found.to_pylist()[0]
    return table(view, "behind", (), ("n", "people"), found, (total["n"], total["people"]), field=field)


def _given(view: View, field: str, values: Values) -> ir.Table:
    """Opaque ids of answers, and who gave them, that tell one of these values of a field."""
    rows = view.rows()
    each = rows.select("id", "respondent", pair=rows.extra.unnest())
    told = each.filter((each.pair["name"] == field) & each.pair["value"].isin(sorted(values)))
    return told.select("id", "respondent").distinct()
