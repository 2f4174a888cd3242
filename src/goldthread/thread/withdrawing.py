"""The page on which somebody takes their own words back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from goldthread.accounts import actions as accounts
from goldthread.accounts.acting import Request
from goldthread.accounts.opened import workspace
from goldthread.thread import queries
from goldthread.thread.forms import WithdrawOwn
from goldthread.thread.models import QuotedPassage
from goldthread.vocabulary import NotFound


GONE = "Your words are withdrawn. They are gone from every page, and from what we keep."
BY_HAND = "Some copies must be removed by a person. We have noted where they are, and it will be done."


def withdraw_own(request: Request, key: str) -> HttpResponse:
    """Withdraw everything that the person told us who wrote a passage, where that is whoever asks."""
    held = QuotedPassage.objects.filter(token=key, withdrawn=False).first()
    if held is None or held.respondent not in queries.own_words(request.user):
        raise NotFound("There are no such words, or they are not yours.")
    form = WithdrawOwn.of(request)
    done = form.done(lambda given: accounts.erase(by=request.user, workspace=workspace(), respondent=held.respondent))
    if done is None:
        shown = {"form": form, "words": held.words, "back": reverse("thread", args=["passage", key])}
        return render(request, "thread/withdraw.html", shown, status=400 if form.errors else 200)
    messages.success(request, f"{GONE} {BY_HAND}" if done.left_in else GONE)
    return redirect("home")
