"""What people were asked beside words: the closed questions of surveys, each with how many answered it."""

import ibis.expr.types as ir

from goldthread.evidence.questions.counting import found, grouped, people, table, totals
from goldthread.evidence.view import View
from goldthread.vocabulary import Table


BY = ("organisation", "asked")


def asked(view: View) -> Table:
    """Each question with fixed answers, whose survey it is of, and how many answers of how many people it has."""
    rows = view.rows()
    return table(view, "asked", BY, ["n", "people"], found(view, rows, "asked", BY, _counting), totals(view, rows))


def _counting(rows: ir.Table) -> ir.Table:
    each = rows.select("id", "organisation", "respondent", pair=rows.extra.unnest())
    each = each.mutate(by_asked=each.pair["name"], by_organisation=each.organisation)
    each = each.filter(each.by_asked.endswith("?") & (each.pair["value"] != ""))
    return grouped(each, BY, n=each.respondent.nunique(), people=people(each))
