"""Writes: keyword-only, by whom, one transaction, one audit event."""

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.db import connection, transaction
from django.utils import timezone

from goldthread.accounts import auditing, outbox, queries
from goldthread.accounts.models import Person, Right
from goldthread.accounts.registry import erasers
from goldthread.accounts.rules import Held
from goldthread.accounts.workspaces import Erased, Workspace
from goldthread.vocabulary import NotFound, PlainError, SharingAgreement, WrongUsage


@transaction.atomic
def act_under(*, by: Person, key: int) -> Held:
    """Choose the right to act under, remembered for the next sign-in. Raises NotFound for a right one has not today."""
    held = next((one for one in queries.held_by(by) if one.key == key), None)
    if held is None:
        raise NotFound("That right is not yours, or has ended.", "Choose one of those on the page.")
    Right.objects.filter(pk=key).update(chosen=timezone.now())
    auditing.record(by=by, what="acting chosen", about=str(by), role=held.role.value, organisation=held.organisation)
    return held


@transaction.atomic
def set_password(*, by: object, person: Person, password: str) -> None:
    """Set a person's password; every other session of theirs ends. Raises ValidationError for a weak one."""
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    auditing.record(by=by, what="password set", about=str(person))


@transaction.atomic
def note_of_sign_in(*, person: Person, what: str, **detail: str) -> None:
    """Write down what a person did to sign in, or to protect how they do."""
    auditing.record(by=person, what=what, about=str(person), **detail)


@transaction.atomic
def link_subject(*, by: object, person: Person, provider: str, subject: str) -> SocialAccount:
    """Link a person to their subject at a single sign-on provider; nothing else that it says of them is stored.

    Raises: WrongUsage where the subject is somebody else's already.
    """
    held, fresh = SocialAccount.objects.get_or_create(provider=provider, uid=subject, defaults={"user": person})
    if held.user_id != person.pk:
        raise WrongUsage("That subject is linked to somebody else already.", "Remove that link first.")
    if held.extra_data:
        held.extra_data = {}
        held.save(update_fields=["extra_data"])
    if fresh:
        auditing.record(by=by, what="single sign-on linked", about=str(person), provider=provider)
    return held


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
