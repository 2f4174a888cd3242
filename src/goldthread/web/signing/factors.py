"""One's second factors: listed, added and removed."""

from collections.abc import Callable
from functools import wraps

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn import views as passkeys
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from goldthread.accounts import recording, two_factor
from goldthread.accounts.acting import Request
from goldthread.web.signing.saying import Said


@require_safe
def second_factors(request: Request) -> HttpResponse:
    """One's second factors, and whether one is required."""
    held = list(Authenticator.objects.filter(user=request.user).order_by("id"))
    right, person = request.acting.right, request.user
    needs = right is not None and right.role in two_factor.required_roles()
    shown = {
        "app": next((one for one in held if one.type == Authenticator.Type.TOTP), None),
        "codes": next((one for one in held if one.type == Authenticator.Type.RECOVERY_CODES), None),
        "passkeys": [one for one in held if one.type == Authenticator.Type.WEBAUTHN],
        "required": needs and not two_factor.has(person),
        "can_confirm": person.has_usable_password() or bool(held),
    }
    return render(request, "mfa/index.html", shown)


def recorded(post: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A change of somebody's second factors, with its audit and the end of their other sessions, or not at all."""

    @wraps(post)
    def within(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        with recording.factors(request, request.user):
            return post(request, *args, **kwargs)

    return within


@method_decorator(recorded, name="post")
class SetUpApp(Said, totp.ActivateTOTPView):
    """Set up an authenticator app."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Set it up, and use its first code up: whoever looked on cannot sign in with it."""
        response: HttpResponse = super().form_valid(form)
        app = Authenticator.objects.get(user_id=self.request.user.pk, type=Authenticator.Type.TOTP)
        TOTP(app).validate_code(form.cleaned_data["code"])
        return response


@method_decorator(recorded, name="post")
class RemoveApp(Said, totp.DeactivateTOTPView):
    """Remove the authenticator app."""


@method_decorator(recorded, name="post")
class NewCodes(Said, codes.GenerateRecoveryCodesView):
    """Make new recovery codes; the old ones stop."""


@method_decorator(recorded, name="post")
class AddPasskey(Said, passkeys.AddWebAuthnView):
    """Add a passkey."""


@method_decorator(recorded, name="post")
class RemovePasskey(passkeys.RemoveWebAuthnView):
    """Remove a passkey."""
