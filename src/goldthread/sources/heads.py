"""The head of a sheet: where its header is, and what stands in the first rows below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from goldthread.sources.dates import look_at
from goldthread.sources.formats import Cell, Sheet
from goldthread.sources.formats.sheet import text_of
from goldthread.sources.headings import ASKED_OPENLY, distinct, joined, meaning, plain
from goldthread.sources.restoring import restored


LOOK = 120
DEEPEST = 40
NEXT = 30
LOW, MARKS = 5, ('{"ImportId"', "{'ImportId'", '{""ImportId""')
UNNAMED, MOST_UNNAMED = 0.5, 20
"""The share of rows that a column without a heading fills, and how many such columns there may be."""
LONGEST_HEADING = 400
AGAIN = 1.5
"""How much it speaks against headings that they stand again nearby: more than what they may seem to mean."""
FIGURE = re.compile(r"^[-+]?[\d,.]+\s*%?$|^[*\-]$|^n/?a$", re.I)
Numbered = tuple[int, Sequence[Cell]]


@dataclass(frozen=True)
class Head:
    """A sheet with its header found.

    `rows` are the header's rows from 1, `printed` these rows as they read, for knowing them when they come again;
    `title` is what stands above; `below` the first rows under the header. Where the header has several rows, `upper`
    and `lower` are what the first and the last of them say of each column; else both are empty. `multiple` are the
    headings of questions of which several choices could be ticked, and `notes` what was done to the table's shape.
    """

    sheet: Sheet
    header: tuple[str, ...]
    rows: tuple[int, ...]
    title: str
    below: tuple[tuple[str, ...], ...]
    printed: tuple[tuple[str, ...], ...] = ()
    upper: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    multiple: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    def column(self, place: int) -> list[str]:
        """What stands in one column below the header, blanks left out."""
        return [row[place] for row in self.below if place < len(row) and row[place].strip()]

    def is_header_again(self, texts: Sequence[str]) -> bool:
        """Whether a row repeats a row of the header."""
        return any(_as_printed(texts) == printed for printed in self.printed)


def first_rows(sheet: Sheet, count: int = LOOK) -> list[Numbered]:
    """The first rows of a sheet that hold anything."""
    return [(number, cells) for number, cells in islice(sheet.rows(), count) if _filled(cells)]


def head_of(sheet: Sheet, header_rows: Sequence[int] = ()) -> Head | None:
    """Find a sheet's header; None for a sheet that has none."""
    top = first_rows(sheet, max([LOOK, *(row + LOOK for row in header_rows)]))
    numbers = tuple(header_rows) or _header(top)
    held = [cells for number, cells in top if number in numbers]
    if not held:
        return None
    if len(held) > 1 and _are_marks(held[-1]):
        held = held[:-1]
    names = [restored(text_of(cell)).strip() for cell in held[0]]
    for lower in held[1:]:
        names = joined(names, lower)
    below = tuple(tuple(text_of(cell) for cell in cells) for number, cells in top if number > max(numbers))
    names = _as_wide_as(names, below)
    if _is_data(names, below):
        return None
    upper, lower = _parts(held, len(names))
    title = " ".join(text_of(c) for number, cells in top if number < min(numbers) for c in cells if text_of(c).strip())
    printed = tuple(_as_printed([text_of(cell) for cell in cells]) for cells in held)
    return Head(sheet, distinct(names), numbers, title, below, printed, upper, lower)


