"""The axis of a trend names each month once, however few there are."""

import re

import pytest
import vl_convert

from goldthread.insight import charts
from goldthread.vocabulary import Table


MONTHS = ["2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]


@pytest.mark.parametrize("count", range(1, 9))
def test_no_month_is_named_twice(count):
    rows = tuple({"month": month, "n": 10 + at} for at, month in enumerate(MONTHS[:count]))
    table = Table(
        question="trend",
        keys=("month",),
        figures=("n",),
        rows=rows,
        denominator=80,
        people=80,
        asked={},
        store_version=1,
    )
    svg = vl_convert.vegalite_to_svg(charts.trend(table, title="Answers").to_json(), vl_version="6.1")
    named = re.findall(r">([A-Z][a-z]{2} 20\d\d)<", svg)
    assert len(named) == len(set(named)) >= min(count, 2)
