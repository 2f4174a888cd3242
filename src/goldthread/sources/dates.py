"""Dates as suppliers write them: a whole column is looked at before any of it is read (CONTRACTS §1)."""

import calendar
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from goldthread.sources.formats import Cell
from goldthread.sources.formats.sheet import text_of


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
WEEK = re.compile(
    r"(?:w ?[/.]? ?(?:c|b|e)|week(?: (?:commencing|beginning|starting|ending|of))?)\b[:. ]*(?=.*\d)", re.I
)
"""What stands before a week's day: w/c, week ending."""
YEARS = r"(?:fy ?)?(?:20)?(\d{2}) ?[-/] ?(?:20)?(\d{2})"
QUARTER = re.compile(rf"(?:q|qtr|quarter) ?([1-4]),?(?: of)? {YEARS}|{YEARS},? (?:q|qtr|quarter) ?([1-4])")
PERIOD = re.compile(
    rf"(?:m|mth|month|p|period) ?(\d{{1,2}}),?(?: of)? {YEARS}|{YEARS},? (?:m|mth|month|p|period) ?(\d{{1,2}})"
)
"""A quarter, and a month counted from April, of a financial year such as 2024/25."""
SPAN = re.compile(r"([a-z]{3,9})\.? ?(?:-|–|to) ?([a-z]{3,9})\.?[ '/-]*(\d{4}|\d{2})$")
IN_BRACKETS = re.compile(r"(?:q|qtr|quarter) ?[1-4] ?[(:–-] ?([^()]+)\)?")
"""A quarter with its months beside it: Q3 (Oct-Dec 2024)."""
DAY_ALONE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
APRIL = 4
FULL = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
EPOCH = datetime(1899, 12, 30)
FIRST, LAST = 1990, 2100
LONGEST = 60
HELD = 50_000
CELL, ALONE = "a date cell", "day alone"
ENOUGH_TO_TELL = 6
SAID = {
    CELL: "spreadsheet dates",
    "ISO": "written year first",
    "month in words": "with the month in words",
    "spreadsheet number": "stored as spreadsheet numbers",
    "month only": "with a month and no day",
    "quarter": "with a quarter and no day",
    ALONE: "with the day of the month alone",
    "unreadable": "that we could not read",
}
"""How each form of date is told to people, after its number."""


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """One date as it can be read: `day` is set when there is one way, `other` is the second way, if there is one.

    `form` is what it proves or how it is written: "day first", "month first", "either", "ISO", "month in words",
    "spreadsheet number", "month only", "quarter", "a date cell".
    """

    day: date
    form: str
    other: date | None = None
    precision: Literal["day", "month"] = "day"


READ_IN = "Dates are read "


def order_in(notes: Iterable[str]) -> str:
    """The order of dates that notes on a file say was found; "" where none was needed or found."""
    found = (order for note in notes for order in ("day first", "month first") if f"{READ_IN}{order}" in note)
    return next(found, "")


