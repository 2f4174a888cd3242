"""Every request knows what it acts as."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from goldthread.accounts import acting


class ActingMiddleware:
    """Sets `request.acting`, read from the database once and only where a page asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        request.acting = SimpleLazyObject(lambda: acting.of_request(request))  # type: ignore[attr-defined]
        return self.get_response(request)
