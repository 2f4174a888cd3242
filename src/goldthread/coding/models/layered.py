"""A layer on a model: themes of somebody's own, or a trust's own way of coding, learned from few comments.

What the model below says of a comment is what a layer starts at, or most of its features; its own words are the rest.
"""

from collections.abc import Sequence

import numpy as np

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.long_answers import in_parts, joined, once
from goldthread.coding.features.matrix import PHRASE_WEIGHT, side_features, softmax
from goldthread.coding.features.metadata import QUESTION_TYPES, asked, says_nothing, settings_told
from goldthread.coding.features.phrases import Phrases
from goldthread.coding.models.linear import AT_ONCE, Coder, Encoded
from goldthread.coding.models.model import Model
from goldthread.coding.models.scoring import LinearScorer
from goldthread.coding.models.thresholds import decide
from goldthread.vocabulary import Answer, Code


METADATA_WEIGHT = 0.5
MARGIN_WEIGHT = 0.7


class LayeredCoder(Coder):
    """Marks a layer's themes; sentiment, feelings and moments are those of the coder below."""

    def __init__(self, model: Model, below: Coder) -> None:
        self.model = model
        self.below = below
        self.kind = below.kind
        self.version = model.version
        self.framework = str(model.facts["framework"])
        self.labels: tuple[str, ...] = tuple(model.facts["labels"])
        self.learned = str(model.facts["learned"])
        self._own = LinearScorer(model.weights)
        self._hints_own = own_phrases(model.facts["words"])

    def encode(self, answers: Sequence[Answer]) -> Encoded:
        """Read some answers as the coder below does."""
        return self.below.encode(answers)

    def layer_scores(self, encoded: Encoded) -> Scores:
        """Scores of each of the layer's themes: log odds, or in the measure of the model below for its own themes."""
        beside = layer_features(self.below, encoded, self.learned, self._hints_own)
        parts, begins = in_parts([once(one.split()) for one in encoded.plain])
        made = joined(self._own.scores_of_words(parts), begins, len(self.labels))
        made = made + beside @ self.model.numbers["side_says"] + self.model.numbers["offset"]
        started: Scores = (made + start_of(self.below, encoded, self.learned)).astype(np.float32)
        return started

    def theme_probabilities(self, answers: Sequence[Answer]) -> Scores:
        """Calibrated probabilities of each theme (n, labels), in the order of `labels`; 0 for answers without words."""
        made = np.zeros((len(answers), len(self.labels)), np.float32)
        for start in range(0, len(answers), AT_ONCE):
            encoded = self.encode(answers[start : start + AT_ONCE])
            made[start : start + AT_ONCE] = self.chances(self.layer_scores(encoded)) * encoded.has_words[:, None]
        return made

    def _coded(self, answers: Sequence[Answer]) -> list[tuple[Code, ...]]:
        encoded = self.encode(answers)
        scores = self.layer_scores(encoded)
        always = self.learned == "own marks"
        over = decide(scores, self.model.numbers["theme_threshold"], always=always) & encoded.has_words[:, None]
        marks: list[list[Code]] = [[] for _ in answers]
        self._mark(marks, over, self.chances(scores), self.framework, self.labels)
        self.below.mark_others(marks, encoded)
        return [tuple(one) for one in marks]

    def mark_others(self, marks: list[list[Code]], encoded: Encoded) -> None:
        """Mark what is coded beside themes, as the coder below does."""
        self.below.mark_others(marks, encoded)


def own_phrases(words: Sequence[Sequence[str]]) -> Phrases | None:
    """Phrases that a framework of somebody's own gives with its themes, if it gives any."""
    return Phrases(words) if any(words) else None


def start_of(below: Coder, encoded: Encoded, learned: str) -> Scores:
    """Where the layer's scores start: at what the coder below says of the same themes, or at nothing."""
    if learned != "own marks":
        return np.zeros((1, 1), np.float32)
    return below.layer_scores(encoded) if isinstance(below, LayeredCoder) else encoded.themes


def margins(below: Coder, encoded: Encoded) -> Scores:
    """How far each theme of the coder below is over its threshold."""
    lowest = below.below if isinstance(below, LayeredCoder) else below
    found: Scores = np.clip(encoded.themes - lowest.model.numbers["theme_threshold"], -2, 2).astype(np.float32)
    return found


def layer_features(
    below: Coder, encoded: Encoded, learned: str, own: Phrases | None = None, apart: Sequence[int] = ()
) -> Scores:
    """A layer's features other than its own words (n, columns).

    Takes: `learned`, one of `model.LAYERS`: themes of somebody's own look at what the coder below says, own marks start
    there; `apart`, themes of the coder below that are not looked at (to measure a theme as if nobody had known it).
    """
    parts = [
        side_features(encoded.hints, encoded.ground),
        settings_told(encoded.answers) * METADATA_WEIGHT,
        _questions(encoded) * METADATA_WEIGHT,
    ]
    if learned == "own themes":
        said = margins(below, encoded)
        said[:, list(apart)] = 0
        parts += [said * MARGIN_WEIGHT, softmax(encoded.points)]
    if own is not None:
        parts.append(own.counts([own.find_in(one) for one in encoded.plain]) * PHRASE_WEIGHT)
    return np.hstack(parts).astype(np.float32)


def _questions(encoded: Encoded) -> Scores:
    """The question asked, then the question where the answer is a form of nothing."""
    made = np.zeros((len(encoded.answers), 6), np.float32)
    for row, answer in enumerate(encoded.answers):
        question = asked(answer.question_type, answer.question, answer.service)
        if question:
            at = QUESTION_TYPES.index(question)
            made[row, at] = 1
            made[row, 3 + at] = says_nothing(answer.text)
    return made
