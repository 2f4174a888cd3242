"""Phrases of the concerns' definitions, in order and with gaps, found in words that may be misspelt."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_


GAP = 3
"""Words that may stand in a gap."""

SLIP = 6
"""Letters from which a telling word is found with one slip as well."""

NEAR = 25
"""Words that may stand between what a phrase wants in one sentence, in either order."""

TOKEN = re.compile(r"\[[A-Z ]{3,}\]|[^\W_]+(?:['’.][^\W_]+)*", re.UNICODE)
PIECE = re.compile(r"(?:\[[A-Z ]{3,}\]|\S)+")
_SHORT = frozenset({"dr", "mr", "mrs", "ms", "st", "prof"})
_PART = re.compile(r"\[[^\]]+\]\S*|\S+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: `parts` that must all be found, as patterns over words in one form; `places`, the words of which

    one must be there for each place; `telling`, those of the place that is least likely to be there by chance.
    """

    parts: tuple[re.Pattern[str], ...]
    places: tuple[frozenset[str], ...]
    telling: frozenset[str]


class PlaceBits:
    """The places of many phrases, each a bit of a number: whether all words of a phrase are there is one comparison."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._given: dict[str, int] = {}
        for place in (place for phrase in phrases for place in phrase.places):
            bit = self._bits.setdefault(place, 1 << len(self._bits))
            for word in place:
                self._given[word] = self._given.get(word, 0) | bit

    def needed(self, phrase: Phrase) -> int:
        """The places of a phrase, all of which must be given."""
        return reduce(or_, map(self._bits.__getitem__, phrase.places))

    def rarest(self, phrase: Phrase) -> int:
        """Of the places of a phrase, the one whose words give the fewest other places: the least common words."""
        return self._bits[min(phrase.places, key=lambda place: sum(self._given[word].bit_count() for word in place))]

    def given(self, words: Iterable[str]) -> int:
        """The places that any of these words of the phrases fill."""
        return reduce(or_, (self._given.get(word, 0) for word in words), 0)


def compiled(phrase: str, *, across: bool = False) -> Phrase:
    """A phrase of the definitions as patterns. Takes: whether it may reach across the end of a sentence."""
    parts = [part.strip() for part in str(phrase).lower().split(" & ")]
    places = tuple(frozenset(place) for part in parts for place in _words(part) if place)
    first = [place for place in _words(parts[0]) if place]
    telling = max(first, key=lambda place: min(len(word) for word in place))
    return Phrase(tuple(re.compile(_either(part, across)) for part in parts), places, frozenset(telling))


def ends_sentence(word: str, after: str) -> bool:
    """Whether a sentence ends after a word, by what stands between it and the next blank."""
    return any(mark in after for mark in ".!?") and word.lower() not in _SHORT


def _words(part: str) -> list[list[str]]:
    """The alternatives at each place; an empty list is a gap."""
    places: list[list[str]] = []
    for place in _PART.findall(re.sub(r"\[[^\]]+\]", lambda token: token[0].replace(" ", "_"), part)):
        if place == "~":
            continue
        if place == "..":
            places.append([])
        elif place.startswith("["):
            places.append(re.findall(r"\[[^\]]+\]|[^/]+", place))
        else:
            places.append(place.split("/"))
    return places


def _either(part: str, across: bool) -> str:
    """The pattern of a part; where it wants two things in one sentence, in either order."""
    both = [_pattern(one, across) for one in part.split(" ~ ")]
    if len(both) == 1:
        return both[0]
    between = _between(across, NEAR)
    return "|".join(f"{one}{between}{other.removeprefix(' ')}" for one, other in (both, both[::-1]))


def _pattern(part: str, across: bool) -> str:
    """Words and gaps in order. A full stop in the line is a word of its own, which only `across` passes over."""
    made = " "
    for place in _words(part):
        if place:
            made += "(?:" + "|".join(_word(one) for one in place) + ") " + (r"(?:\. )?" if across else "")
        else:
            made += f"({_between(across, GAP)})"
    return made


def _between(across: bool, most: int) -> str:
    word = r"\S+ " if across else r"(?!\. )\S+ "
    return f"(?:{word}){{0,{most}}}?"


def _word(word: str) -> str:
    return re.escape(word.removesuffix("*")) + (r"\S*" if word.endswith("*") else "")


class SpellingCorrector:
    """Maps words as written to words of the phrases, slips of one letter included; remembers what it has seen."""

    KEPT = 50_000

    def __init__(self, phrases: Iterable[str], telling: Iterable[str], other_words: Iterable[str]) -> None:
        known = {
            word
            for phrase in phrases
            for part in str(phrase).lower().split(" & ")
            for place in _words(part)
            for word in place
        }
        self._whole = {word for word in known if not word.endswith("*")}
        self._stems = {word.removesuffix("*") for word in known if word.endswith("*")}
        self._others = frozenset(other_words)
        long = sorted(word for word in telling if len(word.removesuffix("*")) >= SLIP)
        self._slips = {slip: word for word in long if not word.endswith("*") for slip in _deletes(word)}
        stems = [word.removesuffix("*") for word in long if word.endswith("*")]
        self._stem_slips = {slip: stem for stem in stems for slip in _deletes(stem)}
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._stem_reach = sorted({len(stem) + more for stem in stems for more in (1, 0, -1)}, reverse=True)
        self._seen: dict[str, tuple[str, frozenset[str]]] = {}

    def of(self, word: str) -> tuple[str, frozenset[str]]:
        """A word's canonical form, and the words of the phrases (stems with *) that it stands for."""
        held = self._seen.get(word)
        if held is None:
            if len(self._seen) > self.KEPT:
                self._seen.clear()
            held = self._seen[word] = self._find(word)
        return held

    def _find(self, word: str) -> tuple[str, frozenset[str]]:
        found = self._exact(word)
        if found or len(word) < SLIP or len(word) > 40 or word in self._others:
            return word, found
        for near in _near(word, self._slips):
            return near, self._exact(near)
        for length in self._stem_reach:
            for near in _near(word[:length], self._stem_slips):
                return near, self._exact(near)
        return word, found

    def _exact(self, word: str) -> frozenset[str]:
        """The words of the phrases that a rightly spelt word stands for."""
        stems = {word[:n] for n in self._lengths} & self._stems
        return frozenset([*({word} & self._whole), *(f"{stem}*" for stem in stems)])


def _deletes(word: str) -> Iterator[str]:
    yield word
    yield from (word[:at] + word[at + 1 :] for at in range(1, len(word)))


def _near(word: str, slips: dict[str, str]) -> list[str]:
    """Known words one slip away: a letter more, less, other or swapped; the first letter is always right."""
    return [slips[one] for one in _deletes(word) if one in slips and _one_apart(word, slips[one])][:1]


def _one_apart(a: str, b: str) -> bool:
    """Whether two words differ by one letter more, less or other, or by two neighbours swapped."""
    if a[:1] != b[:1] or abs(len(a) - len(b)) > 1:
        return False
    at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[at:], b[at:]
    if len(a) == len(b):
        return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
    longer, shorter = (rest_a, rest_b) if len(a) > len(b) else (rest_b, rest_a)
    return longer[1:] == shorter
