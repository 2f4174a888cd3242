"""The small tagger: how likely a word is part of somebody's name, from the word, its neighbours and its marks.

Weights were fitted to text composed by us alone (`deidentify.training`); nothing of scikit-learn is needed to use them.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from goldthread.deidentify.words import CONTRACTED, CUES, KIN, ROLES, TITLES, Lexicon, fold, listed


MODEL = Path(__file__).parent / "models" / "names.json"
BOUND = 50_000


class WordInfo(NamedTuple):
    """What is known of a word as written. One stands for each word, so that being the same is being equal."""

    low: str
    shape: str  # l(ower), C(apital), U(pper), M(ixed) or I(nitial)
    sort: str  # how ordinary, first name, surname, what it is one slip away from
    called: str  # how its neighbours see it: by itself if frequent, else by sort and shape
    root: str  # folded, for looking up
    role: str  # t(itle), k(in), r(ole), c(ue) or nothing


WordInfo.__hash__ = object.__hash__  # type: ignore[method-assign]
WordInfo.__eq__ = object.__eq__  # type: ignore[method-assign]


class TokenContext(NamedTuple):
    """A word and all that the tagger sees around it."""

    word: WordInfo
    before: WordInfo
    after: WordInfo
    before_that: str
    after_that: str
    gap_before: str
    gap_after: str
    opens: str
    case: str
    named: str


EDGE = WordInfo("^", "^", "^---", "^", "^", "")


class WordInfoCache(dict[str, WordInfo]):
    """What is known of each word as written, looked up once."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, word: str) -> WordInfo:
        if len(self) > BOUND:
            self.clear()
        low, look = word.lower(), shape(word)
        sort = self.lexicon.sort(low)
        base = low.split("'")[0] if CONTRACTED.search(low) else low
        called = base if base in frequent() or base == "i" else sort[:3] + look
        known = self[word] = WordInfo(low, look, sort, called, fold(low), role_of(low))
        return known


def shape(word: str) -> str:
    """The case of a word."""
    if word.islower():
        return "l"
    if len(word) == 1:
        return "I"
    if word.isupper():
        return "U"
    return "C" if word[0].isupper() and (word[1:].islower() or "-" in word or "'" in word) else "M"


@cache
def frequent() -> frozenset[str]:
    """The neighbours that the tagger knows by name; all others it knows by their sort."""
    return listed("neighbours") | TITLES | ROLES | KIN | CUES


def role_of(low: str) -> str:
    """What a neighbour does: t(itle), r(ole), k(in), c(ue), or nothing."""
    return "t" if low in TITLES else "k" if low in KIN else "r" if low in ROLES else "c" if low in CUES else ""


def of_itself(context: TokenContext) -> list[str]:
    """What a word says alone."""
    low, look, sort = context.word[:3]
    ordinary, known, near = sort[0], sort[1:3], sort[3]
    opens, case = context.opens, context.case
    seen = [
        f"s{sort}{look}",
        f"so{sort}{look}{opens}{case}",
        f"k{known}{look}",
        f"o{ordinary}{look}{case}",
        f"c{case}{look}{known}",
        f"l{min(len(low), 9)}{ordinary}{known}{near}",
    ]
    if ordinary != "z":
        seen += (f"w{low}{look}", f"w{low}{look}{opens}")
    elif known == "--":
        seen += (f"e{low[-2:]}", f"e{low[-3:]}", f"h{low[:2]}", f"h{low[:3]}", f"e{low[-2:]}{look}", f"e{low[-4:]}")
        seen += (f"i{low[at : at + 3]}" for at in range(1, len(low) - 3))
    return seen


