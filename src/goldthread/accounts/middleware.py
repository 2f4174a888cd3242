"""Every request knows what it acts as, and goes no further where it lacks a second factor."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldthread.accounts import acting, current, two_factor
from goldthread.accounts.acting import Request
from goldthread.accounts.two_factor import Missing


TO_SHOW = frozenset(
    {"account_logout", "account_login", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "large_print"}
)
"""Pages that somebody needs to show a second factor, or to leave."""
TO_SET_UP = TO_SHOW | frozenset(
    {
        "acting",
        "own_account",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
    }
)
"""Pages that somebody needs to set one up, or to leave."""
WITHOUT = {Missing.NOTHING: frozenset[str](), Missing.SHOWN: TO_SHOW, Missing.SET_UP: TO_SET_UP}


class ActingMiddleware:
    """Sets `request.acting`, and says to the audit under which right a request does what it does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Answer the request."""
        acting.attach(request)
        with current.during(lambda: (str(request.acting), request.acting.under)):
            return self.get_response(request)

    def process_view(self, request: Request, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Send somebody to show or set up their second factor before any page that is not open to everybody."""
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        lacks = two_factor.lacking(request)
        if lacks == Missing.NOTHING or name in WITHOUT[lacks]:
            return None
        return redirect("mfa_index") if lacks == Missing.SET_UP else _to_show(request)


def _to_show(request: Request) -> HttpResponse:
    """The page where a second factor is shown, and then back to the page that was asked for."""
    page = "mfa_reauthenticate" if two_factor.has_app(request.user.pk) else "mfa_reauthenticate_webauthn"
    back = f"?{urlencode({'next': request.get_full_path()})}" if request.method in ("GET", "HEAD") else ""
    return redirect(reverse(page) + back)
