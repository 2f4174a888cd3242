"""Concerns: words that may mean danger, safeguarding, a formal complaint or an identified person.

Phrases are looked for here; what is told in other words, `classifier` looks for. What is found is a candidate for a
person's eye. Nothing is ever cleared: a "not" takes nothing away, and what neither finds is not thereby safe. Words
that are plainly about another matter ("dying for a cuppa") are listed in the definitions.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import accumulate
from operator import itemgetter, or_
from pathlib import Path
from typing import Any

import yaml

from goldthread.coding.concerns.classifier import ConcernSpan, classifier
from goldthread.coding.concerns.phrases import (
    PIECE,
    TOKEN,
    Phrase,
    PlaceBits,
    SpellingCorrector,
    compiled,
    ends_sentence,
)
from goldthread.vocabulary import CONCERNS, BadDefinition, Code


DEFINITION = Path(__file__).parents[1] / "definitions" / "concerns" / "concerns-1.yaml"
OTHER_WORDS = DEFINITION.with_name("other_words.txt")
GRAVEST = ("danger", "safeguarding")
"""Kinds that a person should see before all others."""

KEPT = 100_000
LONGEST = 20_000
"""Letters or words of one answer that are read at once; longer answers are read in pieces."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One kind of concern in plain words."""

    key: str
    title: str
    about: str


Token = tuple[str, int, int]
"""A word with its place in the text; a full stop follows it where it ends a sentence."""

Candidate = tuple[int, int, str, Phrase]
"""A phrase with its place in the definition, the places that it needs, and the concern that it shows."""


