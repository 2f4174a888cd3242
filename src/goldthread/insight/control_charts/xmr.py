"""Limits of XmR charts, many groups of points at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldthread.insight.control_charts.exact import Flags, Numbers, mean


LIMIT = 2.66
"""How many mean moving ranges a limit is from the mean: three standard deviations of a normal process."""
NEAR = 2 * LIMIT / 3
SCREEN = 3.267
"""A moving range of so many mean ones is too large for chance, and left out once."""


@dataclass(frozen=True)
class Limits:
    """One number a group: the mean, the process limits, and those at two thirds; NaN where there are none."""

    mean: Numbers
    lower: Numbers
    upper: Numbers
    near_lower: Numbers
    near_upper: Numbers


def limits(values: Numbers, baseline: NDArray[np.int64], screened: Flags) -> Limits:
    """Mean and limits of groups of equally many points.

    Takes: a row a group, NaN for a missing value; how many of its first points the limits are computed from; whether
    large moving ranges are left out. A missing value takes away the ranges on both of its sides.
    Source: *Making Data Count*, as NHSRplotthedots 0.2.2 computes it.
    """
    within = np.arange(values.shape[1]) < baseline[:, None]
    centre = mean(values, within & ~np.isnan(values))
    ranges = np.abs(np.diff(values, axis=1))
    there = ~np.isnan(ranges) & within[:, 1:]
    with np.errstate(invalid="ignore"):
        large = ranges >= SCREEN * mean(ranges, there)[:, None]
    moving = mean(ranges, there & ~(large & screened[:, None]))
    return Limits(
        centre, centre - LIMIT * moving, centre + LIMIT * moving, centre - NEAR * moving, centre + NEAR * moving
    )
