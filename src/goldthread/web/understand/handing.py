"""Documents that are taken away: shared ones, which may be passed on, or exact ones, marked with whom they are for."""

from dataclasses import dataclass

from django.http import HttpRequest

from goldthread.accounts.acting import Acting, Request
from goldthread.vocabulary import Cut, Scope
from goldthread.web.opened import workspace
from goldthread.web.understand.filters import within


EXACT = "exact"
"""The parameter of an address that asks for a document of exact figures."""


@dataclass(frozen=True)
class Handing:
    """Before whom a document is disclosed, and who alone it is for: "" where it may be passed on."""

    scope: Scope
    who: str = ""


@dataclass(frozen=True)
class Offered:
    """What somebody is offered to take away: a document for everybody, one for its readers alone, or both.

    `who` are these readers, "" where there is no such document; `refused` says why there is none for everybody.
    """

    who: str = ""
    refused: str = ""


def readers(acting: Acting) -> str:
    """Who a document of exact figures is for: those who act as this person does."""
    if acting.right is None:
        return ""
    place = acting.right.organisation_name or acting.right.organisation
    return ", ".join((*acting.right.services, place))


def handed(request: Request) -> Handing:
    """Before whom a document is made: everybody, unless somebody who may read words asks for the exact one."""
    scope = request.acting.scope()
    if scope.reads_words and asks_exactly(request):
        return Handing(scope, readers(request.acting))
    return Handing(scope.for_everybody())


def asks_exactly(request: HttpRequest) -> bool:
    """Whether an address asks for exact figures."""
    return request.GET.get(EXACT) == "yes"


def offered(request: Request, cut: Cut, labelled: int = 0) -> Offered:
    """Which documents of a cut somebody can take away."""
    scope = request.acting.scope()
    who = readers(request.acting) if scope.reads_words else ""
    return Offered(who, workspace().findings.why_not_shared(within(scope, cut), labelled))
