"""Tick boxes: a column for each choice with a mark in its cells is one question, answered by what was ticked."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from goldthread.sources.column_values import are_numbers
from goldthread.sources.formats import Cell
from goldthread.sources.formats.sheet import text_of
from goldthread.sources.headings import distinct, meaning, plain
from goldthread.sources.heads import Head
from goldthread.sources.shapes.turning import turned_sheet
from goldthread.sources.table_findings import quoted
from goldthread.sources.values import on_a_scale, on_fft_scale, role_of, type_of


TICKS = frozenset("x ✓ ✔ ✗ ✘ ☑ ☒ 1 1.0 yes y true t ticked selected checked •".split())
UNTICKED = frozenset(["0", "0.0", "no", "n", "false", "f", "-", "☐", "unticked", "not selected", "unchecked", ""])
YES, NO = frozenset(["yes", "y", "true", "t"]), frozenset(["no", "n", "false", "f"])
BETWEEN = re.compile(r"\s+[-–—|/>]\s+|\s*:\s+|\s*\[")
"""What stands between a question and its choice in one heading: Q3 - Food, Q3: Food, Q3 [Food]."""
LONGEST_CHOICE = 6
AND = "; "
PLACE = re.compile(r"\b(ward|unit|clinic|department|team)\b", re.I)
AGE = re.compile(r"(under |over )?\d{1,2}( ?(-|–|to) ?\d{1,2}|\+| and over| or over| or under)?( years?)?", re.I)
COUNTS = re.compile(r"(grand |sub ?)?totals?|counts?|sum|percent(age)?|.{1,20} totals?")
FEW = 3
"""So many columns of ticks side by side are choices of one question, though nothing says what was asked."""
KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("FFT answer", lambda one: bool(on_fft_scale(one))),
    ("Rating", lambda one: bool(on_a_scale(one))),
    ("Who is answering", lambda one: role_of(one, {}) != "unknown"),
    ("Comment type", lambda one: type_of(one, {}) != "nonspecific"),
    ("Age group", lambda one: AGE.fullmatch(one) is not None),
    ("Gender", lambda one: plain(one) in ("male", "female", "man", "woman", "non binary", "other")),
    ("Ward", lambda one: PLACE.search(one) is not None),
)
"""What a question is called whose choices are points of a scale, groups of people, ages or wards."""
NOTE = "Columns with a tick for each choice are read as one question: {}."


@dataclass(frozen=True)
class TickedQuestion:
    """A question, and for each of its choices the place of the column in which it is ticked."""

    heading: str
    choices: dict[int, str]


def gathered(head: Head) -> Head:
    """A head whose columns of ticks are one column for each question; the same head where there are none."""
    found = list(_questions(head))
    if not found:
        return head
    own = {place for one in found for place in one.choices}
    starts = {min(one.choices): one for one in found}
    kept = [place for place in range(len(head.header)) if place in starts or place not in own]
    width = len(head.header)

    def turned(cells: Sequence[Cell]) -> list[Cell]:
        texts = [*cells, *[None] * (width - len(cells))]
        total = _is_total(cells)
        made = [_ticked(starts[place], [] if total else texts) if place in starts else texts[place] for place in kept]
        return [*made, *texts[width:]]

    def parts(of: Sequence[str]) -> tuple[str, ...]:
        return tuple(of[place] if place not in starts else "" for place in kept) if of else ()

    header = distinct([starts[place].heading if place in starts else head.header[place] for place in kept])
    multiple = frozenset(header[at] for at, place in enumerate(kept) if place in starts)
    return replace(
        head,
        sheet=turned_sheet(head.sheet, turned, kept, own),
        header=header,
        below=tuple(tuple(map(text_of, turned(row))) for row in head.below),
        printed=tuple(tuple(plain(text_of(cell)) for cell in turned(row)) for row in head.printed),
        upper=parts(head.upper),
        lower=parts(head.lower),
        multiple=multiple,
        notes=(*head.notes, NOTE.format(quoted(sorted(multiple, key=header.index)))),
    )


def _ticked(question: TickedQuestion, cells: Sequence[Cell]) -> str:
    """The choices that one person ticked."""
    said = [choice for place, choice in question.choices.items() if cells and _is_tick(text_of(cells[place]), choice)]
    return AND.join(dict.fromkeys(said))


def _is_tick(text: str, choice: str) -> bool:
    said = text.strip().lower()
    return said in TICKS or (bool(said) and plain(said) == plain(choice))


def _questions(head: Head) -> Iterator[TickedQuestion]:
    """The questions of a table that are answered by ticks, from left to right."""
    place, width = 0, len(head.header)
    while place < width:
        found = _under_one_question(head, place) or _by_themselves(head, place)
        if found:
            yield found
        place = max(found.choices) + 1 if found else place + 1


def _under_one_question(head: Head, start: int) -> TickedQuestion | None:
    """The choices whose headings begin with the same question as this one; one that is written in stays by itself."""
    before = _asked(head, start - 1) if start else {}
    for question in (one for one in _asked(head, start) if one not in before):
        run: dict[int, str] = {}
        for place in range(start, len(head.header)):
            choice = _asked(head, place).get(question)
            if choice is None:
                break
            if _are_ticks(head, place, choice):
                run[place] = choice
            elif are_numbers(head.column(place)):
                return None  # figures under one heading, some of which happen to be 0 and 1
        if len(run) > 1 and any(head.column(place) for place in run):
            return TickedQuestion(question, run)
    return None


def _asked(head: Head, place: int) -> dict[str, str]:
    """Every way in which a heading can be a question and a choice, the longest question first."""
    if head.upper and head.upper[place] and head.lower[place] and head.lower[place] != head.upper[place]:
        return {head.upper[place]: head.lower[place]}
    heading = re.sub(r" \(\d+\)$", "", head.header[place])
    cuts = [
        (heading[: found.start()].strip(), heading[found.end() :].strip(" ]")) for found in BETWEEN.finditer(heading)
    ]
    return {question: choice for question, choice in reversed(cuts) if question and choice}


def _is_total(cells: Sequence[Cell]) -> bool:
    """Whether a row counts the ticks of a column, and is nobody's."""
    first = next((said for cell in cells if (said := plain(text_of(cell)))), "")
    return COUNTS.fullmatch(first) is not None


