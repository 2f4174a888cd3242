"""The learning itself; scikit-learn is opened here, and only here, when somebody trains."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack

from goldthread.coding.features.arrays import Scores
from goldthread.coding.models.model import MissingExtra
from goldthread.coding.models.scoring import Weights
from goldthread.coding.training.vocabularies import Vocabularies


Coefficients = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Weights (columns, labels) and offsets (labels)."""


def learner(name: str) -> Any:
    """A part of scikit-learn. Raises MissingExtra, saying what to install, where it is not there."""
    try:
        return import_module(f"sklearn.{name}")
    except ImportError:
        raise MissingExtra(
            "Training needs a package that is not installed here.",
            'Install it with: pip install "goldthread[train]". Everything else works without it.',
        ) from None


def divided(
    vocabularies: Vocabularies, rarities: tuple[Scores, ...], says: Scores, seen: Sequence[NDArray[np.uint16]]
) -> tuple[Weights, Scores]:
    """Fitted weights as a model keeps them: those of its words, and after them what other features say.

    Takes: the vocabularies with their rarities; a row a feature in the order of `design_matrix`; how many respondents
    used each entry.
    """
    word, pair, piece = vocabularies
    ends = np.cumsum([len(part.entries) for part in vocabularies])
    words, pairs, pieces = np.split(says[: ends[2]], ends[:2])
    known = (word.entries, pair.entries, piece.entries)
    made = Weights(*known, rarities[0], rarities[1], rarities[2], words, pairs, pieces, seen[0], seen[1], seen[2])
    return made, says[ends[2] :]


def design_matrix(vocabularies: Vocabularies, others: csr_matrix, rarities: tuple[Scores, ...]) -> csr_matrix:
    """Every comment as one row: words, pairs, pieces, other features. The same arithmetic as `scoring.LinearScorer`."""
    words, both, pieces = vocabularies
    read = hstack([words.counts, both.counts]).tocsr()
    return (
        hstack([_scaled(read, np.concatenate(rarities[:2])), _scaled(pieces.counts, rarities[2]), others])
        .tocsr()
        .astype(np.float64)
    )


def _scaled(counts: csr_matrix, rarity: Scores) -> csr_matrix:
    length = np.sqrt(np.maximum(counts @ (rarity**2), 1e-12))
    return diags(1 / length) @ counts @ diags(rarity)


def fit_themes(
    seen: csr_matrix, marks: NDArray[np.int8], strength: float = 0.05, tolerance: float = 1e-2
) -> Coefficients:
    """One straight line for each label: weights (columns, labels) and offsets.

    Rare labels weigh more, by the square root of how rare they are. A label nobody marked never scores.
    Source: linear support vector machine, squared hinge loss.
    """
    machine = learner("svm").LinearSVC
    weights = np.zeros((seen.shape[1], marks.shape[1]))
    offsets = np.full(marks.shape[1], -3.0)
    for label in range(marks.shape[1]):
        wanted = marks[:, label]
        if wanted.any() and not wanted.all():
            more = np.sqrt((len(wanted) - wanted.sum()) / wanted.sum())
            line = machine(C=strength, class_weight={0: 1, 1: more}, random_state=0, max_iter=5000, tol=tolerance)
            line.fit(seen, wanted)
            weights[:, label], offsets[label] = line.coef_[0], line.intercept_[0]
    return weights, offsets


def fit_sentiment(seen: csr_matrix, points: NDArray[np.int64], strength: float = 0.5) -> Coefficients:
    """Five lines, one for each point of sentiment (1 to 5). Source: multinomial logistic regression."""
    machine = learner("linear_model").LogisticRegression
    held = np.bincount(points, minlength=6)[1:]
    weights = np.zeros((seen.shape[1], 5))
    offsets = np.full(5, -10.0)
    present = np.flatnonzero(held) + 1
    if len(present) < 2:
        offsets[present - 1] = 0.0
        return weights, offsets
    more = {int(point): float((held[held > 0].mean() / held[point - 1]) ** 0.3) for point in present}
    fitted = machine(C=strength, class_weight=more, max_iter=300, tol=1e-3).fit(seen.astype(np.float32), points)
    lines, ends = fitted.coef_, fitted.intercept_
    if len(present) == 2:
        lines, ends = np.vstack([-lines[0], lines[0]]) / 2, np.array([-ends[0], ends[0]]) / 2
    weights[:, present - 1], offsets[present - 1] = lines.T, ends
    return weights, offsets


def fit_heads(matrix: Scores, marks: NDArray[np.int8], strength: float = 0.3) -> Coefficients:
    """One line for each feeling or moment over its features. Source: logistic regression, rare labels weighing more."""
    machine = learner("linear_model").LogisticRegression
    weights = np.zeros((matrix.shape[1], marks.shape[1]))
    offsets = np.full(marks.shape[1], -6.0)
    for label in range(marks.shape[1]):
        wanted = marks[:, label]
        if wanted.sum() >= 2:
            more = np.sqrt((len(wanted) - wanted.sum()) / wanted.sum())
            line = machine(C=strength, class_weight={0: 1, 1: more}, solver="liblinear", random_state=0)
            line.fit(matrix, wanted)
            weights[:, label], offsets[label] = line.coef_[0], line.intercept_[0]
    return weights, offsets
