"""Answers in which nothing was said: a bare "Nothing" is no praise where somebody asked what was good.

Of 42 such answers to what was good, people coded none as praise, and 34 as negative; of 221 to what could be better,
208 as praise, since nothing needs to be better. So the question decides. "N/A" answers no question.
"""

import re

from goldthread.coding.features.metadata import asked, says_nothing
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, Answer, Code


UNLABELLED = "Labelling not possible"
WHAT_GOOD, MIDDLE = "what_good", 3
NOT_ANSWERED = re.compile(r"\W*(?:n\W?a|not applicable|no comments?|no answer|not answered)\W*")


def unsaid(answer: Answer, marks: tuple[Code, ...]) -> tuple[Code, ...]:
    """The marks of an answer, less the mood and the praise that it does not tell of where nothing was said."""
    if len(answer.text) > 60:
        return marks
    if NOT_ANSWERED.fullmatch(answer.text.lower()):
        return tuple(_no_theme(one) for one in _once(marks) if one.framework not in (SENTIMENT, FEELINGS))
    if not says_nothing(answer.text):
        return marks
    told = tuple(one for one in marks if one.framework != FEELINGS)
    if asked(answer.question_type, answer.question, answer.service) != WHAT_GOOD:
        return told
    return tuple(_unpraised(one) for one in _once(told))


def _once(marks: tuple[Code, ...]) -> tuple[Code, ...]:
    """The marks with one theme at most, since all of them become the same."""
    first = next((one for one in marks if one.framework == THEMES), None)
    return tuple(one for one in marks if one.framework != THEMES or one is first)


def _no_theme(mark: Code) -> Code:
    return _as(mark, UNLABELLED) if mark.framework == THEMES else mark


def _unpraised(mark: Code) -> Code:
    if mark.framework == SENTIMENT and int(mark.label) < MIDDLE:
        return _as(mark, str(MIDDLE))
    return _no_theme(mark)


def _as(mark: Code, label: str) -> Code:
    return mark if mark.label == label else Code(mark.framework, label, mark.by, mark.confidence)
