"""Writes: keyword-only, by whom, one transaction, one audit event."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.db import connection, transaction
from django.utils import timezone

from goldthread.accounts import auditing, copies, entries, outbox, queries
from goldthread.accounts.models import Person, Right
from goldthread.accounts.outgoing_mail import tell
from goldthread.accounts.registry import erasers
from goldthread.accounts.rules import HeldRight
from goldthread.accounts.workspaces import ErasedLike, WorkspaceLike
from goldthread.vocabulary import NotFound, PlainError, SharingAgreement, Withholding, WrongUsage
from goldthread.vocabulary.listing import listed
from goldthread.workspace.sqlite_log import used_by


@transaction.atomic
def act_under(*, by: Person, key: int) -> HeldRight:
    """Choose the right to act under, remembered for the next sign-in. Raises NotFound for a right one has not today."""
    held = next((one for one in queries.held_by(by) if one.key == key), None)
    if held is None:
        raise NotFound("You do not have that role, or it has ended.", "Choose one of those on the page.")
    Right.objects.filter(pk=key).update(chosen=timezone.now())
    auditing.record(
        by=by,
        what="acting chosen",
        about=str(by),
        role=held.role.value,
        organisation=held.organisation,
        chosen=f"right:{key}",
    )
    return held


@transaction.atomic
def set_password(*, by: object, person: Person, password: str) -> None:
    """Set a person's password; every session and link of theirs ends. Raises ValidationError for a weak one."""
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    entries.end(person)
    auditing.record(by=by, what="password set", about=str(person))
    tell(by=by, person=person, kind="password changed")


@transaction.atomic
def note_of_sign_in(*, person: Person, what: str, by: object = None, **detail: str) -> None:
    """Write down what a person, or somebody else, did to sign them in, or to protect how they sign in."""
    auditing.record(by=by or person, what=what, about=str(person), **detail)


@transaction.atomic
def note_failed(*, about: str, **detail: object) -> None:
    """Write down that somebody was refused at sign-in; who it was is not known."""
    auditing.record(by="stranger", what="sign-in failed", about=about, **detail)


@transaction.atomic
def link_subject(*, by: object, person: Person, provider: str, subject: str) -> SocialAccount:
    """Link a person to their subject at a single sign-on provider; nothing else that it says of them is stored.

    Raises: WrongUsage where the subject is somebody else's already.
    """
    held, fresh = SocialAccount.objects.get_or_create(provider=provider, uid=subject, defaults={"user": person})
    if held.user_id != person.pk:
        raise WrongUsage("That subject is linked to someone else already.", "Remove that link first.")
    if held.extra_data:
        held.extra_data = {}
        held.save(update_fields=["extra_data"])
    if fresh:
        auditing.record(by=by, what="single sign-on linked", about=str(person), provider=provider)
    return held


@transaction.atomic
def share_words(*, by: object, agreement: SharingAgreement, workspace: WorkspaceLike | None = None) -> None:
    """Publish an agreement under which a provider's words may be read by another organisation.

    Raises: WrongUsage where it withholds a label that cannot be.
    """
    if strange := sorted(agreement.withholds - frozenset(get_args(Withholding))):
        raise WrongUsage(f"“{strange[0]}” cannot be withheld.", f"Choose from {', '.join(get_args(Withholding))}.")
    about = f"agreement:{agreement.provider}>{agreement.reader}"
    auditing.record(
        by=by,
        what="sharing agreed",
        about=about,
        agreement=agreement.agreement,
        withholds=", ".join(sorted(agreement.withholds)),
    )
    outbox.publish(by=by, noun=agreement, workspace=workspace)


def fold_log() -> str:
    """Fold SQLite's log into its file and empty it: what was erased must not stay in either.

    Gives where it stays while a process still reads what was there before, and which process that is; "" for nowhere.
    It waits for that process as long as for any lock.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = bool(cursor.fetchone()[0])
    if not is_busy:
        return ""
    database = Path(connection.settings_dict["NAME"])
    users = [str(one) for one in used_by(database)]
    who = f"process {listed(users)}" if users else "another process"
    return f"{database.name}, which {who} is still reading (stop it, then run this again)"


@dataclass(frozen=True)
class SiteErased:
    """What came of a withdrawal whose words the site's database may still hold."""

    answers: int
    left_in: tuple[str, ...]
    elsewhere: tuple[str, ...]
    store_version: int


