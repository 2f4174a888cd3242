"""Names of people: words that could be names are put to the tagger, and its names are joined into whole ones."""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from goldthread.deidentify import certain
from goldthread.deidentify.certain import NEVER_ALONE, OTHERWISE, TOO_COMMON
from goldthread.deidentify.evidence import shown
from goldthread.deidentify.joining import PARTICLES, joined
from goldthread.deidentify.normalised import FOREIGN
from goldthread.deidentify.split import WORD, Split, split
from goldthread.deidentify.tagger import EDGE, TokenContext, WordInfo, WordInfoCache, features, tagger
from goldthread.deidentify.words import CUES, KIN, MONTHS, ROLES, TITLES, Lexicon, listed


Hit = tuple[int, int, str]
SAFE, ASKED, OPENS = 0, 1, 2
BOUND = 200_000
THRESHOLD = -1.0
FOREIGN_WORD = re.compile(rf"{FOREIGN}+")
FOREIGN_WORDS = re.compile(rf"{FOREIGN}+(?:[ .-]{FOREIGN}+){{0,3}}")
ACRONYM = re.compile(r"[A-Z]{2,4}|[A-Z]{2,5}s")
NEAR = frozenset((" ", "  ", ". ", ".", ", ", ",", " - ", "-", ": ", ":", " (", "\n", ' "', " '"))
TITLED = re.compile(rf"\b(?:{'|'.join(sorted(TITLES))})\.? $", re.IGNORECASE)
CAPITAL, SMALL = re.compile(r"[A-Z]"), re.compile(r"[a-z]")


