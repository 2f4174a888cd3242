"""The fast coder: themes, sentiment, feelings and kinds of touchpoint by a fitted linear model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.long_answers import in_parts, joined, once
from goldthread.coding.features.matrix import feature_matrix, side_features, sigmoid, softmax
from goldthread.coding.features.metadata import (
    circumstances,
    metadata_features,
    says_nothing,
    settings_told,
)
from goldthread.coding.features.phrases import PhraseMatches, all_phrases
from goldthread.coding.features.words import normalise
from goldthread.coding.frameworks import feelings, touchpoint_kinds
from goldthread.coding.models.groundwork import groundwork
from goldthread.coding.models.model import Model
from goldthread.coding.models.scoring import LinearScorer
from goldthread.coding.models.thresholds import decide
from goldthread.coding.models.tone import heard
from goldthread.coding.models.unsaid import unsaid
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, TOUCHPOINTS, Answer, Code
from goldthread.vocabulary.suggestions import is_suggestion


AT_ONCE = 4096
"""Answers that are worked on together: memory stays flat whatever comes in."""


@dataclass(frozen=True, eq=False)
class Encoded:
    """Some answers as a coder encodes them: scores that its marks rest on.

    `plain` holds normalised texts, `found` the phrases in them and `hints` their counts, `ground` scores of the
    groundwork, `themes` and `points` scores of themes and sentiment, `has_words` whether an answer says anything.
    """

    answers: Sequence[Answer]
    plain: list[str]
    found: list[PhraseMatches]
    hints: Scores
    ground: Scores
    themes: Scores
    points: Scores
    has_words: NDArray[np.bool_]


class Coder:
    """Suggests themes, sentiment, feelings and kinds of touchpoint. Nothing is ever agreed by it."""

    kind = "fast"

    def __init__(self, model: Model) -> None:
        self.model = model
        self.version = model.version
        self.framework = str(model.facts.get("framework", THEMES))
        self.labels: tuple[str, ...] = tuple(model.facts["labels"])
        self._scorer = LinearScorer(model.weights)
        self._services = {name: at for at, name in enumerate(model.facts["services"])}
        self._phrases = all_phrases()
        self._felt = tuple(one.key for one in feelings())
        self._kinds = tuple(one.key for one in touchpoint_kinds())
        self._opposite = {self._felt.index(one.denied): at for at, one in enumerate(feelings()) if one.denied}
        self._metadata_cache: dict[tuple[tuple[str, str, str], bool], Scores] = {}

    def code(self, answers: Sequence[Answer]) -> list[tuple[Code, ...]]:
        """Marks of each answer, in order; none for an answer without words, and no mood for a suggestion."""
        made: list[tuple[Code, ...]] = []
        for start in range(0, len(answers), AT_ONCE):
            part = answers[start : start + AT_ONCE]
            coded = zip(part, self._coded(part), strict=True)
            made += [
                _as_written(answer.text, _without_mood(answer, unsaid(answer, heard(answer, marks, self.version))))
                for answer, marks in coded
            ]
        return made

    def theme_probabilities(self, answers: Sequence[Answer]) -> Scores:
        """Calibrated probabilities of each theme (n, labels), in the order of `labels`; 0 for answers without words."""
        made = np.zeros((len(answers), len(self.labels)), np.float32)
        for start in range(0, len(answers), AT_ONCE):
            encoded = self.encode(answers[start : start + AT_ONCE])
            made[start : start + AT_ONCE] = self.chances(encoded.themes) * encoded.has_words[:, None]
        return made

    def encode(self, answers: Sequence[Answer]) -> Encoded:
        """Encode some answers: what the marks rest on."""
        plain = [normalise(answer.text) for answer in answers]
        found = [self._phrases.find_in(one) for one in plain]
        hints = self._phrases.counts([self._found_once(*one) for one in zip(plain, found, strict=True)])
        scores, ground = self.scores(answers, plain, hints)
        told = np.array([any(c.isalnum() or ord(c) > 0x2000 for c in one) for one in plain], bool)
        width = len(self.labels)
        return Encoded(answers, plain, found, hints, ground, scores[:, :width], scores[:, width:], told)

    def _found_once(self, plain: str, found: PhraseMatches) -> PhraseMatches:
        """Phrases as they count: those of words said again do not."""
        told = plain.split()
        kept = once(told)
        return found if len(kept) == len(told) else self._phrases.find_in(f" {' '.join(kept)} ")

    def scores(self, answers: Sequence[Answer], plain: Sequence[str], hints: Scores) -> tuple[Scores, Scores]:
        """Scores of themes, then of the five points of sentiment; and those of the groundwork.

        Takes: `plain`, the normalised texts; `hints`, the phrases counted in them.
        """
        parts, begins = in_parts([once(one.split()) for one in plain])
        made = joined(self._scorer.scores_of_words(parts), begins, len(self.labels))
        ground = joined(groundwork().scores_of_words(parts), begins, 0)
        made += side_features(hints, ground) @ self.model.numbers["side_says"]
        made += np.array([self._metadata_scores(answer) for answer in answers], np.float32).reshape(len(made), -1)
        return made, ground

    def _metadata_scores(self, answer: Answer) -> Scores:
        key = (circumstances(answer), says_nothing(answer.text))
        known = self._metadata_cache.get(key)
        if known is None:
            if len(self._metadata_cache) > 10_000:
                self._metadata_cache.clear()
            columns = metadata_features(*key, self._services)
            known = self.model.numbers["sign_says"][columns].sum(axis=0) + self.model.numbers["offset"]
            self._metadata_cache[key] = known
        return known

    def chances(self, scores: Scores) -> Scores:
        """Theme scores as probabilities."""
        numbers = self.model.numbers
        made: Scores = sigmoid(scores * numbers["theme_slope"] + numbers["theme_offset"])
        return made

    def _coded(self, answers: Sequence[Answer]) -> list[tuple[Code, ...]]:
        encoded = self.encode(answers)
        marks: list[list[Code]] = [[] for _ in answers]
        self._mark(marks, self.held(encoded), self.chances(encoded.themes), self.framework, self.labels)
        self.mark_others(marks, encoded)
        return [tuple(one) for one in marks]

    def held(self, encoded: Encoded) -> NDArray[np.bool_]:
        """Which themes hold (n, labels): at least one for every answer that says anything."""
        over: NDArray[np.bool_] = decide(encoded.themes, self.model.numbers["theme_threshold"], always=True)
        return over & encoded.has_words[:, None]

    def mark_others(self, marks: list[list[Code]], encoded: Encoded) -> None:
        """Mark what is coded besides themes: sentiment, feelings and moments."""
        self._mark_sentiment(marks, encoded.points, encoded.has_words & ~self._unlabelled(encoded))
        if "head_says" in self.model.numbers:
            scores = np.hstack([encoded.themes, encoded.points])
            self._mark_felt(
                marks,
                encoded,
                self.head_features(encoded.answers, encoded.plain, encoded.hints, scores, encoded.ground),
            )

    def head_features(
        self, answers: Sequence[Answer], plain: Sequence[str], hints: Scores, scores: Scores, ground: Scores
    ) -> Scores:
        """The feature matrix of feelings and moments. Takes: what `scores` takes and gives."""
        split = len(self.labels)
        return feature_matrix(hints, scores[:, :split], scores[:, split:], ground, settings_told(answers))

    def _mark(
        self, marks: list[list[Code]], over: NDArray[np.bool_], chances: Scores, framework: str, labels: Sequence[str]
    ) -> None:
        rows, columns = np.nonzero(over)
        sure = chances[rows, columns].astype(np.float64).round(4).tolist()
        for row, column, chance in zip(rows.tolist(), columns.tolist(), sure, strict=True):
            marks[row].append(Code(framework, labels[column], self.version, chance))

    def _unlabelled(self, encoded: Encoded) -> NDArray[np.bool_]:
        """Answers that only say that they cannot be labelled, more likely than not: no sentiment either."""
        over = self.held(encoded)
        if "Labelling not possible" not in self.labels:
            return np.zeros(len(over), bool)
        at = self.labels.index("Labelling not possible")
        found: NDArray[np.bool_] = (over.sum(axis=1) == 1) & over[:, at] & (self.chances(encoded.themes)[:, at] >= 0.5)
        return found

    def _mark_sentiment(self, marks: list[list[Code]], points: Scores, told: NDArray[np.bool_]) -> None:
        shares = softmax(points)
        best = shares.argmax(axis=1)
        sure = shares.max(axis=1).astype(np.float64).round(4).tolist()
        for row in np.flatnonzero(told).tolist():
            marks[row].append(Code(SENTIMENT, str(best[row] + 1), self.version, sure[row]))

    def _mark_felt(self, marks: list[list[Code]], encoded: Encoded, head_features: Scores) -> None:
        numbers = self.model.numbers
        chances = sigmoid(head_features @ numbers["head_says"] + numbers["head_offset"])
        over = decide(chances, numbers["head_threshold"]) & encoded.has_words[:, None]
        split = len(self._felt)
        rows, columns = np.nonzero(over[:, :split])
        sure = chances[rows, columns].astype(np.float64).round(4).tolist()
        for row, at, chance in zip(rows.tolist(), columns.tolist(), sure, strict=True):
            start, end = self._shown_by(encoded.plain[row], encoded.found[row], at)
            marks[row].append(Code(FEELINGS, self._felt[at], self.version, chance, "suggested", start, end))
        self._mark(marks, over[:, split:], chances[:, split:], TOUCHPOINTS, self._kinds)

    def _shown_by(self, plain: str, found: PhraseMatches, feeling: int) -> tuple[int, int]:
        """Where the words stand that show a feeling: its own phrases first, then denied ones of its opposite."""
        own = self._phrases.places(plain, found, feeling, denied=False)
        if not own and feeling in self._opposite:
            own = self._phrases.places(plain, found, self._opposite[feeling], denied=True)
        if not own:
            own = self._phrases.places(plain, found, feeling, denied=True)
        return max(own, key=lambda place: place[1] - place[0], default=(-1, -1))


def _without_mood(answer: Answer, marks: tuple[Code, ...]) -> tuple[Code, ...]:
    """The marks of an answer; those of a suggestion without sentiment and feelings, since it tells of no experience."""
    if not is_suggestion(answer.question_type, answer.question):
        return marks
    return tuple(one for one in marks if one.framework not in (SENTIMENT, FEELINGS))


def _as_written(text: str, marks: tuple[Code, ...]) -> tuple[Code, ...]:
    """The marks, less the themes of an answer without a letter or digit: a picture alone speaks of no theme."""
    if any(letter.isalnum() for letter in text):
        return marks
    return tuple(mark for mark in marks if mark.framework == FEELINGS)
