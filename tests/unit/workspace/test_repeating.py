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
