"""What somebody sees who acts as nothing: which role ended or has not begun, and what to do now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldthread.accounts import lapsed
from goldthread.accounts.acting import CHOSEN, Request
from goldthread.accounts.models import Person
from goldthread.listening.queries import lapsed as lapsed_files
from goldthread.web.wording import day


NOTHING_HERE = "Your organisation has no part in the feedback here, so there is nothing to show you."
HEADING, NONE = "You do not have access", "You have no role at the moment"
REFUSED = 403


def acts_as_nothing(request: HttpRequest) -> bool:
    """Whether somebody is signed in and no right of theirs is in force for this session."""
    person, acting = getattr(request, "user", None), getattr(request, "acting", None)
    return bool(person and person.is_authenticated and acting and acting.right is None)


def page(request: Request) -> HttpResponse:
    """Refuse a page to somebody who could act as nothing: with what ended or begins, and whom to ask."""
    if lapsed.only_outside(request.user):
        words = {"heading": HEADING, "sentence": NOTHING_HERE}
    else:
        words = {"heading": NONE, "sentence": " ".join([_why(request.user), *_files(request)])}
    return render(request, "error.html", words, status=REFUSED)


def _files(request: Request) -> list[str]:
    """What became of files that somebody sent under a role that ended before they were in."""
    return [f"The file that you sent on {day(one.at.date())} was not imported." for one in lapsed_files(request.acting)]


def ended(request: Request) -> str:
    """That the role a session acted as has ended; "" where it acts as something, or never chose."""
    if request.acting.right is not None or request.session.get(CHOSEN) is None:
        return ""
    found = lapsed.chosen(request.user, request.session[CHOSEN])
    return f"Your role as {found.name} has ended." if found else "The role that you had chosen has ended."


def _why(person: Person) -> str:
    found = lapsed.newest(person)
    if found is None:
        return "Ask your administrator to give you one."
    if found.ended:
        return f"Your role as {found.name} ended on {day(found.until)}. Ask your administrator if you still need it."
    return f"Your role as {found.name} begins on {day(found.since)}. Ask your administrator if you need it sooner."
