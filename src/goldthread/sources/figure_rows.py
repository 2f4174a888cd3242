"""Rows of a published table, read by its profile: each figure with its place, its period, and what it is out of."""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from goldthread.sources.dates import MONTHS, look_at
from goldthread.sources.formats import Cell
from goldthread.sources.formats.sheet import text_of
from goldthread.sources.headings import plain
from goldthread.sources.heads import Head
from goldthread.sources.profile import FigureColumn, Profile
from goldthread.vocabulary import BadDefinition, Measurement
from goldthread.vocabulary.raw import RawRow


Period = tuple[date, date]
MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s\-'’]*(20\d{2}|\d{2})\b|\b(20\d{2})-(\d{2})-\d{2}\b",
    re.I,
)
NUMBER = re.compile(r"([-+]?(?:[\d,]+\.?\d*|\.\d+))\s*(%?)(?:\s*\(\s*n?\s*=?\s*([\d,]+)\s*\))?")
MARKERS = {
    "*": "*",
    "**": "*",
    "-": "-",
    "–": "-",
    "--": "-",
    "n/a": "N/A",
    "na": "N/A",
    "#n/a": "N/A",
    "null": "N/A",
    "..": "..",
    ".": "..",
    ":": ":",
    "/": "/",
    "c": "c",
    "x": "x",
    "suppressed": "*",
    "not available": "N/A",
    "no data": "N/A",
}
TOTAL = re.compile(
    r"(.* )?(grand |sub )?totals?( (nhs|is|all|england|independent))*|(nhs )?england( (in|ex)cluding.*)?|selection.*"
    r"|all (trusts|sites|wards|providers|organisations|services|icbs|settings)|national( average| total)?|overall"
)
SETTINGS = (
    ("Maternity (Antenatal)", r"antenatal"),
    ("Maternity (Birth)", r"birth"),
    ("Maternity (Postnatal ward)", r"postnatal ward"),
    ("Maternity (Postnatal)", r"postnatal"),
    ("Maternity", r"maternity|mat"),
    ("A&E", r"a e|ae|accident and emergency"),
    ("Outpatient", r"outpatients?|op"),
    ("Inpatient", r"inpatients?|ip"),
    ("Patient transport", r"patient transport|pts"),
    ("Ambulance", r"ambulance|amb"),
    ("Community", r"community( health)?|com"),
    ("Mental health", r"mental health|mh"),
    ("GP", r"gps?|general practice"),
    ("Dental", r"dental"),
)
SHORT = frozenset("ae ip op mat amb com mh gp pts".split())
OF_MEASURES = frozenset(
    """percentage per cent percent prop proportion positive pos negative neg recommended recommend not response
    responses rate total number of organisations submitting submitters eligible patients population to date monthly
    breakdown mode collection sum n received very good neither nor poor likely unlikely extremely don t know""".split()
)


