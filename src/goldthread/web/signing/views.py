"""allauth's views, with pages that say what is wrong by their status too, and the page of one's own account."""

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldthread.accounts import limits, recording, two_factor
from goldthread.accounts import outgoing_mail as mail
from goldthread.accounts.acting import Request
from goldthread.accounts.adapters import CLOSED, WAIT, first_step_counts
from goldthread.accounts.models import Mailed
from goldthread.web.onward import next_of
from goldthread.web.signing.forms import MailChoice
from goldthread.web.signing.saying import OUT_OF_ORDER, REFUSED, TOO_MANY, Said, status_of


class SignIn(Said, account.LoginView):
    """Sign in with a name and a password."""

    wrong = REFUSED

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(**kwargs) | {
            "next": next_of(self.request, ""),
            "oidc": _provider(),
        }


def _provider() -> dict[str, str] | None:
    held = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect")
    return {"key": held["APPS"][0]["provider_id"], "title": held["APPS"][0]["name"]} if held else None


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("front")


@method_decorator(login_not_required, name="dispatch")
class Reset(Said, account.PasswordResetView):
    """Ask for a link to set a new password. A site that sends no mail says so, and takes no form."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not settings.EMAIL.on:
            return render(request, "account/password_reset_by_hand.html")
        return super().dispatch(request, *args, **kwargs)


class ChangePassword(Said, account.PasswordChangeView):
    """Set a new password, knowing the current one; every other session ends. Who has none gets one by a link only."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("own_account")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class SecondStep(second.AuthenticateView):
    """Two-step sign-in: a code or a passkey."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Ask for it, unless the first step counts no longer."""
        return self._over() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Check it, unless the first step counts no longer."""
        return self._over() or super().post(request, *args, **kwargs)

    def _over(self) -> HttpResponse | None:
        """Back to the beginning for a sign-in whose person has ended all others since, or has left."""
        if first_step_counts(self.request, self.stage.login.user):
            return None
        messages.error(self.request, "This account has changed since you began to sign in. Sign in again.")
        response: HttpResponse = self.stage.abort()
        return response

    def form_valid(self, form: Form) -> HttpResponse:
        """Go on; after a recovery code the next page says how many are left."""
        response: HttpResponse = super().form_valid(form)
        used = getattr(form, "authenticator", None)
        if used is not None and used.type == Authenticator.Type.RECOVERY_CODES:
            messages.success(self.request, _left(Authenticator.objects.get(pk=used.pk)))
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        if "credential" in form.fields:  # of codes allauth tells
            recording.refused(self.request, how="second step", person=self.stage.login.user)
        response = super().form_invalid(form)
        response.status_code = status_of(form)
        return response


def _left(codes: Authenticator) -> str:
    left = len(codes.wrap().get_unused_codes())  # type: ignore[no-untyped-call]  # allauth's
    count = "You have no recovery codes left." if not left else f"You have {left} recovery code{'s' * (left > 1)} left."
    return f"You used a recovery code. {count} Make new ones under your account, Two-step sign-in."


@method_decorator(login_not_required, name="dispatch")
class SignInByPasskey(passkeys.LoginWebAuthnView):
    """Sign in by a passkey alone."""

    def form_invalid(self, form: Form) -> HttpResponse:
        """Back to the page of signing in, which says that it did not work."""
        recording.refused(self.request, how="passkey")
        return super().form_invalid(form)


@require_safe
def overview(request: Request) -> HttpResponse:
    """One's own account: what one may act as, the password, second factors, linked sign-ins."""
    person = request.user
    shown = {
        "has_password": person.has_usable_password(),
        "two_factor": two_factor.has(person),
        "linked": SocialAccount.objects.filter(user=person).count(),
    }
    return render(request, "account/overview.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def mail_choice(request: Request) -> HttpResponse:
    """When one is told things by email."""
    person = request.user
    form = MailChoice.of(request, initial={"mailed": person.mailed})
    if request.method == "POST" and form.is_valid():
        changed = mail.choose(by=person, mailed=Mailed(form.cleaned_data["mailed"]))
        messages.success(request, "Your choice is saved." if changed else "Nothing was changed.")
        return redirect("own_account")
    return render(request, "account/mail.html", {"form": form}, status=400 if form.is_bound else 200)


@login_not_required
@require_safe
def inactive(request: HttpRequest) -> HttpResponse:
    """For whoever has left."""
    words = {
        "heading": "You are not signed in",
        "sentence": "Your account here has ended. Ask the person who looks after Goldthread where you work.",
    }
    return render(request, "error.html", words, status=REFUSED)


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many tries from one address or by one person, whatever the page; or none can be counted any more."""
    if not limits.can_count():
        words = {"heading": "Something is wrong here", "sentence": CLOSED}
        return HttpResponse(render_to_string("error.html", words), status=OUT_OF_ORDER)
    words = {"heading": "Please wait a moment", "sentence": WAIT}
    return render(request, "error.html", words, status=TOO_MANY)
