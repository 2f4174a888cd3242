"""Sentiment that few words say outright: bare scores, one word of blame, denied blame, mock praise; relief of pain."""

from types import SimpleNamespace

import pytest

from goldthread import coding
from goldthread.coding.models.tone import tone
from goldthread.vocabulary import FEELINGS, SENTIMENT


SAID = {
    "0/10": 5,
    "4 out of 10": 4,
    "6/10": 3,
    "8/10": 2,
    "10 out of 10!": 1,
    "Zero stars if I could": 5,
    "five stars": 1,
    "HORRIBLE!": 5,
    "Absolutely disgusting": 5,
    "what a shambles": 5,
    "staff were not helpful": 4,
    "not good at all": 5,
    "The midwife could not have been kinder.": 1,
    "Couldn\u2019t have asked for more": 1,
    "nothing was too much trouble": 1,
    "Thanks for nothing": 5,
    "Great, another three hour wait": 5,
    "top marks for being rude": 5,
}
LEFT = [
    "",
    "the food could be better",
    "could not fault the nurses but the wait was long",
    "4/5 nurses were lovely and the sixth shouted",
    "not happy with the parking, happy with the rest of it",
    "great team",
    "the wait was terrible and the nurse lovely",
    "on 3/10 I rang",
    "12/10",
]


def answer(text, score=""):
    return SimpleNamespace(text=text, question_type="nonspecific", question="", score=score, scale="", service="")


def marks(text, framework, score=""):
    (coded,) = coding.open().code([answer(text, score)])
    return [mark for mark in coded if mark.framework == framework]


@pytest.mark.parametrize(("text", "point"), SAID.items())
def test_a_few_words_say_how_it_felt(text, point):
    assert tone(text).point == point
    assert [mark.label for mark in marks(text, SENTIMENT)] == [str(point)]


@pytest.mark.parametrize("text", LEFT)
def test_the_rest_is_left_to_the_model(text):
    assert tone(text) is None


def test_mock_praise_shows_no_joy():
    assert not {"happy", "grateful"} & {mark.label for mark in marks("Thanks for nothing, well done", FEELINGS)}


def test_relief_of_pain_is_no_relief():
    assert "relieved" not in {mark.label for mark in marks("give pain relief sooner please", FEELINGS)}
    assert "relieved" in {mark.label for mark in marks("it was such a relief to be heard", FEELINGS)}
