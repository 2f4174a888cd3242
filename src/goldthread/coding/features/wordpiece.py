"""Word pieces: how the small encoder spells. A word it does not know is spelt with parts that it does."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path


LONGEST_WORD = 40
"""Letters of a word that is spelt at all; a longer one is noise, and counts as one unknown word."""

KEPT = 50_000
"""Words whose spelling is remembered; more, and they are forgotten together."""

UNKNOWN = "[UNK]"


class WordPieceTokenizer:
    """Spells texts as numbers, by a vocabulary of one piece a line; a piece that goes on a word begins with ##.

    Source: WordPiece as in BERT, lower case, without accents.
    """

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self._at = {piece: number for number, piece in enumerate(lines) if piece}
        self._unknown = self._at[UNKNOWN]
        self._known: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self._at)

    def token_ids(self, text: str, longest: int) -> list[int]:
        """The first `longest` pieces of a text."""
        made: list[int] = []
        for word in _words(text):
            spelt = self._known.get(word)
            if spelt is None:
                if len(self._known) > KEPT:
                    self._known.clear()
                spelt = self._known[word] = self._spelt(word)
            made += spelt
            if len(made) >= longest:
                return made[:longest]
        return made

    def tokens(self, text: str, longest: int) -> list[str]:
        """The same as texts: the pieces by their names."""
        named = {number: piece for piece, number in self._at.items()}
        return [named[number] for number in self.token_ids(text, longest)]

    def _spelt(self, word: str) -> list[int]:
        """The longest known beginning, then the longest known part of what is left, and so on."""
        made: list[int] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            before = "##" if start else ""
            end = next((e for e in range(len(word), start, -1) if before + word[start:e] in self._at), start)
            if end == start:
                return [self._unknown]
            made.append(self._at[before + word[start:end]])
            start = end
        return made or [self._unknown]


def _words(text: str) -> Iterable[str]:
    """Words and single marks, lower case, without accents."""
    plain = text if text.isascii() else "".join(_plain(c) for c in text)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn")
    return "".join(c if c.isalnum() else _apart(c) for c in plain.lower()).split()


def _plain(c: str) -> str:
    if _east_asian(ord(c)):
        return f" {c} "
    return "" if c == "\ufffd" else c


def _apart(c: str) -> str:
    """A character that is no letter or digit: marks stand alone, blanks part words, what cannot be seen goes."""
    if c.isspace():
        return " "
    kind = unicodedata.category(c)
    if kind[0] == "C":
        return ""
    return f" {c} " if kind[0] == "P" or c in "$+<=>^`|~" else c


def _east_asian(n: int) -> bool:
    """Characters that are words by themselves."""
    return 0x4E00 <= n <= 0x9FFF or 0x3400 <= n <= 0x4DBF or 0x20000 <= n <= 0x2CEAF or 0xF900 <= n <= 0xFAFF
