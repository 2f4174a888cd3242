"""A citation: words that can be pointed at, found again, and seen to stand."""

from django.http import HttpResponse
from django.shortcuts import render

from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.thread.forms import Quote
from goldthread.web.opened import workspace
from goldthread.web.understand.forms import CitePart
from goldthread.web.understand.presenters import citations


NOT_THERE = "These words are not in the answer one after another. Copy them from it."


def cite(request: Request, key: str) -> HttpResponse:
    """One answer, or a part of it, as a citation to copy."""
    scope, names = request.acting.scope(), queries.names_of_organisations()
    passage = workspace().words.passage(key, scope=scope)
    form = CitePart(request.GET) if "part" in request.GET else CitePart()
    span = citations.span(passage.text, form.cleaned_data["part"] if form.is_valid() else "")
    if span is None:
        form.add_error("part", NOT_THERE)
    start, end = span or (0, len(passage.text))
    cited = workspace().words.cite(key, start, end, scope=scope)
    told = citations.as_text(cited, passage, names)
    shown = {
        "passage": passage,
        "cited": cited,
        "form": form,
        "quote": Quote(initial={"start": start, "end": end}),
        "whole": (start, end) == (0, len(passage.text)),
        "as_text": told,
        "rows": min(20, 4 + len(told) // 55),
        "names": names,
    }
    return render(request, "understand/cite.html", shown, status=400 if form.errors else 200)
