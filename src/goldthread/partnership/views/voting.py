"""Pages of votes: a page to check a vote before it is cast, for members and for the host who keys one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread.accounts.acting import Request
from goldthread.forms.form import Given
from goldthread.forms.sent import form_of
from goldthread.partnership import queries
from goldthread.partnership.actions import deciding
from goldthread.partnership.forms.decisions import Ballot, BallotFor, Sure
from goldthread.partnership.models import Decision, PanelMember, Vote
from goldthread.partnership.presenters import voting as presented
from goldthread.partnership.views.asking import ask, check_runs, decision_of, left_said, seat, to_choose


def options(held: Decision) -> list[tuple[str, str]]:
    """What can be voted for."""
    return [(str(one.place), one.wording) for one in held.options.all()]


def vote(request: Request, key: str) -> HttpResponse:
    """One member's vote: first to check, then to cast."""
    held = decision_of(request, key)
    mine, form = seat(request, held.panel), Ballot.of(request)
    form.offer("option", options(held))
    if form.is_valid() and (asks := _asks(request)) != "cast":
        deciding.check_may_vote(by=request.user, decision=held, member=mine)
        return _ballot(request, held, form) if asks == "change" else _check(request, held, form, "")
    made = form.done(lambda given: _cast(request, held, mine, given), WrongUsage="option")
    if made is None:
        return _ballot(request, held, form)
    messages.success(request, "Thank you. Your vote is counted.")
    return redirect("decision", key=key)


def _ballot(request: Request, held: Decision, form: Ballot) -> HttpResponse:
    return ask(request, form, title="Your vote", send="Continue", back=_back(held), quote=held.title)


def enter(request: Request, key: str) -> HttpResponse:
    """The vote of somebody without an account, entered by the panel's host: first to check, then to cast."""
    held = decision_of(request, key)
    check_runs(request, held.panel)
    voted = set(held.votes.values_list("member", flat=True))
    waiting = [one for one in queries.seated(held.panel) if one.person is None and one.pk not in voted]
    members = {one.token: one for one in waiting}
    form = BallotFor.of(request)
    form.offer("member", to_choose(members, ()))
    form.offer("option", options(held))
    asks = _asks(request)
    if form.is_bound and form.is_valid() and asks not in ("cast", "change"):
        member = members[form.cleaned_data["member"]]
        deciding.check_may_vote(by=request.user, decision=held, member=member)
        return _check(request, held, form, member.name)
    made = None
    if asks != "change":
        made = form.done(lambda given: _cast(request, held, members[given["member"]], given), WrongUsage="member")
    if made is None:
        about = ("For members who do not sign in. The result says how many votes were entered for someone.",)
        return ask(
            request, form, title="Enter a vote", send="Continue", back=_back(held), quote=held.title, about=about
        )
    left = left_said(members, [made.member_id])
    messages.success(request, f"The vote of {made.member.name} is entered. {left}")
    return redirect("decision_enter" if left else "decision", key=key)


def _asks(request: Request) -> str:
    """Which button of the page to check was pressed; "" before anybody saw it."""
    sure = Sure(form_of(request))
    return str(sure.cleaned_data["go"]) if sure.is_valid() else ""


def _check(request: Request, held: Decision, form: Ballot, member: str) -> HttpResponse:
    """The page that shows a vote before it is cast. Takes: whose it is, where the host keys it."""
    chosen = held.options.get(place=int(form.cleaned_data["option"]))
    shown = {
        "decision": held,
        "form": form,
        "member": member,
        "option": chosen.wording,
        "reason": form.cleaned_data["reason"],
        "before": presented.before(held.method, held.closes_on),
    }
    return render(request, "partnership/check_vote.html", shown)


def _cast(request: Request, held: Decision, member: PanelMember, given: Given) -> Vote:
    option = held.options.get(place=int(given["option"]))
    return deciding.vote(by=request.user, decision=held, member=member, option=option, reason=given["reason"])


def _back(held: Decision) -> tuple[str, str]:
    return reverse("decision", args=[held.key]), "The decision"
