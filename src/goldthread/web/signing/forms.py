"""allauth's forms with our words. Labels and hints stand here, so that pages only lay them out."""

import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.forms import CharField, Field, Form, PasswordInput, RadioSelect
from django.http import HttpRequest

from goldthread.accounts import queries
from goldthread.accounts.adapters import WRONG, MfaAdapter
from goldthread.accounts.mail import links
from goldthread.accounts.models import Mailed
from goldthread.forms import fields
from goldthread.forms.fields import NOT_KEPT, give
from goldthread.forms.form import Form as OurForm


LONGEST_PASSWORD = 200
AT_LEAST = "At least 12 characters. Three words that do not belong together are easy to remember and hard to guess."


SHORT = {"classes": "nhsuk-input--width-20", "autocapitalize": "none", "spellcheck": False}
CODE = {"classes": "nhsuk-input--width-10", "autocomplete": "one-time-code", "value": ""}
"""A code works once: it is never shown again."""


def _worded(form: Form, name: str, label: str, missing: str, hint: str = "", **look: object) -> Field:
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing
    give(field, eraser=NOT_KEPT, look={**SHORT, **look})
    return field


class Worded:
    """A form of allauth's whose fields get our words once it is made; nothing that is typed in it is kept as text.

    What is wrong with all of it stands beside the field that `beside` names.
    """

    beside = ""
    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            give(field, eraser=NOT_KEPT)
        self.word()

    def word(self) -> None:
        """Put our words in."""


class SignInForm(Worded, account.LoginForm):
    """A name and a password."""

    beside = "login"

    def word(self) -> None:
        """Put our words in."""
        name = _worded(
            self,
            "login",
            "Sign-in name",
            "Enter your sign-in name",
            "The short name you were given, such as g.patel",
            autocomplete="username",
        )
        name.validators = [one for one in name.validators if not isinstance(one, ProhibitNullCharactersValidator)] + [
            ProhibitNullCharactersValidator(message=WRONG)
        ]
        _longest(_worded(self, "password", "Password", "Enter your password", autocomplete="current-password"))


def _longest(field: Field) -> None:
    """Passwords are hashed whole, so they have a length."""
    if isinstance(field, CharField):
        field.max_length = LONGEST_PASSWORD
        field.widget.attrs["maxlength"] = str(LONGEST_PASSWORD)


class ResetForm(Worded, account.ResetPasswordForm):
    """The e-mail address of somebody who lost their password; only an address that an administrator stored counts."""

    def word(self) -> None:
        """Put our words in."""
        email = _worded(
            self, "email", "Your email address", "Enter your email address", autocomplete="email", type="email"
        )
        email.error_messages["invalid"] = "Enter an email address, such as name@example.nhs.uk"

    def clean_email(self) -> str:
        """Find whose address it is; whether it is anybody's is not said."""
        email: str = self.cleaned_data["email"]
        self.users = queries.with_address(email)
        return email

    def save(self, request: HttpRequest, **how: object) -> str:
        """Have a link sent; where the address is nobody's, as much is done, so that the answer takes as long."""
        address: str = self.cleaned_data["email"]
        for person in self.users:
            links.link_by_mail(by="stranger", person=person, kind=links.ASKED)
        if not self.users:
            links.sent_to_nobody(address)
        return address


class MailChoice(OurForm):
    """When somebody is told things by email."""

    mailed = fields.ChoiceField(
        "When do you want them?",
        Mailed.choices,
        missing="Choose when you want emails",
        hint="Links that you need to sign in always come at once",
        widget=RadioSelect,
    )


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """A new password, by who knows the current one."""

    beside = "oldpassword"

    def word(self) -> None:
        """Put our words in."""
        _worded(self, "oldpassword", "Current password", "Enter your current password", autocomplete="current-password")
        _longest(
            _worded(self, "password1", "New password", "Enter a new password", AT_LEAST, autocomplete="new-password")
        )
        _longest(
            _worded(
                self, "password2", "New password again", "Enter the new password again", autocomplete="new-password"
            )
        )


