"""The way in for somebody who has no password yet: a link that opens once, for a few days."""

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from goldthread.accounts import auditing, entries, limits, remembered
from goldthread.accounts.models import Person
from goldthread.accounts.outgoing_mail import tell
from goldthread.vocabulary import PlainError


class WeakPassword(PlainError):
    """A password that is easily guessed; the sentence says why."""


class Tokens(PasswordResetTokenGenerator):
    """Tokens that also stop once somebody's ways in are ended."""

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        assert isinstance(user, Person)
        return f"{super()._make_hash_value(user, timestamp)}{user.entries}"


TOKENS = Tokens()


def link(person: Person, site: str = "") -> str:
    """The address where a person chooses their password; it stops working once they have, or after a few days.

    Takes: the site's address, where it is known; else that of the settings.
    """
    return page("password_link", person.reference, TOKENS.make_token(person), site=site)


def page(name: str, *given: object, site: str = "") -> str:
    """The whole address of a page of this site, for a letter or to be handed over; `site` as for `link`."""
    return (site or address()).rstrip("/") + reverse(name, args=given)


@transaction.atomic
def shown(*, by: object, person: Person, site: str = "") -> str:
    """The same address, for whoever may hand it over: that they were shown it is audited."""
    auditing.record(by=by, what="reset link shown", about=str(person))
    return link(person, site)


def address() -> str:
    """The site's own address: as it is set, else the first origin, else the first host, where it was last served."""
    if settings.ADDRESS:
        return str(settings.ADDRESS)
    if settings.CSRF_TRUSTED_ORIGINS:
        return str(settings.CSRF_TRUSTED_ORIGINS[0])
    host = settings.ALLOWED_HOSTS[0]
    return f"https://{host}" if settings.SECURE else f"http://{host}:{remembered.port(settings.WORKSPACE / '.site')}"


def port_is_guessed() -> bool:
    """Whether links name the usual port only because the site was never served yet."""
    is_said = settings.ADDRESS or settings.CSRF_TRUSTED_ORIGINS or settings.SECURE
    return not is_said and not remembered.has_port(settings.WORKSPACE / ".site")


def opened(reference: str, token: str) -> Person | None:
    """Whose link this is; None for one that was used, is too old, or never was."""
    person = Person.objects.filter(reference=reference).first()
    if person is None or not person.is_active or not TOKENS.check_token(person, token):
        return None
    return person


def forget_second_factors(person: Person) -> None:
    """Forget the codes and passkeys that a person signs in with, where the site keeps any."""
    if apps.is_installed("allauth.mfa"):
        apps.get_model("mfa", "Authenticator").objects.filter(user=person).delete()


@transaction.atomic
def end_entries(*, by: object, person: Person) -> None:
    """End a person's sessions and links, and forget what single sign-on accounts they come in with."""
    entries.end(person)
    if apps.is_installed("allauth.socialaccount"):
        gone, _ = apps.get_model("socialaccount", "SocialAccount").objects.filter(user=person).delete()
        if gone:
            auditing.record(by=str(by), what="single sign-on unlinked", about=str(person), accounts=gone)


@transaction.atomic
def choose(*, person: Person, password: str) -> None:
    """Keep the password that a person chose; every link and session of theirs from before stops working.

    Raises: WeakPassword.
    """
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise WeakPassword(" ".join(error.messages)) from None
    person.set_password(password)
    person.save(update_fields=["password"])
    entries.end(person)
    limits.lift(person)
    auditing.record(by=str(person), what="password chosen", about=str(person))
    if person.last_login:
        tell(by=person, person=person, kind="password changed")
