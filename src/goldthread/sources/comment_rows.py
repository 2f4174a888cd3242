"""Rows of a table of comments, read by its profile."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from goldthread.sources.dates import Dates
from goldthread.sources.formats import Cell
from goldthread.sources.formats.sheet import text_of
from goldthread.sources.headings import plain, question_type
from goldthread.sources.heads import Head
from goldthread.sources.points import scored
from goldthread.sources.profile import Profile, WordsColumn
from goldthread.sources.restoring import restored
from goldthread.sources.sheet_names import month_of, place_of
from goldthread.sources.values import answered, role_of, said, type_of
from goldthread.vocabulary import BadDefinition, Measurement, QuestionType
from goldthread.vocabulary.raw import RawFeedback, RawRow


TOTAL = re.compile(
    r"(grand |over ?all |sub ?|trust |report )?totals?( (number|count))?( of)?"
    r"( responses| answers| comments| records| rows)?"
    r"|england|all (wards|sites|services)|count( of (responses|comments|rows|records))?|average|mean"
    r"|.{1,34} (sub ?)?totals?"
)
NOTE = re.compile(
    r"(notes?|source|sources|footnotes?|copyright|produced by|prepared by|end of|this (report|table|file|data)"
    r"|data (from|as at)|generated|exported|printed|for (more|further) information|contact|disclaimer|key|caveats?"
    r"|please note|report (run|date))\b"
)
MAYBE_TOTAL = re.compile(r"\s*(grand|over|sub|trust|report|total|england|all|count|average|mean)|.*totals?\W*$", re.I)
ITS_FIGURE = re.compile(r"([^\d:=]*[^\d:=\s])\s*[:=]\s*([\d,]+(?:\.\d+)?)")
UNREAD = "Answers to “{}” that are no point of its scale are left out ({:,})."
KEPT_KEYS = 20_000
MERGED = ("date", "organisation", "organisation_name", "site", "service", "team", "channel")


class CommentRows:
    """Turns the records of one sheet into rows; made once, so that each row costs little."""

    def __init__(self, head: Head, profile: Profile) -> None:
        self._head, self._profile = head, profile
        self._places = {name: place for place, name in enumerate(head.header)}
        self._last, self._width = max(head.rows), len(head.header)
        at = self._at
        self._column = {means: at(heading) for means, heading in profile.columns.items()}
        self._words = [(at(one.column), one) for one in profile.words]
        self._about = [(name, at(heading)) for name, heading in profile.about.items()]
        self._extra = [(heading, at(heading)) for heading in profile.extra]
        self._pattern = re.compile(profile.respondent_pattern) if profile.respondent_pattern else None
        self._begins = {printed[0][:1] for printed in head.printed if printed} | {""}
        self._ids = [means for means in ("comment_id", "respondent_id") if means in self._column]
        self._keyed = [(means, place) for means, place in self._column.items() if means not in (*self._ids, "date")]
        spoken = [place for place, _ in self._words]
        self._telling = {*spoken, *([self._column["score"]] if "score" in self._column else [])}
        self._needed = min(self._telling)
        self._keys: dict[str, str] = {}
        self._days: list[date] = []
        self._anchors: dict[int, Cell] = {}
        self._month = month_of(head.sheet.name, head.title)
        self._sheet_team = (
            said(place_of(head.sheet.name) or restored(head.sheet.name)) if profile.sheet_is == "team" else ""
        )
        self._merged = self._spans({at(heading) for heading in (*profile.about.values(), *self._labels(profile))})
        # the order was checked when the profile was loaded
        self.dates = Dates(order=profile.date_order, month=self._month)  # type: ignore[arg-type]
        self.unread = 0
        self._seen: dict[str, Callable[[Cell], None]] = {"date": self.dates.observe, "score": self._see_score}

    @staticmethod
    def _labels(profile: Profile) -> list[str]:
        """Columns whose cells may be merged down several rows: a place or a day, never an answer or an id."""
        return [heading for means, heading in profile.columns.items() if means in MERGED]

    def _spans(self, places: set[int]) -> dict[int, list[tuple[int, int]]]:
        """For each of some places, from which row to which its cells are merged."""
        found: dict[int, list[tuple[int, int]]] = {}
        for place, first, last in self._head.sheet.merged():
            if place in places and first > self._last:
                found.setdefault(place, []).append((first, last))
        return found

    def _spread(self, number: int, cells: Sequence[Cell]) -> Sequence[Cell]:
        """A record with what its merged cells say: it stands in the first of their rows alone."""
        filled = list(cells)
        for place, spans in self._merged.items():
            for first, last in spans:
                if first <= number <= last:
                    if number == first:
                        self._anchors[place] = filled[place] if place < len(filled) else None
                    elif place < len(filled) and text_of(filled[place]) == "":
                        filled[place] = self._anchors.get(place)
        return filled

    def _at(self, heading: str) -> int:
        if heading not in self._places:
            raise BadDefinition(
                f"The profile names a column “{heading}” that the table does not have.",
                f"Its columns are: {', '.join(self._head.header)}.",
            )
        return self._places[heading]

    def look_through(self) -> None:
        """The first pass: what the whole date column proves, and how many scores are none."""
        held = [(self._column[means], see) for means, see in self._seen.items() if means in self._column]
        looked = [(place, see, self._head.header[place]) for place, see in held]
        for number, cells in self._head.sheet.rows() if looked else ():
            if number > self._last:
                for place, see, again in looked:
                    if place < len(cells) and cells[place] != again:
                        see(cells[place])

    def _see_score(self, cell: Cell) -> None:
        text = self._key(text_of(cell))
        self.unread += bool(text) and answered(text) == "words" and not scored(text, self._profile.scale)[0]

    def notes(self) -> list[str]:
        """What was found in the first pass, in sentences."""
        unread = [UNREAD.format(self._profile.columns["score"], self.unread)] if self.unread else []
        return [note for note in (self.dates.note(), *unread) if note]

    def rows(self) -> Iterator[RawRow]:
        """Every non-blank record under the header."""
        last, row = self._last, self._row
        self._days = []
        for number, cells in self._head.sheet.rows():
            if number > last and any(cells):
                made = row(number, self._spread(number, cells) if self._merged else cells)
                if made is not None:
                    yield made

    def _row(self, number: int, cells: Sequence[Cell]) -> RawRow | None:
        texts = tuple([cell if isinstance(cell, str) else text_of(cell) for cell in cells])
        if all(not text or text.isspace() for text in texts):
            return None
        sheet = self._head.sheet.name
        if check := self._check(texts):
            return RawRow(number, sheet, texts, (check,))
        if reason := self._reason(texts):
            whose = self._pieces(self._squared(texts), None, "none") if reason == "ragged" else ()
            return RawRow(number, sheet, texts, (), reason, whose)
        texts = self._squared(texts)
        place = self._column.get("date")
        day, precision, reason = (None, "none", "")
        if place is not None:
            day, precision, reason = self.dates.read(cells[place] if place < len(cells) else None)
        if day is None and not reason and self._month:
            day, precision = self._month, "month"
        if reason:
            return RawRow(number, sheet, texts, (), reason, self._pieces(texts, None, "none"))
        if day:
            self._days = [min(day, *self._days[:1]), max(day, *self._days[1:])] if self._days else [day, day]
        return RawRow(number, sheet, texts, self._pieces(texts, day, precision))

    def _squared(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """A record with as many cells as the header."""
        if len(texts) == self._width:
            return texts
        return texts[: self._width] + ("",) * (self._width - len(texts))

    def _speaks(self, texts: Sequence[str]) -> bool:
        """Whether any answer or score stands in a row."""
        return any(place < len(texts) and texts[place] and not texts[place].isspace() for place in self._telling)

    def _reason(self, texts: tuple[str, ...]) -> str:
        """Why a row cannot be an answer; "" where it can."""
        if len(texts) > self._width and any(text and not text.isspace() for text in texts[self._width :]):
            return "ragged"
        if self._is_header_again(texts):
            return "repeated header"
        if self._speaks(texts):
            return ""
        filled = [place for place, text in enumerate(texts) if text and not text.isspace()]
        first = plain(texts[filled[0]])
        if TOTAL.fullmatch(first) and len(filled) <= 4:
            return "total"
        if NOTE.match(first) or (len(filled) == 1 and self._width > 2 and filled[0] not in self._telling):
            return "note"
        return "ragged" if len(texts) < self._needed else ""

    def _is_header_again(self, texts: tuple[str, ...]) -> bool:
        """Looked at only where the row has the length and the first letter of a header that is printed."""
        begins = texts[0].strip()[:1].lower()
        return (begins in self._begins or not begins.isalnum()) and self._head.is_header_again(texts)

    def _check(self, texts: tuple[str, ...]) -> Measurement | None:
        """A total row is a check: its label in the first cell that is filled, a figure in another, no words."""
        first = next(text for text in texts if text and not text.isspace())
        if len(first) > 40 or not MAYBE_TOTAL.match(first):
            return None
        filled = [text.strip() for text in texts if text and not text.isspace()]
        if len(filled) == 1 and (both := ITS_FIGURE.fullmatch(filled[0])):
            filled = list(both.groups())
        if not TOTAL.fullmatch(label := plain(filled[0])):
            return None
        if any(texts[place] == first for place, _ in self._words if place < len(texts)) and "total" not in label[:11]:
            return None  # somebody's own word, such as "average"
        figures = [text for text in filled[1:] if re.fullmatch(r"[\d,]+(\.\d+)?", text)]
        if len(filled) > 5 or len(figures) != len(filled) - 1 or not figures:
            return None
        start, end = self._days or (None, None)
        return Measurement(
            measure=f"total: {label}",
            unit="count",
            value=float(figures[0].replace(",", "")),
            check=True,
            period_start=start,
            period_end=end,
        )

    def _pieces(self, texts: tuple[str, ...], day: date | None, precision: str) -> tuple[RawFeedback, ...]:
        key, profile = self._key, self._profile
        shared: dict[str, Any] = {means: key(texts[place]) for means, place in self._keyed}
        asked, kind, role = shared.pop("question", ""), shared.pop("question_type", ""), shared.pop("role", "")
        for means in self._ids:
            shared[means] = " ".join(texts[self._column[means]].split())
        own_id = shared.pop("comment_id", "")
        shared["date"], shared["date_precision"] = day, precision
        if "organisation" not in shared:
            shared["organisation"] = shared.get("organisation_name", "")
        if self._sheet_team and not shared.get("team"):
            shared["team"] = self._sheet_team
        if not shared.get("service") and shared.get("team"):
            shared["service"] = shared["team"]  # a ward that no service is named above is the service itself
        if "score" in shared:
            shared["score"], shared["scale"] = scored(shared["score"], profile.scale)
        shared["external_id"] = own_id
        shared["respondent_id"] = shared.get("respondent_id") or self._respondent(own_id)
        if role:
            shared["role"] = role_of(role, profile.roles)
        if self._about:
            shared["about"] = tuple([(name, value) for name, at in self._about if (value := key(texts[at]))])
        if self._extra:
            told = [(name, key(texts[at])) for name, at in self._extra]
            shared["extra"] = tuple([(name, value) for name, value in told if answered(value) == "words"])
        return tuple([self._piece(texts[place], words, asked, kind, shared) for place, words in self._words])

    def _piece(self, text: str, words: WordsColumn, asked: str, kind: str, shared: dict[str, Any]) -> RawFeedback:
        how = answered(text)
        question = words.question or asked
        typed: QuestionType = words.question_type or (  # type: ignore[assignment]  # checked when the profile was loaded
            type_of(kind, self._profile.question_types) if kind else question_type(question)
        )
        return RawFeedback(
            text=_tidy(text) if how == "words" else "", answered=how, question=question, question_type=typed, **shared
        )

    def _respondent(self, own_id: str) -> str:
        found = self._pattern.match(own_id) if self._pattern else None
        return (found.group(1) if found.groups() else found.group()) if found else ""

    def _key(self, text: str) -> str:
        """A short value as a key, so that one service is one."""
        held = self._keys.get(text)
        if held is None:
            if len(self._keys) > KEPT_KEYS:
                self._keys.clear()
            held = self._keys[text] = said(restored(text))
        return held


def _tidy(text: str) -> str:
    """The words as they were, with one kind of line end."""
    return restored(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)


def read(head: Head, profile: Profile) -> tuple[list[str], Callable[[], Iterator[RawRow]]]:
    """The notes on one sheet, and its rows. Raises BadDefinition for a profile that does not fit the table."""
    rows = CommentRows(head, profile)
    rows.look_through()
    return rows.notes(), rows.rows
