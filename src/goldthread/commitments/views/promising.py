"""What a clause promises, shown above every form that is about it, as on its own page."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.models import Person
from goldthread.accounts.opened import workspace
from goldthread.commitments import measuring, periods, queries
from goldthread.commitments.models import Clause
from goldthread.commitments.presenters import clauses as presenters
from goldthread.commitments.presenters import measures
from goldthread.forms.form import Form
from goldthread.partnership.rules import OWN_VOICES


class Wrote(NamedTuple):
    """Who wrote the sentence of a clause's measure: a heading, and the name of somebody who is no patient or carer."""

    title: str
    by: str = ""


def wrote(held: Clause, person: Person | None = None) -> Wrote:
    """Who wrote the sentence that a clause promises, as its reader is told. Takes: whoever reads, if they sign in."""
    sentence = measuring.newest_measure(held).wording
    first = held.measure.versions.filter(wording=sentence).order_by("number").first()
    by = first.by if first else ""
    if person is not None and by == str(person):
        return Wrote("You wrote")
    own = held.panel.members.filter(voice__in=OWN_VOICES).exclude(person=None).select_related("person")
    if by in {str(one.person) for one in own}:
        return Wrote("Patients and carers wrote")
    return Wrote("What was asked for", accounts.names_of_people([by]).get(by, ""))


def promised(held: Clause) -> dict[str, str]:
    """A clause's wording, the patients' sentence, how it is counted, its standard, and from when it counts."""
    version = measuring.newest_measure(held)
    measure = measuring.defined(version)
    return {
        "wording": queries.wording_of(held).wording,
        "sentence": version.wording,
        "wrote": wrote(held).title,
        "counted": workspace().measures.sentence(measure),
        "standard": f"{measures.target_said(measure)}, every {measuring.size_of(held)}",
        "from": presenters.counting_said(
            held.contract.starts,
            back_dated=held.back_dated,
            since=periods.of_clause(held).counts_from,
            size=measuring.size_of(held),
        ),
    }


def clause_page(
    request: Request,
    form: Form,
    held: Clause,
    *,
    title: str,
    send: str,
    back: tuple[str, str],
    warning: bool = False,
    note: str = "",
) -> HttpResponse:
    """The page of a form about a clause, below what the clause promises.

    Takes: whether its button ends something; what to know before one presses it.
    """
    shown = {"form": form, "title": title, "send": send, "back": back, "promised": promised(held), "warning": warning}
    shown |= {"note": note}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "commitments/clause_form.html", shown, status=status)
