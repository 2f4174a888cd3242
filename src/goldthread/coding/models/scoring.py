"""From texts to scores: what each distinct word adds is looked up once and kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.words import piece_counts, words


KEPT = 20_000
"""Distinct words that are remembered beyond the vocabulary; more, and they are forgotten together."""

AT_ONCE = 20_000
"""Words that are scored together."""

LONGEST_ANSWER = 5_000
"""Words of one answer that are read; the longest real ones have a few hundred."""


@dataclass(frozen=True, eq=False)
class Weights:
    """What words, pairs of neighbouring words and pieces of words say for each of K outputs.

    `words`, `pairs` and `pieces` are vocabularies in order, pairs as "one two"; `*_rarity` the weight of each by how
    few comments hold it; `*_says` (n, K) what each says; `*_seen` how many respondents used it.
    """

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    pieces: tuple[str, ...]
    word_rarity: Scores
    pair_rarity: Scores
    piece_rarity: Scores
    word_says: Scores
    pair_says: Scores
    piece_says: Scores
    word_seen: NDArray[np.uint16]
    pair_seen: NDArray[np.uint16]
    piece_seen: NDArray[np.uint16]


@dataclass(eq=False)
class LinearScorer:
    """Scores texts. A text's score is the sum over its words, each part divided by its length as a vector."""

    weights: Weights

    def __post_init__(self) -> None:
        weights = self.weights
        self.width = weights.word_says.shape[1]
        self._word_at = {word: at for at, word in enumerate(weights.words)}
        self._piece_at = {piece: at for at, piece in enumerate(weights.pieces)}
        self._pieces = weights.piece_says * weights.piece_rarity[:, None]
        self._squares = weights.piece_rarity**2
        known = len(weights.words)
        self._table = np.zeros((known + KEPT + AT_ONCE, 2 * self.width + 2), np.float32)
        self._table[:known, : self.width] = weights.word_says * weights.word_rarity[:, None]
        self._table[:known, -2] = weights.word_rarity**2
        for at, word in enumerate(weights.words):
            self._fill(at, word)
        self._rows = dict(self._word_at)
        self._pair_keys, self._pair_table = self._pair_tables()

    def _pair_tables(self) -> tuple[NDArray[np.int64], Scores]:
        weights, size = self.weights, len(self.weights.words)
        split = [pair.split(" ") for pair in weights.pairs]
        keys = np.array([self._word_at[a] * size + self._word_at[b] for a, b in split], np.int64)
        order = np.argsort(keys)
        table = np.zeros((len(keys), self.width + 1), np.float32)
        table[:, :-1] = weights.pair_says * weights.pair_rarity[:, None]
        table[:, -1] = weights.pair_rarity**2
        return keys[order], table[order]

    def _fill(self, row: int, word: str) -> None:
        """What a word's pieces say, and how much they weigh."""
        found = [(self._piece_at[piece], n) for piece, n in piece_counts(word).items() if piece in self._piece_at]
        if found:
            at = [one for one, _ in found]
            counts = np.array([n for _, n in found], np.float32)
            self._table[row, self.width : -2] = counts @ self._pieces[at]
            self._table[row, -1] = counts @ self._squares[at]

    def _row(self, word: str) -> int:
        """The row of a word met for the first time."""
        row = len(self._rows)
        self._rows[word] = row
        self._table[row] = 0
        self._fill(row, word)
        return row

    def scores(self, texts: Sequence[str]) -> Scores:
        """Scores of each text (n, K). Texts without any known piece score 0 everywhere."""
        return self.scores_of_words([words(text) for text in texts])

    def scores_of_words(self, told: Sequence[list[str]]) -> Scores:
        """Scores of texts that are already words."""
        made = np.zeros((len(told), self.width), np.float32)
        began = size = 0
        for at, one in enumerate(told):
            size += min(len(one), LONGEST_ANSWER)
            if size > AT_ONCE - LONGEST_ANSWER or at == len(told) - 1:
                made[began : at + 1] = self._together([one[:LONGEST_ANSWER] for one in told[began : at + 1]])
                began, size = at + 1, 0
        return made

    def _together(self, told: Sequence[list[str]]) -> Scores:
        if len(self._rows) > len(self.weights.words) + KEPT:
            self._rows = dict(self._word_at)
        ends = np.zeros(len(told) + 1, np.int64)
        np.cumsum([len(one) for one in told], out=ends[1:])
        rows, fresh = self._rows, self._row
        flat = np.array([rows[word] if word in rows else fresh(word) for one in told for word in one], np.int64)
        ones = np.ones(len(flat), np.float32)
        sums = csr_matrix((ones, flat, ends), shape=(len(told), len(self._table))) @ self._table
        self._add_pairs(sums, flat, ends)
        width = self.width
        length = np.sqrt(np.maximum(sums[:, -2:], 1e-12))
        made: Scores = sums[:, :width] / length[:, :1] + sums[:, width:-2] / length[:, 1:]
        return made

    def _add_pairs(self, sums: Scores, flat: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
        size = len(self.weights.words)
        if len(flat) < 2 or not len(self._pair_keys):
            return
        text_of = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
        near = (text_of[:-1] == text_of[1:]) & (flat[:-1] < size) & (flat[1:] < size)
        keys = flat[:-1][near] * size + flat[1:][near]
        at = np.minimum(np.searchsorted(self._pair_keys, keys), len(self._pair_keys) - 1)
        known = self._pair_keys[at] == keys
        chosen = csr_matrix(
            (np.ones(int(known.sum()), np.float32), (text_of[:-1][near][known], at[known])),
            shape=(len(sums), len(self._pair_keys)),
        )
        said = chosen @ self._pair_table
        sums[:, : self.width] += said[:, :-1]
        sums[:, -2] += said[:, -1]
