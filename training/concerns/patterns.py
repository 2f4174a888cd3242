"""Sentences and comments composed from the patterns beside this file, in several manners of writing; seeded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random


HERE = Path(__file__).parent
OF_EACH = 10
"""Sentences made of one pattern."""

_CHOICE = re.compile(r"\{([^{}]*)\}")
_HEADING = re.compile(r"\[(\w+)(?: (\w+))?\]")


@dataclass(frozen=True, slots=True)
class Composed:
    """One invented text: its kind of concern ("" for none), its topic, and the pattern that it came from."""

    text: str
    kind: str
    topic: str
    pattern: str


def composed(name: str, of_each: int = OF_EACH) -> Iterator[Composed]:
    """Sentences of a file of patterns, each once. Raises KeyError for a pattern above the first heading."""
    topic = kind = ""
    seen: set[str] = set()
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if heading := _HEADING.fullmatch(line):
            topic, kind = heading[1], heading[2] or ""
        elif line and not line.startswith("#"):
            for nth in range(of_each):
                text = in_a_manner(_filled(line, Random(f"{line}/{nth}")), Random(f"{nth}/{line}"))
                if text not in seen:
                    seen.add(text)
                    yield Composed(text, kind, topic, f"{topic}/{line[:60]}")


def _filled(pattern: str, chance: Random) -> str:
    told = pattern
    while _CHOICE.search(told):
        told = _CHOICE.sub(lambda hit: chance.choice(hit[1].split("|")), told)
    return re.sub(r"\s+([,.?])", r"\1", " ".join(told.split()))


def in_a_manner(text: str, chance: Random) -> str:
    """The text as one of many people might write it: carefully, in capitals, without stops, with slips of the thumb."""
    manner = chance.random()
    text = text[:1].upper() + text[1:]
    if manner < 0.4:
        return text + "."
    if manner < 0.48:
        return text.upper()
    if manner < 0.65:
        return text.lower()
    if manner < 0.8:
        return text.replace("'", "")
    if manner < 0.93:
        return _slipped(text, chance)
    return text + chance.choice(("!!", "...", "!", "?!"))


def _slipped(text: str, chance: Random) -> str:
    """One or two words with a letter left out, doubled or swapped with its neighbour."""
    told = text.split(" ")
    for at in chance.sample(range(len(told)), min(2, len(told))):
        word = told[at]
        if len(word) > 4 and word.isalpha():
            place = chance.randrange(1, len(word) - 2)
            told[at] = chance.choice(
                (
                    word[:place] + word[place + 1 :],
                    word[:place] + word[place] + word[place:],
                    word[:place] + word[place + 1] + word[place] + word[place + 2 :],
                )
            )
    return " ".join(told)


def in_company(text: str, ordinary: list[str], chance: Random) -> str:
    """The text alone, or among ordinary sentences, with or without a stop between them."""
    before = chance.sample(ordinary, chance.choice((0, 0, 0, 0, 1, 1, 2)))
    after = chance.sample(ordinary, chance.choice((0, 0, 0, 0, 1, 1)))
    stop = chance.choice((". ", ". ", ". ", " ", ", but ", " and "))
    return stop.join(one.rstrip(".!") if stop != " " else one for one in (*before, text, *after) if one)
