"""What lies deeper in JSON than a table does: a list of answers in an envelope, questions within an answer."""

from collections.abc import Iterator, Mapping


ASKED = ("heading", "question", "question_text", "questionText", "prompt", "title", "label", "name")
ANSWERED = ("answers", "answer", "responses", "response", "values", "value", "text", "choice", "choices")
SAID = ("text", "choice", "label", "value", "answer", "response", "stars", "score", "rating", "name", "simple_text")
"""Under which keys a question, its answers, and what one answer says are kept; the first that is there counts."""
DEEPEST = 12


def answers_in(held: object) -> list[dict[str, object]]:
    """The longest list of objects in an envelope; an empty one where there is none."""
    found = max(_lists(held, 0), key=len, default=[])
    return [one for one in found if isinstance(one, dict)]


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


def flat(one: Mapping[str, object]) -> dict[str, object]:
    """An answer as one row: each question's wording is the name of a column; other values keep their own names.

    Where a name comes twice, the one above it stands before; several answers to one question are one text.
    """
    made: dict[str, object] = {}
    for name, value in _values(one, "", 0):
        if name in made and made[name] not in (None, "") and value not in (None, ""):
            made[name] = f"{made[name]}; {value}" if made[name] != value else value
        elif made.get(name) in (None, ""):
            made[name] = value
    return made


def _values(held: object, name: str, depth: int) -> Iterator[tuple[str, object]]:
    if depth > DEEPEST:
        return
    if isinstance(held, dict):
        if asked := _question(held):
            yield asked[0], _said(asked[1])
            return
        for key, value in held.items():
            own = str(key)
            yield from _values(value, f"{name} {own}" if depth and name and _is_plain(own) else own, depth + 1)
    elif _are_objects(held) and isinstance(held, list):
        for one in held:
            yield from _values(one, name, depth + 1)
    else:
        yield name, _said(held)


def _is_plain(key: str) -> bool:
    """Whether a name says nothing without the one above it: an id or a value of something."""
    return key.lower() in ("id", "name", "value", "text", "type", "code", "title", "label")


def _question(held: Mapping[str, object]) -> tuple[str, object] | None:
    """A question's wording and its answers; None for any other object."""
    asked = next((said for key in ASKED if isinstance(said := held.get(key), str) and said.strip()), "")
    answers = next((key for key in ANSWERED if key in held and held[key] is not asked), None)
    return (" ".join(asked.split()), held[answers]) if asked and answers else None


def _said(value: object) -> object:
    """What an answer says, as one cell."""
    if isinstance(value, dict):
        return _said(next((value[key] for key in SAID if value.get(key) not in (None, "", [])), None))
    if isinstance(value, list):
        told = [str(said) for one in value if (said := _said(one)) not in (None, "")]
        return _said(value[0]) if len(value) == 1 else "; ".join(told)
    return value
