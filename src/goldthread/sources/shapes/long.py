"""Long tables: a row for each person and question. Each person's rows are put together as one, a column a question."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from goldthread.sources.column_values import are_choices, are_words
from goldthread.sources.formats import Cell
from goldthread.sources.formats.sheet import text_of
from goldthread.sources.headings import distinct, meaning, plain
from goldthread.sources.heads import LOOK, Head
from goldthread.sources.restoring import restored
from goldthread.sources.table_findings import ANSWERS, quoted


ASKED = frozenset(
    "field,field name,field label,item,item text,q,question id,question no,question number,question label,question name"
    ",question title,variable,label,question code,prompt,survey question".split(",")
)
ANSWER = re.compile(
    r"(answer|response|value|reply|result|choice|score|rating)s?|(answer|response|text|numeric|free text|open|selected"
    r"|choice|score|comment)( text)? (value|answer|response|text|score|label|option|choice)s?|selected|given answer"
)
WHO = re.compile(r"\b(id|ids|ref|reference|no|number|respondent|participant|person|submission|entry|responder|who)\b")
REPEATS, TOLD_APART = 0.7, 0.6
MOST_QUESTIONS = 400
AND = "; "
NOTE = "Each person's answers stand in several rows, a question in each; {:,} rows were put together as {:,}."
LEFT = "Left out, since it is of single answers: {}."


@dataclass(frozen=True)
class LongTable:
    """Which columns of a long table say who answers, what was asked and what was answered; `kept` are of the person,

    `left` of single answers.
    """

    who: int
    asked: int
    answers: tuple[int, ...]
    kept: tuple[int, ...]
    left: tuple[int, ...]


@dataclass
class OnePerson:
    """What was read of one person so far: their first row's number, what is kept of them, their answers."""

    number: int
    kept: list[Cell]
    answers: dict[str, Cell] = field(default_factory=dict)


def widened(head: Head) -> Head:
    """A head with a row for each person, where the table is long; else the same head."""
    found = _long(head)
    if found is None:
        return head
    last, questions, count = _whole(head, found)
    if len(questions) > MOST_QUESTIONS:
        return head
    header = distinct([*(head.header[place] for place in found.kept), *questions])
    sheet = replace(head.sheet, rows=lambda: _rows(head, found, last, list(questions)), merged=tuple)
    below = tuple(tuple(map(text_of, cells)) for _, cells in islice(sheet.rows(), LOOK))
    left = [head.header[place] for place in found.left]
    notes = [NOTE.format(count, len(last)), *([LEFT.format(quoted(left))] if left else [])]
    return Head(sheet, header, head.rows, head.title, below, notes=tuple(notes))


def _long(head: Head) -> LongTable | None:
    """How a table is long; None for one that is not, or whose questions are all answered in words."""
    columns = [
        [row[place].strip() if place < len(row) else "" for row in head.below] for place in range(len(head.header))
    ]
    asked = _asked_in(head, columns)
    answers = _answer_columns(head, columns, asked) if asked is not None else ()
    if asked is None or not answers:
        return None
    who = next((place for place in _people(head, columns) if place != asked and _tells(columns, place, asked)), None)
    if who is None or not _some_closed(columns, asked, answers):
        return None
    rest = [place for place in range(len(head.header)) if place not in (asked, *answers)]
    varies = {place for place in rest if place != who and _varies(columns[who], columns[place])}
    days = {place for place in varies if meaning(head.header[place]) == "date"}
    if any(meaning(head.header[place]) in ANSWERS and are_words(columns[place]) for place in varies):
        return None
    kept = tuple(place for place in rest if place not in varies - days)
    return LongTable(who, asked, answers, kept, tuple(sorted(varies - days)))


def _asked_in(head: Head, columns: list[list[str]]) -> int | None:
    """The column that holds the questions: known by its heading, repeated, the one with the longest wordings."""
    fitting = [place for place in range(len(columns)) if _asks(head.header[place], columns[place])]
    return max(fitting, key=lambda place: sum(map(len, columns[place])), default=None)


def _asks(heading: str, values: list[str]) -> bool:
    said = [value for value in values if value]
    known = meaning(heading) == "question" or plain(heading) in ASKED
    return known and 1 < len(set(said)) <= REPEATS * len(said)


