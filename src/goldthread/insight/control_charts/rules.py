"""What is special about a point: four rules, within one group of points, many groups at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldthread.insight.control_charts.exact import Flags, Numbers, mean
from goldthread.insight.control_charts.xmr import Limits


CAUSES = (
    "Common Cause",
    "Above UCL",
    "Below LCL",
    "7 Point Trend (Increasing)",
    "7 Point Trend (Decreasing)",
    "2 in 3 Above CL",
    "2 in 3 Below CL",
    "7 Points Above CL",
    "7 Points Below CL",
)
"""The peer's words. High ones have odd places, low ones even places from 2 on."""
ABOVE_LIMIT, BELOW_LIMIT, RISES, FALLS, TWO_ABOVE, TWO_BELOW, RUN_ABOVE, RUN_BELOW = range(1, 9)
RUN, TREND_STEPS, OF_THREE = 7, 6, 3


@dataclass(frozen=True)
class Marked:
    """For each point: where it lies, and the cause by its place in CAUSES.

    `side` is 1 above the mean, -1 below, 0 on it, NaN for a missing value.
    """

    side: Numbers
    outside: Flags
    near: Flags
    cause: NDArray[np.int8]


def in_a_run(values: Numbers) -> Flags:
    """Which points of rows of values lie in seven neighbours on one side of the row's mean, or in a trend."""
    side = np.sign(values - mean(values, ~np.isnan(values))[:, None])
    rises, falls = _trends(values)
    return _in_windows(side == 1, RUN) | _in_windows(side == -1, RUN) | rises | falls


def marked(values: Numbers, found: Limits, *, rising: Numbers | None = None) -> Marked:
    """Each point of groups of equally many; a missing value breaks whatever it lies in, and is common cause.

    Takes: the values that trends are sought in, where they are not those that are compared with limits.
    Source: the rules of NHSRplotthedots 0.2.2; where it stops at a missing value, a window with a gap is no trend.
    """
    with np.errstate(invalid="ignore"):
        above, below = values > found.upper[:, None], values < found.lower[:, None]
        side = np.sign(values - found.mean[:, None])
        near = ~(above | below) & ((values > found.near_upper[:, None]) | (values < found.near_lower[:, None]))
    cause = np.zeros(values.shape, np.int8)
    for way, code in ((1, RUN_ABOVE), (-1, RUN_BELOW)):
        cause[_in_windows(side == way, RUN)] = code
    for way, code in ((1, TWO_ABOVE), (-1, TWO_BELOW)):
        cause[_two_of_three(side == way, near)] = code
    rises, falls = _trends(values if rising is None else rising)
    cause[rises], cause[falls] = RISES, FALLS
    cause[above], cause[below] = ABOVE_LIMIT, BELOW_LIMIT
    return Marked(side, above | below, near, cause)


def _in_windows(holds: Flags, size: int) -> Flags:
    """Which points lie in a window of so many neighbours of all of which something holds."""
    return _spread(_all(holds, size), size, holds.shape[1])


def _all(holds: Flags, size: int) -> Flags:
    """The first points of windows of all of whose points something holds."""
    return np.asarray(_windows(holds, size).all(axis=2))


def _windows(of: Flags, size: int) -> Flags:
    """Every window of so many neighbours, by its first point."""
    if of.shape[1] < size:
        return np.zeros((len(of), 0, size), np.bool_)
    return np.lib.stride_tricks.sliding_window_view(of, size, axis=1)


def _spread(starts: Flags, size: int, points: int) -> Flags:
    """Which points lie in one of the windows that start at these."""
    held = np.zeros((len(starts), points), np.bool_)
    for place in range(size):
        held[:, place : place + starts.shape[1]] |= starts
    return held


def _two_of_three(on_side: Flags, near: Flags) -> Flags:
    """Of three neighbours on one side of which two or more are near the limit, those that are."""
    near = near & on_side
    starts = _all(on_side, OF_THREE) & (_windows(near, OF_THREE).sum(axis=2) >= OF_THREE - 1)
    return _spread(starts, OF_THREE, on_side.shape[1]) & near


def _trends(values: Numbers) -> tuple[Flags, Flags]:
    """Points of six steps up, or down, in a row, by the way that the peer says they go.

    That is the way of the step to the next point where this is in a trend too, else of the step before; so the top of
    a rise that a fall follows is said to fall. A tie counts as down.
    """
    steps = np.diff(values, axis=1)
    with np.errstate(invalid="ignore"):
        ways = (_all(steps > 0, TREND_STEPS), _all(steps < 0, TREND_STEPS))
    points = values.shape[1]
    inside = _spread(ways[0], TREND_STEPS + 1, points) | _spread(ways[1], TREND_STEPS + 1, points)
    before, after = np.zeros(values.shape), np.zeros(values.shape)
    before[:, 1:], after[:, :-1] = steps, steps
    goes_on = np.zeros(values.shape, np.bool_)
    goes_on[:, :-1] = inside[:, 1:]
    with np.errstate(invalid="ignore"):
        up = np.where(goes_on, after, before) > 0
    return inside & up, inside & ~up