def _parts(held: Sequence[Sequence[Cell]], width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the first and the last row of a header of several rows say of each column."""
    if len(held) < 2:
        return (), ()
    first, last = ([restored(text_of(cell)).strip() for cell in cells] for cells in (held[0], held[-1]))
    above, upper = "", []
    for place in range(width):
        above = first[place] if place < len(first) and first[place] else above
        upper.append(above)
    return tuple(upper), tuple((last[place] if place < len(last) else "") for place in range(width))


def _as_wide_as(names: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """The headings without blank ones at the end, and with one for each column that has none but holds something.

    A row that is longer than the rest is no column: its words had a separator in them.
    """
    kept = list(names)
    while kept and not kept[-1]:
        kept.pop()
    filled = [row for row in below if any(cell.strip() for cell in row)]
    widest = max(map(len, filled), default=0)
    for place in range(len(kept), min(widest, len(kept) + MOST_UNNAMED)):
        if sum(place < len(row) and bool(row[place].strip()) for row in filled) <= UNNAMED * len(filled):
            break
        kept.append("")
    return kept


def _is_data(names: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether what seemed a header is a row of data: its cells stand again and again in the rows below it."""
    said = [(place, plain(name)) for place, name in enumerate(names) if name.strip()]
    others = [row for row in below if sum(plain(row[p]) == name for p, name in said if p < len(row)) < len(said)]
    again = sum(any(p < len(row) and plain(row[p]) == name for row in others[:30]) for p, name in said)
    return len(said) > 1 and again >= max(2, len(said) / 4)


def _as_printed(texts: Sequence[str]) -> tuple[str, ...]:
    said = [plain(text) for text in texts]
    while said and not said[-1]:
        said.pop()
    return tuple(said)


def _filled(cells: Sequence[Cell]) -> int:
    return sum(1 for cell in cells if text_of(cell).strip())


def _header(top: list[Numbered]) -> tuple[int, ...]:
    """The row that reads most like headings: short distinct words, many known, more cells below it than above."""
    if not top:
        return ()
    widest = max(_filled(cells) for _, cells in top)
    scored = [
        (_score(cells, widest) - AGAIN * _again(cells, _around(top, place)), -place)
        for place, (_, cells) in enumerate(top[:DEEPEST])
    ]
    best, place = max(scored)
    if best < 1.0:
        return ()
    at = -place
    number, cells = top[at]
    for marks in range(1, min(len(top), LOW)):
        if _are_marks(top[marks][1]):
            return (top[marks - 1][0], top[marks][0])
    if at + 1 < len(top) and _continues(cells, top[at + 1][1]):
        return (number, top[at + 1][0])
    if at and not _stands_alone(cells, top[at + 1 :]) and _merged_above(top[at - 1][1], cells):
        return (top[at - 1][0], number)
    return (number,)


def _are_marks(cells: Sequence[Cell]) -> bool:
    """Whether a row under the headings holds a survey program's own marks (Qualtrics)."""
    said = [text_of(cell).strip() for cell in cells if text_of(cell).strip()]
    return len(said) > 1 and sum(one.startswith(MARKS) for one in said) > 0.6 * len(said)


def _score(cells: Sequence[Cell], widest: int) -> float:
    words = [text_of(cell).strip() for cell in cells if text_of(cell).strip()]
    if not words or any(len(word) > LONGEST_HEADING for word in words):
        return 0.0
    if any(isinstance(cell, float | int | date) for cell in cells):
        return 0.0
    figures = sum(1 for word in words if FIGURE.match(word) or look_at(word))
    known = sum(1 for word in words if meaning(word))
    telling = len({plain(word) for word in words}) / len(words)
    fill = len(words) / max(widest, 1)
    return 1.2 * fill * telling + min(known, 4) * 0.5 - 1.5 * figures / len(words) - 0.8 * (fill < 0.34)


def _around(top: list[Numbered], at: int) -> list[Numbered]:
    """The rows before and after one."""
    return [*top[max(at - NEXT, 0) : at], *top[at + 1 : at + 1 + NEXT]]


def _again(cells: Sequence[Cell], around: Sequence[Numbered]) -> float:
    """The share of a row's cells that stand again in their columns nearby: those of data do, headings do not."""
    said = [(place, plain(text_of(cell))) for place, cell in enumerate(cells) if text_of(cell).strip()]
    others = [
        row for _, row in around if sum(p < len(row) and plain(text_of(row[p])) == name for p, name in said) < len(said)
    ]
    again = sum(any(p < len(row) and plain(text_of(row[p])) == name for row in others) for p, name in said)
    return again / len(said) if said else 0.0


def _stands_alone(cells: Sequence[Cell], below: Sequence[Numbered]) -> bool:
    """Whether a row names every column that is used, each by another name."""
    names = [plain(text_of(cell)) for cell in cells]
    used = {place for _, row in below for place, cell in enumerate(row) if text_of(cell).strip()}
    said = [name for name in names if name]
    return len(set(said)) == len(said) and all(place < len(names) and names[place] for place in used)


def _continues(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Whether a second header row follows: words or months under merged cells, and nothing that is data."""
    low = [text_of(cell).strip() for cell in lower]
    top = [text_of(cell).strip() for cell in upper]
    filled = [place for place, word in enumerate(low) if word]
    gaps = [place for place in filled if place >= len(top) or not top[place]]
    if any(plain(low[place]) in ASKED_OPENLY for place in filled) and all(len(low[place]) < 100 for place in filled):
        return True
    if not gaps or any(len(low[place]) > 100 for place in filled):
        return False
    if all(look_at(low[place]) or plain(low[place]) in MONTHS for place in filled):
        return len(filled) > len(gaps)
    if any(FIGURE.match(low[place]) or look_at(low[place]) for place in filled):
        return False
    known = sum(1 for place in filled if meaning(low[place]))
    repeated = len({plain(low[place]) for place in filled}) < len(filled)
    return len(filled) == len(gaps) or known >= len(filled) / 2 or (repeated and known > 1) or _answers(upper, lower)


def _answers(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Whether the lower row stands only under upper cells that span several columns, and somewhere leaves a gap."""
    low = [place for place, cell in enumerate(lower) if text_of(cell).strip()]
    top = [place for place, cell in enumerate(upper) if text_of(cell).strip()]
    owner = {place: max((above for above in top if above <= place), default=-1) for place in low}
    spans = {owner[place] for place in low if place not in top}
    single = [place for place in top if place not in spans]
    return len(low) > 1 and bool(single) and all(owner[place] in spans for place in low)


MONTHS = frozenset(
    "jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august"
    " september october november december".split()
)


def _merged_above(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    top = [text_of(cell).strip() for cell in upper]
    filled = [place for place, word in enumerate(top) if word]
    low = [text_of(cell).strip() for cell in lower]
    spread = len(filled) > 1 and len(filled) < sum(1 for word in low if word)
    return spread and all(len(top[place]) < 60 for place in filled) and filled[-1] > 1
