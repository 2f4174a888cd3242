"""Which language an answer is in: only a long and certain other language counts as one."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from goldthread.deidentify.words import listed


WORD = re.compile(r"[^\W\d_]+")
ENGLISH = frozenset(
    "the a an and or but to of in on at for with was were is are be been have has had i you he she it we they my "
    "your his her our their me him them us this that not no very so as from by all when what who how would could "
    "should can will do did good great staff nurse nurses doctor care more time wait waiting service friendly "
    "helpful thank thanks nothing everything excellent kind always never well too just only about out up there here "
    "if because than did answer n/a none".split()
)
SHIFTS = (0, 40, 80, 120)
FIGURE = (1 << 40) - 1
KEPT = 100_000
ENOUGH, CERTAIN, SHARE, USUAL = 5, 0.9, 0.2, 0.6


@dataclass(frozen=True, slots=True)
class Language:
    """A language code, how certain it is, and whether the text was too short or mixed to tell."""

    code: str
    certainty: float
    unsure: bool


def language(text: str) -> Language:
    """The language of a text; English, marked unsure, below five words or 0.9 certainty."""
    words, english, usual, letters = counted(text)
    unspaced = letters > 12 and not text.isascii() and words < 3
    if words < ENOUGH and not unspaced:
        return Language("en", 0.0, True)
    if english >= SHARE * words:
        return Language("en", 1.0, False)
    if usual >= USUAL * words:
        return Language("en", CERTAIN, False)  # a detector takes short lists such as "food, staffing" for French
    found = _detector().compute_language_confidence_values(text[:2000])
    best = found[0]
    code = best.language.iso_code_639_1.name.lower()
    if code == "en" or best.value < CERTAIN:
        return Language("en", best.value if code == "en" else 0.0, code != "en")
    return Language(code, best.value, False)


def counted(text: str) -> tuple[int, ...]:
    """How many words a text has, how many are plainly English, how many usual in comments, and how many letters."""
    total = sum(map(_counts().__getitem__, text.split()))
    return tuple(total >> shift & FIGURE for shift in SHIFTS)


class Counts(dict[str, int]):
    """The four figures of each piece of writing, side by side in one number: so a text is counted by one sum."""

    def __missing__(self, written: str) -> int:
        if len(self) > KEPT:
            self.clear()
        words = WORD.findall(written.lower())
        english, usual = (sum(word in known for word in words) for known in (ENGLISH, usual_words()))
        figures = (len(words), english, usual, sum(map(len, words)))
        made = self[written] = sum(figure << shift for figure, shift in zip(figures, SHIFTS, strict=True))
        return made


@cache
def _counts() -> Counts:
    return Counts()


@cache
def usual_words() -> frozenset[str]:
    """Words that are usual in comments."""
    return listed("words_common") | listed("words_usual")


@cache
def _detector() -> Any:
    from lingua import Language as Lingua
    from lingua import LanguageDetectorBuilder

    known = (
        "ENGLISH WELSH POLISH ROMANIAN PORTUGUESE SPANISH FRENCH GERMAN ITALIAN URDU PUNJABI BENGALI GUJARATI HINDI "
        "TAMIL ARABIC PERSIAN TURKISH SOMALI CHINESE RUSSIAN UKRAINIAN LITHUANIAN BULGARIAN HUNGARIAN CZECH SLOVAK "
        "GREEK ALBANIAN VIETNAMESE TAGALOG DUTCH IRISH LATVIAN SWAHILI YORUBA SHONA KOREAN JAPANESE THAI"
    )
    chosen = [getattr(Lingua, name) for name in known.split()]
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()
