"""What we know, and themes; each page asks the workspace with the scope of whoever looks."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render

from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.web.opened import workspace
from goldthread.web.understand.controls import controls
from goldthread.web.understand.filters import asked, within
from goldthread.web.understand.presenters import charts, figures


def overview(request: Request) -> HttpResponse:
    """What we hold, how much of it, and how people feel."""
    scope, held = request.acting.scope(), workspace()
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
    cut = replace(within(scope, found.cut), themes=())
    table = held.findings.themes(scope=scope, cut=cut)
    chosen = found.given["theme"][0] if found.given["theme"] else ""
    trend = held.findings.trend(scope=scope, cut=cut, theme=chosen)
    names = queries.names_of_organisations()
    title = f"{chosen}, month by month" if chosen else "All answers with words, month by month"
    return render(
        request,
        "understand/themes.html",
        {
            "table": table,
            "rows": figures.bars(table),
            "asked": found,
            "chosen": chosen,
            "trend": trend,
            "picture": charts.trend(trend, title=title),
            "controls": controls(found, "narrow", scope, names),
            "names": names,
        },
    )
