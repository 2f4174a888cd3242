"""Rows of a table of comments, read by its profile."""

import re
from collections.abc import Callable, Iterator, Sequence

from goldthread.sources.dates import Dates
from goldthread.sources.formats import Cell
from goldthread.sources.formats.opening import text_of
from goldthread.sources.headings import plain, question_type
from goldthread.sources.heads import Head
from goldthread.sources.profile import Profile, Words
from goldthread.sources.values import answered, role_of, scale_of, type_of
from goldthread.vocabulary import BadDefinition, Measurement
from goldthread.vocabulary.raw import RawFeedback, RawRow


TOTAL = re.compile(
    r"(grand |over ?all |sub ?)?totals?( responses| answers| comments)?|england|all (wards|sites|services)"
)


class CommentRows:
    """Turns the records of one sheet into rows; made once, so that each row costs little."""

    def __init__(self, head: Head, profile: Profile) -> None:
        self._head, self._profile = head, profile
        self._places = {name: place for place, name in enumerate(head.header)}
        self._last = max(head.rows)
        at = self._at
        self._column = {means: at(heading) for means, heading in profile.columns.items()}
        self._words = [(at(one.column), one) for one in profile.words]
        self._about = [(name, at(heading)) for name, heading in profile.about.items()]
        self._extra = [(heading, at(heading)) for heading in profile.extra]
        self._pattern = re.compile(profile.respondent_pattern) if profile.respondent_pattern else None
        self._heading = tuple(plain(name) for name in head.header)
        self._keys: dict[str, str] = {}
        self.dates = Dates(order=profile.date_order)  # type: ignore[arg-type]  # checked when the profile was loaded

    def _at(self, heading: str) -> int:
        if heading not in self._places:
            raise BadDefinition(
                f"The profile names a column “{heading}” that the table does not have.",
                f"Its columns are: {', '.join(self._head.header)}.",
            )
        return self._places[heading]

    def look_at_dates(self) -> None:
        """The first pass: what the whole date column proves."""
        place = self._column.get("date")
        if place is None:
            return
        observe = self.dates.observe
        for number, cells in self._head.sheet.rows():
            if number > self._last and place < len(cells):
                observe(cells[place])

    def rows(self) -> Iterator[RawRow]:
        """Every non-blank record under the header."""
        name, last = self._head.sheet.name, self._last
        for number, cells in self._head.sheet.rows():
            if number > last:
                row = self._row(name, number, cells)
                if row:
                    yield row

    def _row(self, sheet: str, number: int, cells: Sequence[Cell]) -> RawRow | None:
        texts = tuple(cell if isinstance(cell, str) else text_of(cell) for cell in cells)
        filled = [place for place, text in enumerate(texts) if text and not text.isspace()]
        if not filled:
            return None
        reason = self._reason(texts, filled)
        if reason:
            return RawRow(number, sheet, texts, (), reason)
        if check := self._check(texts, filled):
            return RawRow(number, sheet, texts, (check,))
        width = len(self._head.header)
        cells = list(cells) + [""] * (width - len(cells))
        texts = texts + ("",) * (width - len(texts))
        day, precision, reason = self._date(cells)
        if reason:
            return RawRow(number, sheet, texts, (), reason)
        return RawRow(number, sheet, texts, tuple(self._pieces(texts, day, precision)))

    def _reason(self, texts: tuple[str, ...], filled: list[int]) -> str:
        if filled[-1] >= len(self._head.header):
            return "ragged"
        if tuple(plain(text) for text in texts) == self._heading[: len(texts)] and len(filled) > 1:
            return "repeated header"
        spoken = {place for place, _ in self._words}
        if len(filled) == 1 and len(self._head.header) > 2 and filled[0] == 0 and 0 not in spoken:
            return "note"
        return ""

    def _check(self, texts: tuple[str, ...], filled: list[int]) -> Measurement | None:
        """A total row: its label in the first cell, a figure in another, no words."""
        if len(filled) > 4 or not TOTAL.fullmatch(plain(texts[filled[0]])):
            return None
        figures = [text for text in (texts[place].strip() for place in filled[1:]) if re.fullmatch(r"[\d,]+", text)]
        if not figures:
            return None
        value = float(figures[0].replace(",", ""))
        return Measurement(measure=f"total: {plain(texts[filled[0]])}", unit="count", value=value, check=True)

    def _date(self, cells: Sequence[Cell]):  # type: ignore[no-untyped-def]  # as Dates.read
        place = self._column.get("date")
        return (None, "none", "") if place is None else self.dates.read(cells[place])

    def _pieces(self, texts: tuple[str, ...], day, precision) -> Iterator[RawFeedback]:  # type: ignore[no-untyped-def]
        key, get = self._key, self._column.get

        def cell(means: str) -> str:
            place = get(means)
            return key(texts[place]) if place is not None else ""

        own_id = cell("comment_id")
        score = cell("score")
        shared = {
            "date": day, "date_precision": precision, "organisation": cell("organisation"),
            "organisation_name": cell("organisation_name"), "site": cell("site"), "service": cell("service"),
            "team": cell("team"), "score": score, "scale": scale_of(score, self._profile.scale),
            "role": role_of(cell("role"), self._profile.roles), "channel": cell("channel"),
            "about": tuple((name, key(texts[place])) for name, place in self._about if texts[place].strip()),
            "extra": tuple((name, key(texts[place])) for name, place in self._extra if texts[place].strip()),
            "external_id": own_id, "respondent_id": cell("respondent_id") or self._respondent(own_id),
        }  # fmt: skip
        asked, kind = cell("question"), cell("question_type")
        for place, words in self._words:
            yield self._piece(texts[place], words, asked, kind, shared)

    def _piece(self, text: str, words: Words, asked: str, kind: str, shared: dict) -> RawFeedback:  # type: ignore[type-arg]
        said = answered(text)
        question = words.question or asked
        typed = words.question_type or (type_of(kind, self._profile.question_types) if kind else "")
        return RawFeedback(
            text=_tidy(text) if said == "words" else "",
            answered=said,
            question=question,
            question_type=typed or question_type(question),  # type: ignore[arg-type]
            **shared,
        )

    def _respondent(self, own_id: str) -> str:
        found = self._pattern.match(own_id) if self._pattern else None
        return (found.group(1) if found.groups() else found.group()) if found else ""

    def _key(self, text: str) -> str:
        """A short value as a key: no-break and double blanks are single blanks, so that one service is one."""
        held = self._keys.get(text)
        if held is None:
            if len(self._keys) > 200_000:
                self._keys.clear()
            held = self._keys[text] = " ".join(text.split())
        return held


def _tidy(text: str) -> str:
    """The words as they were, with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def read(head: Head, profile: Profile) -> tuple[list[str], Callable[[], Iterator[RawRow]]]:
    """The notes on one sheet, and its rows."""
    rows = CommentRows(head, profile)
    rows.look_at_dates()
    note = rows.dates.note()
    return ([note] if note else []), rows.rows
