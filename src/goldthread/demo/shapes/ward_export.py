"""A trust's own export of comment cards, as ugly as they come.

Titles above the header, a header of two rows with merged cells, days and months the wrong way round in some rows,
spreadsheet serial numbers among the dates, no-break spaces, an empty row, and a total at the end.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from goldthread.demo.places import organisation_name
from goldthread.demo.tellings import Telling
from goldthread.demo.workbook import Cell, serial, write_workbook


UPPER = (
    "Response ID",
    "Trust code",
    "Date of discharge",
    "Service",
    "Team",
    "Completed by",
    "About you",
    None,
    "FFT score",
    "Collection method",
    "Comments",
    None,
)
LOWER = (*(None,) * 6, "Age band", "Ethnicity", None, None, "What was good?", "What could we do better?")
MERGED = (*(f"{letter}4:{letter}5" for letter in "ABCDEFIJ"), "G4:H4", "K4:L4")
ROLES = {"patient": "Patient", "carer": "Relative\xa0or carer", "staff": "Staff member"}


def write(path: Path, tellings: Sequence[Telling], run_on: date, two_ways: int) -> Path:
    """The workbook of these tellings, of which exactly `two_ways` (or as many as there are) have a doubtful date."""
    rows: list[Sequence[Cell]] = [
        (f"{organisation_name('XWR')} (invented)",),
        (f"Patient and carer comment cards\xa0- run {run_on:%d %B %Y}", None, None, "Not for onward sharing"),
        (),
        UPPER,
        LOWER,
    ]
    doubtful = _doubtful(tellings, two_ways)
    rows += [_row(at, telling, at in doubtful) for at, telling in enumerate(tellings)]
    rows += [(), ("Total", *(None,) * 7, len(tellings))]
    write_workbook(path, "Comments", rows, MERGED)
    return path


def _doubtful(tellings: Sequence[Telling], count: int) -> set[int]:
    """Places, spread over the file, whose day could also be a month."""
    fit = [at for at, each in enumerate(tellings) if each.date.day <= 12 and each.date.day != each.date.month]
    step = max(1, len(fit) // count) if count else 1
    return set(fit[::step][:count]) if count else set()


def _row(at: int, telling: Telling, doubtful: bool) -> tuple[Cell, ...]:
    service = telling.service.name.replace(" - ", "\xa0- ")
    return (
        telling.reference,
        telling.service.organisation,
        _date(at, telling.date, doubtful),
        service,
        telling.team or None,
        ROLES[telling.role],
        telling.age,
        telling.ethnicity,
        telling.score,
        "Comment card",
        telling.good or None,
        telling.better or None,
    )


def _date(at: int, day: date, doubtful: bool) -> Cell:
    if doubtful:
        return f"{day:%d/%m/%Y}" if at % 3 else f"{day:%m/%d/%Y}"
    if day.day <= 12 and day.day != day.month:
        return day if at % 2 else serial(day)
    return (f"{day:%d/%m/%Y}", f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}", day)[at % 4]
