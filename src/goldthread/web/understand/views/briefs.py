"""What is already known, as a page and as documents."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from goldthread import documents
from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.accounts.registry import slots
from goldthread.insight import Brief
from goldthread.vocabulary import Cut, Scope
from goldthread.web.opened import workspace
from goldthread.web.understand import handing
from goldthread.web.understand.controls import controls
from goldthread.web.understand.filters import PageFilters, asked, within
from goldthread.web.understand.views.journeys import as_file


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


THEMED = 1
"""Labels that the figures of a brief have of their own: its themes."""


def briefed(request: Request, scope: Scope | None = None) -> tuple[PageFilters, Brief]:
    """What was asked, and the brief on it that whoever asks may see, or that may be shown before a scope."""
    found, names = asked(request), queries.names_of_organisations()
    scope = scope or request.acting.scope()
    return found, workspace().findings.brief(
        scope=scope, pathway=found.given["pathway"], cut=_about(request), names=names
    )


def _about(request: Request) -> Cut:
    """The cut that a brief is about: no label narrows it."""
    return replace(within(request.acting.scope(), asked(request).cut), feelings=(), themes=(), sentiments=())


def known(request: Request) -> HttpResponse:
    """The brief on screen, and what it is about to choose from."""
    found, brief = briefed(request)
    names = queries.names_of_organisations()
    shown: dict[str, object] = {
        "brief": brief,
        "asked": found,
        "names": names,
        "controls": controls(found, "known", request.acting.scope(), names),
        "ticking": list(slots.filled("words to tick", request, {"query": found.query})),
        "reads": any(section.passages for section in brief.sections),
        "taking": handing.offered(request, _about(request), labelled=THEMED),
    }
    return render(request, "understand/known.html", shown)


def as_pdf(request: Request) -> HttpResponse:
    """The brief as PDF/UA."""
    to = handing.handed(request)
    _, brief = briefed(request, to.scope)
    made = documents.brief_pdf(brief, names=queries.names_of_organisations(), invented=settings.DEMO, only_for=to.who)
    return as_file(made, "application/pdf", "already-known.pdf")


def as_word(request: Request) -> HttpResponse:
    """The brief in Word."""
    to = handing.handed(request)
    _, brief = briefed(request, to.scope)
    made = documents.brief_word(brief, names=queries.names_of_organisations(), invented=settings.DEMO, only_for=to.who)
    return as_file(made, WORD, "already-known.docx")


def as_json(request: Request) -> HttpResponse:
    """The brief for a program: what the screen shows, and for whom."""
    brief = briefed(request)[1]
    return JsonResponse(brief.as_dict(handing.readers(request.acting)), json_dumps_params={"ensure_ascii": False})
