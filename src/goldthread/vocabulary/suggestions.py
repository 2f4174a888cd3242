"""Suggestions: ideas that a question asked for, which tell of no experience and have no mood."""

import re


SUGGESTION = "suggestion"
SUGGEST = re.compile(r"\b(suggest|suggestions?|ideas?|wish ?list|like to see|recommendations? for)\b", re.I)
"""What a question says that asks for ideas; what was good or bad about care is asked otherwise."""
OF_ANYTHING = re.compile(
    r"\b(comments?|feedback|complain\w*|compliments?|concerns?|experience|good|well|liked?(?! to)|anything else"
    r"|thoughts)\b",
    re.I,
)


def asks_for_suggestions(question: str) -> bool:
    """Whether a wording asks for suggestions, and for nothing else: not “Comments and suggestions”."""
    return SUGGEST.search(question) is not None and OF_ANYTHING.search(question) is None


def is_suggestion(question_type: str, question: str) -> bool:
    """Whether an answer is a suggestion: its kind of question says so, or the wording does of what could be better."""
    return question_type == SUGGESTION or (question_type == "could_improve" and asks_for_suggestions(question))


__all__ = ["SUGGESTION", "asks_for_suggestions", "is_suggestion"]
