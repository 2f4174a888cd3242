"""Cells of shared figures: their threshold, how they are rounded, and how a figure is said (CONTRACTS §5 b and c)."""

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


def rounded_each(n: Numbers, people: Numbers, key: Numbers) -> Shown:
    """What is shown of many cells at once, NaN for fewer than five people, nobody included.

    A count is rounded to 5 by its cell's key: n = 5q + r goes up when key / 2**32 < r / 5.
    Takes: answers, people and cell keys, one of each for every cell.
    Source: CONTRACTS §5 b and c; unbiased over keys, and the same for the same people whatever question finds them.
    """
    whole, rest = np.divmod(n, ROUND_TO)
    up = key * ROUND_TO < rest * SPAN
    return np.where(people < FEW_PEOPLE, np.nan, ROUND_TO * (whole + up))


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