class Finder:
    """Finds concerns in answers. Reads redacted text, in which `[NAME]` and the like stand for what was taken out."""

    def __init__(self, held: dict[str, Any], other_words: Iterable[str] = ()) -> None:
        try:
            self.version = str(held["framework"])
            kinds = held["concerns"]
            self.actions = tuple((one["key"], one["title"]) for one in held.get("actions", ()))
            self.concerns = tuple(Concern(one["key"], one["title"], one["about"]) for one in kinds)
            self._words = {one["key"]: tuple(compiled(phrase) for phrase in one["words"]) for one in kinds}
            self._unless = {one["key"]: tuple(compiled(p, across=True) for p in one.get("unless", ())) for one in kinds}
            every = [phrase for one in kinds for phrase in (*one["words"], *one.get("unless", ()))]
        except (KeyError, TypeError, AttributeError):
            raise BadDefinition(
                "The concerns' definition does not list kinds with a key, title, about and words."
            ) from None
        telling = [word for each in self._words.values() for one in each for word in one.telling]
        self._spelling = SpellingCorrector(every, telling, other_words)
        self._places = PlaceBits(
            one for kinds in (self._words, self._unless) for each in kinds.values() for one in each
        )
        self._needed = {key: [(self._places.needed(one), one) for one in each] for key, each in self._unless.items()}
        self._begins: dict[int, list[Candidate]] = {}
        for rank, (key, phrase) in enumerate((key, one) for key, each in self._words.items() for one in each):
            some = self._begins.setdefault(self._places.rarest(phrase), [])
            some.append((rank, self._places.needed(phrase), key, phrase))
        self._rare = reduce(or_, self._begins, 0)
        self._given = lru_cache(KEPT)(self._fills)
        self._said = lru_cache(KEPT)(self._in_one_form)

    def find(self, text: str) -> tuple[Code, ...]:
        """Concerns of one answer, at most one of a kind, with the words that show it."""
        if len(text) > LONGEST:
            return self._find_in_pieces(list(_told(text)))
        places = self._found(PIECE.findall(text) if "[" in text else text.split())
        return self._codes(places, list(_told(text))) if places else ()

    def _find_in_pieces(self, told: Sequence[Token]) -> tuple[Code, ...]:
        made: dict[str, Code] = {}
        for start in range(0, len(told), LONGEST):
            some = told[start : start + LONGEST]
            for code in self._codes(self._found([word for word, _, _ in some]), some):
                made.setdefault(code.label, code)
        return tuple(made.values())

    def _fills(self, written: str) -> int:
        """The places of phrases that something written without blanks may fill."""
        found = (self._spelling.of(_form(word))[1] for word in TOKEN.findall(written))
        return reduce(or_, map(self._places.given, found), 0)

    def _in_one_form(self, written: str) -> str:
        """Something written without blanks in the form that phrases know, a blank before each word and full stop."""
        made, last = "", None
        for last in TOKEN.finditer(written):
            made += f" {self._spelling.of(_form(last.group()))[0]}"
        return f"{made} ." if last and ends_sentence(last.group(), written[last.end() :]) else made

    def _found(self, parts: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Where each concern stands in the line of words, if it does: its longest phrase, the first of equal ones.

        Takes: an answer in parts that no word reaches across.
        """
        there = reduce(or_, map(self._given, parts), 0)
        candidates = self.candidates(there)
        if not candidates:
            return {}
        line = "".join(map(self._said, parts)) + " "
        places: dict[str, tuple[int, int]] = {}
        for _, _, key, phrase in sorted(candidates, key=itemgetter(0)):
            place, longest = self._place(key, phrase, line, there), places.get(key, (0, 0))
            if place and place[1] - place[0] > longest[1] - longest[0]:
                places[key] = place
        return places

    def _codes(self, places: dict[str, tuple[int, int]], told: Sequence[Token]) -> tuple[Code, ...]:
        starts = list(accumulate((len(self._said(word)) for word, _, _ in told), initial=1))
        return tuple(self._code(one.key, places[one.key], starts, told) for one in self.concerns if one.key in places)

    def every_candidate(self) -> list[Candidate]:
        """Every phrase, for the slow twin of `candidates`, which tries all of them."""
        return [one for some in self._begins.values() for one in some]

    def candidates(self, there: int) -> list[Candidate]:
        """Phrases all of whose words are there, each once. Takes: the places of phrases that some words fill."""
        found: list[Candidate] = []
        left = there & self._rare
        while left:
            place = left & -left
            left ^= place
            found += [one for one in self._begins[place] if one[1] & there == one[1]]
        return found

    def _code(self, key: str, place: tuple[int, int], starts: list[int], told: Sequence[Token]) -> Code:
        """The words as written: counted by where each begins, since one may stand for two ("isnt" for "is not")."""
        first, last = bisect_right(starts, place[0] + 1) - 1, bisect_right(starts, place[1] - 2) - 1
        return Code(CONCERNS, key, self.version, 0.0, "suggested", told[first][1], told[last][2])

    def _place(self, key: str, phrase: Phrase, line: str, there: int) -> tuple[int, int] | None:
        """Where words stand that show a concern, and are not wholly inside a phrase of another matter."""
        if not all(part.search(line) for part in phrase.parts[1:]):
            return None
        hits = [hit.span() for hit in phrase.parts[0].finditer(line)]
        elsewhere = _elsewhere(self._needed[key], line, there) if hits else []
        return next((hit for hit in hits if not any(_of_another_matter(hit, one) for one in elsewhere)), None)


def _told(text: str) -> Iterator[Token]:
    """The words of a text with their places."""
    for piece in PIECE.finditer(text):
        tokens = list(TOKEN.finditer(text, *piece.span()))
        for at, token in enumerate(tokens, 1):
            word, end = token.group(), token.end()
            stops = at == len(tokens) and ends_sentence(word, text[end : piece.end()])
            yield f"{word}." if stops else word, token.start(), end


def _form(word: str) -> str:
    """A word in the one form that phrases know; a token such as [NHS NUMBER] is one word."""
    return word.lower().replace("’", "'").replace(" ", "_")


def _elsewhere(phrases: Sequence[tuple[int, Phrase]], line: str, there: int) -> list[re.Match[str]]:
    return [hit for needed, phrase in phrases if needed & there == needed for hit in phrase.parts[0].finditer(line)]


def _of_another_matter(hit: tuple[int, int], other: re.Match[str]) -> bool:
    """Whether words lie wholly inside a phrase of another matter, and not in one of its gaps: what stands there is

    only near it.
    """
    inside = other.start() <= hit[0] and hit[1] <= other.end()
    begins = hit[0] + 1
    return inside and not any(start <= begins < end for start, end in other.regs[1:])


@cache
def finder() -> Finder:
    """The committed finder. Raises BadDefinition."""
    try:
        held = yaml.safe_load(DEFINITION.read_text(encoding="utf-8"))
        others = OTHER_WORDS.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise BadDefinition(f"The file {DEFINITION.name} cannot be read as YAML.") from None
    return Finder(held if isinstance(held, dict) else {}, others)


def concerns_in(texts: Sequence[str]) -> list[tuple[Code, ...]]:
    """Concerns of each answer, by phrases and by what they sound like, at most one of a kind.

    A concern's confidence is 0: these are words for a person to read, not a chance worked out.
    """
    sounds = classifier()
    by, order = sounds.version, {one.key: at for at, one in enumerate(concern_kinds())}
    return [
        _joined(found, places, by, order) for found, places in zip(phrases_in(texts), sounds.find(texts), strict=True)
    ]


def phrases_in(texts: Sequence[str]) -> list[tuple[Code, ...]]:
    """Concerns of each answer by phrases alone, at most one of a kind."""
    return [finder().find(text) for text in texts]


def _joined(
    found: tuple[Code, ...], places: tuple[ConcernSpan, ...], by: str, order: dict[str, int]
) -> tuple[Code, ...]:
    """Phrases first: their words are the nearer, and a sentence that holds one says no more by its sound."""
    known = {code.label for code in found}
    classified = [
        Code(CONCERNS, kind, by, 0.0, "suggested", start, end)
        for kind, start, end in places
        if kind not in known and not any(code.start < end and start < code.end for code in found)
    ]
    return tuple(sorted((*found, *classified), key=lambda code: order[code.label])) if classified else found


def concern_kinds() -> tuple[Concern, ...]:
    """The kinds of concern, danger first."""
    return finder().concerns


def concern_actions() -> tuple[tuple[str, str], ...]:
    """What a person can say that was done, as keys and titles."""
    return finder().actions
