"""Very long or repeated answers, read so that saying a thing again does not make it more themes.

A text's score grows with the root of its length, as it should for the few sentences that people write. Of ten pages,
or the same sentence pasted a hundred times, every theme would come out. So what is said again is read once, and a long
answer is read in parts: a theme holds if it holds for one of them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Scores


SHORT = 40
"""Words up to which nothing is looked at twice: the answers that the coders learned from are mostly such."""

RUN = 5
"""Words in a row that make a repeat."""

LONG = 150
"""Words from which on an answer is read in parts; of those that the coders learned from, one in four hundred."""

PART = 100
"""Words of a part, at most."""


def once(told: list[str]) -> list[str]:
    """The words of an answer, less runs of words that were there before."""
    if len(told) <= SHORT:
        return told
    seen: set[tuple[str, ...]] = set()
    kept = [True] * len(told)
    for at in range(len(told) - RUN + 1):
        run = tuple(told[at : at + RUN])
        if run in seen:
            kept[at : at + RUN] = [False] * RUN
        seen.add(run)
    return [word for word, keep in zip(told, kept, strict=True) if keep]


def in_parts(told: Sequence[list[str]]) -> tuple[list[list[str]], NDArray[np.int64]]:
    """Parts of about the same length, and where each answer's begin."""
    parts: list[list[str]] = []
    begins = np.zeros(len(told), np.int64)
    for at, one in enumerate(told):
        begins[at] = len(parts)
        many = -(-len(one) // PART) if len(one) > LONG else 1
        size = -(-len(one) // many)
        parts += [one[n * size : (n + 1) * size] for n in range(many)]
    return parts, begins


def joined(scores: Scores, begins: NDArray[np.int64], themes: int) -> Scores:
    """Scores of answers from those of their parts: of the first `themes` columns the highest, of others the mean."""
    if len(scores) == len(begins):
        return scores
    many = np.diff(np.append(begins, len(scores)))[:, None]
    highest = np.maximum.reduceat(scores[:, :themes], begins, axis=0)
    made: Scores = np.hstack([highest, np.add.reduceat(scores[:, themes:], begins, axis=0) / many]).astype(np.float32)
    return made
