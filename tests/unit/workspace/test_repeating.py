"""Whether something written down is a copy of what a person told us."""

import pytest

from goldthread.workspace.repeating import repeats


TOLD = "Nobody told my brother which door to use, and he waited."


@pytest.mark.parametrize(
    "text",
    [
        TOLD,
        TOLD.upper(),
        f"Quoted: “{TOLD}” (a carer)",
        "… my brother which door to use …",
        "NOBODY told  my\nbrother: which door?",
        "told-my-brother-which-door-to",
    ],
)
def test_the_whole_and_six_words_in_a_row_are_a_copy(text):
    assert repeats(text, [TOLD])


SPELLED_OTHERWISE = {
    "soft hyphens": TOLD.replace("o", "\u00ado"),
    "zero-width spaces": TOLD.replace("o", "o\u200b"),
    "joiners": TOLD.replace("i", "\u200ci\u200d\u2060\ufeff"),
    "accents of their own": TOLD.replace("o", "o\u0301"),
    "accented letters": TOLD.replace("o", "\u00f3").replace("e", "\u00e8"),
    "Cyrillic letters": TOLD.translate(str.maketrans("aeopcy", "\u0430\u0435\u043e\u0440\u0441\u0443")),
    "Greek letters": TOLD.translate(str.maketrans("Nov", "\u039d\u03bf\u03bd")),
    "fullwidth letters": "".join(chr(ord(one) + 0xFEE0) if one.isalpha() else one for one in TOLD),
    "blank letters": TOLD.replace("r", "r\u3164"),
}


@pytest.mark.parametrize("text", SPELLED_OTHERWISE.values(), ids=SPELLED_OTHERWISE.keys())
def test_a_copy_that_only_looks_the_same_is_a_copy(text):
    assert text != TOLD
    assert repeats(text, [TOLD]) and repeats(TOLD, [text])


@pytest.mark.parametrize("text", ["", "my brother which door to", "brother door use waited nobody told", "tomybrother"])
def test_fewer_words_and_the_same_words_in_another_order_are_not(text):
    assert not repeats(text, [TOLD])


def test_a_short_answer_is_no_copy_of_anything_and_a_longer_one_only_as_a_whole():
    assert not repeats("It was fine, thank you.", ["fine"])
    assert repeats("They wrote: too cold at night.", ["Too cold at night"])
    assert not repeats("Too cold at nightfall", ["Too cold at night"])


def test_any_of_several_is_enough_and_none_is_none():
    assert repeats(TOLD, ["Something else entirely was said.", TOLD])
    assert not repeats(TOLD, [])
    assert not repeats(TOLD, ["", "?!"])
