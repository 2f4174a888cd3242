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
def sections(name: str) -> dict[str, tuple[Line, ...]]:
    """The sections of one file of words, by heading."""
    found: dict[str, list[Line]] = {}
    current: list[Line] = []
    for raw in files("goldthread.demo").joinpath(f"words/{name}.txt").read_text("utf-8").splitlines():
        line = raw.strip()
        if line.startswith("## "):
            current = found.setdefault(line[3:], [])
        elif line and not line.startswith("#"):
            current.append(parse(line))
    return {heading: tuple(lines) for heading, lines in found.items()}


@cache
def lines(name: str, tone: str, role: str = "") -> tuple[Line, ...]:
    """The lines of one tone that this role may say: those for anybody and those for the role alone."""
    found = sections(name)
    return (() if role == "staff" else found.get(tone, ())) + (found.get(f"{tone} {role}", ()) if role else ())
