"""Whole voices as they are written in `words/`: what one person answers to the questions they were asked.

A voice is a block of lines: `+` what was good, `-` what could be better, `?` why, each at most once. Blocks stand under
`## role mood` headings; a line may hold the grammar's choices and slots, which vary a voice without changing its sense.

Remarks are for those who say a thing or two, each a whole sentence. Under `## remarks tone` a line is `topic: remark`;
nobody speaks twice of one topic, so that no two remarks of one person contradict each other.
"""

from dataclasses import dataclass
from functools import cache

from goldthread.demo.grammar import Line, lines_of, parse


ANSWERS = {"+": "good", "-": "better", "?": "why"}


@dataclass(frozen=True, slots=True)
class WrittenVoice:
    """One person's answers; an empty line where they say nothing."""

    good: Line = ()
    better: Line = ()
    why: Line = ()

    @property
    def single(self) -> Line:
        """The one thing that this voice says; empty where it says several."""
        said = [line for line in (self.good, self.better, self.why) if line]
        return said[0] if len(said) == 1 else ()


@cache
def voices(name: str, heading: str) -> tuple[WrittenVoice, ...]:
    """The voices of one file of words under one heading; none where it has no such heading."""
    return tuple(_voice(block) for block in _blocks(lines_of(name).get(heading, ())))


@cache
def remarks(name: str, tone: str) -> tuple[tuple[str, Line], ...]:
    """The remarks of one file of words in one tone (good, bad, suggest), each with its topic."""
    lines = (line for line in lines_of(name).get(f"remarks {tone}", ()) if line)
    return tuple((topic, parse(said)) for topic, _, said in (line.partition(": ") for line in lines))


def _blocks(lines: tuple[str, ...]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _voice(block: list[str]) -> WrittenVoice:
    """Raises ValueError for a line that begins with another sign, or a sign twice."""
    said: dict[str, Line] = {}
    for line in block:
        answer = ANSWERS.get(line[0])
        if answer is None or answer in said or line[1] != " ":
            raise ValueError(f"A voice answers each question once, after its sign: {line}")
        said[answer] = parse(line[2:])
    return WrittenVoice(**said)
