"""Showing that it is still you, by a password, a code or a passkey."""

from typing import Any, cast

from allauth.account import views as account
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base import views as second
from allauth.mfa.webauthn import views as passkeys
from django.forms import Form
from django.http import HttpRequest, HttpResponse

from goldthread.accounts import recording, two_factor
from goldthread.accounts.acting import Request
from goldthread.web.onward import next_of
from goldthread.web.signing.saying import Said, status_of


CONFIRM = "account/confirm.html"
"""One page for all ways to show that it is still you; which of them asks is seen from its form."""


def _confirming(request: HttpRequest, shown: dict[str, Any]) -> dict[str, object]:
    """The ways that a session may use instead: a password does not stand in for a second factor."""
    to_go_on = two_factor.lacking(cast(Request, request)) == two_factor.Missing.SHOWN
    ways = [one for one in shown["reauthentication_alternatives"] if not to_go_on or one["id"] != "reauthenticate"]
    return shown | {"ways": ways, "to_go_on": to_go_on, "next": next_of(request, "")}


class Confirm(Said, account.ReauthenticateView):
    """Show by the password that it is still you."""

    template_name = CONFIRM

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return _confirming(self.request, super().get_context_data(**kwargs))


class ConfirmByCode(Said, second.ReauthenticateView):
    """Show by a code that it is still you."""

    template_name = CONFIRM

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return _confirming(self.request, super().get_context_data(**kwargs))


class ConfirmByPasskey(passkeys.ReauthenticateWebAuthnView):
    """Show by a passkey that it is still you."""

    template_name = CONFIRM

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return _confirming(self.request, super().get_context_data(**kwargs) | kwargs)

    def form_invalid(self, form: Form) -> HttpResponse:
        """The page again: with other words than allauth's, and without leaving it."""
        recording.refused(self.request, how="second step", person=authenticated_user(self.request))
        response = self.render_to_response(self.get_context_data(form=form))
        response.status_code = status_of(form)
        return response
