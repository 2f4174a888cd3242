"""Registers that complaints teams keep by hand: known by what their columns are about, whatever each is called."""

import re
from functools import cache
from pathlib import Path

import yaml

from goldthread.sources.column_values import are_long_words, are_on_a_scale
from goldthread.sources.headings import as_pattern, meaning, plain, unwrapped
from goldthread.sources.heads import Head


OF_CASES = ("handler", "ending", "due")
"""What a register speaks of and no survey does."""
BESIDE = ("receipt", "standing", "gravity", "complainant", "sorting")
BY_NAME = re.compile(r"\b(complain\w*|pals|concerns?|grievances?)\b", re.I)
NAMED, UNNAMED = 2, 3
"""How many of these a register speaks of: where its headings, title or sheet name complaints, and where they do not."""


@cache
def _lists() -> dict[str, tuple[re.Pattern[str], ...]]:
    held = yaml.safe_load((Path(__file__).parent / "registers.yaml").read_text(encoding="utf-8"))
    return {about: tuple(as_pattern(str(name)) for name in names) for about, names in held.items()}


def _is(about: str, heading: str) -> bool:
    return any(pattern.fullmatch(plain(unwrapped(heading))) for pattern in _lists()[about])


def headings_of(head: Head) -> tuple[str, ...]:
    """What each column is called: where headings have several rows, the lowest, without the group that it is in."""
    return tuple((head.lower[place] if head.lower else "") or one for place, one in enumerate(head.header))


def what_happened(head: Head) -> str:
    """The column of a register that says what happened; "" where the table is no register of complaints."""
    found = [heading for place, heading in enumerate(head.header) if _says(head, place)]
    return max(found, key=lambda heading: _length(head, heading)) if found and _is_register(head, found) else ""


def _says(head: Head, place: int) -> bool:
    return _is("said", headings_of(head)[place]) and are_long_words(head.column(place))


def _length(head: Head, heading: str) -> int:
    return sum(map(len, head.column(head.header.index(heading))))


def _is_register(head: Head, words: list[str]) -> bool:
    rest = [one for one, heading in zip(headings_of(head), head.header, strict=True) if heading not in words]
    if any(_asks(head, place) for place, heading in enumerate(head.header) if heading not in words):
        return False
    of_cases = sum(any(_is(about, heading) for heading in rest) for about in OF_CASES)
    every = of_cases + sum(any(_is(about, heading) for heading in rest) for about in BESIDE)
    named = BY_NAME.search(" ".join((head.sheet.name, head.title, *head.header))) is not None
    if not named and any(_is("others", heading) for heading in rest):
        return False
    return (named and of_cases > 0 and every >= NAMED) or (of_cases > 1 and every >= UNNAMED)


def _asks(head: Head, place: int) -> bool:
    """Whether a column is of a survey: a question, or points of a scale."""
    return meaning(head.header[place]) in ("question", "what_good", "could_improve") or are_on_a_scale(
        head.column(place)
    )
