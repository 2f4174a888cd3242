"""What the fast coder says of comments whose writers it was not fitted on: the ground for averaging and judging.

held = fold_scores(read_labelled(path))
mixed = (held.themes + other.themes) / 2                       # any scores of the same rows, in the same order
limits = fit_thresholds(mixed, held.marks)
over = decide(mixed, limits, always=True)                      # (n, labels) of True and False
slope, offset = fit_chances(mixed, held.marks)
chances = sigmoid(mixed * slope + offset)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.matrix import sigmoid, softmax
from goldthread.coding.frameworks import framework
from goldthread.coding.models.thresholds import calibration, decide, steady_thresholds
from goldthread.coding.training.fast import STEPS, out_of_fold
from goldthread.coding.training.labelled import Labelled
from goldthread.coding.training.training_set import prepare
from goldthread.vocabulary import THEMES


__all__ = ["FoldScores", "decide", "fit_chances", "fit_thresholds", "fold_scores", "sigmoid"]


@dataclass(frozen=True, eq=False)
class FoldScores:
    """Comments with words, in the order given, and what models that never saw their respondents say of them.

    `fold` (n) numbers the fold that each comment was held out in; `marks` (n, labels) what people said, as 0 and 1;
    `points` (n) people's sentiment from 1 to 5, 0 for none; `themes` (n, labels) distances from each theme's line,
    above about 0 for yes; `chances` (n, labels) the same as calibrated probabilities, fitted on the other folds;
    `sentiment` (n, 5) shares of the five points.
    """

    rows: list[Labelled]
    labels: tuple[str, ...]
    fold: NDArray[np.int64]
    marks: NDArray[np.int8]
    points: NDArray[np.int64]
    themes: Scores
    chances: Scores
    sentiment: Scores

    @property
    def labelled(self) -> NDArray[np.bool_]:
        """Which comments carry any label: the others say nothing about themes."""
        found: NDArray[np.bool_] = np.asarray(self.marks.any(axis=1))
        return found


def fold_scores(rows: Sequence[Labelled], labels: tuple[str, ...] = ()) -> FoldScores:
    """Score each comment by a model of the others: five folds by respondent, the same on every run.

    Takes: coded comments; those without words are left out. Raises UnreadableFile where there are too few.
    """
    data = prepare(rows, labels or framework(THEMES).labels)
    themes, sentiment = out_of_fold(data)
    written, marks = data.written, data.marks[: data.written]
    return FoldScores(
        data.rows[:written],
        data.labels,
        data.fold,
        marks,
        data.points[:written],
        themes,
        fold_chances(themes, marks, data.fold),
        softmax(sentiment),
    )


def fit_thresholds(scores: Scores, marks: NDArray[np.int8], steps: Scores = STEPS, pull: float = 20.0) -> Scores:
    """Where each label's score becomes a mark, from scores of comments not trained on, and people's marks.

    Takes: any scores (n, labels), averaged ones too; `steps`, the values to try, by default a line's distances (give
    np.linspace(0.05, 0.8, 76) for probabilities). Comments without any mark are left out.
    """
    held = marks.any(axis=1)
    return steady_thresholds(scores[held], marks[held], steps, pull)


def fit_chances(scores: Scores, marks: NDArray[np.int8]) -> tuple[Scores, Scores]:
    """Slope and offset of each label, so that sigmoid(scores * slope + offset) is a calibrated probability."""
    held = marks.any(axis=1)
    return calibration(scores[held], marks[held])


def fold_chances(scores: Scores, marks: NDArray[np.int8], fold: NDArray[np.int64]) -> Scores:
    """Probabilities of each comment by a calibration that never saw its fold."""
    made = np.zeros(scores.shape, np.float32)
    for one in np.unique(fold):
        slope, offset = fit_chances(scores[fold != one], marks[fold != one])
        made[fold == one] = sigmoid(scores[fold == one] * slope + offset)
    return made
