"""Results: a report, what others will see of it, context, disputes."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread.accounts import queries as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.commitments import figures, measuring, outcomes, parties, periods, queries, rules
from goldthread.commitments.actions import results as actions
from goldthread.commitments.forms.results import AddContext, Correct, DisputeResult, Report, SettleDispute, ShowNow
from goldthread.commitments.models import Clause, ClauseResult, Dispute
from goldthread.forms.form import Form, Given
from goldthread.forms.pages import page
from goldthread.vocabulary import NotFound, WrongUsage


REPLIER = "the provider that this result is of"


def report(request: Request, key: str) -> HttpResponse:
    """Report a period that is due."""
    held = queries.clause(request.acting.scope(), key)
    organisation = _reporter(request, held)
    due = periods.of_clause(held).due
    if not due:
        raise WrongUsage("No result of this clause is due.", "Correct one that is there, or come back next month.")
    form = Report.of(request, initial={"period": request.GET.get("period", due[0])})
    form.offer("period", [(one, _named(held, one)) for one in due])
    made = form.done(lambda given: _report(request, held, organisation, given))
    if made:
        messages.success(request, "Saved. This is what others will see.")
        return redirect("result", key=made.key)
    return _page(request, held, form, "Report a result", "Save this result")


def correct(request: Request, key: str) -> HttpResponse:
    """Correct what was reported; both figures stay."""
    before = _result(request, key)
    held = before.clause
    organisation = _reporter(request, held, before)
    now = {"period": before.period, "numerator": before.numerator, "denominator": before.denominator}
    form = Correct.of(request, initial=now)
    form.offer("period", [(before.period, _named(held, before.period))])
    made = form.done(lambda given: _report(request, held, organisation, given))
    if made:
        messages.success(request, "Corrected. Both figures stay, with your reason.")
        return redirect("result", key=made.key)
    return _page(request, held, form, "Correct a result", "Save the correction")


def _reporter(request: Request, held: Clause, before: ClauseResult | None = None) -> str:
    """The provider that somebody reports for, or corrects what is there. Raises NoRight for anybody else."""
    part = parties.part_of(request.acting, held.contract)
    may = part.reports and part.organisation in measuring.reporters(held)
    is_own = before is None or part.organisation in outcomes.replying(before)
    return part.check(may and is_own, "the provider that this clause measures" if is_own else REPLIER)


def _replier(request: Request, held: ClauseResult) -> str:
    """The provider that somebody replies for. Raises NoRight for anybody else."""
    part = _part(request, held)
    return part.check(part.reports and part.organisation in outcomes.replying(held), REPLIER)


def _report(request: Request, held: Clause, organisation: str, given: Given) -> ClauseResult:
    return actions.report(by=request.acting, workspace=workspace(), clause=held, organisation=organisation, **given)


def _page(request: Request, held: Clause, form: Report, title: str, send: str) -> HttpResponse:
    """A report's form, with what is counted next to it."""
    shown = {
        "form": form,
        "title": title,
        "send": send,
        "back": (reverse("clause", args=[held.key]), "The clause"),
        "clause": held,
        "wording": queries.wording_of(held).wording,
        "counts": measuring.counts_words(held),
        "before": figures.periods(
            outcomes.results_of(held, request.acting.right.organisation if request.acting.right else "")[-3:],
            _size(held),
            accounts.names_of_organisations(),
            exact=partial(parties.sees_small, request.acting, held.contract),
        ),
    }
    return render(request, "commitments/report.html", shown, status=400 if form.is_bound and form.errors else 200)


def one(request: Request, key: str) -> HttpResponse:
    """One result as everybody who may see it sees it; with forms for its provider and the other parties."""
    held = _result(request, key)
    part = _part(request, held)
    found = _found(held, part)
    replies = part.reports and part.organisation in outcomes.replying(held)
    shown = {
        "result": found.result,
        "is_newest": found.result.pk == held.pk,
        "clause": held.clause,
        "wording": queries.wording_of(held.clause).wording,
        "period": _period(found, held, part),
        "for_others": figures.figure(found.result, {}, exact=False).said,
        "part": part,
        "replies": replies,
        "shows_early": replies and outcomes.shows_early(held, part.organisation),
        "corrects": replies and part.organisation in measuring.reporters(held.clause),
        "is_shown": outcomes.is_shown(found.result, ""),
        "context": AddContext(),
        "show_now": ShowNow(),
    }
    return render(request, "commitments/result.html", shown)


