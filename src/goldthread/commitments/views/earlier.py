"""Adding a provider's earlier months to a measure that it reports, so that its threshold can be tested on them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.commitments import defining, measuring, parties, queries, returns
from goldthread.commitments.actions import measures as actions
from goldthread.commitments.forms.measures import GiveMonths
from goldthread.commitments.models import MeasureVersion
from goldthread.forms.form import Given
from goldthread.forms.pages import page


CHECKED = ". Clauses on this measure are then to be checked again."


def months(request: Request, key: str) -> HttpResponse:
    """Months that the provider has from before, typed or as a CSV file. Raises NoRight for anybody else."""
    held = queries.measure(request.acting.scope(), key)
    parties.months_giver(request.acting, held, measuring.measured(held))
    form = GiveMonths.of(request, initial={"based_on": measuring.newest_version(held).number})
    if held.clauses.filter(ended_on=None).exists():
        form.fields["months"].help_text += CHECKED

    def give(given: Given) -> MeasureVersion:
        sent = given["file"]
        lines = returns.read_months(sent.read(returns.LARGEST + 1)) if sent else given["months"]
        return actions.give_months(
            by=request.acting,
            workspace=workspace(),
            scope=request.acting.scope(),
            measure=held,
            based_on=given["based_on"],
            months=defining.months(lines),
        )

    if form.done(give, WrongUsage="months", UnreadableFile="file"):
        messages.success(request, "The months are added. See what they would have said.")
        return redirect("measure", key=key)
    title, back = "Add earlier months", (reverse("measure", args=[key]), "The measure")
    return page(request, form, title=title, send="Add these months", back=back)
