"""What happened to a measure's charts: new limits, changes of collection; and groups that are compared."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldthread.accounts import clock
from goldthread.accounts.acting import Request
from goldthread.commitments import measuring, parties, queries, rules
from goldthread.commitments.actions import marks
from goldthread.commitments.forms.charts import ChangeCollection, RebaseChart, Unmark
from goldthread.commitments.models import ChartMark, ComparedGroups, MeasureRecord
from goldthread.forms.pages import page
from goldthread.vocabulary import NotFound


MONTHS = 24


def rebase(request: Request, key: str) -> HttpResponse:
    """New limits from a period on, with the cause."""
    held = _charted(request, key)
    form = RebaseChart.of(request)
    form.offer("month", [("", "Choose"), *_periods(held)])
    if form.done(lambda given: marks.rebase(by=request.acting, measure=held, **given), WrongUsage="month"):
        messages.success(request, "Saved. The charts of this measure have new limits from then on.")
        return redirect("measure", key=key)
    return page(request, form, title="Set new limits", send="Save the new limits", back=_back(held))


def _periods(held: MeasureRecord) -> list[tuple[str, str]]:
    """The periods of the last two years, the newest first."""
    size = measuring.defined(measuring.newest_version(held)).period
    now = f"{clock.today():%Y-%m}"
    months = [rules.after(now, -back) for back in range(1, MONTHS + 1)]
    some = months if size == "month" else [one for one in months if rules.quarter_of(one) == one]
    return [(one, rules.named(one, size)) for one in some]


def change_collection(request: Request, key: str) -> HttpResponse:
    """Another way of collecting what is counted, since a day."""
    held = _charted(request, key)
    form = ChangeCollection.of(request)
    if form.done(lambda given: marks.change_collection(by=request.acting, measure=held, **given), WrongUsage="on"):
        messages.success(request, "Saved. It is shown on every chart of this measure.")
        return redirect("measure", key=key)
    title = "Record a change in collection"
    return page(request, form, title=title, send="Save the change", back=_back(held))


def unmark(request: Request, key: str, number: int) -> HttpResponse:
    """Take new limits, or a change of collection, off the charts."""
    held = _charted(request, key)
    Unmark.of(request).asked()
    found = ChartMark.objects.filter(pk=number, measure=held).first()
    if found is None:
        raise NotFound("There is no such mark on this chart.")
    marks.unmark(by=request.acting, mark=found)
    messages.success(request, "Removed from the charts.")
    return redirect("measure", key=key)


def stop_comparing(request: Request, key: str, number: int) -> HttpResponse:
    """Take a comparison off the page."""
    held = _charted(request, key)
    Unmark.of(request).asked()
    found = ComparedGroups.objects.filter(pk=number, measure=held).first()
    if found is None:
        raise NotFound("There is no such comparison here.")
    marks.stop_comparing(by=request.acting, gap=found)
    messages.success(request, "The comparison is removed.")
    return redirect("measure", key=key)


def _charted(request: Request, key: str) -> MeasureRecord:
    """A measure for whoever may say what happened to its charts. Raises NoRight, NotFound."""
    held = queries.measure(request.acting.scope(), key)
    parties.measure_charter(request.acting, held.organisations)
    return held


def _back(held: MeasureRecord) -> tuple[str, str]:
    return reverse("measure", args=[held.key]), "The measure"