def _column(head: Head, place: int) -> list[str]:
    """What people ticked or wrote in a column."""
    return [row[place] for row in head.below if place < len(row) and row[place].strip() and not _is_total(row)]


def _are_ticks(head: Head, place: int, choice: str) -> bool:
    """Whether a column holds ticks for its choice, and no answers of its own."""
    values = {value.strip().lower() for value in _column(head, place)}
    if values & YES and values & NO and ("?" in choice or len(choice.split()) > LONGEST_CHOICE):
        return False  # a question of its own, answered by yes or no
    return all(value in UNTICKED or _is_tick(value, choice) for value in values)


def _by_themselves(head: Head, start: int) -> TickedQuestion | None:
    """Neighbouring columns of ticks with a choice for a heading and no question; named by what the choices are."""
    run: dict[int, str] = {}
    for place in range(start, len(head.header)):
        choice = head.header[place]
        if not _is_short(choice) or not _are_ticks(head, place, choice) or (not run and not head.column(place)):
            break
        run[place] = choice
    for name, test in KINDS:
        alike = _alike(head.header, run, test)
        if len(alike) > 1 and _are_choices(head, alike):
            return TickedQuestion(name, alike)
    while run and not head.column(max(run)):
        run.pop(max(run))
    if len(run) < FEW or any(map(meaning, run.values())) or not _are_choices(head, run):
        return None
    said = ", ".join(list(run.values())[:FEW])
    return TickedQuestion(f"Ticked: {said}{', …' if len(run) > FEW else ''}", run)


def _alike(header: Sequence[str], run: dict[int, str], test: Callable[[str], bool]) -> dict[int, str]:
    """The first choices of a run that pass a test; none where a neighbour passes that holds figures, not ticks."""
    first = min(run, default=0)
    last = next((place for place in range(first, len(header)) if not test(header[place])), len(header))
    whole = (first == 0 or not test(header[first - 1])) and all(place in run for place in range(first, last))
    return {place: run[place] for place in range(first, last)} if whole else {}


def _is_short(choice: str) -> bool:
    return "?" not in choice and len(choice.split()) <= LONGEST_CHOICE and not choice.startswith("column ")


def _are_choices(head: Head, run: dict[int, str]) -> bool:
    """Whether ticks stand in some rows and not in others, and no two words for no are said of them."""
    values = [[value.strip().lower() for value in _column(head, place)] for place in run]
    every = {value for column in values for value in column}
    if every & YES and every & NO:
        return False
    ticked = [sum(value in TICKS for value in column) for column in values]
    return len(head.below) > 2 and all(count < len(head.below) for count in ticked)
