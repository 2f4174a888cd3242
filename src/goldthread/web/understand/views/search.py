"""Search: words and phrases in what people said, and what is like it."""

import re
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.accounts.registry import slots
from goldthread.vocabulary import EVERYTHING, NotFound, Passage, Passages, WrongUsage
from goldthread.web.opened import workspace
from goldthread.web.understand.controls import controls
from goldthread.web.understand.filters import PageFilters, asked, kept, page_of, read, within
from goldthread.web.understand.forms import Search
from goldthread.web.understand.presenters.passages import found as found_in


PAGE, ALIKE = 20, 12
WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True)
class Row:
    """One answer that was found, in pieces: its words, and which of them were looked for."""

    passage: Passage
    parts: list[dict[str, str]]


def _asked(request: Request, form: Search) -> PageFilters:
    """The filters; where the words are wrong too, the form says so first, with no filter."""
    try:
        return asked(request)
    except (NotFound, WrongUsage):
        if form.is_bound and not form.is_valid():
            return read(QueryDict())
        raise


def search(request: Request) -> HttpResponse:
    """Answers that hold certain words; without words, the way to search."""
    scope, at = request.acting.scope(), page_of(request)
    same = request.GET.get("same", "")[:40]
    names = queries.names_of_organisations()
    form, carried = Search(request.GET) if "q" in request.GET else Search(), kept(request)
    form.carry(carried)
    found = _asked(request, form)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    shown: dict[str, object] = {
        "form": form,
        "words": words,
        "asked": found,
        "page": at,
        "same": same,
        "kept": carried,
        "above": list(slots.filled("words looked for", request, carried)),
        "names": names,
        "controls": controls(found, "search", scope, names),
    }
    if words:
        try:
            passages = workspace().words.search(
                words,
                scope=scope,
                cut=within(scope, found.cut),
                limit=PAGE + 1,
                offset=(at - 1) * PAGE,
                wait=False,
                same=same,
            )
        except WrongUsage as error:
            form.add_error("q", str(error))
        else:
            shown |= {"found": passages, "rows": _rows(words, passages), "more": len(passages.items) > PAGE}
            shown |= {"instead": _instead(words), "wider": bool(found.query)}
            form["q"].help_text = ""
    shown["ticking"] = list(slots.filled("words to tick", request, {"query": found.query, **carried})) if words else []
    slot = "search found" if "found" in shown else "search"
    shown["slot"] = list(slots.filled(slot, request, {"words": words, "query": found.query}))
    return render(request, "understand/search.html", shown, status=400 if form.errors else 200)


def _rows(words: str, passages: Passages) -> list[Row]:
    return [Row(one, found_in(one.text, workspace().words.places_of(words, one.text))) for one in passages.items[:PAGE]]


def _instead(words: str) -> list[str]:
    """What else to look for where nothing was found: without quotes and minus, then word by word."""
    single = list(dict.fromkeys(WORD.findall(re.sub(r"-\S+", " ", words))))[:6]
    together = " ".join(single)
    return [one for one in dict.fromkeys([together, *single]) if one and one != words]


def like(request: Request, key: str) -> HttpResponse:
    """Answers most like one answer."""
    scope = request.acting.scope()
    passage = workspace().words.passage(key, scope=scope)
    found = workspace().words.similar(key, scope=scope, cut=within(scope, EVERYTHING), limit=ALIKE)
    shown = {
        "passage": passage,
        "rows": [Row(one, found_in(one.text, ())) for one in found.items],
        "found": found,
        "names": queries.names_of_organisations(),
    }
    return render(request, "understand/like.html", shown)
