"""Concerns: words that may mean danger, safeguarding, a formal complaint or an identified person.

What is found is a candidate for a person's eye. Nothing is ever cleared here: no score, no threshold, and a "not"
takes nothing away. Words that are plainly about another matter ("dying for a cuppa") are listed in the definitions.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from goldthread.coding.concern_phrases import TOKEN, Phrase, Spelling, compiled
from goldthread.vocabulary import CONCERNS, BadDefinition, Code


DEFINITION = Path(__file__).parent / "definitions" / "concerns" / "concerns-1.yaml"
OTHER_WORDS = DEFINITION.with_name("other_words.txt")
LONGEST = 20_000
"""Words of one answer that are read at once; longer answers are read in pieces."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One kind of concern in plain words."""

    key: str
    title: str
    about: str


class Finder:
    """Finds concerns in answers. Reads redacted text, in which `[NAME]` and the like stand for what was taken out."""

    def __init__(self, held: dict[str, Any], other_words: Iterable[str] = ()) -> None:
        try:
            self.version = str(held["framework"])
            kinds = held["concerns"]
            self.actions = tuple((one["key"], one["title"]) for one in held.get("actions", ()))
            self.concerns = tuple(Concern(one["key"], one["title"], one["about"]) for one in kinds)
            self._words = {one["key"]: tuple(compiled(phrase) for phrase in one["words"]) for one in kinds}
            self._unless = {one["key"]: tuple(compiled(p) for p in one.get("unless", ())) for one in kinds}
            every = [phrase for one in kinds for phrase in (*one["words"], *one.get("unless", ()))]
        except (KeyError, TypeError, AttributeError):
            raise BadDefinition(
                "The concerns' definition does not list kinds with a key, title, about and words."
            ) from None
        telling = [word for each in self._words.values() for one in each for word in one.telling]
        self._begins: dict[str, list[tuple[str, Phrase]]] = {}
        for key, phrases in self._words.items():
            for phrase in phrases:
                for word in phrase.telling:
                    self._begins.setdefault(word, []).append((key, phrase))
        self._rank = {id(one): at for at, one in enumerate(one for each in self._words.values() for one in each)}
        self._spelling = Spelling(every, telling, other_words)
        self._tells = lru_cache(maxsize=50_000)(self._told_apart)

    def find(self, text: str) -> tuple[Code, ...]:
        """Concerns of one answer, at most one of a kind, with the words that show it."""
        tells = self._tells
        if not any(tells(word) for word in TOKEN.findall(text)):
            return ()
        tokens = list(TOKEN.finditer(text))
        made: dict[str, Code] = {}
        for start in range(0, len(tokens), LONGEST):
            for code in self._in(tokens[start : start + LONGEST]):
                made.setdefault(code.label, code)
        return tuple(made.values())

    def _told_apart(self, word: str) -> bool:
        """Whether a word as written may begin a concern."""
        return any(one in self._begins for one in self._spelling.of(_form(word))[1])

    def _in(self, tokens: list[Any]) -> list[Code]:
        words = [self._spelling.of(_form(token.group())) for token in tokens]
        there = frozenset[str]().union(*(stands for _, stands in words if stands))
        line = " " + " ".join(word for word, _ in words) + " "
        places: dict[str, tuple[int, int]] = {}
        for key, phrase in self._candidates(there):
            place, longest = self._place(key, phrase, line, there), places.get(key, (0, 0))
            if place and place[1] - place[0] > longest[1] - longest[0]:
                places[key] = place
        starts = list(accumulate((len(word) + 1 for word, _ in words), initial=1))[:-1]
        return [self._code(one.key, places[one.key], starts, tokens) for one in self.concerns if one.key in places]

    def _candidates(self, there: frozenset[str]) -> list[tuple[str, Phrase]]:
        """Phrases all of whose words are there, each once."""
        found = {
            id(phrase): (key, phrase) for word in there for key, phrase in self._begins.get(word, ())
            if phrase.may_be(there)
        }  # fmt: skip
        return sorted(found.values(), key=lambda pair: self._rank[id(pair[1])])

    def _code(self, key: str, place: tuple[int, int], starts: list[int], tokens: list[Any]) -> Code:
        """The words as written: counted by where each begins, since one may stand for two ("isnt" for "is not")."""
        first, last = bisect_right(starts, place[0] + 1) - 1, bisect_right(starts, place[1] - 2) - 1
        return Code(CONCERNS, key, self.version, 0.0, "suggested", tokens[first].start(), tokens[last].end())

    def _place(self, key: str, phrase: Phrase, line: str, there: frozenset[str]) -> tuple[int, int] | None:
        """Where words stand that show a concern, and are not wholly inside a phrase of another matter."""
        if not all(part.search(line) for part in phrase.parts[1:]):
            return None
        hits = [hit.span() for hit in phrase.parts[0].finditer(line)]
        elsewhere = _elsewhere(self._unless[key], line, there) if hits else []
        return next((hit for hit in hits if not any(_of_another_matter(hit, one) for one in elsewhere)), None)


def _form(word: str) -> str:
    """A word in the one form that phrases know; a token such as [NHS NUMBER] is one word."""
    return word.lower().replace("’", "'").replace(" ", "_")


def _elsewhere(phrases: Sequence[Phrase], line: str, there: frozenset[str]) -> list[re.Match[str]]:
    return [hit for phrase in phrases if phrase.may_be(there) for hit in phrase.parts[0].finditer(line)]


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
    """Concerns of each answer. A concern's confidence is 0: these are words found, not a chance worked out."""
    find = finder().find
    return [find(text) for text in texts]


def concern_kinds() -> tuple[Concern, ...]:
    """The kinds of concern, danger first."""
    return finder().concerns


def concern_actions() -> tuple[tuple[str, str], ...]:
    """What a person can say that was done, as keys and titles."""
    return finder().actions
