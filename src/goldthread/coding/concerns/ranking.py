"""How likely an answer needs a person: one probability from its words, its question, its score and its sentiment.

What phrases and roundabout words find are candidates; the probability says which to read first, and the length of the
queue how far down to read. What is below is not cleared: the model's file says how much is missed at each length.
Words are counted in every answer; the likeliest answers are looked at again, in context.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from goldthread.coding.concerns.classifier import classifier
from goldthread.coding.concerns.context import ContextScorer, load_context
from goldthread.coding.concerns.finding import concerns_in, phrases_in
from goldthread.coding.concerns.signals import (
    KINDS,
    Place,
    WordScores,
    by_answer,
    gathered,
    likeliest,
    places,
    said_at,
    signals,
    with_context,
)
from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.matrix import sigmoid
from goldthread.coding.models.model import Model, load
from goldthread.coding.models.scoring import LinearScorer
from goldthread.vocabulary import CONCERNS, Answer, Code, WrongUsage


COMMITTED = Path(__file__).parents[1] / "models" / "triage"
USUAL_LENGTH = 20
"""Answers in 1,000 that the queue holds where nobody has chosen."""
EXACT_TO = 5
"""Decimals of a probability: more would depend on how many answers are read together."""


BELOW = 0.5
"""The most that an answer which nobody looks at again can have, as a share of the least of the longest queue."""


@dataclass(frozen=True, slots=True)
class RankedAnswer:
    """The probability that an answer needs a person (0-1), and its concerns, the likeliest kind first.

    Each code has the probability as its confidence. Without codes the answer is below every length of the queue.
    """

    probability: float
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class QueueLength:
    """A length of the queue: ordinary answers in 1,000 that it holds, the least probability, and what is missed.

    `missed` is how many in 100 of the invented concerns that the model had not seen are not in a queue of this length.
    """

    in_a_thousand: int
    limit: float
    missed: int


class ConcernRanker:
    """Gives each answer its probability. Takes: what looks a second time. Raises KeyError for another make of model."""

    def __init__(self, model: Model, context: ContextScorer) -> None:
        self.version = model.version
        self.lengths = tuple(
            QueueLength(one["in_a_thousand"], one["limit"], round(100 * (1 - one["apart"])))
            for one in model.facts["curve"]
        )
        self._scorer = LinearScorer(model.weights)
        self._offset, self._says = model.numbers["offset"], model.numbers["rank_says"]
        self._rank_offset = float(model.numbers["rank_offset"][0])
        self._context, self._again_says = context, model.numbers["again_says"]
        self._again_offset, self._again_from = (float(model.numbers[one][0]) for one in ("again_offset", "again_from"))
        self._least = min(one.limit for one in self.lengths)

    def rank(self, answers: Sequence[Answer], sentiments: Sequence[str]) -> list[RankedAnswer]:
        """Rank answers, in order. Takes: the sentiment of each, "1" very positive to "5", "" for none."""
        texts = [answer.text for answer in answers]
        if not texts:
            return []
        told = places(texts)
        scores = self._scores(said_at(texts, told))
        said = gathered(len(texts), told, scores)
        made = signals(answers, sentiments, phrases_in(texts), said, self._roundabout(texts))
        chances = sigmoid((made @ self._says + self._rank_offset).astype(np.float64))
        again = chances >= self._again_from
        chances = np.minimum(chances, BELOW * self._least)
        if again.any():
            some = [row for row, (at, _, _) in enumerate(told) if again[at]]
            seen = self._again(texts, [told[row] for row in some], scores[some])
            looked = with_context(made[again], seen.first[again])
            chances[again] = sigmoid((looked @ self._again_says + self._again_offset).astype(np.float64))
            said.kinds[again], said.places[again] = seen.kinds[again], seen.places[again]
        chances = np.round(chances, EXACT_TO)
        rows = np.flatnonzero(chances >= self._least).tolist()
        found = dict(zip(rows, concerns_in([texts[row] for row in rows]), strict=True))
        return [
            RankedAnswer(float(p), self._codes(row, float(p), found[row], said) if row in found else ())
            for row, p in enumerate(chances)
        ]

    def _scores(self, told: Sequence[str]) -> Scores:
        made: Scores = self._scorer.scores(told) + self._offset
        return made

    def _again(self, texts: Sequence[str], told: Sequence[Place], scores: Scores) -> WordScores:
        """What the likeliest parts of some answers say in context."""
        rows = likeliest(told, scores)
        chosen = [told[row] for row in rows]
        return gathered(len(texts), chosen, self._context.scores(said_at(texts, chosen)))

    def _roundabout(self, texts: Sequence[str]) -> Scores:
        """The likeliest sentence of each text, as what finds roundabout words scores it (n,)."""
        return by_answer(texts, classifier().scores).first

    def _codes(self, row: int, probability: float, found: tuple[Code, ...], said: WordScores) -> tuple[Code, ...]:
        """The concerns of one answer, the likeliest kind first; its likeliest part where nothing else was found."""
        kinds = said.kinds[row]
        start, end = map(int, said.places[row])
        if not found and start >= 0:
            found = (Code(CONCERNS, KINDS[int(kinds.argmax())], self.version, 0.0, "suggested", start, end),)
        likeliest = sorted(found, key=lambda code: -kinds[KINDS.index(code.label)])
        return tuple(replace(code, confidence=probability) for code in likeliest)


@cache
def ranker() -> ConcernRanker:
    """The committed one. Raises NotAModel."""
    return ConcernRanker(load(COMMITTED), load_context(COMMITTED))


def ranked_concerns(answers: Sequence[Answer], sentiments: Sequence[str]) -> list[RankedAnswer]:
    """Rank answers by the committed model."""
    return ranker().rank(answers, sentiments)


def queue_lengths() -> tuple[QueueLength, ...]:
    """The lengths that the queue may have, shortest first."""
    return ranker().lengths


def queue_length(in_a_thousand: int) -> QueueLength:
    """One length of the queue. Raises WrongUsage for one there is none of."""
    found = next((one for one in queue_lengths() if one.in_a_thousand == in_a_thousand), None)
    if found is None:
        said = ", ".join(str(one.in_a_thousand) for one in queue_lengths())
        raise WrongUsage("The review queue cannot have that length.", f"Choose one of: {said}.")
    return found


def least_probability(in_a_thousand: int) -> float:
    """The least probability (0-1) of an answer in a queue of that length. Raises WrongUsage."""
    return float(np.float32(queue_length(in_a_thousand).limit))
