"""Only a long and certain other language is one; English in a few plain nouns is English."""

import pytest

from goldthread.deidentify import language


@pytest.mark.parametrize(
    "text",
    [
        "Hygiene, nutrition, information, instruction, communication.", "Automatic doors needed for buggies.",
        "Put correct address on appointment letters!", "Stop cancelling outpatient physiotherapy sessions.",
        "ok", "Dobrze", "!!! ???", "12 13 14 15 16",
    ],
)  # fmt: skip
def test_english_and_what_cannot_be_told_is_kept(text):
    assert language(text).code == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Personel był bardzo miły i pomocny dla mnie", "pl"), ("Die Schwestern waren sehr freundlich zu mir", "de"),
        ("Mae'r staff yn garedig iawn a'r bwyd yn dda", "cy"), ("El personal fue muy amable y atento conmigo", "es"),
        ("Infermiere molto gentili e professionali, grazie mille", "it"), ("عملہ بہت اچھا تھا اور خیال رکھا گیا", "ur"),
        ("Excellente communication et bonne organisation, service rapide", "fr"),
    ],
)  # fmt: skip
def test_another_language_is_told(text, code):
    found = language(text)
    assert (found.code, found.unsure) == (code, False) and found.certainty >= 0.9
