"""How long the review queue is, and whether somebody is emailed when something urgent comes in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldthread.accounts.acting import Request
from goldthread.forms import pages
from goldthread.forms.form import Given
from goldthread.listening import actions, reviewing
from goldthread.web.listen.forms import QueueSettings


def queue_settings(request: Request) -> HttpResponse:
    """Choose the length of one's organisation's queue, and to be on call or not."""
    begin = {
        "length": str(reviewing.length_for(request.acting).in_a_thousand),
        "on_call": reviewing.is_on_call(request.acting),
    }
    form = QueueSettings.of(request, initial=begin)

    def choose(given: Given) -> bool:
        actions.choose_length(by=request.acting, in_a_thousand=int(given["length"]))
        actions.go_on_call(by=request.acting, on=given["on_call"])
        return True

    if form.done(choose):
        messages.success(request, "Settings saved.")
        return redirect("concerns")
    back = (reverse("concerns"), "Needs review")
    return pages.page(request, form, title="Review queue settings", send="Save settings", back=back)
