"""Phrases of the definitions found in a text: which feeling or moment they show, where, and whether denied."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick

from goldthread.coding.frameworks import feelings, touchpoint_kinds
from goldthread.coding.words import normalise


_DENIALS = re.compile(
    r" (?:not|no|never|without|nothing|nobody|none|isn't|wasn't|weren't|aren't|don't|didn't|doesn't|can't|cannot|"
    r"couldn't|won't|wouldn't|hardly|barely|lack of|isnt|wasnt|dont|didnt|doesnt|cant|couldnt|wont|wouldnt|neither|nor|"
    r"hasn't|haven't|hadn't|needs?|more|be|better)(?: [^ ]+){0,2} $"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at [start, end) of the text that shows entry number `shows`.

    `denied` after "not" and the like; `reach` is where the denying words begin, else the same as `start`.
    """

    shows: int
    start: int
    end: int
    denied: bool
    reach: int


class Phrases:
    """Finds all phrases of a list of entries in one pass."""

    def __init__(self, entries: Iterable[tuple[str, ...]]) -> None:
        shown: dict[str, set[int]] = {}
        self.count = 0
        for number, phrases in enumerate(entries):
            self.count += 1
            for phrase in phrases:
                shown.setdefault(_form(phrase), set()).add(number)
        self._finder = ahocorasick.Automaton()
        for form, numbers in shown.items():
            begins_with_word = form.endswith("*")
            bare = form.rstrip("*") if begins_with_word else form + " "
            self._finder.add_word(bare, (len(bare), begins_with_word, tuple(sorted(numbers))))
        self._finder.make_automaton()

    def find(self, text: str) -> list[Hit]:
        """Every phrase, in order of its end."""
        return self.find_in(normalise(text))

    def find_in(self, plain: str) -> list[Hit]:
        """Every phrase of a text that is already normalised."""
        found = []
        for last, (length, open_ended, numbers) in self._finder.iter(plain):
            start = last - length + 1
            end = plain.index(" ", last + 1) if open_ended and plain[last] != " " else last
            denial = _DENIALS.search(plain, max(0, start - 30), start + 1)
            reach = start if denial is None else denial.start()
            for number in numbers:
                found.append(Hit(number, start, end - 1, denial is not None, reach))
        return found


def _form(phrase: str) -> str:
    """A phrase as it stands in a normalised text: a blank before, and after it unless it ends in *."""
    open_ended = phrase.endswith("*")
    plain = " ".join(normalise(phrase.rstrip("*")).split()) or phrase.rstrip("*")
    return f" {plain}" + ("*" if open_ended else "")


def all_phrases() -> Phrases:
    """Phrases of the 16 feelings, then of the 14 kinds of touchpoint."""
    return Phrases([*(one.words for one in feelings()), *(one.words for one in touchpoint_kinds())])
