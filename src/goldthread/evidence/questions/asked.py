"""What people were asked beside words: the closed questions of surveys, each with how many answered it."""

import ibis.expr.types as ir

from goldthread.evidence.questions.counting import counts, figures, found, grouped, table, totals
from goldthread.evidence.view import View
from goldthread.vocabulary import Table


BY = ("organisation", "asked")


def asked(view: View) -> Table:
    """Each question with fixed answers, whose survey it is of, and how many answers of how many people it has."""
    rows = view.rows()
    counting = lambda rows: _counting(view, rows)  # noqa: E731
    return table(
        view, "asked", BY, figures(view), found(view, rows, ("asked", view.shared), BY, counting), totals(view, rows)
    )


def _counting(view: View, rows: ir.Table) -> ir.Table:
    key = ("person_key",) if view.shared else ()
    each = rows.select("id", "organisation", "respondent", *key, pair=rows.extra.unnest())
    each = each.mutate(by_asked=each.pair["name"], by_organisation=each.organisation)
    each = each.filter(each.by_asked.endswith("?") & (each.pair["value"] != ""))
    return grouped(each, BY, **counts(view, each) | {"n": each.respondent.nunique()})
