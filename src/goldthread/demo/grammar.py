"""A small grammar: lines with choices and slots become sentences.

A line may hold `[this|that|]` (one of these, perhaps nothing) and `{slot}`: something about the teller. Sections
stand under `## name` headings in the text files of `words/`.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from random import Random


class Slot(str):
    """The name of something to fill in."""

    __slots__ = ()


Line = tuple["str | Slot | tuple[Line, ...]", ...]

_PIECES = re.compile(r"\[([^\[\]]*)\]|\{(\w+)\}")


def parse(line: str) -> Line:
    """One line, ready to be composed: text, slots, and tuples of alternatives."""
    parts: list[str | Slot | tuple[Line, ...]] = []
    end = 0
    for found in _PIECES.finditer(line):
        if found.start() > end:
            parts.append(line[end : found.start()])
        choices, slot = found.groups()
        parts.append(Slot(slot) if slot else tuple(parse(choice) for choice in choices.split("|")))
        end = found.end()
    if end < len(line):
        parts.append(line[end:])
    return tuple(parts)


def compose(line: Line, chance: Random, fill: Callable[[str], str]) -> str:
    """One sentence from a line; `fill` says what goes into a slot."""
    said = []
    for part in line:
        if isinstance(part, tuple):
            said.append(compose(part[int(chance.random() * len(part))], chance, fill))
        elif isinstance(part, Slot):
            said.append(fill(part))
        else:
            said.append(part)
    return "".join(said)


@cache
def lines_of(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of one file of words by heading, empty ones too, comments left out."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for raw in files("goldthread.demo").joinpath(f"words/{name}.txt").read_text("utf-8").splitlines():
        line = raw.strip()
        if line.startswith("## "):
            current = found.setdefault(line[3:], [])
        elif not line.startswith("#"):
            current.append(line)
    return {heading: tuple(lines) for heading, lines in found.items()}


@cache
def small_talk(tone: str) -> tuple[Line, ...]:
    """The lines of one tone that are whole by themselves: what fills a slot, and answers of a few words."""
    return tuple(parse(line) for line in lines_of("any")[tone] if line)
