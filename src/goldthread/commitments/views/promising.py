"""What a clause promises, shown above every form that is about it, as on its own page."""

from django.http import HttpResponse
from django.shortcuts import render

from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.commitments import queries
from goldthread.commitments.models import Clause
from goldthread.commitments.presenters import clauses as presenters
from goldthread.commitments.presenters import measures
from goldthread.forms.form import Form


def promised(held: Clause) -> dict[str, str]:
    """A clause's wording, the patients' sentence, how it is counted, its standard, and from when it counts."""
    version = queries.newest_measure(held)
    measure = queries.defined(version)
    return {
        "wording": queries.wording_of(held).wording,
        "sentence": version.wording,
        "counted": workspace().measures.sentence(measure),
        "standard": f"{measures.target_said(measure)}, every {queries.size_of(held)}",
        "from": presenters.counting_said(
            held.contract.starts,
            back_dated=held.back_dated,
            since=queries.counts_from(held),
            size=queries.size_of(held),
        ),
    }


def clause_page(
    request: Request, form: Form, held: Clause, *, title: str, send: str, back: tuple[str, str], warning: bool = False
) -> HttpResponse:
    """The page of a form about a clause, below what the clause promises. Takes: whether its button ends something."""
    shown = {"form": form, "title": title, "send": send, "back": back, "promised": promised(held), "warning": warning}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "commitments/clause_form.html", shown, status=status)
