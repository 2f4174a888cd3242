"""Dates as suppliers write them: a whole column is looked at before any of it is read (CONTRACTS §1)."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from goldthread.sources.formats import Cell


Order = Literal["", "day first", "month first"]
MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)")
WORDS = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[- /]?([a-z]{3,9})\.?,?[- /]?(\d{4}|\d{2})(?!\d)")
AMERICAN = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
MONTH_ONLY = re.compile(r"([a-z]{3,9})\.?[- /'](\d{4}|\d{2})$")
EPOCH = datetime(1899, 12, 30)
FIRST, LAST = 1990, 2100


@dataclass(frozen=True, slots=True)
class Reading:
    """One date as it can be read: `day` is set when there is one way, `other` is the second way, if there is one."""

    day: date | None
    other: date | None = None
    precision: Literal["day", "month"] = "day"
    proof: Literal["", "day first", "month first"] = ""


@dataclass
class Dates:
    """The dates of one column: `observe` every cell first, then `read` them."""

    order: Order = ""
    proofs: Counter[str] = field(default_factory=Counter)
    _held: dict[str, Reading | None] = field(default_factory=dict)

    def observe(self, cell: Cell) -> None:
        """Count what one cell proves about the order of day and month."""
        found = self._look(cell)
        if found and found.proof:
            self.proofs[found.proof] += 1
        elif found and found.other:
            self.proofs["either"] += 1

    @property
    def settled(self) -> Order:
        """The order that holds: the profile's, else the one that all proofs agree on, else none."""
        if self.order:
            return self.order
        day, month = self.proofs["day first"], self.proofs["month first"]
        return "day first" if day and not month else "month first" if month and not day else ""

    def note(self) -> str:
        """What was found, in a sentence; "" where nothing could be read two ways."""
        day, month, either = (self.proofs[name] for name in ("day first", "month first", "either"))
        if not day and not month and not either:
            return ""
        counted = f"{day:,} can only be day first, {month:,} only month first, {either:,} either way"
        if self.settled:
            return f"Dates are read {self.settled} ({counted})."
        return f"Dates can be read two ways ({counted}): those rows are set aside. Say the order in the profile."

    def read(self, cell: Cell) -> tuple[date | None, Literal["day", "month", "none"], str]:
        """The date, its precision, and "date" as the reason where it cannot be known; no date is no reason."""
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return None, "none", ""
        found = self._look(cell)
        if found is None or found.day is None:
            return None, "none", "date"
        if found.other is None:
            return found.day, found.precision, ""
        if not self.settled:
            return None, "none", "date"
        return (found.day if self.settled == "day first" else found.other), found.precision, ""

    def _look(self, cell: Cell) -> Reading | None:
        if isinstance(cell, str):
            if cell not in self._held:
                if len(self._held) > 100_000:
                    self._held.clear()
                self._held[cell] = look_at(cell)
            return self._held[cell]
        if isinstance(cell, datetime):
            return _sane(cell.date())
        if isinstance(cell, date):
            return _sane(cell)
        if isinstance(cell, bool) or not isinstance(cell, int | float):
            return None
        return _digits(str(int(cell))) if float(cell).is_integer() else _serial(float(cell))


def look_at(text: str) -> Reading | None:
    """Every way in which a text can be a date; None where there is none."""
    text = " ".join(text.replace("\u00a0", " ").split()).lower()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return _digits(text)
    if found := ISO.match(text):
        return _sane(_date(*map(int, found.groups())))
    if found := NUMBERS.match(text):
        return _two_ways(*found.groups())
    if found := WORDS.match(text):
        day, month, year = found.groups()
        return _sane(_date(_year(year), MONTHS.get(month[:3], 0), int(day)))
    if found := AMERICAN.match(text):
        return _sane(_date(int(found[3]), MONTHS.get(found[1][:3], 0), int(found[2])))
    if found := MONTH_ONLY.match(text):
        return _sane(_date(_year(found[2]), MONTHS.get(found[1][:3], 0), 1), "month")
    return None


def _digits(text: str) -> Reading | None:
    if len(text) == 8 and (whole := _sane(_date(int(text[:4]), int(text[4:6]), int(text[6:])))):
        return whole
    if len(text) == 6 and (month := _sane(_date(int(text[:4]), int(text[4:]), 1), "month")):
        return month
    return _serial(float(text))


def _serial(number: float) -> Reading | None:
    """A day as Excel counts it."""
    return _sane((EPOCH + timedelta(days=int(number))).date()) if 32000 < number < 74000 else None


def _two_ways(first: str, second: str, year: str) -> Reading | None:
    day_first = _date(_year(year), int(second), int(first))
    month_first = _date(_year(year), int(first), int(second))
    if day_first and month_first:
        return Reading(day_first) if day_first == month_first else Reading(day_first, month_first)
    if day_first:
        return Reading(day_first, proof="day first")
    return Reading(month_first, proof="month first") if month_first else None


def _year(text: str) -> int:
    return 2000 + int(text) if len(text) == 2 else int(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST <= year <= LAST else None
    except ValueError:
        return None


def _sane(day: date | None, precision: Literal["day", "month"] = "day") -> Reading | None:
    return Reading(day, precision=precision) if day and FIRST <= day.year <= LAST else None
