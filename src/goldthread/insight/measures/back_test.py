"""What a threshold would have done: how often it would have failed, and how often by chance alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from goldthread.insight.control_charts.rules import RUN, in_a_run
from goldthread.insight.measures.counting import MonthCount
from goldthread.vocabulary.measures import MONTHS_OF, Period, Threshold


Counts: TypeAlias = NDArray[np.int64]
Values: TypeAlias = NDArray[np.float64]
ENOUGH = 10
"""Replies that a period needs before it says anything; fewer are *too few to say*."""
BASELINE = 12
"""Months that make the baseline, pooled."""
DRAWS = 1_000
SEED = 20_261
VISIBLE = 2.8
"""Two standard errors of a difference, and a bit: what can be told from chance four times in five."""


@dataclass(frozen=True)
class BackTest:
    """A measure over two years. Shares are from 0 to 1.

    `baseline` pools the first twelve months, None where nobody was counted. `failed` counts the periods that would have
    missed the threshold, of `judged` that had enough replies; both None without a threshold. `chance_failure` is the
    share of judged periods that would miss it if nothing had ever changed from the baseline. `smallest_change` is the
    smallest change of the share that one period could show, None without a baseline. `runs` says whether a run or a
    trend of seven judged periods would have been seen, `chance_runs` how often one would be if their order meant
    nothing, None where there are fewer than seven.
    """

    periods: tuple[MonthCount, ...]
    baseline: float | None
    replies_a_month: float
    judged: int
    failed: int | None
    chance_failure: float | None
    smallest_change: float | None
    runs: bool = False
    chance_runs: float | None = None


def pooled(months: Sequence[MonthCount], period: Period) -> tuple[MonthCount, ...]:
    """Months put together to periods, each under the name of its first month.

    Quarters begin in January, April, July and October, as those of a contract do; one that lacks a month is left out.
    Takes: months in their order, none left out between them.
    """
    size = MONTHS_OF[period]
    starts = [place for place, one in enumerate(months) if (int(one.month[5:]) - 1) % size == 0]
    groups = (months[place : place + size] for place in starts if place + size <= len(months))
    return tuple(
        MonthCount(some[0].month, sum(m.numerator for m in some), sum(m.denominator for m in some)) for some in groups
    )


def back_test(months: Sequence[MonthCount], threshold: Threshold | None, period: Period = "month") -> BackTest:
    """Rehearse a threshold over months in their order.

    Source: chance redraws each judged period, binomial, at the baseline and with its own denominator, 1,000 times; for
    runs and trends, which are about order, it shuffles the periods as often. Seeds never change, so that the same
    months give the same figures.
    """
    periods, first = pooled(months, period), months[:BASELINE]
    of_first = sum(one.denominator for one in first)
    baseline = sum(one.numerator for one in first) / of_first if of_first else None
    replies = sum(one.denominator for one in months) / len(months) if months else 0.0
    judged = [one for one in periods if one.denominator >= ENOUGH]
    values = np.array([one.numerator / one.denominator for one in judged])
    failed = chance = None
    if threshold is not None:
        failed = sum(not threshold.is_met(one.numerator / one.denominator) for one in judged)
        chance = _by_chance([one.denominator for one in judged], baseline, threshold)
    return BackTest(
        periods=periods,
        baseline=baseline,
        replies_a_month=replies,
        judged=len(judged),
        failed=failed,
        chance_failure=chance,
        smallest_change=smallest_change(baseline, replies * MONTHS_OF[period]),
        runs=len(values) >= RUN and bool(in_a_run(values[None]).any()),
        chance_runs=_runs_by_chance(values),
    )


def _by_chance(denominators: list[int], baseline: float | None, threshold: Threshold) -> float | None:
    if baseline is None or not denominators:
        return None
    of = np.array(denominators)
    shares = drawn(of, baseline) / of
    return float((shares > threshold.share if threshold.at_most else shares < threshold.share).mean())


def drawn(denominators: Counts, baseline: float) -> Counts:
    """Numerators by chance alone: a row a draw, a column a period."""
    return np.random.default_rng(SEED).binomial(denominators, baseline, (DRAWS, len(denominators)))


def _runs_by_chance(values: Values) -> float | None:
    """How often periods in any order show a run or a trend; None for fewer than seven."""
    return float(in_a_run(shuffled(values)).any(axis=1).mean()) if len(values) >= RUN else None


def shuffled(values: Values) -> Values:
    """The same values in an order that means nothing: a row a shuffle."""
    return np.random.default_rng(SEED).permuted(np.tile(values, (DRAWS, 1)), axis=1)


def smallest_change(share: float | None, replies: float) -> float | None:
    """The smallest change of a share that a period of so many replies can show: 2.8 √(p(1 - p) / n).

    None where there are no replies or no share. Source: two samples' standard errors at 80 % power.
    """
    if share is None or replies <= 0:
        return None
    return VISIBLE * math.sqrt(share * (1 - share) / replies)
