"""What the coders of feelings and moments look at: phrases found, themes, sentiment, the question."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from goldthread.coding.phrases import Hit
from goldthread.coding.reading import Scores


def phrase_counts(found: Sequence[Sequence[Hit]], entries: int) -> Scores:
    """How often each entry's phrases occur (n, 2 * entries): plainly, then denied; two are as good as ten."""
    made = np.zeros((len(found), 2 * entries), np.float32)
    for row, hits in enumerate(found):
        for hit in hits:
            made[row, hit.shows + (entries if hit.denied else 0)] += 1
    return np.minimum(made, 2)


def softmax(scores: Scores) -> Scores:
    """Scores as shares that sum to 1."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    made: Scores = raised / raised.sum(axis=1, keepdims=True)
    return made


def sigmoid(scores: Any) -> Any:
    """Scores as probabilities."""
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


def sheet(phrases: Scores, themes: Scores, sentiment: Scores) -> Scores:
    """All of it side by side: phrases, theme scores, sentiment as shares."""
    return np.hstack([phrases, np.clip(themes, -3, 3), softmax(sentiment)]).astype(np.float32)