class ConfirmForm(Worded, account.ReauthenticateForm):
    """The password once more, before something that protects the account is changed."""

    beside = "password"

    def word(self) -> None:
        """Put our words in."""
        _worded(self, "password", "Password", "Enter your password", autocomplete="current-password")


CODE_HINT = "The 6 numbers that your app shows now, or one of your recovery codes"


RECOVERY_LENGTH = 8
USED = "This recovery code was used already, or is not right. Each works once: use another one."


class _Either(Worded, second.BaseAuthenticateForm):
    """A code of the app or a recovery code, with or without the spaces that it is shown with."""

    beside = "code"

    def clean_code(self) -> str:
        """Check the code. Raises ValidationError, with its own sentence for what looks like a recovery code."""
        code = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        self.cleaned_data["code"] = code
        try:
            return str(super().clean_code())
        except ValidationError as error:
            if error.code == "incorrect_code" and len(code) >= RECOVERY_LENGTH:
                raise ValidationError(USED, code="used_code") from None
            raise


class CodeForm(_Either, second.AuthenticateForm):
    """A code of the app, or a recovery code."""

    def word(self) -> None:
        """Put our words in."""
        _worded(self, "code", "Code", "Enter the code", CODE_HINT, **CODE)


class ConfirmByCodeForm(_Either, second.ReauthenticateForm):
    """The same, before something that protects the account is changed."""

    def word(self) -> None:
        """Put our words in."""
        _worded(self, "code", "Code", "Enter the code", CODE_HINT, **CODE)


@contextmanager
def _only_wrong() -> Iterator[None]:
    """Whatever is in a credential that is none, it is only wrong: what reads it expects what a browser sends."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error):
        raise ValidationError(MfaAdapter.error_messages["incorrect_code"], code="incorrect_code") from None


class SecondStepByPasskey(Worded, passkeys.AuthenticateWebAuthnForm):
    """A passkey after a password."""

    def clean_credential(self) -> Authenticator:
        """Check it. Raises ValidationError."""
        with _only_wrong():
            return super().clean_credential()


class SignInByPasskeyForm(SecondStepByPasskey, passkeys.LoginWebAuthnForm):
    """A passkey instead of a name and a password."""


class ConfirmByPasskeyForm(SecondStepByPasskey, passkeys.ReauthenticateWebAuthnForm):
    """A passkey before something that protects the account is changed."""


class AddPasskeyForm(Worded, passkeys.AddWebAuthnForm):
    """A fresh passkey and its name."""

    def word(self) -> None:
        """Put our words in; to sign in with it alone is what most people want."""
        _worded(self, "name", "Name of this passkey", "", "So that you know it again, such as work phone")
        alone = _worded(self, "passwordless", "I want to sign in with it alone, without my password", "")
        alone.initial = True
        give(alone, eraser=NOT_KEPT)

    def clean(self) -> dict[str, object]:
        """Check it. Raises ValidationError."""
        with _only_wrong():
            return super().clean()


class SetUpAppForm(Worded, ActivateTOTPForm):
    """The first code, which shows that the app holds the secret."""

    def word(self) -> None:
        """Put our words in."""
        _worded(self, "code", "Code from the app", "Enter the code", "The 6 numbers that the app shows now", **CODE)


class ChoosePassword(OurForm):
    """A password, typed once: it can be shown, and a second field makes more mistakes than it finds."""

    password = fields.TextField(
        "Password",
        eraser=NOT_KEPT,
        most=200,
        missing="Enter a password",
        hint="At least 12 characters. Three words that have nothing to do with each other are easy to keep.",
        widget=PasswordInput,
        strip=False,
        look={"classes": "nhsuk-input--width-20", "autocomplete": "new-password"},
    )
