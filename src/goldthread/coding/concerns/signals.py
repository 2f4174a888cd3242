"""What the ranking of concerns rests on, as numbers: words, phrases, question, score and sentiment of each answer."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from goldthread.coding.concerns.classifier import sentences
from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.metadata import QUESTION_TYPES, SCORES, circumstances
from goldthread.vocabulary import Answer, Code


SentenceScorer = Callable[[Sequence[str]], Scores]
"""Gives log-odds of sentences (n, 1 + kinds): of any concern, then of each kind where there is one."""

Place = tuple[int, int, int]
"""Which answer a part is of, where it begins and where it ends."""

KINDS = ("danger", "safeguarding", "complaint", "identified")
POINTS = ("1", "2", "3", "4", "5")
"""Sentiment, from very positive to very negative."""

NAMES = (
    "words",
    "roundabout words",
    "phrases",
    *(f"phrase of {kind}" for kind in KINDS),
    "length",
    "sentences",
    *(f"sentiment {point}" for point in POINTS),
    *(f"score {score}" for score in SCORES),
    *QUESTION_TYPES,
    "words and negative",
    "words and positive",
    "phrase and negative",
    "phrase and positive",
)
"""The columns of `signals`."""

CONTEXT_NAMES = ("context", "context and negative", "context and positive")
"""The columns that `with_context` adds."""

TWICE = 2
"""Parts of one answer, the likeliest by their words, that are read a second time."""

LONGEST, STEP = 20, 10
"""Words of a part at most, and how far on the next one begins: in more, what matters is drowned by what does not."""

_WORD = re.compile(r"\S+")

QUIET = -8.0
"""The score of an answer that says nothing."""


@dataclass(frozen=True, eq=False)
class WordScores:
    """Log-odds of each answer's likeliest part, those of each kind, and where it is.

    `first` (n,), `kinds` (n, 4), `places` (n, 2): QUIET and -1 where there is no part.
    """

    first: Scores
    kinds: Scores
    places: NDArray[np.int32]


def parts(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a text are that are scored by themselves: its sentences, long ones in overlapping parts."""
    for start, end in sentences(text):
        places = [hit.span() for hit in _WORD.finditer(text, start, end)]
        if len(places) <= LONGEST:
            yield start, end
            continue
        for first in range(0, len(places) - STEP, STEP):
            some = places[first : first + LONGEST]
            yield some[0][0], some[-1][1]


def by_answer(texts: Sequence[str], scorer: SentenceScorer) -> WordScores:
    """Score every part of each text once. Takes: what gives log-odds (n, 1 + kinds) of sentences."""
    told = places(texts)
    return gathered(len(texts), told, scorer(said_at(texts, told)))


def places(texts: Sequence[str]) -> list[Place]:
    """Where every part of each text stands."""
    return [(at, start, end) for at, text in enumerate(texts) for start, end in parts(text)]


def said_at(texts: Sequence[str], told: Sequence[Place]) -> list[str]:
    """The words that stand at some places."""
    return [texts[at][start:end] for at, start, end in told]


def likeliest(told: Sequence[Place], scores: Scores) -> list[int]:
    """Rows of the TWICE parts of each answer that score highest, as they came. Takes: places in order of answers."""
    kept = []
    for _, some in groupby(range(len(told)), key=lambda row: told[row][0]):
        kept += sorted(sorted(some, key=lambda row: -scores[row, 0])[:TWICE])
    return kept


def gathered(count: int, told: Sequence[Place], scores: Scores) -> WordScores:
    """The scores of sentences as those of answers. Takes: which answer each sentence is of, and where it stands."""
    made = WordScores(
        np.full(count, QUIET, np.float32),
        np.full((count, len(KINDS)), QUIET, np.float32),
        np.full((count, 2), -1, np.int32),
    )
    for (at, start, end), row in zip(told, scores, strict=True):
        if row[0] > made.first[at]:
            made.first[at], made.kinds[at], made.places[at] = row[0], row[1:], (start, end)
    return made


def signals(
    answers: Sequence[Answer],
    sentiments: Sequence[str],
    found: Sequence[tuple[Code, ...]],
    said: WordScores,
    roundabout: Scores,
) -> Scores:
    """Signals of each answer (n, NAMES).

    Takes: sentiment as POINTS, "" for none; concerns found by phrases; scores of words; those of roundabout words (n,).
    """
    made = np.zeros((len(answers), len(NAMES)), np.float32)
    made[:, 0] = np.clip(said.first, QUIET, 8)
    made[:, 1] = np.clip(roundabout, QUIET, 8)
    made[:, 2] = [len(codes) > 1 for codes in found]
    for row, (answer, point, codes) in enumerate(zip(answers, sentiments, found, strict=True)):
        _told(made[row], answer, point, codes)
    return made


def with_context(made: Scores, context: Scores) -> Scores:
    """Signals with what a second look says of each answer's likeliest part (n, NAMES + CONTEXT_NAMES)."""
    told = np.clip(context, QUIET, 8)
    positive, negative = (made[:, 9 + at] + made[:, 10 + at] for at in (0, 3))
    return np.column_stack([made, told, told * negative, told * positive]).astype(np.float32)


def _told(row: Scores, answer: Answer, point: str, codes: tuple[Code, ...]) -> None:
    question, score, _ = circumstances(answer)
    for code in codes:
        row[3 + KINDS.index(code.label)] = 1
    row[7], row[8] = np.log1p(len(answer.text.split())), np.log1p(sum(1 for _ in sentences(answer.text)))
    if point in POINTS:
        row[9 + POINTS.index(point)] = 1
    if score in SCORES:
        row[14 + SCORES.index(score)] = 1
    if question in QUESTION_TYPES:
        row[19 + QUESTION_TYPES.index(question)] = 1
    negative, positive = point in ("4", "5"), point in ("1", "2")
    row[22], row[23] = row[0] * negative, row[0] * positive
    row[24], row[25] = bool(codes) and negative, bool(codes) and positive
