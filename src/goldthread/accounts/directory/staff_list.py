"""A list of joiners and leavers as somebody saved it: bytes to lines. What cannot be used is said, line by line."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from goldthread.accounts.directory.rules import shortened
from goldthread.vocabulary import UnreadableFile, calling


LARGEST, MOST_LINES = 2_000_000, 1_000
COLUMNS = ("sign-in name", "name", "email", "organisation", "role", "teams", "since", "until")
ALSO = {
    "handle": "sign-in name",
    "signin": "sign-in name",
    "username": "sign-in name",
    "user name": "sign-in name",
    "full name": "name",
    "e-mail": "email",
    "email address": "email",
    "organisation code": "organisation",
    "team": "teams",
    "services": "teams",
    "service": "teams",
    "from": "since",
    "start date": "since",
    "starts": "since",
    "first day": "since",
    "to": "until",
    "end date": "until",
    "ends": "until",
    "leaves": "until",
    "last day": "until",
}
HOW = f"The first line names the columns: {', '.join(COLUMNS)}. Only the sign-in name is always needed."
GUESSED = "The list is not UTF-8. It was read as Windows-1252: check names with accents before you go on."
NOT_TEXT = ("The list is not text that we can read.", "Save it as CSV (UTF-8).")
BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


@dataclass(frozen=True)
class StaffLine:
    """One line of the list; an empty cell leaves that field as it is. `wrong` says why it cannot be read."""

    number: int
    handle: str = ""
    name: str = ""
    email: str = ""
    organisation: str = ""
    role: str = ""
    teams: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    wrong: str = ""


@dataclass(frozen=True)
class StaffList:
    """A whole list, with plain sentences on how it was read."""

    lines: tuple[StaffLine, ...]
    notes: tuple[str, ...] = field(default=())


def read(data: bytes) -> StaffList:
    """Read a list of joiners and leavers.

    Takes: a CSV file's bytes, in UTF-8, UTF-16 or, with a note, Windows-1252; commas, semicolons or tabs.
    Raises: UnreadableFile for anything else, with the reason.
    """
    text, notes = _decoded(data)
    first = text.lstrip("\r\n").partition("\n")[0]
    mark = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        return StaffList(tuple(_lines(rows)), notes)
    except csv.Error:
        raise UnreadableFile(
            f"Line {rows.line_num} of the list cannot be read as CSV.", "Look for a quotation mark that is not closed."
        ) from None


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if len(data) > LARGEST:
        raise UnreadableFile(f"The list is larger than {LARGEST // 1_000_000} MB.", "Split it.")
    if data[:4] == b"PK\x03\x04":
        raise UnreadableFile("This is a workbook.", "Save it as CSV (UTF-8) first.")
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding, note in (("utf-16", ""),) if marked else (("utf-8-sig", ""), ("cp1252", GUESSED)):
        try:
            return _clean(data.decode(encoding)), (note,) if note else ()
        except UnicodeDecodeError:
            pass
    raise UnreadableFile(*NOT_TEXT)


def _clean(text: str) -> str:
    if "\x00" in text:
        raise UnreadableFile(*NOT_TEXT)
    return text


def _lines(rows: "csv._reader") -> Iterator[StaffLine]:  # type: ignore[name-defined]  # as the stubs call it
    header: list[str] | None = None
    count = 0
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = _header(cells)
            continue
        count += 1
        if count > MOST_LINES:
            raise UnreadableFile(f"The list has more than {MOST_LINES:,} lines.", "Split it.")
        yield _line(rows.line_num, header, cells)
    if header is None:
        raise UnreadableFile("The list is empty.", HOW)


def _header(cells: Sequence[str]) -> list[str]:
    known = {calling(name): name for name in COLUMNS} | {calling(said): name for said, name in ALSO.items()}
    header = [known.get(calling(cell), "") for cell in cells]
    if strange := [cell for cell, name in zip(cells, header, strict=True) if cell.strip() and not name]:
        raise UnreadableFile(f"There is no column called “{shortened(strange[0])}”.", HOW)
    if twice := {name for name in header if name and header.count(name) > 1}:
        raise UnreadableFile(f"Two columns hold the {min(twice)}.", "Take one of them away.")
    if "sign-in name" not in header:
        raise UnreadableFile("The list has no column of sign-in names.", HOW)
    return header


def _line(number: int, header: Sequence[str], cells: Sequence[str]) -> StaffLine:
    said = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}
    handle = said.get("sign-in name", "")
    if any(cell.strip() for cell in cells[len(header) :]):
        return StaffLine(number, handle, wrong="The line has more cells than there are columns.")
    days: dict[str, date | None] = {}
    for name in ("since", "until"):
        try:
            days[name] = _day(said.get(name, ""))
        except ValueError:
            wrong = f"“{shortened(said[name])}” is not a day. Write it as 2026-05-31 or 31/05/2026."
            return StaffLine(number, handle, wrong=wrong)
    teams = tuple(team.strip() for team in said.get("teams", "").split("|") if team.strip())
    plain = {name: said.get(name, "") for name in ("name", "email", "organisation", "role")}
    return StaffLine(number, handle, teams=teams, **plain, **days)  # type: ignore[arg-type]  # each by its own name


def _day(said: str) -> date | None:
    if not said:
        return None
    if found := BRITISH.fullmatch(said):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    return date.fromisoformat(said)
