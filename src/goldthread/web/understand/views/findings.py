"""What we know, and themes; each page asks the workspace with the scope of whoever looks."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from goldthread import documents
from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.documents.charts import CHART_FORMS, ChartForm
from goldthread.vocabulary import Cut
from goldthread.web.opened import workspace
from goldthread.web.understand import handing
from goldthread.web.understand.controls import controls
from goldthread.web.understand.filters import asked, within
from goldthread.web.understand.panels import commissions_nobody
from goldthread.web.understand.presenters import charts, figures
from goldthread.web.understand.views.journeys import as_file


THEMED = 1
"""Labels that the figures of this page have of their own: their themes."""


def overview(request: Request) -> HttpResponse:
    """What we hold, how much of it, and how people feel."""
    scope, held = request.acting.scope(), workspace()
    if nobodys := commissions_nobody(request.acting):
        return render(request, "understand/overview.html", {"nobodys": nobodys})
    sentiment = held.findings.sentiment(scope=scope)
    trend = held.findings.trend(scope=scope)
    return render(
        request,
        "understand/overview.html",
        {
            "places": held.findings.volumes(scope=scope, by=("organisation",)).rows,
            "names": queries.names_of_organisations(),
            "moments": len(trend.rows),
            "sentiment": figures.balance(sentiment),
            "total": sentiment.denominator,
            "trend": trend,
            "picture": charts.trend(trend, title="Answers with words, month by month"),
            "themes": figures.bars(held.findings.themes(scope=scope))[:6],
            "newest": held.words.passages(scope=scope, limit=3, order="telling")
            if scope.words_from != frozenset()
            else None,
            "terms": held.published.terms(),
        },
    )


def themes(request: Request) -> HttpResponse:
    """Which themes people speak of; one theme month by month where one is chosen."""
    scope, held, found = request.acting.scope(), workspace(), asked(request)
    cut = _without_theme(request)
    table = held.findings.themes(scope=scope, cut=cut)
    chosen = found.given["theme"][0] if found.given["theme"] else ""
    trend = held.findings.trend(scope=scope, cut=cut, theme=chosen)
    names = queries.names_of_organisations()
    return render(
        request,
        "understand/themes.html",
        {
            "table": table,
            "rows": figures.bars(table),
            "asked": found,
            "chosen": chosen,
            "trend": trend,
            "picture": charts.trend(trend, title=_title(chosen)),
            "controls": controls(found, "narrow", scope, names),
            "names": names,
            "taking": handing.offered(request, cut, labelled=THEMED),
        },
    )


def months_file(request: Request, form: ChartForm) -> HttpResponse:
    """One theme, or all answers, month by month: the chart as a document, for everybody or marked for its readers."""
    to, found = handing.handed(request), asked(request)
    chosen = found.given["theme"][0] if found.given["theme"] else ""
    trend = workspace().findings.trend(scope=to.scope, cut=_without_theme(request), theme=chosen)
    made = documents.chart_file(trend, form, title=_title(chosen), only_for=to.who, invented=settings.DEMO)
    return as_file(made, CHART_FORMS[form], f"month-by-month.{form}")


def _without_theme(request: Request) -> Cut:
    """The cut that is looked at; the theme is what is charted in it."""
    return replace(within(request.acting.scope(), asked(request).cut), themes=())


def _title(theme: str) -> str:
    return f"{theme}, month by month" if theme else "All answers with words, month by month"
