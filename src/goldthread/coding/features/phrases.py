"""Phrases of the definitions found in a text: which feeling, moment or theme they hint at, where, whether denied."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick
import numpy as np
from scipy.sparse import csr_matrix

from goldthread.coding.features.arrays import Scores
from goldthread.coding.features.words import normalise
from goldthread.coding.frameworks import feelings, framework, touchpoint_kinds


_DENIALS = re.compile(
    r" (?:not|no|never|without|nothing|nobody|none|isn't|wasn't|weren't|aren't|don't|didn't|doesn't|can't|cannot|"
    r"couldn't|won't|wouldn't|hardly|barely|lack of|isnt|wasnt|dont|didnt|doesnt|cant|couldnt|wont|wouldnt|neither|nor|"
    r"hasn't|haven't|hadn't|needs?|more|be|better)(?: [^ ]+){0,2} $"
)
"""Words that turn what follows round, or only wish for it ("could be kinder", "needs more information")."""

_REACH = 30
"""Letters before a phrase in which words that deny it are looked for."""

_MOST = 2
"""Two hints are as good as ten."""

PhraseMatches = list[tuple[int, int]]
"""A phrase's number (twice, plus one where denied) and its last letter in the normalised text."""


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase at [start, end) of the text that hints at entry number `shows`.

    `denied` after "not" and the like; `reach` is where the denying words begin, else the same as `start`.
    """

    shows: int
    start: int
    end: int
    denied: bool
    reach: int


class Phrases:
    """Finds all phrases of a list of entries in one pass."""

    def __init__(self, entries: Iterable[Iterable[str]]) -> None:
        shown: dict[str, set[int]] = {}
        self.count = 0
        for number, phrases in enumerate(entries):
            self.count += 1
            for phrase in phrases:
                shown.setdefault(_form(phrase), set()).add(number)
        self._lengths: list[int] = []
        self._shows = [tuple(sorted(numbers)) for numbers in shown.values()]
        self._finder = ahocorasick.Automaton()
        for number, form in enumerate(shown):
            bare = form.removesuffix("*") if form.endswith("*") else form + " "
            self._lengths.append(len(bare))
            # A form with and without * may leave the same letters only where one ends in a blank: they never collide.
            self._finder.add_word(bare, number)
        self._finder.make_automaton()
        self._hints = self._hint_table()
        self._showing: dict[tuple[int, bool], set[int]] = {
            (entry, denied): set() for entry in range(self.count) for denied in (False, True)
        }
        for at, shows in enumerate(self._shows):
            for entry in shows:
                self._showing[entry, False].add(2 * at)
                self._showing[entry, True].add(2 * at + 1)

    def _hint_table(self) -> csr_matrix:
        """Which entries each phrase hints at (2 * phrases, 2 * entries): plain ones first, then denied."""
        rows = [2 * at for at, shows in enumerate(self._shows) for _ in shows]
        columns = [show for shows in self._shows for show in shows]
        plain = (np.ones(len(rows), np.float32), (rows, columns))
        denied = (plain[0], ([row + 1 for row in rows], [column + self.count for column in columns]))
        shape = (2 * len(self._shows), 2 * self.count)
        return (csr_matrix(plain, shape=shape) + csr_matrix(denied, shape=shape)).tocsr()

    def find_in(self, plain: str) -> PhraseMatches:
        """Every phrase of a normalised text."""
        lengths, search = self._lengths, _DENIALS.search
        found = []
        for last, number in self._finder.iter(plain):
            start = last - lengths[number] + 1
            found.append((2 * number + (search(plain, max(0, start - _REACH), start + 1) is not None), last))
        return found

    def counts(self, found: Sequence[PhraseMatches]) -> Scores:
        """How often each entry is hinted at (n, 2 * entries): plainly, then denied."""
        ends = np.zeros(len(found) + 1, np.int64)
        np.cumsum([len(one) for one in found], out=ends[1:])
        flat = np.array([number for one in found for number, _ in one], np.int64)
        held = csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(found), self._hints.shape[0]))
        made: Scores = np.minimum((held @ self._hints).toarray(), _MOST)
        return made

    def places(self, plain: str, found: PhraseMatches, entry: int, denied: bool) -> list[tuple[int, int]]:
        """Where phrases of one entry stand in the text, plainly or (with the words that deny them) denied."""
        wanted, made = self._showing[entry, denied], []
        for number, last in [one for one in found if one[0] in wanted]:
            start = last - self._lengths[number >> 1] + 1
            denial = _denial(plain, start) if denied else None
            end = last if plain[last] == " " else plain.index(" ", last + 1)
            made.append((start if denial is None else denial.start(), end - 1))
        return made

    def hits(self, plain: str, found: PhraseMatches) -> list[PhraseHit]:
        """Where the phrases stand in the text itself."""
        made = []
        for number, last in found:
            start = last - self._lengths[number // 2] + 1
            end = last if plain[last] == " " else plain.index(" ", last + 1)
            denial = _denial(plain, start)
            reach = start if denial is None else denial.start()
            made += [PhraseHit(show, start, end - 1, denial is not None, reach) for show in self._shows[number // 2]]
        return made

    def find(self, text: str) -> list[PhraseHit]:
        """Every phrase of a text, in order of its end."""
        plain = normalise(text)
        return self.hits(plain, self.find_in(plain))


def _denial(plain: str, start: int) -> re.Match[str] | None:
    return _DENIALS.search(plain, max(0, start - _REACH), start + 1)


def _form(phrase: str) -> str:
    """A phrase as it stands in a normalised text: a blank before it, and * after it where any ending will do."""
    plain = " ".join(normalise(phrase.rstrip("*")).split()) or phrase.rstrip("*")
    return f" {plain}" + ("*" if phrase.endswith("*") else "")


@cache
def all_phrases() -> Phrases:
    """Phrases of the 16 feelings, then of the 14 kinds of touchpoint, then of the 32 themes."""
    return Phrases([*(one.words for one in feelings()), *(one.words for one in touchpoint_kinds()), *framework().words])
