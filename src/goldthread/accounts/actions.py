"""Writes: keyword-only, by whom, one transaction, one audit event."""

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from goldthread.accounts import auditing, outbox, queries
from goldthread.accounts.models import Person, Right, SignInAttempt
from goldthread.accounts.registry import erasers
from goldthread.accounts.rules import Held
from goldthread.accounts.workspaces import Erased, Workspace
from goldthread.vocabulary import NotFound, PlainError, SharingAgreement


TOO_MANY = 6
WAIT = timedelta(minutes=15)


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


@transaction.atomic
def signed_in(*, person: Person) -> None:
    """Forget failed attempts, and note that somebody signed in."""
    SignInAttempt.objects.filter(mark=_mark(person.handle)).delete()
    auditing.record(by=person, what="signed in")


@transaction.atomic
def share_words(*, by: object, agreement: SharingAgreement, workspace: Workspace | None = None) -> None:
    """Publish an agreement under which a provider's words may be read by another organisation."""
    about = f"agreement:{agreement.provider}>{agreement.reader}"
    auditing.record(by=by, what="sharing agreed", about=about, agreement=agreement.agreement)
    outbox.publish(by=by, noun=agreement, workspace=workspace)


def _settle() -> None:
    """Fold SQLite's log into its file and empty it: what was erased must not stay in the log that held it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def forget(*, by: object, workspace: Workspace, respondent: str) -> str:
    """The first half of a withdrawal: what agreements hold of one person. Gives what is kept of their id."""
    respondent = respondent.removeprefix("respondent:")
    kept, told = workspace.mark_of(respondent), workspace.told_by(respondent)
    with transaction.atomic():
        for eraser in erasers.every().values():
            eraser(respondent, told)
        auditing.record(by=by, what="withdrawal began", about=f"withdrawn:{kept}")
    _settle()
    return kept


def withdraw(*, by: object, workspace: Workspace, respondent: str) -> Erased:
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