class WordCodes(dict[str, int]):
    """For each word as written: safe as it stands, to be asked about, or opening the word after it."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, word: str) -> int:
        if len(self) > BOUND:
            self.clear()
        code = self[word] = self._code(word)
        return code

    def _code(self, word: str) -> int:
        low = word.lower()
        if low in TITLES or low in ROLES or low in KIN or low in CUES:
            return OPENS
        lower = word.islower()
        if len(low) < 2 or certain.no_name(low) or (low in MONTHS and lower) or len(low) > 30:
            return SAFE
        sort = self.lexicon.sort(low)
        ordinary, first, last = sort[0], sort[1], sort[2]
        if ordinary != "z":
            if lower:
                return ASKED if first == "F" and low not in TOO_COMMON else SAFE
            return (
                ASKED if (first == "F" and low not in NEVER_ALONE) or (last == "S" and low not in TOO_COMMON) else SAFE
            )
        if lower and sort == "z--w" and (len(low) > 5 or self.lexicon.run_together(low)):
            return SAFE
        if first == last == "-" and (ACRONYM.fullmatch(word) or (word[0].islower() and not lower)):
            return SAFE
        return ASKED if (len(low) > 2 or first + last != "--") and low not in TOO_COMMON else SAFE


class Opened(dict[str, bool]):
    """Whether something written without blanks holds any word that is not safe as it stands."""

    def __missing__(self, written: str) -> bool:
        if len(self) > BOUND:
            self.clear()
        made = self[written] = any(map(_look().__getitem__, WORD.findall(written)))
        return made


def found_in(plains: Sequence[str]) -> list[list[Hit]]:
    """Every stretch of each ASCII text taken for a name: start, end, type."""
    opened = _opened().__getitem__
    made: list[list[Hit]] = [[] for _ in plains]
    at = [one for one, plain in enumerate(plains) if any(map(opened, plain.split()))]
    told = [split(plains[one]) for one in at]
    for one, hits in zip(at, _named([plains[one] for one in at], told), strict=True):
        made[one] = hits
    for plain, hits in zip(plains, made, strict=True):
        if FOREIGN in plain:
            hits += _in_other_letters(plain)
    return made


def _in_other_letters(plain: str) -> list[Hit]:
    """Words in letters that we cannot read, in a text otherwise ours: who writes so writes a name."""
    ours, others = len(WORD.findall(plain)), len(FOREIGN_WORD.findall(plain))
    if ours <= 2 and others > ours:
        return []
    return [(*hit.span(), "NAME") for hit in FOREIGN_WORDS.finditer(plain)]


def _named(plains: Sequence[str], told: Sequence[Split]) -> list[list[Hit]]:
    look, machine = _look().__getitem__, tagger()
    known = [list(map(machine.reader.__getitem__, one.words)) for one in told]
    coded = [list(map(look, one.words)) for one in told]
    named = [
        tagged(plain, one, words, codes, lambda _, context: machine.score(context) > THRESHOLD)
        for plain, one, words, codes in zip(plains, told, known, coded, strict=True)
    ]
    for plain, one, words, codes, some in zip(plains, told, known, coded, named, strict=True):
        shown(plain, one.gaps, words, [at for at, code in enumerate(codes) if code == OPENS], some)
    return [
        list(joined(plain, one, words, some)) if True in some else []
        for plain, one, words, some in zip(plains, told, known, named, strict=True)
    ]


def may_be_a_place(plain: str, start: int, end: int, kind: str) -> bool:
    """Whether a name found in a label is a single word that names no person for certain."""
    word = plain[start:end]
    if kind != "NAME" or " " in word or TITLED.search(plain[:start]):
        return False
    known = tagger().reader[word]
    return known.sort[1] != "F" or known.low in listed("towns")


def tagged(
    plain: str,
    told: Split,
    known: Sequence[WordInfo],
    codes: Sequence[int],
    decide: Callable[[int, TokenContext], bool],
) -> list[bool]:
    """Which words are parts of names, from left to right. Words that are safe as they stand are passed over."""
    case, done, size, gaps = "", 0, len(codes), told.gaps
    named = [False] * size
    for start in [at for at, code in enumerate(codes) if code]:
        if start < done:
            continue
        was, opened, titled, done = False, False, False, start
        while done < size and (codes[done] or was or opened):
            at, word = done, known[done]
            code, near = codes[at], (was or opened) and gaps[at] in NEAR and not certain.ended(gaps[at], known[at - 1])
            if code == ASKED or (near and certain.follows(word, was or code == SAFE or titled)):
                case = case or case_of(plain)
                context = context_of(gaps, known, at, was, case)
                was = named[at] = not _no_name_here(gaps, known, at, context) and (
                    decide(at, context)
                    or certain.surely(word, near and titled, was and near)
                    or (was and near and certain.closes(known[at - 1], context))
                    or certain.apposed(known, at, context)
                )
            else:
                was = False
            particle = titled and word.low in PARTICLES
            titled = particle or word.role == "t"
            opened = particle or code == OPENS
            done += 1
    return named


def _no_name_here(gaps: Sequence[str], known: Sequence[WordInfo], at: int, context: TokenContext) -> bool:
    """Whether a word that people are called by is something else where it stands."""
    word = context.word
    if word.low in OTHERWISE and certain.otherwise(gaps, known, at, context):
        return True
    return certain.shouted(context) or (word.sort[1] != "F" and certain.glued(gaps, at))


def case_of(plain: str) -> str:
    """How a text is written: l(ower), U(pper) or m(ixed)."""
    if plain.islower():
        return "l"
    if plain.isupper() or len(CAPITAL.findall(plain, 0, 400)) > 2 * len(SMALL.findall(plain, 0, 400)):
        return "U"
    return "m"


def context_of(gaps: Sequence[str], known: Sequence[WordInfo], at: int, was: bool, case: str) -> TokenContext:
    """A word with its neighbours and the marks between them."""
    before, after, before_that, after_that, gap_before, gap_after, opens = EDGE, EDGE, "^", "^", "^", "$", "^"
    if at:
        before = known[at - 1]
        before_that = known[at - 2].called if at > 1 else "^"
    if gaps[at] or at:
        gap_before, opens = _gap(gaps[at], -1)
    if at + 1 < len(known):
        gap_after = _gap(gaps[at + 1], 0)[0]
        after = known[at + 1]
        after_that = known[at + 2].called if at + 2 < len(known) else "$"
    elif gaps[at + 1]:
        gap_after = _gap(gaps[at + 1][:3], 0)[0]
    return TokenContext(
        known[at], before, after, before_that, after_that, gap_before, gap_after, opens, case, "N" if was else "O"
    )


@lru_cache(10_000)
def _gap(between: str, side: int) -> tuple[str, str]:
    """The mark between two words, and whether a sentence opens after it."""
    opens = "^" if "." in between or "\n" in between or "!" in between or "?" in between else "-"
    mark = between.strip(" ")
    if not mark:
        return ("\n" if "\n" in between else " "), opens
    return ("0" if mark[side].isdigit() else mark[side]), opens


def lookup(lexicon: Lexicon) -> tuple[WordCodes, WordInfoCache]:
    """The two dictionaries that read words by a lexicon: for training."""
    return WordCodes(lexicon), WordInfoCache(lexicon)


@cache
def _look() -> WordCodes:
    return WordCodes(tagger().lexicon)


@cache
def _opened() -> Opened:
    return Opened()


__all__ = ["Hit", "WORD", "features", "found_in", "lookup", "split", "tagged"]
