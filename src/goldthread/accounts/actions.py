"""Writes: keyword-only, by whom, one transaction, one audit event."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import connection, transaction
from django.utils import timezone

from goldthread.accounts import auditing, queries
from goldthread.accounts.models import Organisation, Person, Right, SignInAttempt
from goldthread.accounts.registry import erasers
from goldthread.accounts.rules import Held, Role
from goldthread.vocabulary import NotFound, PlainError


TOO_MANY = 6
WAIT = timedelta(minutes=15)


@transaction.atomic
def add_organisation(
    *, by: object, code: str, name: str, kind: str = "provider", member: bool = True,
    commissioner: Organisation | None = None,
) -> Organisation:  # fmt: skip
    """Add an organisation, or bring what is known of it up to date."""
    made, new = Organisation.objects.update_or_create(
        code=code, defaults={"name": name, "kind": kind, "member": member, "commissioner": commissioner}
    )
    if new:
        auditing.record(by=by, what="organisation added", about=f"organisation:{code}")
    return made


@transaction.atomic
def add_person(*, by: object, handle: str, name: str, email: str = "", password: str | None = None) -> Person:
    """Add somebody who may sign in; without a password they cannot sign in locally."""
    if password is not None:
        validate_password(password)
    person, new = Person.objects.get_or_create(handle=handle, defaults={"name": name, "email": email})
    if new:
        person.password = make_password(password)
        person.save()
        auditing.record(by=by, what="person added", about=str(person))
    return person


@transaction.atomic
def give_right(
    *, by: object, person: Person, organisation: Organisation, role: Role, services: Sequence[str] = (),
    since: date | None = None, until: date | None = None,
) -> Right:  # fmt: skip
    """Let a person act for an organisation in a role."""
    right, new = Right.objects.update_or_create(
        person=person, organisation=organisation, role=role.value,
        defaults={"services": list(services), "since": since, "until": until},
    )  # fmt: skip
    if new:
        auditing.record(by=by, what="right given", about=str(person), role=role.value, organisation=organisation.code)
    return right


@transaction.atomic
def end_right(*, by: object, right: Right) -> None:
    """End a right today."""
    right.until = date.today() - timedelta(days=1)
    right.save()
    auditing.record(by=by, what="right ended", about=str(right.person), role=right.role)


@transaction.atomic
def act_under(*, by: Person, key: int) -> Held:
    """Choose the right to act under, remembered for the next sign-in. Raises NotFound for a right one has not today."""
    held = next((one for one in queries.held_by(by) if one.key == key), None)
    if held is None:
        raise NotFound("That right is not yours, or has ended.", "Choose one of those on the page.")
    Right.objects.filter(pk=key).update(chosen=timezone.now())
    auditing.record(by=by, what="acting chosen", about=str(by), role=held.role.value, organisation=held.organisation)
    return held


def _mark(handle: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), handle.strip().lower().encode(), hashlib.sha256).hexdigest()


def may_try(*, handle: str) -> bool:
    """Whether a handle may be tried again: after six failures it waits a quarter of an hour."""
    since = timezone.now() - WAIT
    return SignInAttempt.objects.filter(mark=_mark(handle), at__gte=since).count() < TOO_MANY


def failed_sign_in(*, handle: str) -> None:
    """Count a failed attempt, and forget old ones."""
    SignInAttempt.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()
    SignInAttempt.objects.create(mark=_mark(handle))


def signed_in(*, person: Person) -> None:
    """Forget failed attempts, and note that somebody signed in."""
    SignInAttempt.objects.filter(mark=_mark(person.handle)).delete()
    auditing.record(by=person, what="signed in")


def _settle() -> None:
    """Fold SQLite's log into its file and empty it: what was erased must not stay in the log that held it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def forget(*, by: object, workspace: Any, respondent: str) -> str:
    """The first half of a withdrawal: what agreements hold of one person. Gives what is kept of their id."""
    respondent = respondent.removeprefix("respondent:")
    kept: str = workspace.store.key.remember(respondent)
    told = workspace.store.told_by(respondent)
    with transaction.atomic():
        for eraser in erasers.every().values():
            eraser(respondent, told)
        auditing.record(by=by, what="withdrawal began", about=f"withdrawn:{kept}")
    _settle()
    return kept


def withdraw(*, by: object, workspace: Any, respondent: str) -> Any:
    """Erase what one person told us everywhere: every app's eraser, then the evidence.

    Harmless to repeat: after a kill the same call finishes. Gives what the workspace erased.
    Raises: PlainError when something is still found afterwards.
    """
    kept = forget(by=by, workspace=workspace, respondent=respondent)
    done = workspace.withdraw(respondent=respondent)
    with transaction.atomic():
        auditing.record(by=by, what="withdrawal ended", about=f"withdrawn:{kept}", answers=done.answers)
    if done.left_in:
        raise PlainError("Something is still found after the withdrawal.", "Run it again; if it stays, tell us.")
    return done
