"""The slow plain twin of shared figures: one cell after another, as CONTRACTS §5 b to d says it."""

from collections.abc import Iterable
from dataclasses import dataclass

from goldthread.insight.disclosure import FEW_PEOPLE, Figure


ROUND_TO, SPAN = 5, 2**32


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


def shared(cell: Cell) -> int | None:
    """What is shown of a cell: a multiple of 5, or None for fewer than five people, nobody included."""
    if cell.people < FEW_PEOPLE:
        return None
    return rounded(cell.n, cell.key)


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
