"""Whole months and financial years, which shared figures are given for: one control in place of two days."""

from collections.abc import Iterable, Mapping
from datetime import date

from goldthread.insight import financial_year
from goldthread.web import wording


WHEN = "when"
"""The control's name in addresses; a page carries the two months that it stands for."""
Choices = list[tuple[str, str]]


def months(since: str, until: str) -> dict[str, str]:
    """The filters that a period stands for, by their names in addresses."""
    return {"since": since, "until": until}


def read(chosen: str) -> dict[str, str]:
    """What a chosen period stands for: 2026-05 is a month, 2026/27 a financial year; all time for anything else."""
    if "/" in chosen and chosen[:4].isascii() and chosen[:4].isdigit():
        return months(f"{chosen[:4]}-04", f"{int(chosen[:4]) + 1}-03")
    return months(chosen, chosen)


def chosen(given: Mapping[str, str]) -> str:
    """The period that two months make, "" for all time."""
    since, until = given["since"], given["until"]
    return since[:7] if since[:7] == until[:7] else f"{since[:4]}/{int(since[:4] or 0) % 100 + 1:02d}"


def offered(held: Iterable[str]) -> list[tuple[str, Choices]]:
    """Financial years, then months, both latest first; every month between the first and the last that are held."""
    named = every(held)
    years = dict.fromkeys(financial_year(date.fromisoformat(f"{month}-01"))[0].year for month in named)
    made = [
        ("Financial years, April to March", [(f"{y}/{(y + 1) % 100:02d}", f"{y}/{(y + 1) % 100:02d}") for y in years]),
        ("Months", [(month, wording.month(month)) for month in named]),
    ]
    return [(title, choices) for title, choices in made if choices]


def every(held: Iterable[str]) -> list[str]:
    """Every month from the last to the first of some."""
    known = sorted(held)
    if not known:
        return []
    (first, month), made = map(int, known[0].split("-")), list[str]()
    while (name := f"{first:04d}-{month:02d}") <= known[-1]:
        made.append(name)
        first, month = (first + 1, 1) if month == 12 else (first, month + 1)
    return made[::-1]
