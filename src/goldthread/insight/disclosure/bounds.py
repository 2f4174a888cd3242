"""What follows for small parts from their sum, where each part's shared figure says between which numbers it is."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goldthread.insight.disclosure.cells import FEW_PEOPLE, ROUND_TO, Numbers, rounded_each


LEFT_AT_LEAST = 2
"""A part of one to four people keeps three values or more that it may be, and may be none unless its figure says so."""
ANY_NUMBER = 10**9


class PossibleValues(NamedTuple):
    """The least and the most that each of some figures may be."""

    least: Numbers
    most: Numbers


def shown_between(n: Numbers, people: Numbers, key: Numbers) -> PossibleValues:
    """Between which numbers figures are, for somebody who sees how they are shown: rounded to 5, or hidden."""
    shown = rounded_each(n, people, key)
    hidden = np.isnan(shown)
    near = np.where(hidden, 0, shown).astype(np.int64)
    few, step = FEW_PEOPLE - 1, ROUND_TO - 1
    return PossibleValues(np.where(hidden, 0, np.maximum(near - step, FEW_PEOPLE)), np.where(hidden, few, near + step))


def is_nearly_told(parts: Numbers, each: PossibleValues, below: int = 0, above: int = 0) -> bool:
    """Whether the sum of some parts tells of one with one to four people that it is somebody, or nearly how many.

    Nearly is of two numbers at most. Only what the sum adds counts: not what a part's own figure says already.
    Takes: what each part is and may be by its own figure; by how much less, and more, their sum may be than it is:
    0 where it is known.
    """
    room_above, room_below = each.most - parts, parts - each.least
    least = parts - (room_above.sum() - room_above) - below
    most = parts + (room_below.sum() - room_below) + above
    small: NDArray[np.bool_] = (parts > 0) & (parts < FEW_PEOPLE)
    is_somebody = (least > 0) & (each.least <= 0)
    width = np.minimum(most, each.most) - np.maximum(least, each.least)
    is_narrow = (width < LEFT_AT_LEAST) & (each.most - each.least >= LEFT_AT_LEAST)
    return bool((small & (is_somebody | is_narrow)).any())
