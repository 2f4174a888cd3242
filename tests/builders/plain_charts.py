"""Control charts, slowly: one point after another with fractions, as the rules are written and nothing else."""

from collections.abc import Sequence
from fractions import Fraction

from goldthread.insight.control_charts import MeasuredSeries


WORDS = {
    "trend": ("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
    "outside": ("Above UCL", "Below LCL"),
    "two": ("2 in 3 Above CL", "2 in 3 Below CL"),
    "run": ("7 Points Above CL", "7 Points Below CL"),
}


def plain_chart(series: MeasuredSeries) -> list[dict[str, object]]:
    """Each point's mean, limits and cause."""
    found: list[dict[str, object]] = []
    group: list[float | None] = []
    for day, value in zip(series.dates, series.values.tolist(), strict=True):
        if group and day in series.options.rebase:
            found += _group(group, series)
            group = []
        group.append(None if value != value else value)
    return found + _group(group, series)


def _mean(values: Sequence[float]) -> float | None:
    return float(sum(map(Fraction, values)) / len(values)) if values else None


def _group(values: list[float | None], series: MeasuredSeries) -> list[dict[str, object]]:
    base = values[: series.options.fix_after_n_points or len(values)]
    centre = _mean([one for one in base if one is not None])
    ranges = [abs(b - a) for a, b in zip(base, base[1:], strict=False) if a is not None and b is not None]
    usual = _mean(ranges)
    if series.options.screen_outliers and usual is not None:
        ranges = [one for one in ranges if one < 3.267 * usual]
    spread = _mean(ranges)
    limits = (None, None, None, None)
    if centre is not None and spread is not None:
        near = 2 * 2.66 / 3 * spread
        limits = (centre - 2.66 * spread, centre + 2.66 * spread, centre - near, centre + near)
    cause = _causes(values, centre, limits)
    return [{"mean": centre, "lower": limits[0], "upper": limits[1], "cause": one} for one in cause]


def _causes(values, centre, limits):
    lower, upper, near_lower, near_upper = limits
    n = len(values)
    side = [None if v is None or centre is None else (v > centre) - (v < centre) for v in values]
    outside = [v is not None and upper is not None and (v > upper or v < lower) for v in values]
    near = [
        v is not None and upper is not None and not out and (v > near_upper or v < near_lower)
        for v, out in zip(values, outside, strict=True)
    ]
    trend, two, run = set(), set(), set()
    for first in range(n):
        seven, three = range(first, first + 7), range(first, first + 3)
        if first + 7 <= n and all(values[i] is not None for i in seven):
            steps = [values[i + 1] - values[i] for i in seven[:-1]]
            if all(step > 0 for step in steps) or all(step < 0 for step in steps):
                trend.update(seven)
            if side[first] and all(side[i] == side[first] for i in seven):
                run.update(seven)
        if first + 3 <= n and side[first] and all(side[i] == side[first] for i in three):
            if sum(near[i] for i in three) >= 2:
                two.update(i for i in three if near[i])
    made = []
    for i in range(n):
        low = side[i] == -1
        if outside[i]:
            made.append(WORDS["outside"][low])
        elif i in trend:
            a, b = (i, i + 1) if i + 1 in trend else (i - 1, i)
            made.append(WORDS["trend"][not values[b] > values[a]])
        elif i in two:
            made.append(WORDS["two"][low])
        elif i in run:
            made.append(WORDS["run"][low])
        else:
            made.append("Common Cause")
    return made
