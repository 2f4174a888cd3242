"""How much may be sent: words everywhere, a file only where a form takes one, by whoever may send it there."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from goldthread.accounts.acting import Request
from goldthread.accounts.registry.pages import takes_file
from goldthread.web.safety import Answer


class Bodies:
    """Refuses a larger body by its stated length, before any of it is read; no server here hands on more than that."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Answer the request."""
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        if (not said.isdecimal() or int(said) > settings.FORM_LIMIT) and not _may_send_file(request):
            return _too_large(request)
        return self.get_response(request)


def _may_send_file(request: Request) -> bool:
    try:
        needs = takes_file(resolve(request.path_info).url_name or "")
    except Resolver404:
        return False
    return bool(needs) and request.user.is_authenticated and request.acting.may(needs)


def _too_large(request: HttpRequest) -> HttpResponse:
    words = {
        "heading": "That is too much to send",
        "sentence": "This address takes no more than 1 MB. Nothing was changed. Go back and send less.",
    }
    return render(request, "error.html", words, status=413)
