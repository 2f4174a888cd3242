"""Every request knows what it acts as, and goes no further where its right needs a second factor that is missing."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from goldthread.accounts import acting, two_factor


WITHOUT = frozenset(
    {
        "acting", "own_account", "account_logout", "account_login", "account_reauthenticate",
        "account_change_password", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
        "mfa_list_webauthn", "mfa_view_recovery_codes", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
        "large_print",
    }
)  # fmt: skip
"""Pages that somebody needs to set a second factor up, or to leave."""


class ActingMiddleware:
    """Sets `request.acting`, read from the database once and only where a page asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        request.acting = SimpleLazyObject(lambda: acting.of_request(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Send somebody to set up their second factor before any page that is not open to everybody."""
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name in WITHOUT or not two_factor.required_roles():
            return None
        ways = (str(one.get("method")) for one in get_authentication_records(request, request.user))
        return redirect("mfa_index") if two_factor.missing(request.acting, ways) else None  # type: ignore[attr-defined]
