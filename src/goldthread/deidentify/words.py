"""What is known of a word: how ordinary it is, and whether people are called so."""

from functools import cache
from pathlib import Path


LISTS = Path(__file__).parent / "lists"


@cache
def listed(name: str) -> frozenset[str]:
    """One of the word lists."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _ordinary() -> frozenset[str]:
    return listed("words_common") | listed("words_usual") | listed("words_less_usual") | listed("words_rare")


def ordinary(word: str) -> bool:
    """Whether a lower-case word stands in a dictionary."""
    return word in _ordinary()
