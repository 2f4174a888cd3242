"""Words and parts of words as numbers: word 1–2-grams and, inside words, 3–5 letters; TF-IDF, numpy and scipy only."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import scipy.sparse as sp


WORD = re.compile(r"\w\w+|[^\w\s]{1,3}(?=\s|$)")
PART = re.compile(r"\S+")
FEWEST = 3
CACHED = 60_000
Array = np.ndarray


def normal(text: str) -> str:
    """The text as the coder reads it: lower case, one kind of apostrophe, tokens of redaction kept as words."""
    return text.lower().replace("’", "'").replace("`", "'").replace("\u00a0", " ")


def grams(part: str) -> list[str]:
    """The 3 to 5 letter pieces of one word with a blank on each side."""
    padded = f" {part[:40]} "
    size = len(padded)
    return [padded[at : at + n] for n in (3, 4, 5) for at in range(max(size - n + 1, 0))]


class Features:
    """A fitted vocabulary. `transform` gives an (n, width) sparse matrix whose two blocks are each of length 1."""

    def __init__(self, words: Sequence[str], parts: Sequence[str], weights: Array) -> None:
        self.words, self.parts = list(words), list(parts)
        self.weights = weights.astype(np.float32)
        self._word_at = {word: place for place, word in enumerate(self.words)}
        self._part_at = {part: len(self.words) + place for place, part in enumerate(self.parts)}
        self._cached: dict[str, Array] = {}
        self.width = len(self.words) + len(self.parts)

    @classmethod
    def fit(cls, texts: Sequence[str], people: Sequence[str]) -> "Features":
        """Learn the vocabulary: what fewer than three people said is left out."""
        words: dict[str, set[str]] = defaultdict(set)
        parts: dict[str, set[str]] = defaultdict(set)
        in_texts: dict[str, int] = defaultdict(int)
        for text, person in zip(texts, people, strict=True):
            said = normal(text)
            for word in (found := set(_ngrams(WORD.findall(said)))):
                words[word].add(person)
            for part in (pieces := {gram for one in PART.findall(said) for gram in grams(one)}):
                parts[part].add(person)
            for one in found:
                in_texts[f"w{one}"] += 1
            for one in pieces:
                in_texts[f"p{one}"] += 1
        kept_words = sorted(word for word, who in words.items() if len(who) >= FEWEST)
        kept_parts = sorted(part for part, who in parts.items() if len(who) >= FEWEST)
        counts = [in_texts[f"w{w}"] for w in kept_words] + [in_texts[f"p{p}"] for p in kept_parts]
        weights = np.log((1 + len(texts)) / (1 + np.array(counts, dtype=float))) + 1
        return cls(kept_words, kept_parts, weights)

    def transform(self, texts: Sequence[str]) -> sp.csr_matrix:
        """The features of texts; unknown words count only through their parts."""
        flat: list[Array] = []
        lengths = np.zeros(len(texts) + 1, dtype=np.int64)
        for row, text in enumerate(texts):
            said = normal(text)
            found = [np.array(self._word_ids(WORD.findall(said)), dtype=np.int32)]
            found += [self._parts_of(part) for part in PART.findall(said)]
            flat += found
            lengths[row + 1] = sum(map(len, found))
        indices = np.concatenate(flat) if flat else np.empty(0, dtype=np.int32)
        matrix = sp.csr_matrix(
            (np.ones(len(indices), dtype=np.float32), indices, np.cumsum(lengths)), shape=(len(texts), self.width)
        )
        matrix.sum_duplicates()
        return self._weighed(matrix)

    def _weighed(self, matrix: sp.csr_matrix) -> sp.csr_matrix:
        """TF-IDF, each block scaled to length 1 by itself."""
        matrix.data = (1 + np.log(matrix.data)) * self.weights[matrix.indices]
        rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
        is_part = matrix.indices >= len(self.words)
        squares = matrix.data.astype(np.float64) ** 2
        for block in (is_part, ~is_part):
            total = np.bincount(rows[block], squares[block], minlength=matrix.shape[0])
            scale = np.divide(1.0, np.sqrt(total), out=np.zeros_like(total), where=total > 0)
            matrix.data[block] *= scale[rows[block]].astype(np.float32)
        return matrix

    def _word_ids(self, words: list[str]) -> list[int]:
        get = self._word_at.get
        return [place for gram in _ngrams(words) if (place := get(gram)) is not None]

    def _parts_of(self, part: str) -> Array:
        held = self._cached.get(part)
        if held is None:
            if len(self._cached) >= CACHED:
                self._cached.clear()
            get = self._part_at.get
            places = [place for gram in grams(part) if (place := get(gram)) is not None]
            held = self._cached[part] = np.array(places, dtype=np.int32)
        return held


def _ngrams(words: list[str]) -> Iterable[str]:
    yield from words
    yield from map(" ".join, zip(words, words[1:], strict=False))
