"""Questions that an export lists once, and its answers point to by ids: their wordings, and their choices'."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


IDS = ("id", "ref", "key", "uid", "questionId", "question_id", "itemId", "field_id", "fieldId", "variable")
OF_CHOICES = (*IDS, "value", "code")
TITLES = ("title", "heading", "question", "question_text", "questionText", "wording", "prompt", "label", "text")
OF_QUESTIONS = frozenset(
    "type choices options properties required validations questionItem family position questions fields answers"
    " headings input_type kind".split()
)
"""What a question in a list of questions says of itself, and an answer does not."""
REFERS = ("field", "question", "item", *IDS)
DEEPEST = 12


@dataclass(frozen=True)
class QuestionWording:
    """A question as it was put, and the wording of each choice by its id."""

    title: str
    choices: dict[str, str] = field(default_factory=dict)


Wordings = Mapping[str, QuestionWording]


def is_question(one: object) -> bool:
    """Whether an object is a question of a form, and not somebody's answer."""
    return isinstance(one, dict) and bool(_title(one)) and bool(OF_QUESTIONS & one.keys()) and bool(_ids(one, 0))


def wordings_in(held: object, besides: object) -> dict[str, QuestionWording]:
    """Every question in an export by each of its ids. Takes: the export; the list of its answers, not looked into."""
    made: dict[str, QuestionWording] = {}
    for one in _questions(held, besides, 0):
        wording = QuestionWording(_title(one), dict(_choices(one, 0)))
        for key in _ids(one, 0):
            made.setdefault(key, wording)
    return made


def referred(held: Mapping[str, object], wordings: Wordings) -> QuestionWording | None:
    """The question that an answer points to; None where it points to none."""
    for key in REFERS:
        value = held.get(key)
        keys = _ids(value, DEEPEST) if isinstance(value, dict) else [str(value)] if value is not None else []
        if found := next((wordings[one] for one in keys if one in wordings), None):
            return found
    return None


def _questions(held: object, besides: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > DEEPEST or held is besides:
        return
    if isinstance(held, dict):
        if is_question(held):
            yield held
        for one in held.values():
            yield from _questions(one, besides, depth + 1)
    elif isinstance(held, list):
        for one in held:
            yield from _questions(one, besides, depth + 1)


def _title(one: Mapping[str, object]) -> str:
    """A question's wording, which may lie in a list of headings."""
    said = next((value for key in TITLES if isinstance(value := one.get(key), str) and value.strip()), "")
    if not said and isinstance(headings := one.get("headings"), list) and headings:
        return _title(headings[0]) if isinstance(headings[0], dict) else str(headings[0])
    return " ".join(said.split())


def _ids(one: Mapping[str, object], depth: int) -> list[str]:
    """The ids of a question: its own, and those of parts of it that have no wording."""
    own = [str(one[key]) for key in IDS if isinstance(one.get(key), str | int)]
    parts = [value for value in one.values() if isinstance(value, dict) and not _title(value)] if depth < 3 else []
    return [*own, *(key for part in parts for key in _ids(part, depth + 1))]


def _choices(held: object, depth: int) -> Iterator[tuple[str, str]]:
    """The choices of a question: whatever in it has an id and a wording."""
    if depth > DEEPEST:
        return
    if isinstance(held, dict):
        if depth and (said := _title(held)):
            yield from ((str(held[key]), said) for key in OF_CHOICES if isinstance(held.get(key), str | int))
        for one in held.values():
            yield from _choices(one, depth + 1)
    elif isinstance(held, list):
        for one in held:
            yield from _choices(one, depth + 1)


__all__ = ["QuestionWording", "Wordings", "is_question", "referred", "wordings_in"]