@dataclass
class Dates:
    """The dates of one column: `observe` every cell first, then `read` them.

    Takes: the order where a profile says it; the month of the sheet, for cells that hold the day alone; the newest
    day that an answer can be of, tomorrow where nothing is given.
    """

    order: Order = ""
    month: date | None = None
    newest: date = field(default_factory=lambda: date.today() + timedelta(days=1))
    proofs: Counter[str] = field(default_factory=Counter)
    weeks: int = 0
    future: int = 0
    _late_cells: int = 0
    _held: dict[str, ParsedDate | None] = field(default_factory=dict)

    def observe(self, cell: Cell) -> None:
        """Count what one cell proves about the order of day and month."""
        if _is_empty(cell):
            return
        found = self._look(cell)
        self.proofs[found.form if found else "unreadable"] += 1
        self.weeks += isinstance(cell, str) and WEEK.match(cell.strip()) is not None
        if found:
            self.future += found.day > self.newest
            self._late_cells += found.form == CELL and found.day.day > 12

    @property
    def settled(self) -> Order:
        """The order that holds: the profile's, else the one that all proofs agree on, else none."""
        if self.order:
            return self.order
        day, month = self.proofs["day first"], self.proofs["month first"]
        return "day first" if day and not month else "month first" if month and not day else ""

    @property
    def swapped(self) -> bool:
        """Whether a spreadsheet took days for months: every date cell has a day up to 12, the rest stayed text.

        Text such as 13/05/2024 has no month 13, so it was left as it was; 05/06/2024 was taken the wrong way round.
        """
        left = self.proofs["day first"]
        return bool(self.proofs[CELL] and left and not self._late_cells and not self.proofs["either"]) and (
            not self.proofs["month first"] and self.proofs[CELL] + left >= ENOUGH_TO_TELL
        )

    @property
    def is_of_the_past(self) -> bool:
        """Whether most dates are over: then one that is to come is a slip."""
        return self.future < 0.5 * (self.proofs.total() - self.proofs["unreadable"])

    def note(self) -> str:
        """What was found, in sentences; "" for a column without dates."""
        if not self.proofs.total():
            return ""
        return " ".join([self._order_said(), *self._also_said()])

    def _order_said(self) -> str:
        day, month, either = (self.proofs[name] for name in ("day first", "month first", "either"))
        rest = [
            (n, form) for form, n in self.proofs.most_common() if form not in ("day first", "month first", "either")
        ]
        others = ", ".join(f"{n:,} {SAID.get(form, form)}" for n, form in rest)
        if not day and not month and not either:
            return f"Dates: {others}."
        counted = f"{day:,} can only be day first, {month:,} only month first, {either:,} either way"
        counted += f"; {others}" if others else ""
        if self.settled:
            return f"{READ_IN}{self.settled}{' as the profile says' if self.order else ''} ({counted})."
        if not either:
            return f"Every date can be read in one way only ({counted})."
        return f"Dates can be read two ways ({counted}): those rows are set aside. Say the order in the profile."

    def _also_said(self) -> list[str]:
        said = []
        if self.swapped:
            said.append(
                f"Where a cell was made a date, day and month were exchanged ({self.proofs[CELL]:,}); put back."
            )
        if self.weeks:
            said.append(f"Where a week is named ({self.weeks:,}), the day that it gives is kept.")
        if self.proofs["quarter"]:
            said.append(f"Where a quarter is named ({self.proofs['quarter']:,}), its first month is kept.")
        if self.month and self.proofs[ALONE]:
            said.append(f"Days alone are of the month that the sheet names, {self.month:%B %Y}.")
        if self.future:
            what = "are set aside" if self.is_of_the_past else "are kept as they are"
            said.append(f"Dates that are still to come {what} ({self.future:,}).")
        return said

    def read(self, cell: Cell) -> tuple[date | None, Precision, str]:
        """The date, its precision, and "date" as the reason where it cannot be known; no date is no reason."""
        if _is_empty(cell):
            return None, "none", ""
        found = self._look(cell)
        if found is None or (found.other is not None and not self.settled):
            return None, "none", "date"
        day = found.day
        if found.other is not None and self.settled == "month first":
            day = found.other
        elif found.form == CELL and self.swapped:
            day = date(day.year, day.day, day.month)
        if day > self.newest and self.is_of_the_past:
            return None, "none", "date"
        return day, found.precision, ""

    def _look(self, cell: Cell) -> ParsedDate | None:
        if self.month and (found := _day_of(self.month, cell)):
            return found
        if not isinstance(cell, str):
            return look_at_cell(cell)
        held = self._held
        if cell not in held:
            if len(held) > HELD:
                held.clear()
            held[cell] = look_at(cell)
        return held[cell]


def _is_empty(cell: Cell) -> bool:
    return cell is None or cell == "" or (isinstance(cell, str) and cell.isspace())


def _day_of(month: date, cell: Cell) -> ParsedDate | None:
    """The date of a cell that holds a day of a month, and nothing else: 14, 14th."""
    said = text_of(cell).strip().lower()
    found = DAY_ALONE.fullmatch(said)
    return _one_way(_date(month.year, month.month, int(found[1])), ALONE) if found else None


def is_day_alone(text: str) -> bool:
    """Whether a cell holds a day of a month, and nothing else."""
    found = DAY_ALONE.fullmatch(text.strip().lower())
    return found is not None and 1 <= int(found[1]) <= 31