def of_the_word_before(context: TokenContext) -> list[str]:
    """What the word before says."""
    low, look, sort = context.word[:3]
    ordinary, known = sort[0], sort[1:3]
    p, role, psort = context.before.called, context.before.role, context.before.sort[:3] + context.before.shape
    tag = context.named
    seen = [
        f"p{p}",
        f"p{p}{look}",
        f"p{p}{known}",
        f"p{p}{ordinary}{look}",
        f"pr{role}{known}{ordinary}{look}",
        f"tp{tag}{p}",
        f"ps{psort}{look}",
        f"pk{psort}{known}",
        f"pt{tag}{role}{sort}{look}",
    ]
    if ordinary != "z":
        seen.append(f"wp{low}{p}")
    return seen


def of_the_word_after(context: TokenContext) -> list[str]:
    """What the word after says."""
    low, look, sort = context.word[:3]
    ordinary, known = sort[0], sort[1:3]
    n, role, nsort = context.after.called, context.after.role, context.after.sort[:3] + context.after.shape
    seen = [
        f"n{n}",
        f"n{n}{look}",
        f"n{n}{known}",
        f"n{n}{known}{ordinary}",
        f"nr{role}{known}{ordinary}",
        f"ns{nsort}{look}",
        f"nk{nsort}{known}",
    ]
    if ordinary != "z":
        seen.append(f"wn{low}{n}")
    return seen


def of_the_marks(context: TokenContext) -> list[str]:
    """What the marks around it and the word before being a name say."""
    look, sort = context.word.shape, context.word.sort
    ordinary, known = sort[0], sort[1:3]
    b, a, tag = context.gap_before, context.gap_after, context.named
    return [
        f"b{b}{look}",
        f"a{a}{look}",
        f"ab{b}{a}{known}{ordinary}",
        f"t{tag}{look}{known}",
        f"t{tag}{ordinary}{look}{b}",
        f"ta{tag}{a}{look}",
        f"tc{tag}{context.case}",
    ]


def of_two_words(context: TokenContext) -> list[str]:
    """What two words together say."""
    p, n = context.before.called, context.after.called
    return [
        f"pp{context.before_that}_{p}",
        f"q{context.before_that}",
        f"nn{n}_{context.after_that}",
        f"m{context.after_that}",
        f"pn{p}_{n}",
    ]


GROUPS: tuple[Callable[[TokenContext], list[str]], ...] = (
    of_itself,
    of_the_word_before,
    of_the_word_after,
    of_the_marks,
    of_two_words,
)


def keys(context: TokenContext) -> tuple[Any, ...]:
    """For each group all that it reads of a context: its sum is remembered by that."""
    word, before, after, before_that, after_that, gap_before, gap_after, opens, case, named = context
    return (
        (word, opens, case),
        (word, before, named),
        (word, after),
        (word[1], word[2], gap_before, gap_after, named, case),
        (before_that, before[3], after[3], after_that),
    )


def features(context: TokenContext) -> list[str]:
    """All that the tagger sees of one word."""
    return [one for group in GROUPS for one in group(context)]


class Tagger:
    """Weights, and their sums, remembered for each part of a context that has been met before."""

    def __init__(self, weights: Mapping[str, float], bias: float) -> None:
        self.weights, self.bias = dict(weights), bias
        self.lexicon = Lexicon()
        self.reader = WordInfoCache(self.lexicon)
        self.sums: tuple[dict[Any, float], ...] = tuple({} for _ in GROUPS)

    def score(self, context: TokenContext) -> float:
        """The log-odds that a word is part of a name."""
        total = self.bias
        for at, (met, sums) in enumerate(zip(keys(context), self.sums, strict=True)):
            part = sums.get(met)
            total += self._sum(at, met, context) if part is None else part
        return total

    def _sum(self, at: int, key: Any, context: TokenContext) -> float:
        sums = self.sums[at]
        if len(sums) > BOUND:
            sums.clear()
        part = sums[key] = sum(self.weights.get(one, 0.0) for one in GROUPS[at](context))
        return part


@cache
def tagger() -> Tagger:
    """The committed tagger."""
    held = json.loads(MODEL.read_text(encoding="utf-8"))
    return Tagger(held["weights"], held["bias"])
