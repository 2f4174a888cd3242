"""A whole return: a blank one to fill in, and what came of the one that was sent."""

import csv
import io

from django.http import HttpResponse
from django.shortcuts import render

from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.commitments import periods, queries, returns
from goldthread.commitments.actions import returning
from goldthread.commitments.forms.results import SendReturn
from goldthread.forms.form import Given
from goldthread.vocabulary import NoRight
from goldthread.vocabulary.only_text import in_cell


def send(request: Request) -> HttpResponse:
    """Send a whole return; every row is accounted for."""
    organisation = _mine(request)
    form = SendReturn.of(request)

    def take(given: Given) -> returning.ReturnAccount:
        rows = returns.read(given["file"].read(returns.LARGEST + 1))
        return returning.take(by=request.acting, workspace=workspace(), organisation=organisation, rows=rows)

    account = form.done(take, UnreadableFile="file")
    shown = {
        "form": form,
        "account": account,
        "due": len(periods.due_reports(organisation)),
        "columns": returns.COLUMNS,
    }
    return render(request, "commitments/return.html", shown, status=400 if form.errors else 200)


def blank(request: Request) -> HttpResponse:
    """A return with the rows that are due, to be filled in."""
    sheet = io.StringIO(newline="")
    rows = csv.writer(sheet)
    rows.writerow([*returns.COLUMNS, "what the clause says"])
    for due in periods.due_reports(_mine(request)):
        wording = queries.wording_of(due.clause).wording
        rows.writerow([in_cell(one) for one in (due.clause.key, due.period, "", "", "", "", wording)])
    made = HttpResponse("\ufeff" + sheet.getvalue(), content_type="text/csv; charset=utf-8")
    made.headers["Content-Disposition"] = 'attachment; filename="return.csv"'
    return made


def _mine(request: Request) -> str:
    if request.acting.right is None:
        raise NoRight("You act for no organisation.", "Choose a role first.")
    return request.acting.right.organisation
