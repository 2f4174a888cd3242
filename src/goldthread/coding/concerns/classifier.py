"""Concerns told in roundabout words: sentences that sound like invented ones which a person should see.

Linear models over words, pairs of words and pieces of words, in addition to the phrases of `finding`. What they find
is a candidate like any other: it is never weighed against a "not", and what they do not find is not cleared.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from goldthread.coding.features.arrays import Scores
from goldthread.coding.models.model import Model, load
from goldthread.coding.models.scoring import LinearScorer


COMMITTED = Path(__file__).parents[1] / "models" / "concerns"

LONGEST = 40
"""Words that are read together: what is told in more without a full stop is cut, each part overlapping the next."""

_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"\S+")

ConcernSpan = tuple[str, int, int]
"""A kind of concern, and where the sentence stands that sounds like it."""


class ConcernClassifier:
    """Scores sentences: whether one sounds like any concern, and which kind is the likest."""

    def __init__(self, model: Model) -> None:
        self.version = model.version
        self.labels: tuple[str, ...] = tuple(model.facts["labels"])
        self._scorer = LinearScorer(model.weights)
        self._offset, self._limit = model.numbers["offset"], model.numbers["limit"]

    def find(self, texts: Sequence[str]) -> list[tuple[ConcernSpan, ...]]:
        """For each text the kinds of concern that its sentences sound like, each with the sentence most like it."""
        told = [(at, start, end) for at, text in enumerate(texts) for start, end in sentences(text)]
        scores = self.scores([texts[at][start:end] for at, start, end in told])
        best: list[dict[int, tuple[float, int, int]]] = [{} for _ in texts]
        for row in np.flatnonzero(scores[:, 0] >= self._limit).tolist():
            (at, start, end), kind = told[row], int(scores[row, 1:].argmax())
            here = (float(scores[row, 0]), start, end)
            best[at][kind] = max(best[at].get(kind, here), here, key=lambda one: one[0])
        return [tuple((self.labels[kind], *one[kind][1:]) for kind in sorted(one)) for one in best]

    def scores(self, told: Sequence[str]) -> Scores:
        """Log-odds, among sentences as it learned from, of any concern and of each kind (n, 1 + kinds)."""
        made: Scores = self._scorer.scores(told) + self._offset
        return made


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand; very long ones in overlapping parts."""
    start = 0
    for stop in [*_ENDS.finditer(text), None]:
        end = stop.start() if stop else len(text)
        if text[start:end].strip():
            yield from _parts(text, start, end)
        start = stop.end() if stop else end


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start <= 4 * LONGEST:
        yield start, end
        return
    places = [hit.span() for hit in _WORD.finditer(text, start, end)]
    for first in range(0, max(1, len(places) - LONGEST // 2), LONGEST // 2):
        part = places[first : first + LONGEST]
        yield part[0][0], part[-1][1]


@cache
def classifier() -> ConcernClassifier:
    """The committed one. Raises NotAModel."""
    return ConcernClassifier(load(COMMITTED))
