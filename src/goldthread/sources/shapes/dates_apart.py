"""A date in several columns, day, month and year: brought together in one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean

from goldthread.sources.column_values import are_long_words
from goldthread.sources.dates import FIRST, LAST, MONTHS, names_a_month
from goldthread.sources.formats import Cell
from goldthread.sources.formats.sheet import text_of
from goldthread.sources.headings import distinct, meaning, plain
from goldthread.sources.heads import Head
from goldthread.sources.shapes.turning import turned_sheet
from goldthread.sources.table_findings import ANSWERS, quoted


PARTS = {
    "year": frozenset(("year", "yr", "yyyy", "yy")),
    "month": frozenset(("month", "mth", "mm", "mon")),
    "day": frozenset(("day", "dd", "date")),
}
SAYS_NO_MORE = frozenset(("of", "no", "num", "number", "name", "in", "the"))
"""Words of a heading that tell none of these parts from another: Month no, Day of month."""
BIRTH = re.compile(r"\b(birth|born|dob)\b")
FITTING = 0.7
LAST_SHORT = 2050
"""The last year that two figures can mean; higher ones are ages."""
NOTE = "{} are read as one date."


@dataclass(frozen=True)
class DateApart:
    """The places of a date's parts in a row; `day` is None where only month and year are given."""

    heading: str
    year: int
    month: int
    day: int | None

    @property
    def places(self) -> tuple[int, ...]:
        """The places of the parts, from left to right."""
        return tuple(sorted(place for place in (self.year, self.month, self.day) if place is not None))


def joined(head: Head) -> Head:
    """A head whose columns of day, month and year are one column; the same head where there are none."""
    found = _apart(head)
    if found is None:
        return head
    first, *rest = found.places
    kept = [place for place in range(len(head.header)) if place not in rest]
    names = [found.heading if place == first else head.header[place] for place in kept]
    width = len(head.header)

    def turned(cells: Sequence[Cell]) -> list[Cell]:
        held = [*cells, *[None] * (width - len(cells))]
        return [*(_date(found, held) if place == first else held[place] for place in kept), *held[width:]]

    def parts(of: Sequence[str]) -> tuple[str, ...]:
        return tuple("" if place == first else of[place] for place in kept) if of else ()

    return replace(
        head,
        sheet=turned_sheet(head.sheet, turned, kept, {*found.places}),
        header=distinct(names),
        below=tuple(tuple(map(text_of, turned(row))) for row in head.below),
        printed=tuple(tuple(plain(text_of(cell)) for cell in turned(row)) for row in head.printed),
        upper=parts(head.upper),
        lower=parts(head.lower),
        notes=(*head.notes, NOTE.format(quoted(head.header[place] for place in found.places))),
    )


def _apart(head: Head) -> DateApart | None:
    """Where a table of answers has its date in parts; None where another column holds dates, or nothing fits."""
    groups: dict[str, dict[str, int]] = {}
    for place, heading in enumerate(head.header):
        part, rest = _part(heading)
        if part and _fits(part, head.column(place)):
            groups.setdefault(rest, {}).setdefault(part, place)
    whole = [parts for parts in _shared(groups) if {"year", "month"} <= parts.keys()]
    if not whole:
        return None
    parts = max(whole, key=len)
    others = [place for place in range(len(head.header)) if place not in parts.values()]
    if any(meaning(head.header[place]) == "date" and head.column(place) for place in others):
        return None
    if not any(meaning(head.header[place]) in ANSWERS or are_long_words(head.column(place)) for place in others):
        return None
    named = ", ".join(head.header[place] for place in sorted(parts.values()))
    return DateApart(f"Date ({named})", parts["year"], parts["month"], parts.get("day"))


def _shared(groups: dict[str, dict[str, int]]) -> list[dict[str, int]]:
    """Parts that belong together: of one heading; where a heading lacks one, those that stand alone fill it."""
    alone = groups.get("", {})
    return [{**alone, **parts} for parts in groups.values()]


def _part(heading: str) -> tuple[str, str]:
    """Which part of a date a heading names, and what else it says; "" twice for none, and for a day of birth."""
    said = plain(heading).replace("day of month", "day").replace("day of the month", "day")
    words = [word for word in said.split() if word not in SAYS_NO_MORE]
    if BIRTH.search(said):
        return "", ""
    for part, names in PARTS.items():
        for at, word in reversed(list(enumerate(words))):
            if word in names and not (word == "date" and len(words) > 1):
                return part, " ".join(words[:at] + words[at + 1 :])
    return "", ""


def _fits(part: str, values: Sequence[str]) -> bool:
    """Whether what stands in a column can be that part of a date."""
    read = {"year": _year, "month": _month, "day": _day}[part]
    return bool(values) and mean(read(value) is not None for value in values) > FITTING


def _year(text: str) -> int | None:
    found = re.fullmatch(r"(\d{4}|\d{2})(?:\.0)?", text.strip())
    if found is None:
        return None
    year = int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
    return year if FIRST <= year <= LAST and (len(found[1]) == 4 or year <= LAST_SHORT) else None


def _month(text: str) -> int | None:
    said = text.strip().lower().rstrip(".")
    if found := re.fullmatch(r"(\d{1,2})(?:\.0)?", said):
        return int(found[1]) if 1 <= int(found[1]) <= 12 else None
    return MONTHS.get(said[:3]) if said.isalpha() and names_a_month(said if len(said) > 4 else said[:3]) else None


def _day(text: str) -> int | None:
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?(?:\.0)?", text.strip().lower())
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def _date(found: DateApart, cells: Sequence[Cell]) -> str:
    """The date of one row as it is written elsewhere; what is no date is left as it stands, and set aside."""
    said = {part: text_of(cells[at]).strip() for part, at in _places(found)}
    year, month = _year(said["year"]), _month(said["month"])
    if not any(said.values()):
        return ""
    if year is None or month is None or (said.get("day") and _day(said["day"]) is None):
        return " ".join(said[part] for part in ("day", "month", "year") if said.get(part))
    day = _day(said["day"]) if said.get("day") else None
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"


def _places(found: DateApart) -> list[tuple[str, int]]:
    days = [("day", found.day)] if found.day is not None else []
    return [*days, ("month", found.month), ("year", found.year)]


__all__ = ["joined"]
