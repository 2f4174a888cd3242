"""What allauth does, as lines of the audit: opaque references only."""

from collections.abc import Mapping

from allauth.account.signals import user_logged_in
from allauth.mfa import signals as second
from allauth.mfa.models import Authenticator

from goldthread.accounts import actions
from goldthread.accounts.models import Person


KINDS: Mapping[str, str] = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


def signed_in(sender: object, user: Person, **_: object) -> None:
    """Somebody signed in, by whichever way."""
    actions.note_of_sign_in(person=user, what="signed in")


def added(sender: object, user: Person, authenticator: Authenticator, **_: object) -> None:
    """Somebody set up a second factor."""
    actions.note_of_sign_in(person=user, what="second factor added", kind=KINDS[authenticator.type])


def removed(sender: object, user: Person, authenticator: Authenticator, **_: object) -> None:
    """Somebody removed a second factor."""
    actions.note_of_sign_in(person=user, what="second factor removed", kind=KINDS[authenticator.type])


def renewed(sender: object, user: Person, authenticator: Authenticator, **_: object) -> None:
    """Somebody made new recovery codes."""
    actions.note_of_sign_in(person=user, what="recovery codes renewed")


def connect() -> None:
    """Listen to allauth; harmless to repeat."""
    for signal, receiver in (
        (user_logged_in, signed_in),
        (second.authenticator_added, added),
        (second.authenticator_removed, removed),
        (second.authenticator_reset, renewed),
    ):
        signal.connect(receiver, dispatch_uid=f"goldthread.accounts.{receiver.__name__}")
