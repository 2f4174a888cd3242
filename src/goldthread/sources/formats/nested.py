"""What lies deeper in JSON than a table does: a list of answers in an envelope, questions within an answer."""

from collections.abc import Iterator, Mapping

from goldthread.sources.formats.wordings import QuestionWording, Wordings, is_question, referred


ASKED = ("heading", "question", "question_text", "questionText", "prompt", "title", "label", "name")
ANSWERED = ("answers", "answer", "responses", "response", "values", "value", "text", "choice", "choices")
OTHERWISE = ("textAnswers", "number", "boolean", "rating", "date", "stars", "score")
SAID = (
    "text", "choice", "label", "value", "answer", "response", "stars", "score", "rating", "name", "simple_text",
    "labels", "answers", "textAnswers",
)  # fmt: skip
"""Under which keys a question, its answers, and what one answer says are kept; the first that is there counts."""
CHOSEN = ("choice_id", "choiceId", "option_id", "optionId", "id", "ids")
REACHES = frozenset(["email", "phone_number", "phone", "file_url", "contact_info", "address"])
"""Types of answers that are never read: they would only say who somebody is."""
DEEPEST = 12
NO_WORDINGS: Wordings = {}


def answers_in(held: object) -> list[object]:
    """The longest list of objects in an envelope that are no questions; an empty one where there is none.

    The list itself is given, not a copy.
    """
    return max(_lists(held, 0), key=lambda one: (not all(map(is_question, one)), len(one)), default=[])


def from_columns(held: Mapping[str, object]) -> list[dict[str, object]]:
    """The rows of a table that is written as a list of headings and a list of lists; none for any other object."""
    lists = [one for one in held.values() if isinstance(one, list) and one]
    headings = next((one for one in lists if all(isinstance(name, str) for name in one)), None)
    if headings is None or len(set(map(str, headings))) < len(headings):
        return []
    for rows in lists:
        if all(isinstance(row, list) and len(row) == len(headings) for row in rows):
            return [dict(zip(map(str, headings), row, strict=True)) for row in rows if isinstance(row, list)]
    return []


def _lists(held: object, depth: int) -> Iterator[list[object]]:
    """Lists that hold objects, those within them left out: what lies there belongs to one answer."""
    if depth > DEEPEST:
        return
    if isinstance(held, list):
        if any(isinstance(one, dict) for one in held):
            yield held
    elif isinstance(held, dict):
        for one in held.values():
            yield from _lists(one, depth + 1)


def is_nested(one: Mapping[str, object]) -> bool:
    """Whether an answer holds more than values."""
    return any(isinstance(value, dict) or _are_objects(value) for value in one.values())


def _are_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def flat(one: Mapping[str, object], wordings: Wordings = NO_WORDINGS) -> dict[str, object]:
    """An answer as one row: each question's wording is the name of a column; other values keep their own names.

    Takes: the wordings of questions that answers point to. Where a name comes twice, the one above it stands before;
    several answers to one question are one text.
    """
    made: dict[str, object] = {}
    for name, value in _values(one, "", 0, wordings):
        if name in made and made[name] not in (None, "") and value not in (None, ""):
            made[name] = f"{made[name]}; {value}" if made[name] != value else value
        elif made.get(name) in (None, ""):
            made[name] = value
    return made


def _values(held: object, name: str, depth: int, wordings: Wordings) -> Iterator[tuple[str, object]]:
    if depth > DEEPEST:
        return
    if isinstance(held, dict):
        if depth and (asked := _question(held, wordings)):
            yield asked
            return
        for key, value in held.items():
            own = str(key)
            if own in wordings:
                yield wordings[own].title, _said(value, wordings[own])
            else:
                own = f"{name} {own}" if depth and name and _is_plain(own) else own
                yield from _values(value, own, depth + 1, wordings)
    elif _are_objects(held) and isinstance(held, list):
        for one in held:
            yield from _values(one, name, depth + 1, wordings)
    else:
        yield name, _said(held)


def _is_plain(key: str) -> bool:
    """Whether a name says nothing without the one above it: an id or a value of something."""
    return key.lower() in ("id", "name", "value", "text", "type", "code", "title", "label")


def _question(held: Mapping[str, object], wordings: Wordings) -> tuple[str, object] | None:
    """A question's wording and what was answered; None for any other object."""
    pointed = referred(held, wordings) if wordings else None
    if pointed:
        key = _typed(held) or next((key for key in (*ANSWERED, *OTHERWISE) if key in held), "")
        said = None if key in REACHES else _said(held.get(key), pointed)
        return (pointed.title, said) if key else None
    asked = next((said for key in ASKED if isinstance(said := held.get(key), str) and said.strip()), "")
    answers = next((key for key in ANSWERED if key in held and held[key] is not asked), None)
    return (" ".join(asked.split()), _said(held[answers])) if asked and answers else None


def _typed(held: Mapping[str, object]) -> str:
    """The key of an answer that says its own type, such as text or choice."""
    kind = held.get("type")
    return kind if isinstance(kind, str) and (kind in held or kind in REACHES) else ""


def _said(value: object, asked: QuestionWording | None = None) -> object:
    """What an answer says, as one cell; a choice's id as its wording."""
    choices = asked.choices if asked else {}
    if isinstance(value, dict):
        told = next((value[key] for key in SAID if value.get(key) not in (None, "", [])), None)
        chosen = next((value[key] for key in CHOSEN if key in value), None) if told is None and choices else told
        return _said(chosen, asked)
    if isinstance(value, list):
        said = [str(one) for held in value if (one := _said(held, asked)) not in (None, "")]
        return _said(value[0], asked) if len(value) == 1 else "; ".join(said)
    return choices.get(str(value), value) if isinstance(value, str | int) and not isinstance(value, bool) else value
