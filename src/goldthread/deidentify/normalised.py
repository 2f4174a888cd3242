"""Normalised text: ASCII letters only, nothing invisible, and where each stands in the text as given."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass


HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
OTHER, FOREIGN = "~", "\x1a"
LETTERS = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u064b-\u0655])*")
"""A word in any script, with the marks that hang on its letters."""

SPELLED = {
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ø": "o",
    "Ø": "O",
    "ı": "i",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "þ": "th",
    "Þ": "TH",
    "ð": "d",
    "Ð": "D",
    "ħ": "h",
    "Ħ": "H",
    "ŋ": "n",
    "ə": "e",
    "Ə": "E",
    "ʻ": "'",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "´": "'",
    "`": "'",
    "′": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "…": ".",
    "£": "$",
    "€": "$",
    "·": ".",
    "•": "*",
    "а": "a",
    "е": "e",
    "о": "o",
    "р": "p",
    "с": "c",
    "у": "y",
    "х": "x",
    "і": "i",
    "ј": "j",
    "ѕ": "s",
    "һ": "h",
    "А": "A",
    "В": "B",
    "Е": "E",
    "К": "K",
    "М": "M",
    "Н": "H",
    "О": "O",
    "Р": "P",
    "С": "C",
    "Т": "T",
    "Х": "X",
    "І": "I",
    "Ј": "J",
    "Ѕ": "S",
    "α": "a",
    "ο": "o",
    "ν": "v",
    "Α": "A",
    "Β": "B",
    "Ε": "E",
    "Η": "H",
    "Ι": "I",
    "Κ": "K",
    "Μ": "M",
    "Ν": "N",
    "Ο": "O",
    "Ρ": "P",
    "Τ": "T",
    "Υ": "Y",
    "Χ": "X",
    "Ζ": "Z",
}


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A normalised text, plain ASCII; `places` says where each character stood, and is None where nothing moved."""

    plain: str
    places: Sequence[int] | None

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of it lies in the text as given, with the marks that hang on its letters."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end]


def normalised(text: str) -> NormalisedText:
    """A text normalised, in time that grows with its length alone."""
    if text.isascii() and (text.isprintable() or not HIDDEN.search(text)):
        return NormalisedText(text, None)
    looks = [_LOOKS[c] for c in text]
    if FOREIGN in looks:
        _kept_whole(text, looks)
    plain = "".join(looks)
    if len(plain) == len(text) and "" not in looks:
        return NormalisedText(plain, None)
    places = [at for at, look in enumerate(looks) for _ in look]
    return NormalisedText(plain, [*places, len(text)])


def _kept_whole(text: str, looks: list[str]) -> None:
    """A word with one letter that we cannot read is read nowhere: some of its letters only look like ours."""
    for word in LETTERS.finditer(text):
        start, end = word.span()
        if FOREIGN in looks[start:end]:
            looks[start:end] = [FOREIGN if look else "" for look in looks[start:end]]


class _Looks(dict[str, str]):
    def __missing__(self, char: str) -> str:
        look = self[char] = _look(char)
        return look


def _look(char: str) -> str:
    if char in SPELLED:
        return SPELLED[char]
    if char.isascii():
        return "" if HIDDEN.match(char) else char
    kind = unicodedata.category(char)
    if kind in ("Cf", "Mn", "Me", "Cc", "Cs", "Co", "Cn"):
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if kind.startswith("Z"):
        return "\n" if kind in ("Zl", "Zp") else " "
    folded = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii() and c.isprintable())
    if folded and (folded.isalnum() or not char.isalnum()):
        return folded
    return FOREIGN if kind.startswith("L") else OTHER


_LOOKS = _Looks()
