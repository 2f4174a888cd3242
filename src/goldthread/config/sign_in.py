"""Settings of signing in: limits, second factors, single sign-on and mail, from the environment."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlparse

from django.core.exceptions import ImproperlyConfigured

from goldthread.accounts.limits import PASSKEY_RATES, RATES
from goldthread.accounts.rules import Role
from goldthread.config import environment


CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "KEY_FUNCTION": "goldthread.accounts.limits.cache_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
"""In the site's own database, so that all its processes count together; made by migrate."""
ACCOUNT_FORMS: dict[str, str] = {
    "login": "goldthread.web.signing.forms.SignInForm",
    "reset_password": "goldthread.web.signing.forms.ResetForm",
    "change_password": "goldthread.web.signing.forms.ChangePasswordForm",
    "reauthenticate": "goldthread.web.signing.forms.ConfirmForm",
}
MFA_FORMS: dict[str, str] = {
    "authenticate": "goldthread.web.signing.forms.CodeForm",
    "reauthenticate": "goldthread.web.signing.forms.ConfirmByCodeForm",
    "activate_totp": "goldthread.web.signing.forms.SetUpAppForm",
    "add_webauthn": "goldthread.web.signing.forms.AddPasskeyForm",
    "authenticate_webauthn": "goldthread.web.signing.forms.SecondStepByPasskey",
    "login_webauthn": "goldthread.web.signing.forms.SignInByPasskeyForm",
    "reauthenticate_webauthn": "goldthread.web.signing.forms.ConfirmByPasskeyForm",
}
HERE = ("127.0.0.1", "localhost", "::1")
REAL = ("information governance", "administrator")


def two_factor_roles(*, secure: bool) -> list[str]:
    """The roles that need a second factor: on a site for real use those that read concerns or manage people.

    Raises: ImproperlyConfigured for a role that there is not.
    """
    known = {role.value for role in Role}
    usual = [one for one in REAL if one in known] if secure else []
    asked = environment.words("GOLDTHREAD_TWO_FACTOR", ",".join(usual))
    if unknown := sorted(set(asked) - known - {"none"}):
        raise ImproperlyConfigured(
            f"GOLDTHREAD_TWO_FACTOR names “{unknown[0]}”. Roles are: {', '.join(sorted(known))}; or say none."
        )
    return [one for one in asked if one != "none"]


def providers() -> dict[str, Any]:
    """The single sign-on provider that the environment names, as allauth wants it; none without an issuer.

    Raises: ImproperlyConfigured for half a provider, and for one that is not reached by HTTPS.
    """
    issuer = environment.text("GOLDTHREAD_OIDC_ISSUER").rstrip("/")
    if not issuer:
        return {}
    where = urlparse(issuer)
    if where.scheme != "https" and not (where.scheme == "http" and where.hostname in HERE):
        raise ImproperlyConfigured("GOLDTHREAD_OIDC_ISSUER must begin with https://.")
    client, secret = environment.text("GOLDTHREAD_OIDC_CLIENT_ID"), environment.text("GOLDTHREAD_OIDC_CLIENT_SECRET")
    if not client or not secret:
        raise ImproperlyConfigured("GOLDTHREAD_OIDC_ISSUER needs GOLDTHREAD_OIDC_CLIENT_ID and _CLIENT_SECRET too.")
    app = {
        "provider_id": environment.text("GOLDTHREAD_OIDC_KEY", "sso"),
        "name": environment.text("GOLDTHREAD_OIDC_TITLE", "your work account"),
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


@dataclass(frozen=True)
class Mail:
    """How mail is sent; `on` says whether it is sent at all."""

    on: bool
    host: str = ""
    port: int = 25
    tls: bool = False
    user: str = ""
    password: str = ""
    sender: str = "goldthread@localhost"
    folder: str | None = None


def mail() -> tuple[str, Mail]:
    """Django's mail backend and its settings: a server, a folder, or none, in which case nothing is written at all.

    Raises: ImproperlyConfigured for an address that is none.
    """
    sender = environment.text("GOLDTHREAD_MAIL_FROM", "goldthread@localhost")
    if server := environment.text("GOLDTHREAD_SMTP"):
        where = urlparse(server)
        if where.scheme not in ("smtp", "smtp+tls") or not where.hostname:
            raise ImproperlyConfigured("GOLDTHREAD_SMTP must look like smtp+tls://mail.example:587.")
        tls = where.scheme == "smtp+tls"
        user, password = environment.text("GOLDTHREAD_SMTP_USER"), environment.text("GOLDTHREAD_SMTP_PASSWORD")
        made = Mail(True, where.hostname, where.port or (587 if tls else 25), tls, user, password, sender)
        return "django.core.mail.backends.smtp.EmailBackend", made
    if folder := environment.text("GOLDTHREAD_MAIL_FOLDER"):
        return "django.core.mail.backends.filebased.EmailBackend", Mail(True, sender=sender, folder=folder)
    return "django.core.mail.backends.dummy.EmailBackend", Mail(False, sender=sender)


def digest_hour() -> int:
    """At which full hour daily mails go. Raises: ImproperlyConfigured for none of a day."""
    hour = environment.whole("GOLDTHREAD_DIGEST_HOUR", 7)
    if hour > 23:
        raise ImproperlyConfigured("GOLDTHREAD_DIGEST_HOUR must be a full hour from 0 to 23.")
    return hour


def right_of_reply_days() -> int:
    """Days in which a provider alone sees a new result, and may add context. Raises: ImproperlyConfigured."""
    days = environment.whole("GOLDTHREAD_RIGHT_OF_REPLY_DAYS", 5)
    if days > 60:
        raise ImproperlyConfigured("GOLDTHREAD_RIGHT_OF_REPLY_DAYS must be from 0 to 60.")
    return days


__all__ = [
    "ACCOUNT_FORMS",
    "CACHES",
    "MFA_FORMS",
    "PASSKEY_RATES",
    "RATES",
    "Mail",
    "digest_hour",
    "mail",
    "providers",
    "right_of_reply_days",
    "two_factor_roles",
]