def forget(*, by: object, workspace: WorkspaceLike, respondent: str) -> str:
    """The first half of a withdrawal: what agreements hold of one person. Gives what is kept of their id.

    Every app's eraser takes out what it holds; then every text of the site is looked through, and the places of copies
    that are left are kept until somebody has dealt with them.
    """
    respondent = respondent.removeprefix("respondent:")
    kept, told = workspace.withdrawals.mark_of(respondent), workspace.withdrawals.told_by(respondent)
    with transaction.atomic():
        places = _forget(respondent, told)
        auditing.record(by=by, what="withdrawal began", about=f"withdrawn:{kept}")
    workspace.withdrawals.keep_places(respondent, places)
    copies.settle_gone(workspace)
    copies.follow(workspace)
    fold_log()
    return kept


def erase(*, by: object, workspace: WorkspaceLike, respondent: str) -> ErasedLike:
    """Erase what one person told us everywhere: every app's eraser, then the evidence. Harmless to repeat.

    Erasers are asked again at the end, for what was quoted or typed meanwhile. Gives what the workspace erased, and
    where anything is left.
    """
    told = workspace.withdrawals.told_by(respondent)
    kept = forget(by=by, workspace=workspace, respondent=respondent)
    done = workspace.withdrawals.withdraw(respondent=respondent)
    with transaction.atomic():
        places = _forget(respondent.removeprefix("respondent:"), told)
        auditing.record(by=by, what="withdrawal ended", about=f"withdrawn:{kept}", answers=done.answers)
    if missed := sorted(set(places) - set(done.left_in)):
        workspace.withdrawals.keep_places(respondent, missed)
        done = workspace.withdrawals.withdraw(respondent=respondent)
    in_use = fold_log()
    return SiteErased(done.answers, (*done.left_in, in_use), done.elsewhere, done.store_version) if in_use else done


def _forget(respondent: str, told: Sequence[str]) -> list[str]:
    """Every app's eraser; gives the places of copies that are left in what people typed."""
    for eraser in erasers.every().values():
        eraser(respondent, told)
    return copies.look(told)


def replay(*, by: object, workspace: WorkspaceLike, withdrawn: frozenset[str]) -> tuple[int, tuple[str, ...]]:
    """Withdraw again everyone on a list, as a restore must: from every app that holds something, and the evidence.

    Takes: keyed hashes of everyone who has withdrawn. Gives: how many people it was, and where anything is left.
    """
    held = sorted({*workspace.withdrawals.respondents(), *erasers.respondents()})
    people = [one for one in held if workspace.withdrawals.mark_of(one) in withdrawn]
    left = {place for one in people for place in erase(by=by, workspace=workspace, respondent=one).left_in}
    return len(people), tuple(sorted(left))


def withdraw(*, by: object, workspace: WorkspaceLike, respondent: str) -> ErasedLike:
    """The same as `erase`. Raises PlainError when something is still found afterwards."""
    done = erase(by=by, workspace=workspace, respondent=respondent)
    if done.left_in:
        raise PlainError(
            f"Something is still found after the withdrawal: {', '.join(done.left_in)}.",
            "See `goldthread copies` for what to do with each place. Run it again for files.",
        )
    return done


@transaction.atomic
def remove_copy(*, by: object, workspace: WorkspaceLike, place: str) -> None:
    """Put a sentence that says so in the place of a copy of withdrawn words, and name it no more.

    Raises: NotFound where no copy waits there, WrongUsage where the text is a key or part of a record.
    """
    copies.check_waits(workspace, place)
    copies.follow(workspace)
    if (copy := copies.found(place)) is not None:
        if not copies.removable(copy):
            raise WrongUsage(
                f"{place} cannot be emptied from here.", "Change or delete it where it is kept, then settle it."
            )
        copies.put(copy, copies.REMOVED)
        transaction.on_commit(fold_log)
    auditing.record(by=by, what="copy removed", about=place[:120])
    workspace.withdrawals.settle_place(place)


@transaction.atomic
def settle_copy(*, by: object, workspace: WorkspaceLike, place: str) -> None:
    """Say that a copy is dealt with: it was changed where it is kept, or is not theirs. Raises NotFound."""
    copies.check_waits(workspace, place)
    copies.follow(workspace, but=place)
    auditing.record(by=by, what="copy settled", about=place[:120])
    workspace.withdrawals.settle_place(place)


@transaction.atomic
def note_checksums(*, by: object, what: str, head: str) -> None:
    """Record what stands for every file of the evidence as it is now."""
    auditing.record(by=by, what=what, checksums=head)
