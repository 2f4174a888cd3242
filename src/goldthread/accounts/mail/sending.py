"""What the worker sends: each row worded now, one person's things in one letter, tried again where it fails."""

import logging
import smtplib
from collections.abc import Iterator, Sequence
from email.utils import parseaddr
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django.utils import timezone

from goldthread.accounts import opened
from goldthread.accounts import outgoing_mail as actions
from goldthread.accounts.directory import access
from goldthread.accounts.models import Mailed, OutgoingMail
from goldthread.accounts.outbox import lane_of
from goldthread.accounts.registry import mails
from goldthread.accounts.registry.mails import Letter
from goldthread.vocabulary import PlainError


LANE = lane_of("mail")
MOST = 200
"""So many rows are taken up at a time, so that deliveries and files do not wait for a long list of letters."""
UNREACHED = "The mail server could not be reached."
REFUSED = "The mail server refused the address."
OURS = "Something went wrong on our side."
Row = tuple[OutgoingMail, Letter]
log = logging.getLogger(__name__)


def is_due() -> bool:
    """Whether something may be sent now."""
    return bool(settings.EMAIL.on) and _due().exists()


def _due() -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(sent=None, due__lte=timezone.now())


def send_due() -> int:
    """Send what is due, one process at a time; gives how many letters went."""
    if not settings.EMAIL.on:
        return 0
    with opened.workspace().delivering(LANE):
        waiting = list(_due().select_related("person").order_by("person_id", "id")[:MOST])
        letters = [one for _, rows in groupby(waiting, lambda row: row.person_id) for one in _letters(list(rows))]
        return _send(letters) if letters else 0


def _letters(rows: list[OutgoingMail]) -> Iterator[tuple[list[OutgoingMail], Letter]]:
    """What one person gets now: each link by itself, the rest as one; what there is nothing to say about is dropped."""
    person = rows[0].person
    if person is None or not person.is_active or not person.email:
        actions.drop(rows)
        return
    rest: list[Row] = []
    for row in rows:
        kind = mails.KINDS.get(row.kind)
        try:
            letter = kind.compose(row) if kind and (kind.urgent or person.mailed != Mailed.NEVER) else None
        except Exception as error:  # one kind's fault keeps no other letter back
            log.error("A mail of kind %s could not be worded: %s.", row.kind, type(error).__name__)
            actions.failed([row], OURS)
            continue
        if kind is None or letter is None:
            actions.drop([row])
        elif kind.urgent:
            yield [row], letter
        else:
            rest.append((row, letter))
    if rest:
        yield [row for row, _ in rest], rest[0][1] if len(rest) == 1 else _digest(rest)


def _digest(rows: Sequence[Row]) -> Letter:
    """Several things as one letter, each with its page."""
    each = ((f"{one.subject}. {' '.join(one.sentences)}", one.address, *one.after) for _, one in rows)
    said = tuple(line for lines in each for line in lines)
    return Letter(f"{len(rows)} things on Goldthread", said, "")


def _send(letters: Sequence[tuple[list[OutgoingMail], Letter]]) -> int:
    """Send letters over one connection; where there is none, all wait. Gives how many went."""
    connection: BaseEmailBackend = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        log.warning("The mail server could not be reached: %s.", type(error).__name__)
        for rows, _ in letters:
            actions.failed(rows, UNREACHED)
        return 0
    try:
        return sum(_sent(rows, letter, connection) for rows, letter in letters)
    finally:
        connection.close()


def _sent(rows: Sequence[OutgoingMail], letter: Letter, connection: BaseEmailBackend) -> bool:
    try:
        message(rows, letter, connection).send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        actions.failed(rows, REFUSED, for_good=all(code >= 500 for code in codes))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        log.warning("A mail could not be sent: %s.", type(error).__name__)
        actions.failed(rows, UNREACHED if isinstance(error, OSError) else OURS)
    else:
        actions.sent(rows)
        return True
    return False


def message(rows: Sequence[OutgoingMail], letter: Letter, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """A letter as it goes. Its id is the same however often it is tried, so that a mailbox shows it once."""
    person = rows[0].person
    assert person is not None
    parts = [f"Hello {_line(person.name)}", *letter.sentences, letter.address, *letter.after, *_foot(rows)]
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject=_line(letter.subject),
        body="\n\n".join(part for part in parts if part) + "\n",
        to=[person.email],
        headers={"Message-ID": f"<{rows[0].pk}.{person.reference}@{host}>", "Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def _foot(rows: Sequence[OutgoingMail]) -> tuple[str, ...]:
    if any(mails.KINDS[row.kind].urgent for row in rows):
        return ()
    return (f"Choose when you get these emails:\n{access.page('mail_choice')}",)


def _line(text: str) -> str:
    return " ".join(text.split())


class MailProblem(PlainError):
    """An email that somebody asked for could not be sent."""


def send_test(address: str) -> None:
    """Send one email that only says that email works. Raises MailProblem with the reason."""
    if not settings.EMAIL.on:
        raise MailProblem(actions.NO_MAIL, "GOLDTHREAD_SMTP says where mail goes, such as smtp+tls://mail.example:587.")
    try:
        EmailMessage("Goldthread can send email", "This is a test. There is nothing to do.\n", to=[address]).send()
    except smtplib.SMTPRecipientsRefused:
        raise MailProblem(REFUSED, "Check it, and that the server lets this site send to it.") from None
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise MailProblem(UNREACHED, f"Check GOLDTHREAD_SMTP ({type(error).__name__}).") from None
