"""Writes: something is to be told by email, it was sent or could not be, a person chooses when they are told."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from goldthread.accounts import auditing
from goldthread.accounts.models import Mailed, OutgoingMail, Person
from goldthread.accounts.registry import mails
from goldthread.accounts.retrying import wait_after


REFERENCE = re.compile(r"(?:[a-z]+:[0-9a-z-]{1,60})?")
FIRST_WAIT = timedelta(minutes=1)
GIVEN_UP = timedelta(days=3)
"""So long it is tried; a link inside would be too old after that."""
KEPT_FOR = timedelta(days=30)
"""So long it stays known that a mail was sent, or was not."""
NO_MAIL = "This site sends no email."
Fact = int | date


@transaction.atomic
def tell(*, by: object, person: Person, kind: str, about: str = "", **facts: Fact) -> str:
    """Tell somebody something by email, in the transaction of what it follows from.

    Takes: a registered kind; what it is about, as a reference; numbers and days. Text is refused: words that patients
    or staff typed never go by mail.
    Gives: "" where it waits to be sent; else why it is not, in a sentence for whoever would have told them.
    Raises: NotRegistered, TypeError for a fact that is text.
    """
    meant = mails.KINDS[kind]
    if not REFERENCE.fullmatch(about) or not all(isinstance(value, int | date) for value in facts.values()):
        raise TypeError("A mail carries a reference, numbers and days, never text.")
    if why_not := _why_not(person, urgent=meant.urgent):
        return why_not
    written = {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}
    at_once = meant.urgent or person.mailed == Mailed.AT_ONCE
    due = timezone.now() if at_once else next_digest()
    OutgoingMail.objects.create(person=person, kind=kind, about=about, facts=written, by=str(by), due=due)
    return ""


def _why_not(person: Person, *, urgent: bool) -> str:
    if not settings.EMAIL.on:
        return NO_MAIL
    if not person.email:
        return f"{person.name} has no email address here."
    return "" if urgent or person.mailed != Mailed.NEVER else f"{person.name} wants no email."


def next_digest(now: datetime | None = None) -> datetime:
    """When the next daily mail goes: at the site's hour, its own time."""
    here = timezone.localtime(now)
    day = here.date() if here.hour < settings.DIGEST_HOUR else here.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(settings.DIGEST_HOUR)))


@transaction.atomic
def choose(*, by: Person, mailed: Mailed) -> bool:
    """Choose when one is told things by email; gives whether that is another choice than before."""
    if by.mailed == mailed:
        return False
    by.mailed = mailed
    by.save(update_fields=["mailed"])
    if mailed == Mailed.AT_ONCE:
        OutgoingMail.objects.filter(person=by, due__isnull=False).update(due=timezone.now())
    auditing.record(by=by, what="email choice changed", about=str(by))
    return True


@transaction.atomic
def sent(rows: Sequence[OutgoingMail]) -> None:
    """Note that one letter has gone, with everything that it told."""
    OutgoingMail.objects.filter(pk__in=[row.pk for row in rows]).update(sent=timezone.now(), due=None, failed="")
    for row in rows:
        auditing.record(by=row.by, what="mail sent", about=str(row.person), kind=row.kind)


@transaction.atomic
def failed(rows: Sequence[OutgoingMail], reason: str, *, for_good: bool = False) -> None:
    """Note why a letter has not gone, and when it is tried again; after three days, or where it cannot go, never."""
    now = timezone.now()
    for row in rows:
        due = None if for_good or row.at < now - GIVEN_UP else now + wait_after(row.tries, first=FIRST_WAIT)
        OutgoingMail.objects.filter(pk=row.pk).update(tries=row.tries + 1, failed=reason[:300], due=due)
        if due is None:
            auditing.record(by=row.by, what="mail not sent", about=str(row.person), kind=row.kind)


@transaction.atomic
def drop(rows: Sequence[OutgoingMail]) -> None:
    """Forget what there is nobody to tell, or what is not so any more."""
    OutgoingMail.objects.filter(pk__in=[row.pk for row in rows]).delete()


@transaction.atomic
def try_again(*, by: object) -> int:
    """Let everything that was not sent be tried now, what was given up too; gives how many mails that is."""
    waiting = OutgoingMail.objects.filter(sent=None, at__gte=timezone.now() - GIVEN_UP)
    return waiting.update(due=timezone.now())


def forget_old() -> int:
    """Forget what was sent or given up a month ago."""
    old = OutgoingMail.objects.filter(at__lt=timezone.now() - KEPT_FOR, due=None)
    return old.delete()[0]
