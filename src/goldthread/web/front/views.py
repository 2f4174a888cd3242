"""The front door: who are you, large print, and the pages that anyone may read."""

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goldthread.accounts import two_factor
from goldthread.accounts.models import Person
from goldthread.web import menu, minute
from goldthread.web.forms import LargePrint
from goldthread.web.front import presenters
from goldthread.web.onward import next_of
from goldthread.web.opened import coded_by
from goldthread.web.templating import LARGE


YEAR = 365 * 24 * 3600
LARGE_PRINT = {"asha"}
CARDS = (
    ("cath", "Cath", "Commissioner", "I plan and pay for care. What do people live through, and what should I raise?"),
    ("fay", "Fay", "Ward sister", "I have ten minutes. What did people say about my ward?"),
    ("asha", "Asha", "Patient partner", "I speak up for patients. What happened to what we said?"),
    ("ben", "Ben", "Trust analyst", "I import the files and answer for the numbers."),
    ("nell", "Nell", "Hospital quality lead", "I answer for our results. What is due, and what will others see?"),
    ("hana", "Hana", "Safeguarding lead", "What needs review today, and when did it come in?"),
    ("dai", "Dai", "Analyst at another trust", "I work somewhere else, so I should see nothing of yours."),
)


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home")
    if not settings.DEMO:
        return redirect("account_login")
    return render(request, "front/who.html", {"cards": CARDS, "visitor": minute.start("visitor")})


@login_not_required
@require_POST
def be(request: HttpRequest, handle: str) -> HttpResponse:
    """Step into the demo as one of its people; exists only in the demo."""
    if not settings.DEMO:
        raise Http404
    person = Person.objects.filter(handle=handle, is_active=True).first()
    if person is None or handle not in {card[0] for card in CARDS}:
        raise Http404
    login(request, person)
    record_authentication(request, person, method=two_factor.BY_DEMO)
    return _in_print(redirect(minute.start(handle)), large=handle in LARGE_PRINT)


def _in_print(response: HttpResponse, *, large: bool) -> HttpResponse:
    if large:
        response.set_cookie(LARGE, "yes", max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SECURE)
    else:
        response.delete_cookie(LARGE, samesite="Lax")
    return response


@login_not_required
@require_POST
def large_print(request: HttpRequest) -> HttpResponse:
    """Turn large print on or off for this browser, and go on where one was."""
    large = LargePrint.of(request).done(lambda given: str(given["large"]))
    return _in_print(redirect(next_of(request, "/")), large=large == "yes")


@login_not_required
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    return render(request, "front/public.html")


@login_not_required
@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    return render(request, "front/coming.html", {"areas": menu.coming()})


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "front/about.html")


@login_not_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    return render(request, "front/figures.html")


@login_not_required
@require_safe
def reading(request: HttpRequest) -> HttpResponse:
    """How comments are read: what software does, how well, where it fails, how to check it."""
    return render(request, "front/reading.html", presenters.page(coded_by()))


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "front/accessibility.html")
