"""What people said: the answers behind a number, and each in its context."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.accounts.registry import slots
from goldthread.accounts.rules import Permission
from goldthread.insight import silence
from goldthread.vocabulary import Passage, Scope
from goldthread.web.opened import workspace
from goldthread.web.rights import theirs
from goldthread.web.understand.controls import controls
from goldthread.web.understand.filters import asked, kept, page_of, within
from goldthread.web.understand.forms import Search
from goldthread.web.understand.presenters import passages as presented


PAGE = 20


def words(request: Request) -> HttpResponse:
    """The words behind a number, with the filters that led here."""
    scope, found = request.acting.scope(), asked(request)
    page, names, carried = page_of(request), queries.names_of_organisations(), kept(request)
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
        "kept": carried,
        "above": list(slots.filled("words looked for", request, carried)),
        "ticking": list(slots.filled("words to tick", request, {"query": found.query, **carried})),
        "search": Search.beside(found.query | carried, "Search these for words"),
    }
    if not passages.items and not passages.notes:
        shown["silent"] = presented.silence(*silence(scope, within(scope, found.cut)), names)
    return render(request, "understand/words.html", shown)


def _pages(total: int | None) -> int:
    return -(-(total or 0) // PAGE)


def comment(request: Request, key: str) -> HttpResponse:
    """One answer in its context: the question, what was removed, what was coded and by what."""
    scope = request.acting.scope()
    passage = workspace().words.passage(key, scope=scope)
    return render(
        request,
        "understand/comment.html",
        {
            "passage": passage,
            "parts": presented.parts(passage),
            "codes": presented.codes(passage),
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
