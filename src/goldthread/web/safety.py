"""What every answer carries: no outside calls, no inline script; and plain sentences for errors people can mend."""

import errno
import logging
from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldthread.forms.sent import values
from goldthread.vocabulary import NoRight, NotFound, PlainError
from goldthread.web.errors import forms_only, misread, refused
from goldthread.workspace import damage_of


POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
log = logging.getLogger(__name__)
Answer = Callable[[HttpRequest], HttpResponse]


class Headers:
    """Adds the policy to every answer; pages about people are never kept by browsers or proxies."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class PlainErrors:
    """Shows a PlainError as its sentence: 403 without the right, 404 for what is not there, else 400.

    An address that takes forms only says so when it is asked for as a page.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        allowed = response.headers["Allow"]
        response = forms_only(request)
        response.headers["Allow"] = allowed
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if damage := damage_of(error):
            log.error("The store is damaged: %s while asking for a page.", type(error).__name__)
            words = {"heading": "What people told us cannot be read", "sentence": str(damage)}
            return render(request, "error.html", words, status=503)
        if was_misread(request, error):
            return misread(request)
        if not isinstance(error, PlainError):
            return None
        if isinstance(error, NoRight):
            return refused(request, str(error))
        status, heading = (404, "We could not find that") if isinstance(error, NotFound) else (400, "That did not work")
        return render(request, "error.html", {"heading": heading, "sentence": str(error)}, status=status)


def was_misread(request: HttpRequest, error: Exception) -> bool:
    """Whether something sent is to blame that no page can take: text with zero bytes, or too long for its place."""
    if isinstance(error, DataError) or (isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG):
        return True
    return isinstance(error, ValueError) and any("\x00" in value for value in [*values(request), request.path])
