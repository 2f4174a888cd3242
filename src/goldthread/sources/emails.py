"""Emails that people sent about their care: a mailbox, or the table that a mail program exports."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import mean

from goldthread.sources import comment_rows
from goldthread.sources.dates import look_at
from goldthread.sources.fates import fates
from goldthread.sources.formats import mailbox
from goldthread.sources.headings import plain
from goldthread.sources.heads import Head
from goldthread.sources.profile import Profile, WordsColumn
from goldthread.sources.suggesting import CARE
from goldthread.sources.table_findings import TableFindings
from goldthread.vocabulary.raw import RawFeedback, RawRow


KIND = "emails"
TITLE = "Emails"
CHANNEL = "Email"
QUESTION = "What did people write in emails?"
BODY = re.compile(
    r"(e ?mail |mail |message )?(body|content|contents|message|text|message text)( text| plain| preview)?"
)
SUBJECT = re.compile(r"(e ?mail |mail |message )?subject( line)?")
PARTIES = re.compile(
    r"(from|to|cc|bcc|senders?|recipients?|sent by|sent to|reply to)( (name|address|e ?mail|type|display|line))*"
)
SENT = re.compile(
    r"(e ?mail |mail )?(date|sent|received|sent on|received on|date sent|date received|sent date|received date)"
    r"( (time|utc|at))?"
)
ABOUT_CARE = 0.08
LEFT_OUT = "Left out of each email: attachments, signatures, and earlier emails that it repeats."
SURE, UNSURE = 0.95, 0.8


def recognise(head: Head) -> Profile | None:
    """The profile of emails; None for any other table."""
    said = {heading: plain(heading) for heading in head.header}
    ours = tuple(head.header) == mailbox.HEADER
    bodies = [heading for heading, name in said.items() if BODY.fullmatch(name)]
    others = [heading for heading, name in said.items() if PARTIES.fullmatch(name)]
    if not ours and not (bodies and others and any(SUBJECT.fullmatch(name) for name in said.values())):
        return None
    words = mailbox.HEADER[2] if ours else max(bodies, key=lambda one: _length(head, one))
    days = (
        [mailbox.HEADER[0]]
        if ours
        else [one for one, name in said.items() if SENT.fullmatch(name) and _days(head, one)]
    )
    values = head.column(head.header.index(words))
    about_care = bool(values) and mean(CARE.search(value) is not None for value in values) >= ABOUT_CARE
    profile = Profile(
        kind=KIND,
        header_rows=list(head.rows),
        sheets=[head.sheet.name] if head.sheet.name else [],
        confidence=SURE if about_care else UNSURE,
        words=[WordsColumn(words, QUESTION, "nonspecific")],
        columns={"date": days[0]} if days else {},
        ignore=[heading for heading in head.header if heading != words and heading not in days[:1]],
        reasons=["These are emails: they have senders, subjects and texts."],
        missing=() if about_care else ("The emails do not speak of care.",),
    )
    profile.notes = (*fates(TableFindings(head, profile)), *((LEFT_OUT,) if ours else ()))
    return profile


def _length(head: Head, heading: str) -> int:
    return sum(map(len, head.column(head.header.index(heading))))


def _days(head: Head, heading: str) -> bool:
    values = head.column(head.header.index(heading))
    return bool(values) and mean(look_at(value) is not None for value in values) > 0.6


def read(head: Head, profile: Profile) -> tuple[list[str], Callable[[], Iterator[RawRow]]]:
    """The notes on one sheet, and its rows. Raises BadDefinition for a profile that does not fit."""
    notes, rows = comment_rows.read(head, profile)

    def sent() -> Iterator[RawRow]:
        for row in rows():
            pieces = (replace(one, channel=CHANNEL) if isinstance(one, RawFeedback) else one for one in row.pieces)
            yield replace(row, pieces=tuple(pieces))

    return notes, sent


__all__ = ["KIND", "TITLE", "read", "recognise"]
