"""Complaints as a case system exports them: a case a row, what happened as it was logged, headings in brackets."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from goldthread.sources import comment_rows
from goldthread.sources.dates import look_at
from goldthread.sources.fates import fates
from goldthread.sources.headings import meaning, plain, unwrapped
from goldthread.sources.heads import Head
from goldthread.sources.profile import MEANINGS, Profile, WordsColumn
from goldthread.sources.registers import headings_of, what_happened
from goldthread.sources.table_findings import TableFindings
from goldthread.sources.voices import OFFICE, names_people
from goldthread.vocabulary.raw import RawFeedback, RawRow


KIND = "complaints"
TITLE = "Complaints"
CHANNEL = "Complaint"

SIGNS = re.compile(
    r"(sub ?)?subjects?|deadline met|outcome code|type of complaint( pals)?|complaint type|status of complainant"
    r"|complainant (type|status)|grade of complaint|(description|details) of (the )?complaint"
    r"|complaint (description|details|text)"
)
SPEAKS = re.compile(
    r"(description|details|summary) of (the )?(complaint|concern|case)|complaint (description|details|text)"
)
ENDS = re.compile(r"(case |complaint )?(outcome|status|stage|state)( code)?|type of complaint( pals)?|closed as")
NO_CASE = re.compile(
    r"\b(opened in error|logged in error|withdrawn|test (case|record|entry)|test|void|duplicate)\b", re.I
)
RECEIVED = re.compile(r"\b(received|complaint date|date of complaint|date of contact|opened|logged|raised)\b")
"""The day that counts where a case has several: when it was made."""
NEVER = frozenset({"respondent_id", "score", "question", "question_type", "channel"})
"""What no case says, whatever its headings are called: its channel is always the same, its question too."""
ENOUGH, SURE, UNSURE = 3, 0.96, 0.6


def recognise(head: Head) -> Profile | None:
    """The profile of a case system's export; None for any other table."""
    said = {heading: plain(unwrapped(heading)) for heading in head.header}
    by_system = sum(bool(SIGNS.fullmatch(name)) for name in said.values()) >= ENOUGH
    by_hand = "" if by_system else what_happened(head)
    if not by_system and not by_hand:
        return None
    speaking = [by_hand] if by_hand else [heading for heading, name in said.items() if SPEAKS.fullmatch(name)]
    profile = Profile(
        kind=KIND,
        header_rows=list(head.rows),
        sheets=[head.sheet.name] if head.sheet.name else [],
        confidence=SURE,
        words=[WordsColumn(heading, "What happened?") for heading in speaking],
        reasons=[f"Its columns are those of a {'register' if by_hand else 'case system'} for complaints."],
    )
    places = sorted(range(len(head.header)), key=lambda place: not RECEIVED.search(plain(headings_of(head)[place])))
    headings = headings_of(head)
    for place in places:
        heading = head.header[place]
        if all(one.column != heading for one in profile.words):
            _settle(profile, heading, _means(heading, headings[place], head.column(place)))
    if not profile.words:
        profile.confidence = UNSURE
        profile.missing = ("No column says what happened in people's words: name it under words.",)
        profile.reasons.extend(profile.missing)
    profile.notes = fates(TableFindings(head, profile))
    return profile


def _means(heading: str, lowest: str, values: list[str]) -> str:
    """What a column means, by its whole heading or by the lowest row of it."""
    means = meaning(heading) or meaning(lowest)
    if names_people(lowest, values) or OFFICE.search(plain(heading)):
        return ""
    if means == "date" and values and all(look_at(value) is None for value in values):
        return ""
    return means if (means in MEANINGS and means not in NEVER) or means.startswith("about:") else ""


def _settle(profile: Profile, heading: str, means: str) -> None:
    if means.startswith("about:"):
        profile.about.setdefault(means.partition(":")[2], heading)
    elif means:
        profile.columns.setdefault(means, heading)
    if heading not in (*profile.about.values(), *profile.columns.values()):
        profile.ignore.append(heading)


def read(head: Head, profile: Profile) -> tuple[list[str], Callable[[], Iterator[RawRow]]]:
    """The notes on one sheet, and its rows; those that are no case are set aside. Raises BadDefinition."""
    notes, rows = comment_rows.read(head, profile)
    ends = [place for place, heading in enumerate(head.header) if ENDS.fullmatch(plain(unwrapped(heading)))]

    def cases() -> Iterator[RawRow]:
        for row in rows():
            yield _case(row, ends)

    return notes, cases


def _case(row: RawRow, ends: list[int]) -> RawRow:
    if row.pieces and any(NO_CASE.search(row.cells[place]) for place in ends if place < len(row.cells)):
        return replace(row, pieces=(), reason="no case")
    pieces = (replace(one, channel=CHANNEL) if isinstance(one, RawFeedback) else one for one in row.pieces)
    return replace(row, pieces=tuple(pieces))


__all__ = ["CHANNEL", "KIND", "TITLE", "read", "recognise"]
