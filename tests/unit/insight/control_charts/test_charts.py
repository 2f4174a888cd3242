"""Control charts against a slow plain twin, and against what NHSRplotthedots gives."""

import json
import math
import random
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest

from goldthread.insight.control_charts import ChartOptions, MeasuredSeries, charts, charts_of_file
from goldthread.insight.control_charts.exact import mean
from goldthread.insight.control_charts.rules import CAUSES
from tests.builders.plain_charts import plain_chart
from tests.builders.shared import shared_file


FIRST = date(2024, 1, 1)


def series(values, **options) -> MeasuredSeries:
    days = tuple(FIRST + timedelta(days=7 * n) for n in range(len(values)))
    numbers = np.array([float("nan") if one is None else one for one in values], float)
    return MeasuredSeries("one", days, numbers, ChartOptions(**options))


def chance_series(chance: random.Random) -> MeasuredSeries:
    """Decimals with ties, gaps, steps, trends and spikes; some with limits that stay or begin anew."""
    n, level = chance.randrange(1, 60), chance.uniform(0, 100)
    way, places = chance.choice([0, 0, 0.5, -0.7]), chance.choice([0, 1, 2])
    values: list[float | None] = []
    for k in range(n):
        value = level + way * k + chance.gauss(0, chance.choice([0, 1, 3])) + (40 if chance.random() < 0.04 else 0)
        values.append(None if chance.random() < 0.06 else round(value, places))
    made = series(
        values,
        improvement_direction=chance.choice(["increase", "decrease", "neutral"]),
        target=chance.choice([None, round(level)]),
        rebase=frozenset(FIRST + timedelta(days=7 * chance.randrange(n)) for _ in range(chance.randrange(3))),
        fix_after_n_points=chance.choice([None, None, 12, 20]),
        screen_outliers=chance.random() < 0.7,
    )
    return made


def test_charts_are_what_the_rules_give_point_by_point():
    chance = random.Random(11)
    several = [chance_series(chance) for _ in range(600)]
    causes = set()
    for one, chart in zip(several, charts(several), strict=True):
        for n, point in enumerate(plain_chart(one)):
            for name in ("mean", "lower", "upper"):
                wanted, got = point[name], getattr(chart, name)[n]
                assert math.isnan(got) if wanted is None else got == pytest.approx(wanted, rel=1e-12, abs=1e-12)
            assert CAUSES[chart.causes[n]] == point["cause"], (one.values.tolist(), one.options, n)
            causes.add(point["cause"])
    assert causes == set(CAUSES)


def test_a_mean_is_exact_to_the_last_bit():
    chance = random.Random(5)
    rows = [[round(chance.uniform(-1e6, 1e6), chance.randrange(6)) for _ in range(40)] for _ in range(500)]
    rows += [[0.82] * 40, [0.1] * 40, [1e16, 1.0, -1e16] + [0.0] * 37]
    exact = [float(sum(map(Fraction, row)) / len(row)) for row in rows]
    assert mean(np.array(rows), np.ones((len(rows), 40), bool)).tolist() == exact


def test_points_of_a_constant_series_are_on_their_mean_and_it_has_no_limits():
    (chart,) = charts([series([0.82] * 10, target=1.0)])
    assert set(chart.side) == {0} and np.isnan(chart.upper).all()
    assert (chart.variation, chart.assurance) == ("common_cause", "inconsistent")


def test_icons_follow_the_way_that_is_better():
    rising = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 30]
    found = {
        better: (chart.variation, chart.variation_icon, chart.assurance)
        for better in ("increase", "decrease", "neutral")
        for chart in charts([series(rising, improvement_direction=better, target=90.0)])
    }
    assert found == {
        "increase": ("special_cause_improvement", "improvement_high", "consistent_fail"),
        "decrease": ("special_cause_concern", "concern_high", "consistent_pass"),
        "neutral": ("special_cause_neutral_high", "neutral_high", None),
    }


def test_a_gap_is_answered_where_the_peer_stops():
    (chart,) = charts([series([1, 2, 3, None, 5, 6, 7, 6, 7, 5, 6, 5, 7, 6])])
    assert "7 Point Trend (Increasing)" not in {CAUSES[one] for one in chart.causes}
    assert math.isnan(chart.side[3]) and chart.causes[3] == 0


def test_series_of_different_lengths_come_back_in_their_order():
    several = [series(range(n)) for n in (30, 3, 30, 1, 12)]
    assert [len(one.mean) for one in charts(several)] == [30, 3, 30, 1, 12]
    assert charts([]) == []


@pytest.mark.shared
def test_every_field_is_what_the_peer_gives(tmp_path):
    gold = [json.loads(line) for line in shared_file("data/spc_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = tmp_path / "in.jsonl"
    names = ("id", "dates", "values", "options")
    asked.write_text("".join(json.dumps({name: one[name] for name in names}) + "\n" for one in gold), encoding="utf-8")
    charts_of_file(asked, tmp_path / "out.jsonl")
    made = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    compared = 0
    for one, got in zip(gold, made, strict=True):
        wanted = one["expected"]
        assert one["id"] == got["id"] and (wanted["status"] == "rejected") == ("error" in got), got
        for name in set(wanted) & set(got) if wanted["status"] == "ok" else ():
            assert got[name] == _about(wanted[name]), (one["id"], name)
            compared += 1
    assert compared > 3_000


def _about(wanted):
    if isinstance(wanted, list) and wanted and isinstance(wanted[0], float):
        return [one if one is None else pytest.approx(one, rel=1e-9, abs=1e-12) for one in wanted]
    return wanted
