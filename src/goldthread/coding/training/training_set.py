"""The training set in numbers: comments, their marks, their features, their folds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.matrix import side_features
from goldthread.coding.features.metadata import (
    SERVICES_APART,
    circumstances,
    metadata_feature_names,
    metadata_features,
    says_nothing,
)
from goldthread.coding.features.phrases import all_phrases
from goldthread.coding.features.words import normalise
from goldthread.coding.models.groundwork import groundwork
from goldthread.coding.training.invented import invented
from goldthread.coding.training.labelled import Labelled, folds, marked
from goldthread.coding.training.vocabularies import Vocabularies, build_vocabularies, name_like
from goldthread.vocabulary import UnreadableFile


METADATA_WEIGHT = 0.5
"""How much question and service count in addition to the words, for themes."""


@dataclass(frozen=True, eq=False)
class TrainingSet:
    """A training set in numbers: what people wrote, then what was composed for rare themes.

    `fold` (written) numbers the folds of what people wrote; everything else has a row for each of `rows`.
    """

    rows: list[Labelled]
    labels: tuple[str, ...]
    marks: NDArray[np.int8]
    points: NDArray[np.int64]
    vocabularies: Vocabularies
    phrases: Scores
    ground: Scores
    theme_others: csr_matrix
    sentiment_others: csr_matrix
    metadata_width: int
    services: list[str]
    fold: NDArray[np.int64]

    @property
    def written(self) -> int:
        """How many of the rows people wrote: they come first."""
        return len(self.fold)

    @property
    def composed(self) -> NDArray[np.int64]:
        """The rows that nobody said: lines are fitted on them, nothing is judged by them."""
        return np.arange(self.written, len(self.rows))


def prepare(rows: Sequence[Labelled], labels: tuple[str, ...]) -> TrainingSet:
    """Numbers of coded comments. Raises UnreadableFile where there are too few."""
    held = [row for row in rows if row.text.strip()]
    if len({row.respondent for row in held}) < 10:
        raise UnreadableFile("There are too few coded comments to learn from.", "Give at least ten people's comments.")
    fold = folds([row.respondent for row in held])
    held = [*held, *invented(labels)]
    told = [circumstances(row) for row in held]
    services = sorted({one[2] for one in told} - set(SERVICES_APART))
    at = {service: number for number, service in enumerate(services)}
    found = [metadata_features(one, says_nothing(row.text), at) for one, row in zip(told, held, strict=True)]
    names = metadata_feature_names(services)
    of_themes = {n for n, name in enumerate(names) if name.startswith("service ") or n < 3 or 23 <= n < 27}
    of_sentiment = {n for n, name in enumerate(names) if not name.startswith("service ")}
    respondents = [row.respondent if at < len(fold) else "" for at, row in enumerate(held)]
    plain = [normalise(row.text) for row in held]
    told_words = [one.split() for one in plain]
    phrases = all_phrases()
    counts = phrases.counts([phrases.find_in(one) for one in plain])
    ground = groundwork().scores_of_words(told_words)
    beside = csr_matrix(side_features(counts, ground))
    return TrainingSet(
        rows=held,
        labels=labels,
        marks=marked(held, labels),
        points=np.array([int(row.sentiment or 0) for row in held], np.int64),
        vocabularies=build_vocabularies(told_words, respondents, name_like(row.text for row in held)),
        phrases=counts,
        ground=ground,
        theme_others=hstack([_matrix(found, of_themes, len(names), METADATA_WEIGHT), beside]).tocsr(),
        sentiment_others=hstack([_matrix(found, of_sentiment, len(names), 1.0), beside]).tocsr(),
        metadata_width=len(names),
        services=services,
        fold=fold,
    )


def _matrix(found: list[list[int]], wanted: set[int], width: int, weight: float) -> csr_matrix:
    kept = [[one for one in row if one in wanted] for row in found]
    ends = np.cumsum([0, *(len(row) for row in kept)])
    flat = np.array([one for row in kept for one in row], np.int64)
    return csr_matrix((np.full(len(flat), weight, np.float32), flat, ends), shape=(len(found), width))
