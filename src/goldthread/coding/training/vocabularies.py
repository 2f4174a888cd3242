"""The vocabulary of a training set: what at least three respondents wrote, less what looks like a name."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.words import normalise, pairs, piece_counts


LEAST = 3
"""Respondents that an entry must come from."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """One vocabulary with its counts in each comment (n, entries) and the respondents who used each entry."""

    entries: tuple[str, ...]
    counts: csr_matrix
    seen: np.ndarray

    def rarity(self, rows: Sequence[int] | np.ndarray) -> Scores:
        """How rare each entry is among some comments. Source: smoothed inverse document frequency."""
        held = self.counts[rows]
        among = np.bincount(held.indices, minlength=len(self.entries))
        made: Scores = (np.log((1 + held.shape[0]) / (1 + among)) + 1).astype(np.float32)
        return made


Vocabularies = tuple[Vocabulary, Vocabulary, Vocabulary]
"""Of words, of pairs of words, of groups of letters."""

NOTHING_KNOWN: tuple[frozenset[str], frozenset[str], frozenset[str]] = (frozenset(), frozenset(), frozenset())


def build_vocabularies(
    told: Sequence[list[str]],
    respondents: Sequence[str],
    names: frozenset[str],
    least: int = LEAST,
    known: tuple[Container[str], Container[str], Container[str]] = NOTHING_KNOWN,
) -> Vocabularies:
    """Words, pairs of words and pieces of words that at least so many respondents used; `names` are left out.

    A respondent "" is nobody: what was composed makes no entry. Takes: `known`, words, pairs and pieces that enough
    respondents used elsewhere; here one is enough.
    """
    words = _part(told, respondents, Counter, lambda word: word not in names, least, known[0])
    held = set(words.entries)
    both = _part(
        told,
        respondents,
        lambda one: Counter(f"{a} {b}" for a, b in pairs(one) if a in held and b in held),
        lambda pair: True,
        least,
        known[1],
    )
    return words, both, _part(told, respondents, _pieces, lambda piece: piece.strip() not in names, least, known[2])


def _pieces(one: list[str]) -> Counter[str]:
    made: Counter[str] = Counter()
    for word in one:
        made.update(piece_counts(word))
    return made


def _part(
    told: Sequence[list[str]],
    respondents: Sequence[str],
    count: Callable[[list[str]], Counter[str]],
    wanted: Callable[[str], bool],
    least: int,
    known: Container[str],
) -> Vocabulary:
    counted = [count(one) for one in told]
    seen: dict[str, set[str]] = {}
    for one, respondent in zip(counted, respondents, strict=True):
        if respondent:
            for entry in one:
                seen.setdefault(entry, set()).add(respondent)
    enough = (entry for entry, who in seen.items() if entry in known or (len(who) >= least and wanted(entry)))
    entries = tuple(sorted(enough))
    at = {entry: number for number, entry in enumerate(entries)}
    columns = [[(at[entry], n) for entry, n in one.items() if entry in at] for one in counted]
    ends = np.cumsum([0, *(len(one) for one in columns)])
    flat = [pair for one in columns for pair in one]
    matrix = csr_matrix(
        (np.array([n for _, n in flat], np.float32), np.array([c for c, _ in flat], np.int64), ends),
        shape=(len(told), len(entries)),
    )
    return Vocabulary(entries, matrix, np.array([min(len(seen[entry]), 65535) for entry in entries], np.uint16))


_NOT_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december covid christmas easter english british bingo xbox wifi playstation internet
    google facebook tv dr gp gps i i'm i've i'd i'll""".split()
)


def name_like(texts: Iterable[str]) -> frozenset[str]:
    """Words that are mostly written with one capital inside sentences: names of people and places, mostly."""
    capital: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for text in texts:
        plain, before = normalise(text)[1:-1], ""
        at = 0
        for word in plain.split():
            at = plain.index(word, at)
            written = text[at : at + len(word)]
            if before and before[-1].isalnum() and not before.isupper():
                inside[word] += 1
                capital[word] += written[:1].isupper() and not written[1:].isupper() and len(word) > 1
            at += len(word)
            before = written + text[at : at + 1].strip()
    return frozenset(
        word for word, n in capital.items() if n >= 2 and n >= 0.6 * inside[word] and word not in _NOT_NAMES
    )
