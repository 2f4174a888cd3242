"""Limits of p-charts: each period's own, by how many answered in it."""

from dataclasses import dataclass

import numpy as np

from goldthread.insight.control_charts.charts import Ranks
from goldthread.insight.control_charts.exact import Numbers
from goldthread.insight.control_charts.rules import marked
from goldthread.insight.control_charts.xmr import Limits


SIGMAS, NEAR_SIGMAS = 3.0, 2.0


@dataclass(frozen=True, eq=False)
class Charted:
    """Centre and limits of each period of one segment, and its cause by its place in CAUSES; NaN for none."""

    centre: Numbers
    lower: Numbers
    upper: Numbers
    causes: Ranks


def p_limits(numerators: Numbers, denominators: Numbers) -> Charted:
    """The p-chart of one segment, NaN where nobody answered.

    Source: p̄ ± 3 √(p̄ (1 - p̄) / n), cut at 0 and 1. The rules are those of the XmR charts, over (p - p̄) / σ; trends are
    sought in the shares themselves, since periods with many answers must not seem to rise.
    """
    there = denominators > 0
    shares = np.divide(numerators, denominators, out=np.full(len(numerators), np.nan), where=there)
    of = denominators[there].sum()
    centre = numerators[there].sum() / of if of else np.nan
    sigma = np.sqrt(np.divide(centre * (1 - centre), denominators, out=np.full(len(shares), np.nan), where=there))
    with np.errstate(invalid="ignore", divide="ignore"):
        scores = np.where(sigma > 0, (shares - centre) / sigma, np.sign(shares - centre))
    found = marked(scores[None], _standard(), rising=shares[None])
    middle = np.where(there, centre, np.nan)
    lower, upper = np.clip(centre - SIGMAS * sigma, 0, 1), np.clip(centre + SIGMAS * sigma, 0, 1)
    return Charted(middle, lower, upper, found.cause[0])


def _standard() -> Limits:
    one = np.ones(1)
    return Limits(0 * one, -SIGMAS * one, SIGMAS * one, -NEAR_SIGMAS * one, NEAR_SIGMAS * one)
