"""Two wordings next to each other, with the words that changed marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal


WORD = re.compile(r"\S+|\s+")


@dataclass(frozen=True)
class MarkedWords:
    """A stretch of a wording: as it was, gone from the older one, or new in the newer one."""

    text: str
    mark: Literal["same", "gone", "new"]


@dataclass(frozen=True)
class Compared:
    """An older wording with what went, and a newer one with what came."""

    before: tuple[MarkedWords, ...]
    now: tuple[MarkedWords, ...]

    @property
    def differs(self) -> bool:
        """Whether a word differs."""
        return any(one.mark != "same" for one in (*self.before, *self.now))


def compare(before: str, now: str) -> Compared:
    """Mark the words that differ between two wordings."""
    old, new = WORD.findall(before), WORD.findall(now)
    steps = SequenceMatcher(a=[one.casefold() for one in old], b=[one.casefold() for one in new], autojunk=False)
    ops = steps.get_opcodes()
    same = [op[0] == "equal" and not _is_gap(ops, n, old) for n, op in enumerate(ops)]
    return Compared(
        tuple(_marked(zip(same, [old[a:b] for _, a, b, _, _ in ops], strict=True), "gone")),
        tuple(_marked(zip(same, [new[c:d] for _, _, _, c, d in ops], strict=True), "new")),
    )


def _is_gap(ops: Sequence[tuple[str, int, int, int, int]], at: int, words: Sequence[str]) -> bool:
    """Whether a stretch is no more than the blank between two that changed."""
    op, first, last, _, _ = ops[at]
    inside = 0 < at < len(ops) - 1
    return op == "equal" and inside and not "".join(words[first:last]).strip()


def _marked(parts: Iterable[tuple[bool, list[str]]], changed: Literal["gone", "new"]) -> Iterator[MarkedWords]:
    """Stretches of a wording, those next to each other with one mark put together."""
    made: list[MarkedWords] = []
    for is_same, some in parts:
        mark: Literal["same", "gone", "new"] = "same" if is_same else changed
        if made and made[-1].mark == mark:
            made[-1] = MarkedWords(made[-1].text + "".join(some), mark)
        elif some:
            made.append(MarkedWords("".join(some), mark))
    yield from made
