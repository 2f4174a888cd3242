"""What forms and programs write where nobody answered, which is no answer to anything."""

import re


NOT_ANSWERED = frozenset(
    (
        "did not answer",
        "didn t answer",
        "not answered",
        "no answer",
        "no answer given",
        "no response",
        "nil response",
        "question not asked",
        "not asked",
        "skipped",
        "left blank",
        "blank",
        "null",
        "nan",
        "n a",
        "undefined",
        "missing",
    )
)
"""In lower case, letters and digits alone, with single blanks."""


def is_no_answer(text: str) -> bool:
    """Whether a short answer only says that there is none."""
    return " ".join(re.sub(r"[^\w]+|_", " ", text.lower()).split()) in NOT_ANSWERED


__all__ = ["NOT_ANSWERED", "is_no_answer"]
