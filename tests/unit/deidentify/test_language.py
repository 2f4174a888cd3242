"""Which language a text is in, and that telling it is quick."""

import time

import pytest

from goldthread.deidentify import language
from goldthread.deidentify.language import ENGLISH, WORD, counted, usual_words


@pytest.mark.parametrize(
    "text, code",
    [
        ("Bardzo długo czekałam na wizytę i nikt mi nie pomógł", "pl"),
        ("Roedd y staff yn garedig iawn ac roedd popeth yn lân", "cy"),
        ("Am așteptat foarte mult și nimeni nu a venit la noi", "ro"),
        ("The staff were very kind and everything was clean", "en"),
        ("staff lovley an realy helpfull wud recomend", "en"),
    ],
)
def test_a_long_and_certain_language_is_told(text, code):
    assert language(text).code == code


@pytest.mark.parametrize("text", ["", "ok", "Bardzo dobrze", "😀😀😀", "1234", "good good good"])
def test_a_short_text_is_taken_for_english_and_marked_unsure(text):
    found = language(text)
    assert (found.code, found.unsure) == ("en", True)


def test_english_is_told_quickly():
    texts = ["The nurse was kind and explained everything to my mother before the scan"] * 2_000
    began = time.process_time()
    for text in texts:
        language(text)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "text", ["", "Good staff, very kind.", "ΟΔΟΣ ΟΔΟΣ, it’s\u2028fine_ok 3rd", "İt was\x1fso", "a" * 9000]
)
def test_counting_piece_by_piece_counts_the_same_words(text):
    words = WORD.findall(text.lower())
    english, usual = (sum(word in known for word in words) for known in (ENGLISH, usual_words()))
    assert counted(text) == (len(words), english, usual, sum(map(len, words)))
