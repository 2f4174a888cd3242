"""Long and repeated answers: a thing said again is no more themes, and every part is read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread import coding
from goldthread.coding.features.long_answers import LONG, PART, SHORT, in_parts, joined, once
from goldthread.coding.training.labelled import Labelled
from goldthread.vocabulary import THEMES


WORDS = st.lists(st.sampled_from("the nurse was kind and so I told her of it".split()), max_size=300)


def themes_of(*texts):
    marks = coding.open().code([Labelled(id=str(n), text=text) for n, text in enumerate(texts)])
    return [{one.label for one in some if one.framework == THEMES} for some in marks]


def test_a_sentence_pasted_many_times_says_what_it_says_once():
    said = "They kept me waiting four hours in a cold corridor and nobody told me why"
    alone, many = themes_of(said, " ".join([said] * 200))
    assert alone and alone <= many and len(many) <= len(alone) + 1


def test_every_part_of_a_long_answer_is_read():
    filler = " ".join(f"and then on day {n} we went round by way {n * 7} again" for n in range(120))
    (found,) = themes_of(f"{filler}. The food was cold and the dinners were awful. {filler}")
    assert "Food & drink provision & facilities" in found


@given(WORDS)
def test_short_answers_stay_as_they_are_and_no_new_word_comes_in(told):
    kept = once(told)
    assert kept == told if len(told) <= SHORT else kept[:1] == told[:1]
    assert set(kept) <= set(told) and len(kept) <= len(told)


@given(st.lists(WORDS, max_size=6))
def test_parts_hold_every_word_in_order(told):
    parts, begins = in_parts(told)
    ends = [*begins.tolist(), len(parts)][1:]
    for one, start, end in zip(told, begins.tolist(), ends, strict=True):
        assert [word for part in parts[start:end] for word in part] == one
        assert end - start == 1 if len(one) <= LONG else all(len(part) <= PART for part in parts[start:end])


def test_themes_take_the_highest_part_and_points_the_mean():
    scores = np.array([[1, 5, 2], [3, 1, 4], [0, 0, 1]], np.float32)
    made = joined(scores, np.array([0, 2]), 2)
    assert made.tolist() == [[3, 5, 3], [0, 0, 1]]
    assert joined(scores, np.arange(3), 2) is scores


@pytest.mark.parametrize("kind", ["accurate", "cascade"])
def test_the_averaged_coders_read_long_answers_too(kind):
    pytest.importorskip("onnxruntime")
    said = "The nurse came and went and came and went again "
    (marks,) = coding.open(kind=kind).code([Labelled(id="1", text=said * 300)])
    assert len([one for one in marks if one.framework == THEMES]) <= 3
