"""Why a row waits to be mended, in words."""

from collections.abc import Mapping


REASONS = {
    "date": "The date can be read two ways, or not at all.",
    "language": "It is written in a language that we cannot make safe yet.",
    "ragged": "It has more or fewer cells than the table has columns.",
    "note": "It is a note, not an answer.",
    "repeated header": "It repeats the headings.",
    "no case": "It was withdrawn, opened in error or a test, as the case system says.",
    "nothing in it": "There is no answer in it.",
    "other organisation": "It names an organisation that is not yours, or one that nobody here knows.",
    "too long": "A cell of it is longer than 50,000 letters. Shorten it, or divide it into several rows.",
    "withdrawn": "This person has withdrawn their words.",
}


def said_reasons(reasons: Mapping[str, int]) -> list[tuple[str, int]]:
    """Each reason as a sentence, with how many rows it holds."""
    return [(REASONS.get(name, name), count) for name, count in sorted(reasons.items())]
