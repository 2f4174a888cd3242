"""Dates as suppliers write them: a whole column is looked at before any of it is read (CONTRACTS §1)."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from goldthread.sources.formats import Cell


Order = Literal["", "day first", "month first"]
Precision = Literal["day", "month", "none"]
MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
NUMBERS = re.compile(r"(?:[a-z]{3,9},? )?(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)")
WORDS = re.compile(
    r"(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[- /,.]?([a-z]{3,9})\.?,?[- /]?(\d{4}|\d{2})(?![\d:])"
)
AMERICAN = re.compile(r"(?:[a-z]{3,9},? )?([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})(?!\d)")
UNIX = re.compile(r"[a-z]{3,9} ([a-z]{3,9}) (\d{1,2}) \d{1,2}:\d{2}(?::\d{2})? (?:[a-z+\-:\d]+ )?(\d{4})$")
MONTH_WORD = re.compile(r"([a-z]{3,9})\.?[- /']*(\d{4}|\d{2})$")
YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})$")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})$")
EPOCH = datetime(1899, 12, 30)
FIRST, LAST = 1990, 2100
LONGEST = 60
HELD = 50_000


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """One date as it can be read: `day` is set when there is one way, `other` is the second way, if there is one.

    `form` is what it proves or how it is written: "day first", "month first", "either", "ISO", "month in words",
    "spreadsheet number", "month only", "a date cell".
    """

    day: date
    form: str
    other: date | None = None
    precision: Literal["day", "month"] = "day"


@dataclass
class Dates:
    """The dates of one column: `observe` every cell first, then `read` them."""

    order: Order = ""
    proofs: Counter[str] = field(default_factory=Counter)
    _held: dict[str, ParsedDate | None] = field(default_factory=dict)

    def observe(self, cell: Cell) -> None:
        """Count what one cell proves about the order of day and month."""
        if cell is None or cell == "" or (isinstance(cell, str) and cell.isspace()):
            return
        found = self._look(cell)
        self.proofs[found.form if found else "unreadable"] += 1

    @property
    def settled(self) -> Order:
        """The order that holds: the profile's, else the one that all proofs agree on, else none."""
        if self.order:
            return self.order
        day, month = self.proofs["day first"], self.proofs["month first"]
        return "day first" if day and not month else "month first" if month and not day else ""

    def note(self) -> str:
        """What was found, in a sentence; "" for a column without dates."""
        if not self.proofs.total():
            return ""
        day, month, either = (self.proofs[name] for name in ("day first", "month first", "either"))
        rest = [
            (n, form) for form, n in self.proofs.most_common() if form not in ("day first", "month first", "either")
        ]
        others = ", ".join(f"{n:,} {form}" for n, form in rest)
        if not day and not month and not either:
            return f"Dates: {others}."
        counted = f"{day:,} can only be day first, {month:,} only month first, {either:,} either way"
        counted += f"; {others}" if others else ""
        if self.settled:
            return f"Dates are read {self.settled}{' as the profile says' if self.order else ''} ({counted})."
        if not either:
            return f"Every date can be read in one way only ({counted})."
        return f"Dates can be read two ways ({counted}): those rows are set aside. Say the order in the profile."

    def read(self, cell: Cell) -> tuple[date | None, Precision, str]:
        """The date, its precision, and "date" as the reason where it cannot be known; no date is no reason."""
        if cell is None or cell == "" or (isinstance(cell, str) and cell.isspace()):
            return None, "none", ""
        found = self._look(cell)
        if found is None:
            return None, "none", "date"
        if found.other is None:
            return found.day, found.precision, ""
        if not self.settled:
            return None, "none", "date"
        return (found.day if self.settled == "day first" else found.other), found.precision, ""

    def _look(self, cell: Cell) -> ParsedDate | None:
        if not isinstance(cell, str):
            return look_at_cell(cell)
        held = self._held
        if cell not in held:
            if len(held) > HELD:
                held.clear()
            held[cell] = look_at(cell)
        return held[cell]


def look_at_cell(cell: Cell) -> ParsedDate | None:
    """The date that a cell of a workbook holds."""
    if isinstance(cell, str):
        return look_at(cell)
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return _one_way(day, "a date cell")
    return _serial(float(cell)) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def look_at(text: str) -> ParsedDate | None:
    """Every way in which a text can be a date; None where there is none."""
    if len(text) > LONGEST:
        return None
    text = " ".join(text.split()).lower()
    if not text or not any(character.isdigit() for character in text) or not text.isascii():
        return None
    if re.fullmatch(r"\d{1,15}(\.\d+)?", text):
        return _digits(text)
    if found := ISO.match(text):
        return _one_way(_date(*map(int, found.groups())), "ISO")
    if found := NUMBERS.match(text):
        return _two_ways(*found.groups())
    return _month_only(text) or _in_words(text)


def _in_words(text: str) -> ParsedDate | None:
    for pattern, (year, month, day) in ((WORDS, (3, 2, 1)), (AMERICAN, (3, 1, 2)), (UNIX, (3, 1, 2))):
        found = pattern.match(text)
        if found and found[month][:3] in MONTHS:
            return _one_way(_date(_year(found[year]), MONTHS[found[month][:3]], int(found[day])), "month in words")
    return None


def _month_only(text: str) -> ParsedDate | None:
    if (found := MONTH_WORD.fullmatch(text)) and found[1][:3] in MONTHS:
        return _one_way(_date(_year(found[2]), MONTHS[found[1][:3]], 1), "month only", "month")
    if found := YEAR_MONTH.fullmatch(text):
        return _one_way(_date(int(found[1]), int(found[2]), 1), "month only", "month")
    if found := MONTH_YEAR.fullmatch(text):
        return _one_way(_date(int(found[2]), int(found[1]), 1), "month only", "month")
    return None


def _digits(text: str) -> ParsedDate | None:
    return (_written_out(text) if text.isdigit() else None) or _serial(float(text))


def _written_out(text: str) -> ParsedDate | None:
    """Digits alone as yyyymmdd or yyyymm."""
    if len(text) == 8 and (whole := _one_way(_date(int(text[:4]), int(text[4:6]), int(text[6:])), "ISO")):
        return whole
    if len(text) == 6 and (month := _one_way(_date(int(text[:4]), int(text[4:]), 1), "month only", "month")):
        return month
    return None


def _serial(number: float) -> ParsedDate | None:
    """A day as Excel counts it, or a number of the form yyyymm or yyyymmdd."""
    if number.is_integer() and (199_000 < number < 210_100 or 19_900_000 < number < 21_010_000):
        return _written_out(str(int(number)))
    if not 32_874 <= number < 73_415:  # 1 January 1990 to the end of 2100
        return None
    return _one_way((EPOCH + timedelta(days=int(number))).date(), "spreadsheet number")


def _two_ways(first: str, second: str, year: str) -> ParsedDate | None:
    day_first = _date(_year(year), int(second), int(first))
    month_first = _date(_year(year), int(first), int(second))
    if day_first and month_first:
        same = day_first == month_first
        return (
            ParsedDate(day_first, "with day and month alike") if same else ParsedDate(day_first, "either", month_first)
        )
    if day_first:
        return ParsedDate(day_first, "day first")
    return ParsedDate(month_first, "month first") if month_first else None


def _year(text: str) -> int:
    return 2000 + int(text) if len(text) == 2 else int(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST <= year <= LAST else None
    except ValueError:
        return None


def _one_way(day: date | None, form: str, precision: Literal["day", "month"] = "day") -> ParsedDate | None:
    return ParsedDate(day, form, precision=precision) if day and FIRST <= day.year <= LAST else None
