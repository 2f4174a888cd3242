"""Fitting a layer from a warm start: weights move from the model below as little as the marks ask for."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.matrix import sigmoid


Wide = NDArray[np.float64]

ROUNDS = 80


def fit_themes_warm(
    seen: csr_matrix, marks: NDArray[np.int8], start: Scores, strength: float = 1.0
) -> tuple[Scores, Scores]:
    """Weights and offsets of few themes that move given log odds as little as the marks ask for.

    Takes: `seen` (n, columns); `marks` (n, labels) of 0 and 1; `start`, log odds to move from (n or 1, labels or 1).
    Source: logistic regression with a quadratic penalty, rarer marks weighing more by a square root; L-BFGS.
    """
    wanted = marks.astype(np.float64)
    more = 1 + wanted * (_rarer(wanted) - 1)

    def lost(odds: Wide) -> tuple[float, Wide]:
        each = more * (np.logaddexp(0, odds) - wanted * odds)
        return strength * each.sum(), strength * more * (sigmoid(odds) - wanted)

    return _minimised(seen, start, lost, wanted.shape[1], np.ones(seen.shape[1]), 0.02)


def fit_marks_warm(
    seen: csr_matrix,
    marks: NDArray[np.int8],
    start: Scores,
    l2_strength: Scores,
    offset_l2_strength: float,
    strength: float = 0.05,
) -> tuple[Scores, Scores]:
    """Weights and offsets that move scores of known themes, where the model below is least sure of its lines.

    Takes: as `fit_themes_warm`; `l2_strength` (columns), the penalty of each weight's move, 1 for what the model below
    never met; `offset_l2_strength`, the same of the offset. Source: squared hinge loss as in `estimators.fit_themes`,
    each move penalised by the curvature of the loss that fitted the weight (elastic weight consolidation, Kirkpatrick
    and others 2017); L-BFGS.
    """
    wanted = marks.astype(np.float64)
    side = 2 * wanted - 1
    more = 1 + wanted * (_rarer(wanted) - 1)

    def lost(scores: Wide) -> tuple[float, Wide]:
        short = np.maximum(0, 1 - side * scores)
        return strength * (more * short**2).sum(), -2 * strength * more * side * short

    return _minimised(seen, start, lost, wanted.shape[1], l2_strength, offset_l2_strength)


def _rarer(wanted: Wide) -> Wide:
    held = np.maximum(wanted.sum(axis=0), 1)
    more: Wide = np.sqrt((len(wanted) - wanted.sum(axis=0)) / held).clip(1)
    return more


def _minimised(
    seen: csr_matrix,
    start: Scores,
    lost: Callable[[Wide], tuple[float, Wide]],
    width: int,
    l2_strength: NDArray[np.floating],
    offset_l2_strength: float,
) -> tuple[Scores, Scores]:
    from scipy.optimize import minimize

    free = 1 / np.sqrt(np.append(l2_strength, offset_l2_strength))[:, None]
    rows = np.asarray(np.hstack([seen.todense(), np.ones((seen.shape[0], 1))]), np.float64) * free.T
    size = rows.shape[1]

    def cost(flat: Wide) -> tuple[float, Wide]:
        value, slope = lost(rows @ flat.reshape(size, width) + start)
        return value + 0.5 * float(flat @ flat), (rows.T @ slope).ravel() + flat

    found = minimize(cost, np.zeros(size * width), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    lines = (found.reshape(size, width) * free).astype(np.float32)
    return lines[:-1], lines[-1]
