"""How people sign in and protect that, as lines of the audit: opaque references only."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest

from goldthread.accounts import actions, attempts, entries, two_factor
from goldthread.accounts.models import Person


KINDS: Mapping[str, str] = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


def signed_in(sender: object, user: Person, **_: object) -> None:
    """Somebody signed in, by whichever way."""
    actions.note_of_sign_in(person=user, what="signed in")


def code_refused(sender: object, request: HttpRequest, user: Person, **_: object) -> None:
    """Somebody who has shown a person's password, or is signed in as them, gave a wrong code."""
    refused(request, how="second step", person=user)


def refused(request: HttpRequest, *, how: str, person: AbstractBaseUser | None = None) -> None:
    """Somebody was refused at sign-in. Takes: the person whose password they have shown already, where it is known."""
    about = str(person) if person else attempts.name_of("")
    attempts.failed(about=about, address=get_adapter().get_client_ip(request), how=how)


@contextmanager
def factors(request: HttpRequest, person: Person) -> Iterator[None]:
    """Wraps a change of somebody's second factors: it stands with its audit and all that follows, or not at all.

    What changed is seen from what is held before and after. Every other session and every link of theirs ends; this
    session goes on, and has shown the factor that it added.
    """
    with transaction.atomic():
        before = _held(person)
        yield
        after = _held(person)
        if before == after:
            return
        entries.end_others(request, person)
        _record(person, _kinds(before, after), _kinds(after, before))
        for key in sorted(after.keys() - before.keys()):
            if after[key] in two_factor.SECOND:
                record_authentication(request, person, method=two_factor.BY_SECOND, id=key, type=after[key])


def _held(person: Person) -> dict[int, str]:
    return dict(Authenticator.objects.select_for_update().filter(user=person).values_list("pk", "type"))


def _kinds(these: Mapping[int, str], without: Mapping[int, str]) -> list[str]:
    return sorted(KINDS[kind] for key, kind in these.items() if key not in without)


def _record(person: Person, gone: list[str], added: list[str]) -> None:
    codes = KINDS[Authenticator.Type.RECOVERY_CODES]
    if codes in gone and codes in added:
        gone.remove(codes)
        added.remove(codes)
        actions.note_of_sign_in(person=person, what="recovery codes renewed")
    for kind in gone:
        actions.note_of_sign_in(person=person, what="second factor removed", kind=kind)
    for kind in added:
        actions.note_of_sign_in(person=person, what="second factor added", kind=kind)


def connect() -> None:
    """Listen to allauth; harmless to repeat."""
    user_logged_in.connect(signed_in, dispatch_uid="goldthread.accounts.signed_in")
    authentication_failed.connect(code_refused, dispatch_uid="goldthread.accounts.code_refused")
