"""The pages of Understand; each asks the workspace with the scope of whoever looks."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.accounts.rules import Permission
from goldthread.insight import silence
from goldthread.vocabulary import Passage, Scope
from goldthread.web.opened import workspace
from goldthread.web.rights import needs, theirs
from goldthread.web.understand import drawing, presenting
from goldthread.web.understand.choosing import controls
from goldthread.web.understand.filters import asked, page_of, within
from goldthread.web.understand.forms import Search


PAGE = 20


@require_safe
@needs(Permission.SEE_FINDINGS)
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
            "sentiment": presenting.balance(sentiment),
            "total": sentiment.denominator,
            "trend": trend,
            "picture": drawing.trend(trend, title="Answers with words, month by month"),
            "themes": presenting.bars(held.findings.themes(scope=scope))[:6],
            "newest": held.words.passages(scope=scope, limit=3, order="telling")
            if scope.words_from != frozenset()
            else None,
            "terms": held.published.terms(),
        },
    )


@require_safe
@needs(Permission.SEE_FINDINGS)
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
            "rows": presenting.bars(table),
            "asked": found,
            "chosen": chosen,
            "trend": trend,
            "picture": drawing.trend(trend, title=title),
            "controls": controls(found, "narrow", scope, names),
            "names": names,
        },
    )


@require_safe
@needs(Permission.SEE_WORDS)
def words(request: Request) -> HttpResponse:
    """The words behind a number, with the filters that led here."""
    scope, found = request.acting.scope(), asked(request)
    page, names = page_of(request), queries.names_of_organisations()
    passages = workspace().words.passages(
        scope=scope, cut=within(scope, found.cut), limit=PAGE + 1, offset=(page - 1) * PAGE
    )
    shown: dict[str, Any] = {
        "items": passages.items[:PAGE],
        "total": passages.total,
        "notes": passages.notes,
        "asked": found,
        "page": page,
        "more": len(passages.items) > PAGE,
        "names": names,
        "controls": controls(found, "narrow", scope, names),
        "pages": _pages(passages.total),
        "search": Search.beside(found.query, "Search these for words"),
    }
    if not passages.items and not passages.notes:
        shown["silent"] = presenting.silence(*silence(scope, within(scope, found.cut)), names)
    return render(request, "understand/words.html", shown)


def _pages(total: int | None) -> int:
    return -(-(total or 0) // PAGE)


@require_safe
@needs(Permission.SEE_WORDS)
def comment(request: Request, key: str) -> HttpResponse:
    """One answer in its context: the question, what was removed, what was coded and by what."""
    scope = request.acting.scope()
    passage = workspace().words.passage(key, scope=scope)
    return render(
        request,
        "understand/comment.html",
        {
            "passage": passage,
            "parts": presenting.parts(passage),
            "codes": presenting.codes(passage),
            "names": queries.names_of_organisations(),
            "came": _came(request, passage, scope),
        },
    )


def _came(request: Request, passage: Passage, scope: Scope) -> Any:
    """The import that an answer came with, where the asker may see imports."""
    if not request.acting.may(Permission.SEE_IMPORTS):
        return None
    lines = (line for line in workspace().imports.batches() if line.what == "import" and line.batch == passage.batch)
    return next((line for line in lines if theirs(line, scope)), None)
