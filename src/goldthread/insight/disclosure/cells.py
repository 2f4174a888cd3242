"""One cell of shared figures: its key, its threshold, and how it is rounded (CONTRACTS §5 b and c)."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


Numbers = NDArray[np.int64]
Shown = NDArray[np.float64]
"""Figures as they are shown, NaN for hidden ones."""
FEW_PEOPLE = 5
ROUND_TO = 5
SPAN = 2**32
FEWER = "fewer than 5, or none"
"""The one answer for a cell with fewer than five people, nobody included."""
FEWER_IN_EACH = "fewer than 5 in each place, or none"
"""The same for a sum, where every organisation or service has fewer than five: together they may be more."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A raw cell: answers, the distinct people who gave them, and the sum of these people's record keys."""

    n: int = 0
    people: int = 0
    key: int = 0


def record_key(respondent: str) -> int:
    """The first 32 bits of a respondent's id, which is hexadecimal."""
    return int(respondent[:8], 16)


def cell_key(respondents: Iterable[str]) -> int:
    """The sum of the record keys of distinct people, modulo 2**32: the same people always give the same key."""
    return sum(record_key(one) for one in set(respondents)) % SPAN


def rounded(n: int, key: int) -> int:
    """A count rounded to 5 by its cell key: n = 5q + r goes up when key / 2**32 < r / 5.

    Source: CONTRACTS §5 c; unbiased over keys, and the same for the same people whatever question finds them.
    """
    whole, rest = divmod(n, ROUND_TO)
    return ROUND_TO * (whole + (key * ROUND_TO < rest * SPAN))


def rounded_each(n: Numbers, people: Numbers, key: Numbers) -> Shown:
    """What is shown of many cells at once, NaN for fewer than five people: the same as `shared` of each.

    Takes: answers, people and cell keys, one of each for every cell.
    """
    whole, rest = np.divmod(n, ROUND_TO)
    up = key * ROUND_TO < rest * SPAN
    return np.where(people < FEW_PEOPLE, np.nan, ROUND_TO * (whole + up))


def shared(cell: Cell) -> int | None:
    """What is shown of a cell: a multiple of 5, or None for fewer than five people, nobody included."""
    if cell.people < FEW_PEOPLE:
        return None
    return rounded(cell.n, cell.key)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is shown. `n` is None for *fewer than 5, or none*, of a sum in each of its units.

    `at_least` says that it is a sum over several units, some of which may show nothing; `exact` that it was neither
    rounded nor hidden, for somebody who may read all the words behind it.
    """

    n: int | None
    at_least: bool = False
    exact: bool = False

    @property
    def said(self) -> str:
        """The figure in words."""
        return said(self.n, at_least=self.at_least)


def said(n: int | None, *, at_least: bool = False) -> str:
    """A shared figure in words; of a sum over several units that none of them shows, that each is so small."""
    if n is None:
        return FEWER_IN_EACH if at_least else FEWER
    return f"at least {n:,}" if at_least else f"{n:,}"


def figure(cell: Cell, *, exact: bool) -> Figure:
    """One unit's figure: exact for somebody who may read its words, shared for everybody else."""
    return Figure(cell.n, exact=True) if exact else Figure(shared(cell))


def total(parts: Iterable[Figure]) -> Figure:
    """The sum of what several units show (CONTRACTS §5 d): no union is ever rounded as one.

    Gives: the figure itself where there is one unit; the exact sum where every unit is exact; else the sum of those
    that show a figure, said as at least, or None where no unit shows one.
    """
    units = tuple(parts)
    if len(units) == 1:
        return units[0]
    if all(unit.exact for unit in units):
        return Figure(sum(unit.n or 0 for unit in units), exact=True)
    told = [unit.n for unit in units if unit.n]
    return Figure(sum(told) if told else None, at_least=True)
