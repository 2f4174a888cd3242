"""The head of a sheet: where its header is, and what stands in the first rows below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from goldthread.sources.dates import look_at
from goldthread.sources.formats import Cell, Sheet
from goldthread.sources.formats.opening import text_of
from goldthread.sources.headings import distinct, joined, meaning, plain


LOOK = 80
DEEPEST = 30
FIGURE = re.compile(r"^[-+]?[\d,.]+\s*%?$|^[*\-]$|^n/?a$", re.I)


@dataclass(frozen=True)
class Head:
    """A sheet with its header found. `rows` are the header's rows from 1; `title` is what stands above it."""

    sheet: Sheet
    header: tuple[str, ...]
    rows: tuple[int, ...]
    title: str
    below: tuple[tuple[str, ...], ...]

    def column(self, place: int) -> list[str]:
        """What stands in one column below the header, blanks left out."""
        return [row[place] for row in self.below if place < len(row) and row[place].strip()]


def head_of(sheet: Sheet, header_rows: Sequence[int] = ()) -> Head | None:
    """Find a sheet's header; None for a sheet that has none, or nothing below it."""
    top = [(number, cells) for number, cells in islice(sheet.rows(), LOOK) if _filled(cells)]
    if not top:
        return None
    numbers = tuple(header_rows) or _header(top)
    if not numbers:
        return None
    held = [cells for number, cells in top if number in numbers]
    if not held:
        return None
    names = [text_of(cell).strip() for cell in held[0]]
    for lower in held[1:]:
        names = joined(names, lower)
    while names and not names[-1]:
        names.pop()
    below = tuple(tuple(text_of(cell) for cell in cells) for number, cells in top if number > max(numbers))
    title = " ".join(text_of(c) for number, cells in top if number < min(numbers) for c in cells if text_of(c).strip())
    return Head(sheet, distinct(names), numbers, title, below)


def _filled(cells: Sequence[Cell]) -> int:
    return sum(1 for cell in cells if text_of(cell).strip())


def _header(top: list[tuple[int, Sequence[Cell]]]) -> tuple[int, ...]:
    """The row that reads most like headings: short distinct words, many known, more cells below it than above."""
    widest = max(_filled(cells) for _, cells in top)
    scored = [(_score(cells, widest), -place) for place, (_, cells) in enumerate(top[:DEEPEST])]
    best, place = max(scored)
    if best < 1.0:
        return ()
    at = -place
    number, cells = top[at]
    if at + 1 < len(top) and _continues(cells, top[at + 1][1]):
        return (number, top[at + 1][0])
    if at and _merged_above(top[at - 1][1], cells):
        return (top[at - 1][0], number)
    return (number,)


def _score(cells: Sequence[Cell], widest: int) -> float:
    words = [text_of(cell).strip() for cell in cells if text_of(cell).strip()]
    if not words or any(len(word) > 250 for word in words):
        return 0.0
    if any(not isinstance(c, str) for c in cells if c is not None and text_of(c).strip()):
        return 0.0
    figures = sum(1 for word in words if FIGURE.match(word) or look_at(word))
    known = sum(1 for word in words if meaning(word))
    telling = len({plain(word) for word in words}) / len(words)
    fill = len(words) / max(widest, 1)
    return 1.2 * fill * telling + min(known, 4) * 0.5 - 1.5 * figures / len(words) - 0.8 * (fill < 0.34)


def _continues(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Whether a second header row follows: words under blanks or merged cells, and nothing that is data."""
    low = [text_of(cell).strip() for cell in lower]
    top = [text_of(cell).strip() for cell in upper]
    filled = [word for word in low if word]
    if not filled or any(FIGURE.match(w) or (look_at(w) and not meaning(w)) or len(w) > 60 for w in filled):
        return False
    gaps = sum(1 for place, word in enumerate(low) if word and (place >= len(top) or not top[place]))
    repeated = len(filled) > 1 and len({plain(word) for word in filled}) < len(filled)
    known = sum(1 for word in filled if meaning(word))
    return (gaps > 0 and (known > 0 or len(filled) == gaps)) or (repeated and known > 1)


def _merged_above(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    top = [text_of(cell).strip() for cell in upper]
    filled = [place for place, word in enumerate(top) if word]
    low = [text_of(cell).strip() for cell in lower]
    spread = len(filled) > 1 and len(filled) < sum(1 for word in low if word)
    return spread and all(len(top[place]) < 60 for place in filled) and filled[-1] > 1
