"""A bare "Nothing" is no praise after what was good, and praise after what could be better; "N/A" is neither."""

from types import SimpleNamespace

import pytest

from goldthread import coding
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES


PRAISE = "Positive experience & gratitude"


def labels(text, question_type, framework):
    answer = SimpleNamespace(text=text, question_type=question_type, question="", score="", scale="", service="")
    (coded,) = coding.open().code([answer])
    return [mark.label for mark in coded if mark.framework == framework]


@pytest.mark.parametrize(
    "text", ["Nothing", "None", "No", "Nothing at all", "Nothing really.", "nothing comes to mind"]
)
def test_nothing_was_good_is_no_praise(text):
    assert labels(text, "what_good", THEMES) == ["Labelling not possible"]
    (point,) = labels(text, "what_good", SENTIMENT)
    assert int(point) >= 3
    assert labels(text, "what_good", FEELINGS) == []


@pytest.mark.parametrize("text", ["Nothing", "Nothing at all", "None"])
def test_nothing_to_be_better_is_no_blame(text):
    assert labels(text, "could_improve", THEMES) == [PRAISE]
    (point,) = labels(text, "could_improve", SENTIMENT)
    assert int(point) <= 3
    assert labels(text, "could_improve", FEELINGS) == []


@pytest.mark.parametrize("text", ["N/A", "n/a", "NA.", "Not applicable", "No comment"])
@pytest.mark.parametrize("question_type", ["what_good", "could_improve", "nonspecific"])
def test_what_answers_no_question_has_no_mood(text, question_type):
    assert labels(text, question_type, THEMES) == ["Labelling not possible"]
    assert labels(text, question_type, SENTIMENT) == labels(text, question_type, FEELINGS) == []


@pytest.mark.parametrize("text", ["Nothing, everything was perfect", "No complaints", "Everything"])
def test_words_that_say_something_stay_praise(text):
    assert labels(text, "what_good", THEMES) == [PRAISE]
