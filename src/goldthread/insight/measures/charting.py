"""A measure as a control chart: which kind, its limits, what is special in it, and every caveat in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from goldthread.insight.control_charts.charts import charts
from goldthread.insight.control_charts.exact import Numbers
from goldthread.insight.control_charts.rules import RUN
from goldthread.insight.control_charts.series import ChartOptions, MeasuredSeries
from goldthread.insight.measures.back_test import pooled
from goldthread.insight.measures.chart_words import (
    SMALL,
    TRIAL,
    UNEVEN,
    WORDS,
    assurance_of,
    caveats,
    meaning_of,
    variation_of,
)
from goldthread.insight.measures.counting import MonthCount
from goldthread.insight.measures.p_charts import Charted, p_limits
from goldthread.insight.measures.sentences import in_a_sentence
from goldthread.vocabulary import WrongUsage
from goldthread.vocabulary.measure_charts import (
    ChartedPoint,
    ChartKind,
    DatedEvent,
    MeasureChart,
    Rebase,
)
from goldthread.vocabulary.measures import Measure


@dataclass(frozen=True)
class _Segment:
    """A stretch of periods with limits of its own."""

    first: int
    last: int
    found: Charted

    @property
    def size(self) -> int:
        return self.last - self.first


def charted(
    measure: Measure,
    months: Sequence[MonthCount],
    *,
    rebases: Sequence[Rebase] = (),
    events: Sequence[DatedEvent] = (),
    notes: Sequence[str] = (),
) -> MeasureChart:
    """Return the control chart of a measure over months in their order, pooled by its period.

    Takes: where new limits begin, each with its cause, who decided it and when; dated events; caveats of the counts.
    Raises: WrongUsage for a rebase without cause or person, or in a period that is not charted.
    """
    periods = pooled(months, measure.period)
    starts = _starts(periods, rebases)
    kind = kind_of([one.denominator for one in periods])
    segments = [
        _segment(periods, first, last, kind) for first, last in zip([0, *starts], [*starts, len(periods)], strict=True)
    ]
    segments = [one for one in segments if one.size]
    better = -1 if measure.threshold and measure.threshold.at_most else 1
    points = tuple(_points(periods, segments, better))
    return MeasureChart(
        title=measure.wording,
        sentence=in_a_sentence(measure),
        kind=kind,
        period=measure.period,
        points=points,
        threshold=measure.threshold,
        variation=variation_of(points[-1].meaning, points[-1].cause) if points else None,
        assurance=assurance_of(measure.threshold, points),
        rebases=tuple(sorted(rebases, key=lambda one: one.month)),
        events=tuple(sorted(events, key=lambda one: one.on)),
        trial=any(one.size < TRIAL for one in segments),
        notes=(*caveats(kind, [one.size for one in segments], rebases), *notes),
    )


def kind_of(denominators: Sequence[int]) -> ChartKind:
    """Which chart fits periods with so many answers: a p-chart where some are small, or they differ much."""
    some = [one for one in denominators if one]
    return "p" if not some or min(some) < SMALL or max(some) > UNEVEN * min(some) else "XmR"


def _starts(periods: Sequence[MonthCount], rebases: Sequence[Rebase]) -> list[int]:
    """Where segments begin after the first one."""
    places = {one.month: place for place, one in enumerate(periods)}
    for one in rebases:
        if not one.cause.strip() or not one.by.strip():
            raise WrongUsage("New limits need a cause and who decided it.", "Say what changed, and who says so.")
        if one.month not in places:
            raise WrongUsage(
                f"No period of this chart begins in {one.month[:10]}.", "Name the first month of a period."
            )
    return sorted({places[one.month] for one in rebases} - {0})


def _segment(periods: Sequence[MonthCount], first: int, last: int, kind: ChartKind) -> _Segment:
    some = periods[first:last]
    if kind == "p":
        numerators, denominators = (
            np.array([getattr(one, name) for one in some], np.float64) for name in ("numerator", "denominator")
        )
        return _Segment(first, last, p_limits(numerators, denominators))
    values = np.array([np.nan if one.value is None else one.value for one in some])
    return _Segment(first, last, xmr_of([one.month for one in some], values, cut=(0.0, 1.0)))


def xmr_of(months: Sequence[str], values: Numbers, *, cut: tuple[float, float]) -> Charted:
    """The XmR chart of one segment, its limits cut at these two."""
    days = tuple(date.fromisoformat(f"{month}-01") for month in months)
    if not days:
        return Charted(values, values, values, np.zeros(0, np.int8))
    (found,) = charts([MeasuredSeries(None, days, values, ChartOptions())])
    return Charted(found.mean, np.clip(found.lower, *cut), np.clip(found.upper, *cut), found.causes)


def _points(periods: Sequence[MonthCount], segments: Sequence[_Segment], better: int) -> Iterator[ChartedPoint]:
    for number, segment in enumerate(segments):
        for place in range(segment.size):
            period, found = periods[segment.first + place], segment.found
            cause = int(found.causes[place]) if segment.size >= RUN else 0
            yield ChartedPoint(
                month=period.month,
                numerator=period.numerator,
                denominator=period.denominator,
                value=period.value,
                centre=known(found.centre[place]),
                lower=known(found.lower[place]),
                upper=known(found.upper[place]),
                cause=WORDS[cause],
                meaning=meaning_of(cause, better),
                segment=number,
            )


def known(value: float) -> float | None:
    """A number that is there, or None."""
    return float(value) if np.isfinite(value) else None
