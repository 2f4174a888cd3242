"""For which rights a second factor is required, who has set one up, and whether a session has shown it."""

from collections.abc import Iterable
from enum import StrEnum

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings

from goldthread.accounts.acting import Acting, Request
from goldthread.accounts.models import Person
from goldthread.accounts.rules import Role


SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are no second factor."""
BY_OTHERS, BY_SECOND, BY_DEMO = "socialaccount", "mfa", "demo"
"""How a session notes that somebody came in by single sign-on, showed a second factor, or stepped into the demo."""


class Missing(StrEnum):
    """What a session lacks before it may go on."""

    NOTHING = ""
    SHOWN = "shown"
    """Its person has a second factor, and this session has not shown it."""

    SET_UP = "set up"
    """Its right requires a second factor, and its person has none."""


def has(person: Person) -> bool:
    """Whether a person has set up an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=person, type__in=SECOND).exists()


def has_app(key: int | None) -> bool:
    """Whether the person with this key has an authenticator app, whose codes they can type."""
    return Authenticator.objects.filter(user_id=key or 0, type=Authenticator.Type.TOTP).exists()


def missing(acting: Acting, signed_in_by: Iterable[str]) -> Missing:
    """What a session must do about a second factor before it goes on.

    Takes: `signed_in_by`, the ways in which the session's person proved who they are. Whoever has a second factor shows
    it in every session, whatever their right. Single sign-on counts for a right that requires one where settings say
    that its provider asks for a second factor itself.
    """
    ways = set(signed_in_by)
    if acting.person is None or BY_SECOND in ways:
        return Missing.NOTHING
    if has(acting.person):
        return Missing.NOTHING if settings.DEMO and BY_DEMO in ways else Missing.SHOWN
    if acting.right is None or acting.right.role not in required_roles():
        return Missing.NOTHING
    return Missing.NOTHING if settings.OIDC_ASKS_FOR_TWO and BY_OTHERS in ways else Missing.SET_UP


def lacking(request: Request) -> Missing:
    """What the session of a request must do about a second factor before it goes on."""
    ways = (str(one.get("method")) for one in get_authentication_records(request, request.user))
    return missing(request.acting, ways)


def required_roles() -> frozenset[Role]:
    """The roles that need a second factor on this site."""
    return frozenset(Role(name) for name in settings.TWO_FACTOR_ROLES)