def _answer_columns(head: Head, columns: list[list[str]], asked: int) -> tuple[int, ...]:
    """The columns that hold answers: one, or several of which each row fills one alone."""
    named = [
        place
        for place, heading in enumerate(head.header)
        if place != asked and (ANSWER.fullmatch(plain(heading)) or meaning(heading) in ANSWERS)
    ]
    alone = all(sum(bool(columns[place][row]) for place in named) < 2 for row in range(len(head.below)))
    return tuple(named) if alone else tuple(named[:1])


def _people(head: Head, columns: list[list[str]]) -> list[int]:
    """Columns that may say who answers, those known by their headings first."""
    known = [p for p, heading in enumerate(head.header) if meaning(heading) == "respondent_id"]
    other = [
        place
        for place, heading in enumerate(head.header)
        if place not in known and (meaning(heading) == "comment_id" or WHO.search(plain(heading)))
    ]
    return [*known, *other]


def _tells(columns: list[list[str]], who: int, asked: int) -> bool:
    """Whether a column repeats for each person, with another question each time."""
    ids = [value for value in columns[who] if value]
    pairs = Counter(zip(columns[who], columns[asked], strict=True))
    people = len(set(ids))
    return 1 < people <= REPEATS * len(ids) and len(pairs) >= TOLD_APART * len(columns[who])


def _some_closed(columns: list[list[str]], asked: int, answers: tuple[int, ...]) -> bool:
    """Whether some question asks for anything but words: a ward, a day, a point of a scale, a choice."""
    by_question: dict[str, list[str]] = defaultdict(list)
    for row, question in enumerate(columns[asked]):
        by_question[question] += [columns[place][row] for place in answers if columns[place][row]]
    return any(
        question and values and (not are_words(values) or (len(values) > 3 and are_choices(values)))
        for question, values in by_question.items()
    )


def _varies(people: list[str], values: list[str]) -> bool:
    """Whether one person has several values in a column."""
    held: dict[str, set[str]] = defaultdict(set)
    for who, value in zip(people, values, strict=True):
        if who and value:
            held[who].add(value)
    return any(len(one) > 1 for one in held.values())


def _key(found: LongTable, number: int, cells: Sequence[Cell]) -> str:
    """Who answers in a row; a row that does not say is a person of its own."""
    who = text_of(cells[found.who]).strip() if found.who < len(cells) else ""
    return who or f"\x00{number}"


def _data(head: Head) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows under the header, without blank ones and headers that are printed again."""
    for number, cells in head.sheet.rows():
        texts = [text_of(cell) for cell in cells]
        if number > max(head.rows) and any(map(str.strip, texts)) and not head.is_header_again(texts):
            yield number, cells


def _question(found: LongTable, cells: Sequence[Cell]) -> str:
    return " ".join(restored(text_of(cells[found.asked])).split()) if found.asked < len(cells) else ""


def _whole(head: Head, found: LongTable) -> tuple[dict[str, int], dict[str, None], int]:
    """The last row of each person, every question in order, and how many rows there are."""
    last: dict[str, int] = {}
    questions: dict[str, None] = {}
    count = 0
    for number, cells in _data(head):
        last[_key(found, number, cells)] = number
        if asked := _question(found, cells):
            questions.setdefault(asked)
        count += 1
    return last, questions, count


def _rows(
    head: Head, found: LongTable, last: dict[str, int], questions: list[str]
) -> Iterator[tuple[int, Sequence[Cell]]]:
    """A row for each person, as soon as their last answer was read: few are held where people's rows stand together."""
    open_people: dict[str, OnePerson] = {}
    for number, cells in _data(head):
        key = _key(found, number, cells)
        person = open_people.setdefault(key, OnePerson(number, [None] * len(found.kept)))
        _add(person, found, cells)
        if last[key] == number:
            del open_people[key]
            yield person.number, [*person.kept, *(person.answers.get(question) for question in questions)]


def _add(person: OnePerson, found: LongTable, cells: Sequence[Cell]) -> None:
    for at, place in enumerate(found.kept):
        if place < len(cells) and text_of(person.kept[at]).strip() == "":
            person.kept[at] = cells[place]
    said = next((cells[p] for p in found.answers if p < len(cells) and text_of(cells[p]).strip()), None)
    question = _question(found, cells)
    if said is None or not question:
        return
    before = person.answers.get(question)
    again = before is not None and text_of(before) != text_of(said)
    person.answers[question] = f"{text_of(before)}{AND}{text_of(said)}" if again else said


__all__ = ["widened"]
