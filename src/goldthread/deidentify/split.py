"""A text in words and what lies between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


WORD = re.compile(r"[A-Za-z]++(?:['-][A-Za-z]++)*+")
PARTS = re.compile(f"({WORD.pattern})")


@dataclass(slots=True)
class Split:
    """The words of a text, and what lies before each of them and after the last: what lies between begins no word."""

    parts: Sequence[str]
    words: Sequence[str]
    gaps: Sequence[str]

    def places(self) -> list[int]:
        """Where each word begins and where it ends, one after the other; counted only where it is asked for."""
        return list(accumulate(map(len, self.parts)))

    def spans(self) -> list[tuple[int, int]]:
        """The same in pairs."""
        places = self.places()
        return list(zip(places[::2], places[1::2], strict=False))


def split(plain: str) -> Split:
    """A text in words, seen in one pass."""
    parts = PARTS.split(plain)
    return Split(parts, parts[1::2], parts[::2])
