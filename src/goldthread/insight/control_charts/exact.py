"""Means that are exact to the last bit: by a plain sum, points of a constant series are off their own mean."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray


Numbers: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
SPLIT = float(2**27 + 1)


def mean(values: Numbers, counted: Flags) -> Numbers:
    """The mean of each row's values that are counted; NaN where none is.

    Takes: rows of numbers, and which of them count. Gives: one number a row, the exact mean rounded once but for an
    error below 2**-100 of the largest value. Source: error-free sums (Knuth) and products (Dekker).
    """
    high, low = _sum(np.where(counted, values, 0.0))
    n = counted.sum(axis=1).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        first = high / n
        product, error = _times(first, n)
        better = first + ((high - product) - error + low) / n
    made: Numbers = np.where(np.isfinite(better), better, first)
    return made


def _sum(values: Numbers) -> tuple[Numbers, Numbers]:
    """The sum of each row as two numbers, the second what the first lost."""
    high, low = np.zeros(len(values)), np.zeros(len(values))
    for column in values.T:
        total = high + column
        back = total - high
        low += (high - (total - back)) + (column - back)
        high = total
    total = high + low
    return total, low - (total - high)


def _times(a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """A product, and what its rounding lost; `b` holds whole numbers below 2**26."""
    product, split = a * b, a * SPLIT
    upper = split - (split - a)
    return product, (upper * b - product) + (a - upper) * b
