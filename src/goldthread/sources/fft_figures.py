"""Published Friends and Family Test tables: counts and percentages, as their publisher gives them."""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from goldthread.sources.dates import look_at
from goldthread.sources.formats import Cell
from goldthread.sources.formats.opening import text_of
from goldthread.sources.headings import meaning, plain
from goldthread.sources.heads import Head
from goldthread.sources.profile import Figure, Profile
from goldthread.vocabulary import Measurement
from goldthread.vocabulary.raw import RawRow


KIND = "fft_figures"
MEASURES = (
    (r".*\b(percentage|per cent|percent|%|prop)\s*(not recommended|negative|neg)\b.*", "percentage negative", "percent"),
    (r".*\b(percentage|per cent|percent|%|prop)\s*(recommended|positive|pos)\b.*", "percentage positive", "percent"),
    (r".*\bresponse rate\b.*", "response rate", "percent"),
    (r".*\btotal responses\b.*|responses|number of responses|.*\btotal number of responses\b.*|.*responses", "responses",
     "count"),
    (r".*\btotal eligible\b.*|eligible", "eligible", "count"),
    (r".*\bvery good\b.*", "very good", "count"), (r".*\bneither good nor poor\b.*", "neither good nor poor", "count"),
    (r".*\bvery poor\b.*", "very poor", "count"), (r".*\bdon ?t know\b.*", "don't know", "count"),
    (r"(.* )?good( sum)?", "good", "count"), (r"(.* )?poor( sum)?", "poor", "count"),
    (r".*\bextremely likely\b.*", "extremely likely", "count"), (r".*\bextremely unlikely\b.*", "extremely unlikely", "count"),
)  # fmt: skip
MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s\-'](20\d{2}|\d{2})\b|\b(20\d{2})-(\d{2})-\d{2}\b",
    re.I,
)
NUMBER = re.compile(r"(-?[\d,]*\.?\d+)\s*(%?)(?:\s*\(\s*([\d,]+)\s*\))?")
MARKERS = {"*": "*", "-": "-", "n/a": "N/A", "na": "N/A", "null": "N/A", "..": "..", ":": ":"}
TOTAL = re.compile(r".*\b(total|england|selection)\b.*")


def measure_of(heading: str) -> tuple[str, str] | None:
    """The FFT figure that a heading names, with its unit; None for any other."""
    said = plain(re.sub("%", " percentage ", heading))
    for pattern, measure, unit in MEASURES:
        if re.fullmatch(pattern, said):
            return measure, unit
    return None


def suggest(head: Head) -> Profile | None:
    """The profile of a published FFT table; None for anything else."""
    figures = []
    for heading in head.header:
        found = measure_of(heading)
        if found and not (found[0] in ("good", "poor") and len(plain(heading).split()) > 4):
            figures.append(Figure(heading, *found))
    kinds = {figure.measure for figure in figures}
    shares = {"percentage positive", "percentage negative", "very good"} & kinds
    if "responses" not in kinds or not shares:
        return None
    columns: dict[str, str] = {}
    for heading in head.header:
        means = meaning(heading)
        if means in ("organisation", "organisation_name", "site", "service", "team", "period", "date"):
            columns.setdefault(means, heading)
    if not columns.keys() & {"organisation", "organisation_name", "site", "service", "team"}:
        columns["service"] = next((h for h in head.header if h not in {f.column for f in figures}), head.header[0])
    return Profile(
        kind=KIND, header_rows=list(head.rows), sheets=[head.sheet.name] if head.sheet.name else [], figures=figures,
        columns=columns, confidence=0.97, reasons=["Its columns are those of a published FFT table."],
    )  # fmt: skip


def read(head: Head, profile: Profile) -> tuple[list[str], Callable[[], Iterator[RawRow]]]:
    """The notes on one sheet, and its rows."""
    rows = FigureRows(head, profile)
    return rows.notes, rows.rows


class FigureRows:
    """Turns the records of one published table into figures."""

    def __init__(self, head: Head, profile: Profile) -> None:
        self._head = head
        places = {name: place for place, name in enumerate(head.header)}
        self._columns = {means: places[heading] for means, heading in profile.columns.items() if heading in places}
        self._figures = [(places[f.column], f, _month_in(f.column)) for f in profile.figures if f.column in places]
        self._period = _month_in(head.title)
        self._heading = tuple(plain(name) for name in head.header)
        dated = "period" in self._columns or "date" in self._columns or self._period
        self.notes = (
            [] if dated or any(p for *_, p in self._figures) else ["The table does not say which month it is of."]
        )

    def rows(self) -> Iterator[RawRow]:
        """Every non-blank record under the header."""
        last = max(self._head.rows)
        for number, cells in self._head.sheet.rows():
            texts = tuple(text_of(cell).strip() for cell in cells)
            if number > last and any(texts):
                yield self._row(number, texts, cells)

    def _row(self, number: int, texts: tuple[str, ...], cells: Sequence[Cell]) -> RawRow:
        filled = sum(1 for text in texts if text)
        if tuple(plain(text) for text in texts) == self._heading[: len(texts)]:
            return RawRow(number, self._head.sheet.name, texts, (), "repeated header")
        if any(text for text in texts[len(self._heading) :]):
            return RawRow(number, self._head.sheet.name, texts, (), "ragged")
        pieces = tuple(self._pieces(texts))
        if not pieces:
            return RawRow(number, self._head.sheet.name, texts, (), "note" if filled <= 2 else "nothing in it")
        return RawRow(number, self._head.sheet.name, texts, pieces)

    def _pieces(self, texts: tuple[str, ...]) -> Iterator[Measurement]:
        def cell(means: str) -> str:
            place = self._columns.get(means)
            return " ".join(texts[place].split()) if place is not None and place < len(texts) else ""

        named = [cell(means) for means in ("organisation", "organisation_name", "site", "service", "team")]
        if not any(named):
            return
        said = cell("period") or cell("date")
        period = _month_in(said) or (_from_digits(said) if said else None) or self._period
        total = any(TOTAL.fullmatch(plain(name)) for name in named if name)
        service = named[3] or named[4]
        for place, figure, own in self._figures:
            if place < len(texts) and texts[place]:
                made = _figure(texts[place], figure)
                if made:
                    value, count, marker = made
                    start, end = own or period or (None, None)
                    yield Measurement(
                        measure=figure.measure, unit=figure.unit, value=value, numerator=None, denominator=count,
                        marker=marker, organisation=named[0], organisation_name=named[1], site=named[2],
                        service=service, period_start=start, period_end=end, breakdown=figure.column, check=total,
                    )  # fmt: skip


def _figure(text: str, figure: Figure) -> tuple[float | None, float | None, str] | None:
    """A figure's value (percent as 0–100), the count it is out of where the cell says it, and its marker."""
    if text.lower() in MARKERS:
        return None, None, MARKERS[text.lower()]
    found = NUMBER.fullmatch(text)
    if not found:
        return None
    value = float(found[1].replace(",", ""))
    if figure.unit == "percent" and not found[2] and 0 <= value <= 1:
        value *= 100
    return round(value, 6), float(found[3].replace(",", "")) if found[3] else None, ""


def _month_in(text: str) -> tuple[date, date] | None:
    found = MONTH.search(text)
    if not found:
        return None
    day = look_at(f"{found[1]} {found[2]}") if found[1] else look_at(f"{found[3]}-{found[4]}-01")
    return _whole_month(day.day) if day and day.day else None


def _from_digits(text: str) -> tuple[date, date] | None:
    found = look_at(text)
    return _whole_month(found.day) if found and found.day and not found.other else None


def _whole_month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
