import numpy as np
import pytest

from goldthread.coding.features.matrix import sigmoid
from goldthread.coding.models.averaging import (
    doubts,
    fit_averaging,
    fit_inverse_temperature,
    load_averaging,
    log_shares,
    save_averaging,
)
from goldthread.coding.models.model import NotAModel


@pytest.fixture(scope="module")
def fitted():
    dice = np.random.default_rng(7)
    n, labels = 3000, 4
    truth = dice.normal(-1.5, 2, (n, labels))
    marks = (dice.random((n, labels)) < sigmoid(truth)).astype(np.int8)
    points = dice.integers(0, 6, n)
    felt = np.zeros((n, 5))
    felt[np.arange(n), np.maximum(points, 1) - 1] = 1.0
    fast = np.hstack([truth + dice.normal(0, 1, truth.shape), felt + dice.normal(0, 1, felt.shape)]).astype(np.float32)
    other = np.hstack([truth / 3 + dice.normal(0, 0.3, truth.shape), felt + dice.normal(0, 1, felt.shape)])
    lengths = dice.integers(5, 300, n)
    return fit_averaging(fast, other.astype(np.float32), marks, points, lengths), fast, other, marks, points, lengths


def test_the_average_is_calibrated_and_better_than_either(fitted):
    averaging, fast, other, marks, _, _ = fitted

    def cost(odds):
        chances = np.clip(sigmoid(odds), 1e-6, 1 - 1e-6)
        return -np.where(marks, np.log(chances), np.log(1 - chances)).mean()

    joint = averaging.themes(fast[:, :4], other[:, :4])
    assert cost(joint) < min(cost(fast[:, :4]), cost(other[:, :4] * averaging.slope + averaging.offset))
    held = marks.any(axis=1)
    assert abs(sigmoid(joint[held]).mean() - marks[held].mean()) < 0.01


def test_averaged_sentiment_is_better_than_either(fitted):
    averaging, fast, other, _, points, _ = fitted
    held = points > 0
    both = averaging.sentiment(fast[held, 4:], other[held, 4:].astype(np.float32))
    right = [(scores.argmax(axis=1) == points[held] - 1).mean() for scores in (both, fast[held, 4:], other[held, 4:])]
    assert right[0] > max(right[1:])


def test_the_cascade_asks_about_the_share_it_was_given(fitted):
    averaging, fast, _, _, _, lengths = fitted
    assert (averaging.doubts(fast[:, :4], lengths) >= averaging.doubt).mean() == pytest.approx(0.2, abs=0.01)


def test_doubt_is_greatest_in_the_middle_and_dearer_in_long_comments():
    odds, weight = np.array([[0.0], [4.0], [-4.0], [0.0]], np.float32), np.ones(1, np.float32)
    found = doubts(odds, weight, np.array([50, 50, 50, 500]))
    assert found.argmax() == 0
    assert found[1] == pytest.approx(found[2], rel=1e-3)
    assert found[3] < found[0]


def test_shares_sum_to_one_and_sentiment_without_people_is_left_alone():
    assert np.exp(log_shares(np.array([[1.0, 2.0, 900.0]], np.float32))).sum() == pytest.approx(1)
    assert fit_inverse_temperature(np.zeros((0, 5), np.float32), np.zeros(0, np.int64)) == 1.0


def test_numbers_come_back_as_they_were_written(fitted, tmp_path):
    save_averaging(fitted[0], tmp_path)
    again = load_averaging(tmp_path)
    assert np.allclose(again.threshold, fitted[0].threshold, atol=1e-4)
    assert again.doubt == fitted[0].doubt
    (tmp_path / "averaging.json").write_text('{"slope": []}')
    with pytest.raises(NotAModel):
        load_averaging(tmp_path)
    with pytest.raises(NotAModel):
        load_averaging(tmp_path / "nowhere")
