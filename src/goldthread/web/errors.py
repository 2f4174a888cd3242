"""Error pages in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from goldthread.accounts.registry.pages import ASK
from goldthread.web.home import no_role
from goldthread.web.home.views import without_role


def forbidden(request: HttpRequest, exception: object = None) -> HttpResponse:
    return refused(request, f"Your role does not include this page. {ASK}")


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """Somebody asked for what their role does not open; who acts as nothing learns why, and what to do."""
    if no_role.acts_as_nothing(request):
        return without_role(request)  # type: ignore[arg-type]  # signed in, so the middleware has made it one
    return render(request, "error.html", {"heading": no_role.HEADING, "sentence": sentence}, status=403)


def missing(request: HttpRequest, exception: object = None) -> HttpResponse:
    words = {
        "heading": "We could not find that",
        "sentence": "Check the address. The page may have moved, or someone may have withdrawn their words.",
    }
    return render(request, "error.html", words, status=404)


def forms_only(request: HttpRequest) -> HttpResponse:
    """An address that takes forms only, asked for as a page: after signing in again, or out of a bookmark."""
    words = {
        "heading": "There is no page here",
        "sentence": "This address only takes a form that was filled in. Nothing was changed. Go back to it.",
    }
    return render(request, "error.html", words, status=405)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that we cannot be sure came from our own page."""
    words = {
        "heading": "Please send that again",
        "sentence": "The page had been open for too long, you have changed what you act as, or cookies are turned off. "
        "Nothing was changed. "
        "Go back, load the page again and send it once more.",
    }
    return render(request, "error.html", words, status=403)


def misread(request: HttpRequest, exception: object = None) -> HttpResponse:
    words = {"heading": "That did not work", "sentence": "We could not read what was sent. Go back and try again."}
    return render(request, "error.html", words, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Written without asking the database or the store, since either may be what broke."""
    words = {
        "heading": "Something went wrong",
        "sentence": "It is our fault, not yours. Nothing was lost. Try again in a minute.",
    }
    return HttpResponse(render_to_string("error.html", words), status=500)
