"""Agreement against examples worked by hand, and against plain loops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.coding.evaluation.agreement import agreement, calibration_error, f1, points_agreement, redrawn, share


ONCE = np.ones((1, 4), np.float32)
GOLD = np.array([[1, 0], [1, 1], [0, 1], [0, 0]], np.int8)
GIVEN = np.array([[1, 0], [0, 1], [1, 1], [0, 0]], np.int8)


def test_a_worked_example_of_labels():
    # Label a: right 1, wrong 1, missed 1. Label b: right 2. Pooled: right 3, wrong 1, missed 1.
    found = agreement(GOLD, GIVEN, ONCE, ("a", "b"), fewest=1)
    assert found["micro_f1"]["value"] == pytest.approx(6 / 8)
    assert found["macro_f1"]["value"] == pytest.approx((0.5 + 1) / 2)
    assert found["exact"]["value"] == pytest.approx(2 / 4)
    assert found["labels"]["a"]["precision"]["value"] == 0.5
    assert found["labels"]["a"]["recall"]["value"] == 0.5
    assert (found["labels"]["b"]["n"], found["labels"]["b"]["f1"]["value"]) == (2, 1.0)


def test_a_label_with_few_marks_stays_out_of_the_mean_and_none_at_all_counts_in_micro_only():
    gold = np.array([[1, 0, 0], [1, 1, 0], [1, 0, 0], [1, 0, 0]], np.int8)
    given_ = np.array([[1, 0, 1], [1, 0, 0], [1, 0, 0], [1, 0, 0]], np.int8)
    found = agreement(gold, given_, ONCE, ("a", "b", "c"), fewest=2)
    assert (found["macro_f1"]["value"], found["macro_over"]) == (1.0, 1)
    assert found["macro_any_f1"]["value"] == 0.5
    assert found["micro_f1"]["value"] == pytest.approx(2 * 4 / (2 * 4 + 1 + 1), abs=1e-4)


def test_a_worked_example_of_points():
    told = np.array([0, 0, 1, 2])
    found = points_agreement(told, np.array([0, 1, 1, 2]), ONCE, 3)
    # Accuracy 3/4. F1 of each point: 2/3, 2/3, 1. Kappa: sum of squares 1 against 10 / 4 by chance, or 24 / 16...
    assert found["accuracy"]["value"] == 0.75
    assert found["macro_f1"]["value"] == pytest.approx((2 / 3 + 2 / 3 + 1) / 3, abs=1e-4)
    by_chance = sum((a - b) ** 2 * n * m / 4 for a, n in ((0, 2), (1, 1), (2, 1)) for b, m in ((0, 1), (1, 2), (2, 1)))
    assert found["qwk"]["value"] == pytest.approx(1 - 1 / by_chance, abs=1e-4)


def test_no_point_given_is_wrong_and_left_out_of_kappa():
    found = points_agreement(np.array([0, 1, 2, 2]), np.array([0, 1, 2, -1]), ONCE, 3)
    assert (found["accuracy"]["value"], found["qwk"]["value"]) == (0.75, 1.0)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)]
)
def test_wilsons_published_examples(hits, of, low, high):
    found = share(hits, of)
    assert (found["lo"], found["hi"]) == (pytest.approx(low, abs=2e-4), pytest.approx(high, abs=2e-4))


def test_a_share_of_nothing_may_be_anything():
    assert share(0, 0) == {"value": 0.0, "lo": 0.0, "hi": 1.0}


def test_respondents_are_drawn_whole():
    weights = redrawn(["x", "x", "y", "y", "z"], np.random.default_rng(0), times=50)
    assert (weights[0] == 1).all() and weights.shape == (51, 5)
    assert (weights[:, 0] == weights[:, 1]).all() and (weights[:, 2] == weights[:, 3]).all()
    assert set(weights[:, [0, 2, 4]].sum(axis=1)) == {3.0}


def test_perfect_probabilities_have_no_error_and_bold_ones_all_of_it():
    gold = np.array([[1, 0]] * 20, np.int8)
    assert calibration_error(np.array([[1.0, 0.0]] * 20), gold) == 0
    assert calibration_error(np.array([[0.0, 1.0]] * 20), gold) == 1
    assert calibration_error(np.zeros((20, 2)), gold) is None


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30))
def test_f1_is_what_counting_by_hand_gives(pairs):
    gold = np.array([[a] for a, _ in pairs], np.int8)
    said = np.array([[b] for _, b in pairs], np.int8)
    right = sum(a and b for a, b in pairs)
    wrong, missed = sum(b and not a for a, b in pairs), sum(a and not b for a, b in pairs)
    found = agreement(gold, said, np.ones((1, len(pairs)), np.float32), ("a",), 1)
    plain = 2 * right / (2 * right + wrong + missed) if right else 0.0
    assert found["micro_f1"]["value"] == pytest.approx(plain, abs=1e-4)
    assert f1(np.array(right), np.array(wrong), np.array(missed)) == pytest.approx(plain)
