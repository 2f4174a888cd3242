"""Whether something that somebody wrote down repeats what a person told us: for their withdrawal."""

import re
from collections.abc import Iterable, Iterator


TELLING, DISTINCT = 6, 12
"""So many words in a row that stand in what somebody told are a copy of it, and so is a whole answer of some length."""


def repeats(text: str, told: Iterable[str]) -> bool:
    """Whether a text repeats what somebody told: the whole of it, or some words in a row."""
    ours = _plain(text)
    return any(f" {piece} " in f" {ours} " for one in told for piece in _pieces(_plain(one)))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _pieces(told: str) -> Iterator[str]:
    words = told.split()
    if len(told) >= DISTINCT:
        yield told
    for at in range(len(words) - TELLING + 1):
        yield " ".join(words[at : at + TELLING])
