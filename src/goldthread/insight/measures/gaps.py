"""One question asked of two groups, such as staff and carers: how far apart their answers are, month by month."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from goldthread.evidence import Store
from goldthread.insight.control_charts.rules import RUN
from goldthread.insight.measures.chart_words import TRIAL, WORDS, caveats, meaning_of, variation_of
from goldthread.insight.measures.charting import known, xmr_of
from goldthread.insight.measures.checking import count_two_years
from goldthread.insight.measures.counting import MonthCount
from goldthread.insight.measures.sentences import WHO, percent
from goldthread.vocabulary import EVERYTHING, Cut, Scope
from goldthread.vocabulary.measure_charts import ChartedPoint, MeasureChart
from goldthread.vocabulary.measures import Measure, ShareOfAnswers


CLEAR = 1.96
"""Standard errors that a difference must be from 0, so that chance alone makes it once in twenty."""


@dataclass(frozen=True)
class GapMonth:
    """One month of both groups; `difference` is the first share less the second, None where either has nobody."""

    month: str
    first: MonthCount
    second: MonthCount

    @property
    def difference(self) -> float | None:
        """From -1 to 1."""
        one, other = self.first.value, self.second.value
        return None if one is None or other is None else one - other


@dataclass(frozen=True)
class Gap:
    """How far two groups are apart over two years. `is_clear` says whether chance alone would seldom make it.

    `difference` pools all months, None where a group has nobody.
    """

    question: str
    roles: tuple[str, str]
    months: tuple[GapMonth, ...]
    difference: float | None
    is_clear: bool
    chart: MeasureChart
    sentence: str


def gap(
    store: Store,
    scope: Scope,
    definition: ShareOfAnswers,
    *,
    roles: tuple[str, str] = ("staff", "carer"),
    cut: Cut = EVERYTHING,
    today: date | None = None,
) -> Gap:
    """Compare how two groups answered one question, over the 24 months before this one.

    Counts are exact for who may read all the words, and shared figures for everybody else, as `notes` of the chart say.
    Raises: what evidence raises for a cut that is closed, unknown or not shared.
    Source: the difference of two shares; clear where it is more than 1.96 standard errors from 0.
    """
    measures = [_of(definition, replace(cut, roles=(role,))) for role in roles]
    first, second = (count_two_years(store, scope, one, today=today) for one in measures)
    months = tuple(GapMonth(a.month, a, b) for a, b in zip(first.months, second.months, strict=True))
    difference, error = _pooled(first.months, second.months)
    is_clear = difference is not None and abs(difference) > CLEAR * error
    nobody = "fewer than 5 a month of, or no," if first.notes else "no"
    sentence = _sentence(roles, first.months, second.months, difference, is_clear=is_clear, nobody=nobody)
    chart = _chart(definition.question, sentence, roles, months, (*first.notes, *second.notes))
    return Gap(definition.question, roles, months, difference, is_clear, chart, sentence)


def _of(definition: ShareOfAnswers, cut: Cut) -> Measure:
    return Measure(key="gap", wording=definition.question, definition=definition, cut=cut)


def _sums(months: Sequence[MonthCount]) -> tuple[int, int]:
    return sum(one.numerator for one in months), sum(one.denominator for one in months)


def _pooled(first: Sequence[MonthCount], second: Sequence[MonthCount]) -> tuple[float | None, float]:
    """The difference of all months together, and its standard error."""
    shares = [(yes / of, of) for yes, of in map(_sums, (first, second)) if of]
    if len(shares) < 2:
        return None, 0.0
    (one, _), (other, _) = shares
    return one - other, math.sqrt(sum(share * (1 - share) / of for share, of in shares))


def _sentence(
    roles: tuple[str, str],
    first: Sequence[MonthCount],
    second: Sequence[MonthCount],
    difference: float | None,
    *,
    is_clear: bool,
    nobody: str,
) -> str:
    names = [WHO.get(role, role) for role in roles]
    said = [
        f"{percent(yes / of)} of {of:,} {name}" if of else f"{nobody} {name}"
        for name, (yes, of) in zip(names, map(_sums, (first, second)), strict=True)
    ]
    if difference is None:
        return f"Answering yes: {said[0]}, {said[1]}. There is nothing to compare."
    points = f"{abs(100 * difference):.0f} percentage points"
    more = "more" if difference > 0 else "fewer"
    clear = "" if is_clear else " Chance alone could make such a difference."
    return f"Answering yes: {said[0]}, {said[1]}. That is {points} {more} of {names[0]} than of {names[1]}.{clear}"


def _chart(
    question: str, sentence: str, roles: tuple[str, str], months: Sequence[GapMonth], notes: Sequence[str]
) -> MeasureChart:
    points = tuple(_points(months))
    first, second = (WHO.get(role, role) for role in roles)
    return MeasureChart(
        title=f"{question} {first.capitalize()} less {second}",
        sentence=sentence,
        kind="XmR",
        period="month",
        points=points,
        variation=variation_of(points[-1].meaning, points[-1].cause) if points else None,
        trial=len(points) < TRIAL,
        notes=(*caveats("XmR", [len(points)], (), cut_at="-100 and 100 points"), *dict.fromkeys(notes)),
        is_gap=True,
    )


def _points(months: Sequence[GapMonth]) -> Iterator[ChartedPoint]:
    values = np.array([np.nan if one.difference is None else one.difference for one in months], np.float64)
    found = xmr_of([one.month for one in months], values, cut=(-1.0, 1.0))
    for place, one in enumerate(months):
        cause = int(found.causes[place]) if len(months) >= RUN else 0
        yield ChartedPoint(
            month=one.month,
            numerator=None,
            denominator=None,
            value=one.difference,
            centre=known(found.centre[place]),
            lower=known(found.lower[place]),
            upper=known(found.upper[place]),
            cause=WORDS[cause],
            meaning=meaning_of(cause, 0),
        )