def add_context(request: Request, key: str) -> HttpResponse:
    """Add what others should know."""
    held = _result(request, key)
    organisation = _replier(request, held)
    form = AddContext.of(request)
    if form.done(lambda given: actions.add_context(by=request.acting, result=held, organisation=organisation, **given)):
        messages.success(request, "Saved. It is shown with the figure.")
        return redirect("result", key=key)
    return page(request, form, title="Add context", send="Add this", back=_back(held))


def show_now(request: Request, key: str) -> HttpResponse:
    """Let others see it before the time to reply is over."""
    held = _result(request, key)
    organisation = _replier(request, held)
    ShowNow.of(request).asked()
    actions.show_now(by=request.acting, result=held, organisation=organisation)
    messages.success(request, "Others can see this result now.")
    return redirect("result", key=key)


def dispute(request: Request, key: str) -> HttpResponse:
    """Dispute it, with one's own figures where there are any."""
    held = _result(request, key)
    organisation = parties.wording_party(request.acting, held.clause.contract, _first_day(held))
    form = DisputeResult.of(request)
    if form.done(lambda given: actions.dispute(by=request.acting, result=held, organisation=organisation, **given)):
        messages.success(request, "Saved. Both figures are shown, with both names, until this is settled.")
        return redirect("result", key=key)
    return _disputing(request, held, form, "Dispute this result", "Save the dispute")


def settle(request: Request, key: str, number: int) -> HttpResponse:
    """Say what came of one's own dispute; both figures stay."""
    held = _result(request, key)
    organisation = parties.wording_party(request.acting, held.clause.contract, _first_day(held))
    found = Dispute.objects.filter(pk=number, result__clause=held.clause, result__period=held.period).first()
    if found is None:
        raise NotFound("There is no such dispute.")
    form = SettleDispute.of(request)
    if form.done(lambda given: actions.settle(by=request.acting, dispute=found, organisation=organisation, **given)):
        messages.success(request, "Settled. Both figures can still be read.")
        return redirect("result", key=key)
    return _disputing(request, held, form, "Settle the dispute", "Save what was agreed")


def _disputing(request: Request, held: ClauseResult, form: Form, title: str, send: str) -> HttpResponse:
    """The page of a form about a dispute, below the result and what others hold against it."""
    part = _part(request, held)
    shown = {
        "form": form,
        "title": title,
        "send": send,
        "back": _back(held),
        "wording": queries.wording_of(held.clause).wording,
        "period": _period(_found(held, part), held, part),
    }
    return render(request, "commitments/dispute.html", shown, status=400 if form.is_bound and form.errors else 200)


def _result(request: Request, key: str) -> ClauseResult:
    mine = request.acting.right.organisation if request.acting.right else ""
    return queries.result(request.acting.scope(), key, mine)


def _part(request: Request, held: ClauseResult) -> parties.Part:
    return parties.part_of(request.acting, held.clause.contract, _first_day(held))


def _found(held: ClauseResult, part: parties.Part) -> outcomes.PeriodResult:
    """The newest figure of the result's period, as this party may see it."""
    every = outcomes.results_of(held.clause, part.organisation)
    return next(one for one in every if one.result.period == held.period)


def _period(found: outcomes.PeriodResult, held: ClauseResult, part: parties.Part) -> figures.PeriodShown:
    names = accounts.names_of_organisations()
    return figures.period(found, _size(held.clause), names, exact=part.sees_small)


def _first_day(held: ClauseResult) -> date:
    return rules.first_day(held.period)


def _size(held: Clause) -> str:
    return measuring.size_of(held)


def _named(held: Clause, period: str) -> str:
    return rules.named(period, _size(held))


def _back(held: ClauseResult) -> tuple[str, str]:
    return reverse("result", args=[held.key]), "The result"
