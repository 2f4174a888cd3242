"""Features other than words as matrices: phrases found, and what other comments teach about words."""

from typing import Any

import numpy as np

from goldthread.coding.features.arrays import Scores


PHRASE_WEIGHT = 0.4
GROUND_WEIGHT = 0.3


def side_features(phrases: Scores, ground: Scores) -> Scores:
    """Phrase counts and groundwork scores side by side, in the measure that they have beside the words."""
    return np.hstack([phrases * PHRASE_WEIGHT, np.clip(ground, -4, 4) * GROUND_WEIGHT]).astype(np.float32)


def softmax(scores: Scores) -> Scores:
    """Scores as shares that sum to 1."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    made: Scores = raised / raised.sum(axis=1, keepdims=True)
    return made


def sigmoid(scores: Any) -> Any:
    """Scores as probabilities."""
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


def feature_matrix(phrases: Scores, themes: Scores, sentiment: Scores, ground: Scores, settings: Scores) -> Scores:
    """The feature matrix of feelings and moments.

    Takes, each with a row a comment: phrases counted, theme scores, sentiment scores (shares here), groundwork scores,
    and the kinds of setting of `metadata.settings`, which stand last.
    """
    return np.hstack(
        [phrases, np.clip(themes, -3, 3), softmax(sentiment), np.clip(ground, -4, 4) * GROUND_WEIGHT, settings]
    ).astype(np.float32)
