"""What people were asked beside words: the closed questions of surveys, each with how many answered it."""

import ibis.expr.types as ir

from goldthread.evidence.questions.counting import by_person, figures, found, table, totals
from goldthread.evidence.questions.summing import NO_TOTAL
from goldthread.evidence.view import View
from goldthread.vocabulary import RawCells, Table


BY = ("organisation", "asked")


def asked(view: View) -> Table | RawCells:
    """Each question with fixed answers, whose survey it is of, and how many answers of how many people it has."""
    rows = view.rows()
    counting = lambda rows: _counting(view, rows)  # noqa: E731
    total = NO_TOTAL if view.shared else totals(view, rows)
    return table(view, "asked", BY, figures(view), found(view, rows, ("asked", view.shared), BY, counting), total)


def _counting(view: View, rows: ir.Table) -> ir.Table:
    key = ("person_key",) if view.shared else ()
    each = rows.select("id", "organisation", "respondent", *key, pair=rows.extra.unnest())
    each = each.mutate(by_asked=each.pair["name"], by_organisation=each.organisation)
    each = each.filter(each.by_asked.endswith("?") & (each.pair["value"] != ""))
    counted = by_person(view, each, BY)
    return counted.mutate(n=counted.people)
