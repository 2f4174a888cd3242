"""Fitting feelings and moments: lines over a feature matrix, with thresholds."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.matrix import feature_matrix, sigmoid
from goldthread.coding.features.metadata import (
    SETTINGS,
    settings_told,
)
from goldthread.coding.frameworks import feelings, touchpoint_kinds
from goldthread.coding.models.thresholds import best_thresholds
from goldthread.coding.training.estimators import Coefficients, fit_heads
from goldthread.coding.training.labelled import Felt, folds
from goldthread.coding.training.training_set import TrainingSet
from goldthread.vocabulary import UnreadableFile


CHANCES = np.linspace(0.05, 0.8, 76).astype(np.float32)


def heads(data: TrainingSet, felt: Sequence[Felt], themes: Scores, sentiment: Scores) -> dict[str, Any]:
    """Lines of feelings and moments, over phrases and over scores of models that never saw the comment."""
    at = {row.id: number for number, row in enumerate(data.rows)}
    known = [one for one in felt if one.id in at]
    if not known:
        raise UnreadableFile("The comments with feelings are not among the coded comments.", "Check comment_id.")
    rows = np.array([at[one.id] for one in known])
    told = settings_told([data.rows[n] for n in rows])
    matrix = feature_matrix(data.phrases[rows], themes[rows], sentiment[rows], data.ground[rows], told)
    keys = [one.key for one in feelings()]
    kinds = [one.key for one in touchpoint_kinds()]
    marks = np.array(
        [[*(key in one.feelings for key in keys), *(kind in one.touchpoints for kind in kinds)] for one in known],
        np.int8,
    )
    weights, offsets = fit_felt(matrix, marks, len(keys))
    return {
        "head_says": weights.astype(np.float32),
        "head_offset": offsets.astype(np.float32),
        "head_threshold": head_thresholds(matrix, marks, [data.rows[n].respondent for n in rows], len(keys)),
    }


def fit_felt(matrix: Scores, marks: NDArray[np.int8], first: int) -> Coefficients:
    """Lines of feelings (the first labels), which do not lean on the kind of setting, and of moments, which do."""
    apart = matrix.copy()
    apart[:, -len(SETTINGS) :] = 0
    feelings_, moments = fit_heads(apart, marks[:, :first]), fit_heads(matrix, marks[:, first:])
    return np.hstack([feelings_[0], moments[0]]), np.concatenate([feelings_[1], moments[1]])


def head_thresholds(matrix: Scores, marks: NDArray[np.int8], respondents: list[str], first: int) -> Scores:
    """Thresholds of feelings (the first labels) and moments, from lines that never saw the respondent."""
    fold = folds(respondents, 5)
    chances = np.zeros(marks.shape, np.float32)
    for one in np.unique(fold):
        weights, offsets = fit_felt(matrix[fold != one], marks[fold != one], first)
        chances[fold == one] = sigmoid(matrix[fold == one] @ weights + offsets)
    return np.concatenate(
        [
            best_thresholds(chances[:, :first], marks[:, :first], CHANCES, 40),
            best_thresholds(chances[:, first:], marks[:, first:], CHANCES, 40),
        ]
    )