class FigureRows:
    """Turns the records of one published table into figures."""

    def __init__(self, head: Head, profile: Profile) -> None:
        self._head = head
        places = {name: place for place, name in enumerate(head.header)}
        if missing := [
            name for name in (*profile.columns.values(), *(f.column for f in profile.figures)) if name not in places
        ]:
            raise BadDefinition(
                f"The profile names a column “{missing[0]}” that the table does not have.",
                f"Its columns are: {', '.join(head.header)}.",
            )
        self._columns = {means: places[heading] for means, heading in profile.columns.items()}
        self._period = _month_in(head.title) or _month_in(head.sheet.name)
        self._setting = setting_of(head, profile)
        self._part = _part_of(head.sheet.name)
        self.notes: list[str] = []
        figures = self._without_repeats(profile.figures)
        self._figures = [(places[f.column], f, _month_in(f.period or f.column), breakdown_of(f)) for f in figures]
        self._fractions = self._which_are_fractions()
        if not says_month(head, profile):
            self.notes.append("The table does not say which month it is of.")

    def _without_repeats(self, figures: Sequence[FigureColumn]) -> list[FigureColumn]:
        """A column such as “Percentage Recommended (n)” says the same again, with the count beside it."""
        names = {figure.column for figure in figures}
        twice = [f for f in figures if "(n)" in f.column and " ".join(f.column.replace("(n)", " ").split()) in names]
        for figure in twice:
            self.notes.append(f"“{figure.column}” repeats another column and was left out.")
        return [figure for figure in figures if figure not in twice]

    def _which_are_fractions(self) -> set[int]:
        """Columns of percentages written as parts of one, by looking at the whole column."""
        shares = [place for place, figure, *_ in self._figures if figure.unit == "percent"]
        highest = dict.fromkeys(shares, -1.0)
        for _, texts in self._records():
            for place in shares:
                found = NUMBER.fullmatch(texts[place]) if place < len(texts) else None
                if found and not found[2]:
                    highest[place] = max(highest[place], abs(_number(found[1])))
        fractions = {place for place, value in highest.items() if 0 <= value <= 1}
        return fractions if not any(value > 1.5 for value in highest.values()) else set()

    def _records(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        last = max(self._head.rows)
        for number, cells in self._head.sheet.rows():
            if number > last:
                texts = tuple(_as_text(cell) for cell in cells)
                if any(texts):
                    yield number, texts

    def rows(self) -> Iterator[RawRow]:
        """Every non-blank record under the header."""
        width, name = len(self._head.header), self._head.sheet.name
        for number, texts in self._records():
            if self._head.is_header_again(texts):
                yield RawRow(number, name, texts, (), "repeated header")
                continue
            if any(texts[width:]):
                yield RawRow(number, name, texts, (), "ragged")
                continue
            pieces = tuple(self._pieces(texts))
            reason = "" if pieces else "note" if sum(map(bool, texts)) <= 2 else "nothing in it"
            yield RawRow(number, name, texts[:width], pieces, reason)

    def _pieces(self, texts: tuple[str, ...]) -> Iterator[Measurement]:
        named = {means: self._cell(texts, means) for means in self._columns}
        said = {means: name for means, name in named.items() if name and means not in ("period", "year", "date")}
        period = self._period_of(named)
        if not said and not (period and self._columns.keys() & {"period", "date"}):
            return
        shared = Measurement(
            measure="",
            unit="",
            value=None,
            organisation=said.get("organisation", "") or said.get("area", ""),
            organisation_name=said.get("organisation_name", "") or said.get("area_name", ""),
            site=_site(said),
            service=said.get("team", "") or said.get("service", "") or self._setting,
            check=any(TOTAL.fullmatch(plain(name)) for name in said.values()),
        )
        beside = said["service"] if said.get("team") and said.get("service") else ""
        made = [
            replace(
                shared,
                measure=figure.measure,
                unit=figure.unit,
                value=found[0],
                denominator=found[1],
                marker=found[2],
                period_start=when[0] if when else None,
                period_end=when[1] if when else None,
                breakdown=", ".join(part for part in (breakdown, beside, self._part) if part),
            )
            for place, figure, month, breakdown in self._figures
            for found in [self._figure(texts[place] if place < len(texts) else "", figure, place)]
            for when in [month or period]
            if found
        ]
        yield from with_denominators(made)

    def _cell(self, texts: tuple[str, ...], means: str) -> str:
        place = self._columns[means]
        return " ".join(texts[place].split()) if place < len(texts) else ""

    def _period_of(self, named: dict[str, str]) -> Period | None:
        said = named.get("period", "") or named.get("date", "")
        year = re.match(r"(20\d\d)", named.get("year", ""))
        if year and said[:3].lower() in MONTHS and said.isalpha():
            month = MONTHS[said[:3].lower()]
            financial = re.fullmatch(r"20\d\d[^\d]+\d{2,4}", named["year"].strip())
            return whole_month(date(int(year[1]) + (1 if financial and month < 4 else 0), month, 1))
        found = _month_in(said)
        if not found and said:
            seen = look_at(said)
            found = whole_month(seen.day) if seen and not seen.other else None
        return found or self._period

    def _figure(self, text: str, figure: FigureColumn, place: int) -> tuple[float | None, float | None, str] | None:
        """A figure's value (percent as 0–100), the count it is out of where the cell says it, and its marker."""
        if (marker := MARKERS.get(text.lower())) is not None:
            return None, None, marker
        found = NUMBER.fullmatch(text)
        if not found:
            return None
        value = _number(found[1])
        if figure.unit == "percent" and not found[2] and place in self._fractions:
            value *= 100
        return round(value, 6), _number(found[3]) if found[3] else None, ""


def says_month(head: Head, profile: Profile) -> bool:
    """Whether a table says which month its figures are of: in a column, a heading, the title or the sheet's name."""
    said = [head.title, head.sheet.name, *(figure.period or figure.column for figure in profile.figures)]
    return bool({"period", "date"} & profile.columns.keys()) or any(_month_in(text) for text in said)


def setting_of(head: Head, profile: Profile) -> str:
    """The setting that a whole table is of (A&E, Inpatient, …), from its title, sheet and headings; "" for none."""
    endings = {word for figure in profile.figures for word in plain(figure.column).split()[-1:] if word in SHORT}
    for text in (plain(head.title), plain(head.sheet.name), " ".join(sorted(endings))):
        found = [name for name, pattern in SETTINGS if re.search(rf"\b({pattern})\b", text)]
        if found:
            return found[0]
    return ""


def _part_of(sheet: str) -> str:
    """Which of several questions a sheet is of, as in maternity's four."""
    return " ".join(word for word in plain(sheet).split() if re.fullmatch(r"q\d", word))


def with_denominators(figures: Sequence[Measurement]) -> Iterator[Measurement]:
    """Percentages with the count of the same row and month that they are out of."""
    counts = {(f.measure, f.period_start, f.breakdown): f.value for f in figures if f.value is not None}
    for figure in figures:
        base = "eligible" if figure.measure == "response rate" else "responses"
        if figure.unit == "percent" and figure.denominator is None:
            alike = [
                count for (measure, when, _), count in counts.items() if (measure, when) == (base, figure.period_start)
            ]
            count = counts.get((base, figure.period_start, figure.breakdown), alike[0] if len(alike) == 1 else None)
            yield replace(figure, denominator=count) if count is not None else figure
        else:
            yield figure


def breakdown_of(figure: FigureColumn) -> str:
    """What a heading says beyond its measure and month: the mode, the part of the providers."""
    words = plain(MONTH.sub(" ", figure.column)).split()
    return " ".join(word for word in words if word not in OF_MEASURES | SHORT and not word.isdigit())


def _as_text(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else text_of(cell)


def _number(text: str) -> float:
    return float(text.replace(",", "") or 0)


def _site(said: dict[str, str]) -> str:
    name, code = said.get("site", ""), said.get("site_code", "")
    return name if not code or code in name else f"{name} - {code}".strip(" -") if name else code


def _month_in(text: str) -> Period | None:
    found = MONTH.search(text)
    if not found:
        return None
    seen = look_at(f"{found[1]} {found[2]}") if found[1] else look_at(f"{found[3]}-{found[4]}-01")
    return whole_month(seen.day) if seen else None


def whole_month(day: date) -> Period:
    """The first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def has_figures(head: Head, profile: Profile) -> bool:
    """Whether any figure stands in a table, other than in its totals and other than nought or “-”."""
    for row in FigureRows(head, profile).rows():
        if any(
            isinstance(piece, Measurement) and not piece.check and (piece.value or piece.marker == "*")
            for piece in row.pieces
        ):
            return True
    return False


def read(head: Head, profile: Profile) -> tuple[list[str], Callable[[], Iterator[RawRow]]]:
    """The notes on one sheet, and its rows. Raises BadDefinition for a profile that does not fit the table."""
    rows = FigureRows(head, profile)
    return rows.notes, rows.rows
