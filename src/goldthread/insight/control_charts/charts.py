"""Control charts of many series at once: groups of equally many points are computed together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from goldthread.insight.control_charts.exact import Flags, Numbers
from goldthread.insight.control_charts.rules import CAUSES, marked
from goldthread.insight.control_charts.series import MeasuredSeries
from goldthread.insight.control_charts.xmr import limits


SHORT = 13
"""Limits of fewer points than these are trial limits."""
COMMON = "common_cause"
POINTS = (
    COMMON,
    "special_cause_improvement",
    "special_cause_concern",
    "special_cause_neutral_high",
    "special_cause_neutral_low",
)
MEANS = {
    "increase": np.array([0, *(1, 2) * 4], np.int8),
    "decrease": np.array([0, *(2, 1) * 4], np.int8),
    "neutral": np.array([0, *(3, 4) * 4], np.int8),
}
"""For each cause the place of what it means in POINTS, by which way is better."""
ICONS = {"special_cause_improvement": "improvement", "special_cause_concern": "concern"}
Ranks: TypeAlias = NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Chart:
    """One series with its limits and special causes; a list has one entry a point, in order of days.

    `group` counts from 0; limits are NaN where there are none. `side` is 1 above the mean, -1 below, 0 on it. `causes`
    are places in CAUSES, `means` places in POINTS. The icons are of the last group.
    """

    series: MeasuredSeries
    group: NDArray[np.int64]
    in_baseline: Flags
    mean: Numbers
    lower: Numbers
    upper: Numbers
    near_lower: Numbers
    near_upper: Numbers
    side: Numbers
    outside: Flags
    near: Flags
    causes: Ranks
    means: Ranks
    short: Flags

    @property
    def variation(self) -> str:
        """What the last point means, in the peer's words."""
        return POINTS[self.means[-1]]

    @property
    def variation_icon(self) -> str:
        """Which icon of *Making Data Count* that is: common_cause, or improvement, concern or neutral, high or low."""
        if self.variation == COMMON:
            return COMMON
        high = "high" if self.causes[-1] % 2 else "low"
        return f"{ICONS.get(self.variation, 'neutral')}_{high}"

    @property
    def assurance(self) -> str | None:
        """Whether the target will be met by chance alone: consistent_pass, consistent_fail, inconsistent.

        None where there is no target, or no way is better.
        """
        target, better = self.series.options.target, self.series.options.improvement_direction
        if target is None or better == "neutral":
            return None
        if target > self.upper[-1]:
            return "consistent_fail" if better == "increase" else "consistent_pass"
        if target < self.lower[-1]:
            return "consistent_pass" if better == "increase" else "consistent_fail"
        return "inconsistent"


@dataclass(frozen=True)
class _Group:
    """One stretch of a series with limits of its own: which series, from which point to before which."""

    owner: int
    first: int
    last: int


def charts(several: Sequence[MeasuredSeries]) -> list[Chart]:
    """The chart of each series, in their order.

    Source: XmR charts of *Making Data Count*, equal to NHSRplotthedots 0.2.2; series at which it stops are answered.
    """
    starts = np.cumsum([0, *(len(one.values) for one in several)])
    held = _Held(int(starts[-1]))
    alike: dict[int, list[_Group]] = defaultdict(list)
    for owner, one in enumerate(several):
        for group in _groups(owner, one):
            alike[group.last - group.first].append(group)
    for size, groups in alike.items():
        held.take_in(size, groups, several, starts)
    return [held.chart(one, slice(starts[owner], starts[owner + 1])) for owner, one in enumerate(several)]


def _groups(owner: int, one: MeasuredSeries) -> Iterator[_Group]:
    points, rebase = len(one.dates), one.options.rebase
    begins = [place for place, day in enumerate(one.dates) if place and day in rebase] if rebase else []
    yield from (_Group(owner, first, last) for first, last in zip([0, *begins], [*begins, points], strict=True))


class _Held:
    """The points of all series, one after another."""

    def __init__(self, points: int) -> None:
        numbers = ("mean", "lower", "upper", "near_lower", "near_upper", "side")
        self.numbers = {name: np.full(points, np.nan) for name in numbers}
        self.flags = {name: np.zeros(points, np.bool_) for name in ("outside", "near", "in_baseline", "short")}
        self.ranks = {name: np.zeros(points, np.int8) for name in ("causes", "means")}

    def take_in(
        self, size: int, groups: Sequence[_Group], several: Sequence[MeasuredSeries], starts: NDArray[np.int64]
    ) -> None:
        """Compute groups of equally many points."""
        values = np.array([several[one.owner].values[one.first : one.last] for one in groups])
        options = [several[one.owner].options for one in groups]
        baseline = np.array([one.fix_after_n_points or size for one in options])
        with np.errstate(over="ignore", invalid="ignore"):  # of numbers near the largest there are no limits
            found = limits(values, baseline, np.array([one.screen_outliers for one in options]))
            points = marked(values, found)
        first = np.array([starts[one.owner] + one.first for one in groups])
        at = first[:, None] + np.arange(size)
        for name in ("mean", "lower", "upper", "near_lower", "near_upper"):
            self.numbers[name][at] = getattr(found, name)[:, None]
        self.numbers["side"][at] = points.side
        self.flags["outside"][at], self.flags["near"][at] = points.outside, points.near
        self.flags["in_baseline"][at] = np.arange(size) < baseline[:, None]
        self.flags["short"][at] = size < SHORT
        better = np.array([MEANS[one.improvement_direction] for one in options])
        self.ranks["causes"][at] = points.cause
        self.ranks["means"][at] = np.take_along_axis(better, points.cause.astype(np.int64), axis=1)

    def chart(self, one: MeasuredSeries, at: slice) -> Chart:
        """The chart of one series."""
        rebase = one.options.rebase
        group = np.cumsum([day in rebase for day in one.dates]) if rebase else np.zeros(len(one.dates), np.int64)
        every = self.numbers | self.flags | self.ranks
        return Chart(one, group, **{name: held[at] for name, held in every.items()})


__all__ = ["CAUSES", "POINTS", "Chart", "charts"]
