"""For which rights a second factor is required, and whether somebody has one."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings

from goldthread.accounts.acting import Acting
from goldthread.accounts.models import Person
from goldthread.accounts.rules import Role


SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are no second factor."""
BY_OTHERS = "socialaccount"
"""How allauth notes in a session that somebody came in by single sign-on."""


def has(person: Person) -> bool:
    """Whether a person has set up an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=person, type__in=SECOND).exists()


def missing(acting: Acting, signed_in_by: Iterable[str]) -> bool:
    """Whether a session must not go on before its person sets up a second factor.

    Takes: `signed_in_by`, the ways in which the session's person proved who they are. Single sign-on counts where
    settings say that its provider asks for a second factor itself.
    """
    if acting.person is None or acting.right is None or acting.right.role not in required_roles():
        return False
    if settings.OIDC_ASKS_FOR_TWO and BY_OTHERS in set(signed_in_by):
        return False
    return not has(acting.person)


def required_roles() -> frozenset[Role]:
    """The roles that need a second factor on this site."""
    return frozenset(Role(name) for name in settings.TWO_FACTOR_ROLES)
