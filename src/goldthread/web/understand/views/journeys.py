"""The journey as a page and as a poster: drawn, moment by moment, and every figure as a table."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from markupsafe import Markup

from goldthread import documents
from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.vocabulary import Scope
from goldthread.web.opened import workspace
from goldthread.web.understand import handing
from goldthread.web.understand.controls import controls
from goldthread.web.understand.filters import ROLES, PageFilters, asked, within
from goldthread.web.understand.presenters import journeys as presented
from goldthread.workspace import drawing


FELT = 2
"""Labels that each figure of a journey has of its own: its moment and its feeling."""


def journey(request: Request) -> HttpResponse:
    """What people feel at each moment of the journey, in layers, each cell opening its words."""
    scope, held, found = request.acting.scope(), workspace(), asked(request)
    key = found.given["pathway"]
    layers = held.findings.layers(scope=scope, pathway=key, cut=within(scope, found.cut))
    names = queries.names_of_organisations()
    reads = bool(layers.whole.source.asked["exact"])  # shared figures are no links
    shown: dict[str, Any] = {
        "journey": layers.whole,
        "layers": layers,
        "grid": presented.grid(layers.whole),
        "asked": found,
        "whose": presented.whose(layers, ROLES),
        "groups": presented.by_group(layers, ROLES),
        "chosen": key,
        "picture": Markup(drawing.draw(layers, opens=_opens(found) if reads else _closed, names=names)),  # noqa: S704
        "silent": [ROLES[who].lower() for who in layers.silent],
        "pathways": held.published.pathways(),
        "controls": controls(found, "narrow", scope, names, leave=["role"]),
        "roles": _roles(scope),
        "names": names,
        "reads": reads,
        "good": presented.good_feelings(),
        "moods": presented.MOODS,
        "sureness": presented.sureness(layers.whole),
        "taking": handing.offered(request, found.cut, labelled=FELT),
    }
    return render(request, "understand/journey.html", shown)


def _opens(found: PageFilters) -> Callable[[str, str, str], str]:
    """Where a cell's words are read, with the filters that led here."""

    def opens(touchpoint: str, who: str, feeling: str) -> str:
        place = {"point": touchpoint} if found.given["pathway"] else {"touchpoint": touchpoint}
        kept = found.without("role", "feeling", "point", "touchpoint")
        return f"{reverse('words')}?{urlencode(kept | place | {'role': who, 'feeling': feeling}, doseq=True)}"

    return opens


def _roles(scope: Scope) -> dict[str, str]:
    """Groups that may be chosen: none where agreements withhold who told."""
    return {} if scope.is_withheld("role") else ROLES


def _closed(*_: str) -> str:
    return ""


def poster(request: Request) -> HttpResponse:
    """The journey for the wall: PDF of A3."""
    to, found = handing.handed(request), asked(request)
    cut = within(request.acting.scope(), found.cut)
    layers = workspace().findings.layers(scope=to.scope, pathway=found.given["pathway"], cut=cut)
    said = found.said()
    about = f"Of these answers: {', '.join(said)}." if said else ""
    names = queries.names_of_organisations()
    made = documents.journey_pdf(layers, names=names, about=about, invented=settings.DEMO, only_for=to.who)
    return as_file(made, "application/pdf", f"journey-{found.given['pathway'] or 'every'}.pdf")


def as_file(made: bytes, kind: str, name: str) -> HttpResponse:
    """A document to keep."""
    answer = HttpResponse(made, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
