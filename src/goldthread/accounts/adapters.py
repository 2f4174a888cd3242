"""What allauth asks us: how wrong guesses count, what is said, how secrets are sealed, whom single sign-on lets in."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from goldthread.accounts import acting, actions, attempts, limits, onward, queries, recording, sealing
from goldthread.accounts.models import Person


WRONG = "The name or the password is not right. Check both and try again."
WAIT = "Too many attempts. Wait 15 minutes, then try again."
CLOSED = (
    "Nobody can sign in at the moment: the site's database cannot be written. Tell the person who looks after the "
    "server: its disk may be full."
)
NOT_KNOWN = (
    "The account that you signed in with is not known here. Ask the person who looks after Goldthread where you work."
)
NOT_THEM = (
    "Your address belongs to someone here who signs in with another account. If that is you, ask the person who looks "
    "after Goldthread where you work to reset your sign-in."
)
NOT_SURE = "We could not find out who you are. Try again. If it happens again, sign in with your name and password."


FIRST_STEP = "first_step"
"""Where a session that waits for its second step notes what it must still fit."""


def first_step_counts(request: HttpRequest, person: AbstractBaseUser | None) -> bool:
    """Whether a person may still take the second step: they have not left, nor ended all sign-ins since the first."""
    if person is None or not person.is_active:
        return False
    return constant_time_compare(request.session.get(FIRST_STEP, ""), person.get_session_auth_hash())


def name_of(person: Person) -> str:
    """How a person is shown on their own pages and in their authenticator app."""
    return person.name


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators; names are never limited by themselves; passwords are set with an audit."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
        "incorrect_password": "The password is not right. Check it and try again.",
        "enter_current_password": "The current password is not right. Check it and try again.",
        "invalid_password_reset": "This link was used already or is too old. Ask for another one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: object) -> str:
        name = str(credentials.get("email") or credentials.get("username") or "")
        return limits.pair(name, self.get_client_ip(request))

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that tries are counted under."""
        return limits.counted(super().get_client_ip(request))

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Refuse more tries than there may be; what is refused so is written down too, where it can be."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            if not limits.can_count():
                raise ValidationError(CLOSED) from None
            self.authentication_failed(request, **credentials)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        """Write down that somebody gave a wrong name or password."""
        name = attempts.name_of(str(credentials.get("username") or ""))
        attempts.failed(about=name, address=self.get_client_ip(request), how="password")

    def is_safe_url(self, url: str | None) -> bool:
        """Whether `next` leads to a page of this very site."""
        return bool(url and self.request and onward.is_here(self.request, url))

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse | None:
        """Note as whom the first step was taken, so that a second one does not go on from what has ended since."""
        response: HttpResponse | None = super().pre_login(request, user, **how)
        request.session[FIRST_STEP] = user.get_session_auth_hash()
        return response

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse:
        """Go on where somebody wanted to, by way of the choice of a right where that is not known yet."""
        response: HttpResponse = super().post_login(request, user, **how)
        request.session.pop(FIRST_STEP, None)
        if acting.CHOSEN in request.session or _could_act_as(user) < 2:
            return response
        return redirect(f"{reverse('acting')}?{urlencode({'next': response.headers.get('Location', '/home/')})}")

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set a password, with its line in the audit."""
        assert isinstance(user, Person)
        actions.set_password(by=user, person=user, password=password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own account."""
        return "/account/"


class MfaAdapter(DefaultMFAAdapter):
    """Secrets are sealed; keys get plain names."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "The code is not right. Wait for the next one in your app, then try again.",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return sealing.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        """The name of the site in an authenticator app."""
        return "Goldthread"

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return str(user.get_username())

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002  # allauth calls it so
        """A name to begin with."""
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {held + 1}"


class SocialAdapter(DefaultSocialAccountAdapter):
    """Single sign-on lets in only people who are known here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find out who it is: by a stored subject, else by an e-mail address that the provider has verified.

        Addresses are given to others when people leave; a subject never is. So an address opens nothing any more once
        its person has come in under a subject, until an administrator resets their sign-in.
        Raises: ImmediateHttpResponse with a page for anybody else, and for whoever has left.
        """
        person = sociallogin.user if sociallogin.is_existing else self._by_address(sociallogin)
        if not isinstance(person, Person) or not person.is_active or sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(_refused(request, NOT_KNOWN, status=403))
        said = sociallogin.account
        if not sociallogin.is_existing and queries.comes_in_by(person, said.provider):
            raise ImmediateHttpResponse(_refused(request, NOT_THEM, status=403))
        account = actions.link_subject(by=person, person=person, provider=said.provider, subject=said.uid)
        sociallogin.account, sociallogin.user = account, person

    def _by_address(self, sociallogin: SocialLogin) -> Person | None:
        verified = [one.email for one in sociallogin.email_addresses if one.verified]
        found = {person.pk: person for address in verified for person in queries.with_address(address)}
        return next(iter(found.values())) if len(found) == 1 else None

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: object,
        error: object = None,
        exception: object = None,
        extra_context: object = None,
    ) -> None:
        """Say that it did not work, without what the provider said. Raises ImmediateHttpResponse."""
        raise ImmediateHttpResponse(_refused(request, NOT_SURE, status=401))


def _could_act_as(user: AbstractBaseUser) -> int:
    return len(queries.held_by(user)) if isinstance(user, Person) else 0


def _refused(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    recording.refused(request, how="single sign-on")
    return render(request, "error.html", {"heading": "You are not signed in", "sentence": sentence}, status=status)
