"""Slips of the thumb at a stated rate, to see what misspelling does to a coder. Never used on what is kept."""

import re
from random import Random


_WORD = re.compile(r"[A-Za-z]{3,}")
_NEAR = dict(zip("abcdefghijklmnopqrstuvwxyz", "svxfrdhgujkjnbopwtdybcesux", strict=True))


def misspelt(text: str, rate: float, chance: Random) -> str:
    """The text with one slip in about `rate` of its words of three letters or more.

    A slip swaps, drops, doubles or replaces one letter by a neighbour on the keyboard, each as often.
    """
    return _WORD.sub(lambda found: _slip(found.group(), chance) if chance.random() < rate else found.group(), text)


def _slip(word: str, chance: Random) -> str:
    at = chance.randrange(len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[: at + 1] + word[at:]
    return word[:at] + _NEAR[word[at].lower()] + word[at + 1 :]
