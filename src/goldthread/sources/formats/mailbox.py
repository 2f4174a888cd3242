"""Emails, one or a mailbox of them: when each was sent, its subject and its words, and never who sent it."""

import re
from collections.abc import Iterator
from datetime import date
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from goldthread.sources.formats.sheet import Cell, Rows, Sheet
from goldthread.sources.restoring import restored


HEADER = ("Email sent", "Email subject", "Email text")
BEGINS = re.compile(rb"^From \S+.*\d{2}:\d{2}", re.M)
"""The line before each email of a mailbox."""
FIELD = re.compile(
    rb"(?:return-path|received|delivered-to|from|to|date|subject|message-id|mime-version|x-[\w-]+|reply-to|cc|sender"
    rb"|content-[\w-]+|dkim-signature|authentication-results|arc-[\w-]+|references|in-reply-to|thread-[\w-]+"
    rb"|importance|list-[\w-]+|user-agent|accept-language|precedence|status): ?.*",
    re.I,
)
MOSTLY = 0.6
LARGEST = 32 << 20
"""Bytes of one email that are read: more is attachments."""
QUOTED = re.compile(
    r"^(?:On (?=[^\n]{0,60}\d).{4,200}?\bwrote:[ \t]*$|-{2,} ?(?:Original|Forwarded) message ?-{2,}|_{10,}"
    r"|From: .+\n(?:Sent|To|Date): |Le .{4,200} a écrit ?:)",
    re.M | re.I | re.S,
)
"""What stands before an earlier email that is repeated below."""
OF_A_COPY = re.compile(r"^(?:From|To|Cc|Sent|Date|Subject|Reply-To): .*\n?", re.M)
SIGNED = re.compile(r"^-- ?$", re.M)
CLOSING = re.compile(
    r"^(?:yours (?:faithfully|sincerely|truly)|(?:with )?(?:kind|best|warm)(?:est)? (?:regards|wishes)|regards"
    r"|all the best|many thanks|with thanks|thank you|thanks|cheers)[,.! ]*\n(?=(?:.{0,60}(?:\n|\Z)){1,8}\Z)",
    re.M | re.I,
)
"""What people write before their names, with nothing but short lines after it."""
SENT_FROM = re.compile(r"^(?:Sent from my \w+|Get Outlook for \w+|Sent from Outlook).*$", re.M | re.I)
HIDDEN = re.compile(r"<(style|script|head|title)\b.*?</\1>|<!--.*?-->", re.I | re.S)


def is_mail(head: bytes) -> bool:
    """Whether a file begins as a mailbox or as an email does. Takes: its first bytes."""
    if BEGINS.match(head):
        head = head.partition(b"\n")[2]
        return bool(FIELD.match(head))
    lines = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].split(b"\n")
    named = [line for line in lines if line[:1] not in (b" ", b"\t")]
    known = [line.partition(b":")[0].lower() for line in named if FIELD.fullmatch(line)]
    return {b"from", b"date"} <= set(known) and len(known) > 2 and len(known) >= MOSTLY * len(named)


def sheets(path: Path) -> list[Sheet]:
    """The emails as one table."""
    return [Sheet("", lambda: _rows(path))]


def _rows(path: Path) -> Rows:
    yield 1, HEADER
    for number, held in enumerate(_mails(path), 2):
        yield number, _row(held)


def _mails(path: Path) -> Iterator[bytes]:
    """Each email as it is kept in the file, without the line before it."""
    some: list[bytes] = []
    length, blank = 0, True
    with path.open("rb") as file:
        for line in file:
            if blank and BEGINS.match(line):
                if some:
                    yield b"".join(some)
                some, length = [], 0
            elif length < LARGEST:
                some.append(line.removeprefix(b">") if line.startswith(b">From ") else line)
                length += len(line)
            blank = not line.strip()
    if some:
        yield b"".join(some)


def _row(held: bytes) -> tuple[Cell, Cell, Cell]:
    """When an email was sent, its subject, and its words."""
    mail = BytesParser(policy=policy.default).parsebytes(held)
    assert isinstance(mail, EmailMessage)
    return _day(mail), _said(mail, "subject"), _words(mail)


def _said(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name, "")).split())
    except (MessageError, ValueError, IndexError, AttributeError, TypeError):
        return ""


def _day(mail: EmailMessage) -> date | str:
    said = _said(mail, "date")
    try:
        return parsedate_to_datetime(said).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return said


def _words(mail: EmailMessage) -> str:
    """What somebody wrote: without the emails that it answers, a signature, and what is attached."""
    part = mail.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        said = part.get_content()
    except (LookupError, ValueError, KeyError, MessageError):
        payload = part.get_payload(decode=True)
        said = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    said = str(said).replace("\r\n", "\n")
    said = restored(HIDDEN.sub("", said)) if part.get_content_subtype() == "html" else said
    if found := QUOTED.search(said):
        said = said[: found.start()].strip() or OF_A_COPY.sub("", said[found.start() :].partition("\n")[2])
    if found := SIGNED.search(said):
        said = said[: found.start()]
    if found := CLOSING.search(said):
        said = said[: found.end()]
    lines = [line.rstrip() for line in SENT_FROM.sub("", said).split("\n") if not line.startswith(">")]
    return "\n".join(lines).strip()


__all__ = ["HEADER", "is_mail", "sheets"]
