"""Control charts of a file of series: a line in, a line out, in little memory."""

import json
from collections.abc import Iterator
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import NamedTuple

import numpy as np

from goldthread.insight.control_charts.charts import CAUSES, POINTS, Chart, charts
from goldthread.insight.control_charts.exact import Flags, Numbers
from goldthread.insight.control_charts.series import MeasuredSeries, read_series
from goldthread.vocabulary import BadDefinition
from goldthread.vocabulary.whole_files import made_of


AT_ONCE = 2_000


class ChartsWritten(NamedTuple):
    """How many series were charted, and how many refused, each with its reason in its own line."""

    charted: int
    refused: int


class _Refused(NamedTuple):
    id: object
    line: int
    error: str


def charts_of_file(source: Path, target: Path) -> ChartsWritten:
    """Chart JSON lines of {id, dates, values, options}, in their order; a line that is refused says why.

    Gives: how many of each. Raises: UnreadableFile where the file cannot be read or written, or is no text; the target
    is then not written.
    """
    counts = [0, 0]
    with made_of(source, target) as (lines, out):
        asked = _asked(lines)
        while some := list(islice(asked, AT_ONCE)):
            for made in _answers(some):
                counts["error" in made] += 1
                out.write(json.dumps(made, allow_nan=False) + "\n")
    return ChartsWritten(*counts)


def _asked(lines: Iterator[str]) -> Iterator[MeasuredSeries | _Refused]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read(line, number)


def _read(line: str, number: int) -> MeasuredSeries | _Refused:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return _Refused(None, number, "This line is not JSON.")
    if not isinstance(given, dict):
        return _Refused(None, number, "This line is not an object with id, dates and values.")
    try:
        return read_series(given)
    except BadDefinition as wrong:
        name = given.get("id")
        return _Refused(name if isinstance(name, str | int | float) else None, number, str(wrong))


def _answers(some: list[MeasuredSeries | _Refused]) -> Iterator[dict[str, object]]:
    made = iter(charts([one for one in some if isinstance(one, MeasuredSeries)]))
    for one in some:
        yield one._asdict() if isinstance(one, _Refused) else as_dict(next(made))


def as_dict(chart: Chart) -> dict[str, object]:
    """A chart for a program: the fields that NHSRplotthedots gives, under its names; null where there is none."""
    missing = np.isnan(chart.series.values)
    unlimited = missing | np.isnan(chart.upper)
    return {
        "id": chart.series.id,
        "dates": [day.isoformat() for day in chart.series.dates],
        "values": _numbers(chart.series.values),
        "rebase_group": chart.group.tolist(),
        "mean": _numbers(chart.mean),
        "lpl": _numbers(chart.lower),
        "upl": _numbers(chart.upper),
        "near_lpl": _numbers(chart.near_lower),
        "near_upl": _numbers(chart.near_upper),
        "in_baseline": chart.in_baseline.tolist(),
        "relative_to_mean": [None if np.isnan(one) else int(one) for one in chart.side],
        "outside_limits": _known(chart.outside, unlimited),
        "close_to_limits": _known(chart.near, unlimited),
        "short_group_warning": chart.short.tolist(),
        "special_cause": (chart.causes > 0).tolist(),
        "special_cause_type": [CAUSES[one] for one in chart.causes],
        "point_type": [POINTS[one] for one in chart.means],
        "variation": chart.variation,
        "assurance": chart.assurance,
        "variation_icon": chart.variation_icon,
        "assurance_icon": (chart.assurance or "").removeprefix("consistent_") or None,
    }


def _numbers(values: Numbers) -> list[float | None]:
    return [one if isfinite(one) else None for one in values.tolist()]


def _known(flags: Flags, unknown: Flags) -> list[bool | None]:
    return [None if hidden else flag for flag, hidden in zip(flags.tolist(), unknown.tolist(), strict=True)]
