"""What people were asked beside words: the closed questions of surveys, each with how many answered it."""

from goldthread.evidence.questions.counting import group, people, table, totals
from goldthread.evidence.view import View
from goldthread.vocabulary import Table


def asked(view: View) -> Table:
    """Each question with fixed answers, whose survey it is of, and how many answers of how many people it has."""
    rows = view.rows()
    each = rows.select("id", "organisation", "respondent", pair=rows.extra.unnest())
    each = each.mutate(by_asked=each.pair["name"], by_organisation=each.organisation)
    each = each.filter(each.by_asked.endswith("?") & (each.pair["value"] != ""))
    by = ("organisation", "asked")
    found = group(view, each, by, n=each.respondent.nunique(), people=people(each))
    return table(view, "asked", by, ["n", "people"], found, totals(view, rows))