def month_named(text: str, title: str = "") -> date | None:
    """The first day of the month or quarter that a sheet is named after: Oct 24, 2024-10, Q1 24/25; else None.

    Takes: what stands above the table, where a name such as Nov says no year and the title does (2024/25, 2024).
    """
    said = " ".join(text.split()).lower()
    found = _month_only(said) or _financial(said)
    if found is None and said[:3] in MONTHS and (said in FULL or said[:3] == said):
        month = MONTHS[said[:3]]
        if year := re.search(YEARS, title.lower()):
            found = _month_only(f"20{year[1 if month >= APRIL else 2]}-{month:02}")
        elif len(years := set(re.findall(r"\b20\d\d\b", title))) == 1:
            found = _month_only(f"{years.pop()}-{month:02}")
    return found.day if found else None


def names_a_month(text: str) -> bool:
    """Whether a name is that of a month, with or without its year."""
    said = " ".join(text.split()).lower()
    return said in FULL or said in MONTHS or month_named(text) is not None


def look_at_cell(cell: Cell) -> ParsedDate | None:
    """The date that a cell of a workbook holds."""
    if isinstance(cell, str):
        return look_at(cell)
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return _one_way(day, CELL)
    return _serial(float(cell)) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def look_at(text: str) -> ParsedDate | None:
    """Every way in which a text can be a date; None where there is none."""
    if len(text) > LONGEST:
        return None
    text = " ".join(text.split()).lower()
    if not text or not any(character.isdigit() for character in text) or not text.isascii():
        return None
    text = WEEK.sub("", text, count=1) if WEEK.match(text) else text
    if re.fullmatch(r"\d{1,15}(\.\d+)?", text):
        return _digits(text)
    if financial := _financial(text):
        return financial
    if found := ISO.match(text):
        return _one_way(_date(*map(int, found.groups())), "ISO")
    if found := NUMBERS.match(text):
        return _two_ways(*found.groups(), dotted="." in text[: found.end()] and "/" not in text[: found.end()])
    return _month_only(text) or _in_words(text)


def _financial(text: str) -> ParsedDate | None:
    """The first month of a quarter, or a month counted from April, of a financial year; or of a span of months."""
    text = named[1] if (named := IN_BRACKETS.fullmatch(text)) else text
    for pattern, months, form in ((QUARTER, 3, "quarter"), (PERIOD, 1, "month only")):
        if found := pattern.fullmatch(text):
            first, last, number = (
                int(one) for one in (found[2] or found[4], found[3] or found[5], found[1] or found[6])
            )
            at = APRIL - 1 + months * (number - 1)
            if (last - first) % 100 == 1 and 1 <= number <= 12 // months:
                return _one_way(_date(2000 + first + at // 12, at % 12 + 1, 1), form, "month")
    if (span := SPAN.fullmatch(text)) and span[1][:3] in MONTHS and span[2][:3] in MONTHS:
        began, ended = MONTHS[span[1][:3]], MONTHS[span[2][:3]]
        return _one_way(_date(_year(span[3]) - (began > ended), began, 1), "quarter", "month")
    return None


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
    """Digits alone as yyyymmdd or yyyymm, or as seconds since 1970 (thousandths of them with 13)."""
    if len(text) in (10, 13) and text[0] == "1":
        return _one_way(datetime.fromtimestamp(int(text[:10]), UTC).date(), "seconds since 1970")
    if len(text) == 8 and (whole := _one_way(_date(int(text[:4]), int(text[4:6]), int(text[6:])), "ISO")):
        return whole
    if len(text) == 6 and (month := _one_way(_date(int(text[:4]), int(text[4:]), 1), "month only", "month")):
        return month
    return None


def _serial(number: float) -> ParsedDate | None:
    """A day as Excel counts it, or a number of the form yyyymm or yyyymmdd."""
    if number.is_integer() and number > 1e9:
        return _written_out(str(int(number)))
    if number.is_integer() and (199_000 < number < 210_100 or 19_900_000 < number < 21_010_000):
        return _written_out(str(int(number)))
    if not 32_874 <= number < 73_415:  # 1 January 1990 to the end of 2100
        return None
    return _one_way((EPOCH + timedelta(days=int(number))).date(), "spreadsheet number")


def _two_ways(first: str, second: str, year: str, *, dotted: bool) -> ParsedDate | None:
    """A date in figures; with points between them the day is first, where it can be: nobody writes it otherwise."""
    day_first = _date(_year(year), int(second), int(first))
    month_first = _date(_year(year), int(first), int(second))
    if dotted and day_first:
        return ParsedDate(day_first, "day first")
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
