"""How many control charts are made in a second of processor time, icons and all; reading and drawing left out.

    python benchmarks/control_charts.py [--series 20000] [--points 24] [--runs 5] [--json]

Series as NHSRplotthedots was timed on: monthly counts, a third steady, a third with a step, a third with a spike, a
target each. Prints the median and the best of the runs, together and one at a time, and how many of each icon came out.
"""

import argparse
import json
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable
from datetime import date

import numpy as np

from goldthread.insight.control_charts import ChartOptions, MeasuredSeries, charts


SEED = 24


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--series", type=int, default=20_000)
    parser.add_argument("--points", type=int, default=24)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    several = made(asked.series, asked.points)
    icons: Counter[str] = Counter()
    together = rates(lambda: icons.update(looked_at(several)), asked.runs, len(several))
    some = several[: max(1, len(several) // 20)]
    alone = rates(lambda: [looked_at([one]) for one in some], asked.runs, len(some))
    found = {
        "series": asked.series,
        "points": asked.points,
        "together": {"median": statistics.median(together), "best": max(together)},
        "alone": {"median": statistics.median(alone), "best": max(alone)},
        "icons": {name: count // asked.runs for name, count in sorted(icons.items())},
    }
    print(json.dumps(found, indent=2) if asked.json else said(found))


def made(series: int, points: int) -> list[MeasuredSeries]:
    chance, found = random.Random(SEED), []
    days = tuple(date(2022 + n // 12, n % 12 + 1, 1) for n in range(points))
    for k in range(series):
        level, spread = chance.uniform(20, 500), chance.uniform(2, 40)
        values = [max(0, round(chance.gauss(level, spread))) for _ in range(points)]
        if k % 3 == 1:
            values = [value + (round(2 * spread) if n >= points // 2 else 0) for n, value in enumerate(values)]
        if k % 3 == 2:
            values[chance.randrange(points)] += round(8 * spread)
        options = ChartOptions(improvement_direction="decrease", target=float(round(level)))
        found.append(MeasuredSeries(str(k), days, np.array(values, float), options))
    return found


def looked_at(several: list[MeasuredSeries]) -> list[str]:
    """Every icon of every chart, as words."""
    return [icon for one in charts(several) for icon in (one.variation_icon, str(one.assurance))]


def rates(work: Callable[[], object], runs: int, series: int) -> list[float]:
    """Series in a second of processor time, run by run."""
    found = []
    for _ in range(runs):
        began = time.process_time()
        work()
        found.append(series / (time.process_time() - began))
    return found


def said(found: dict) -> str:
    lines = [f"{found['series']:,} series of {found['points']} points"]
    for how in ("together", "alone"):
        lines.append(f"  {how:9} {found[how]['median']:10,.0f} a second (median), {found[how]['best']:,.0f} (best)")
    return "\n".join([*lines, "  " + ", ".join(f"{name} {count:,}" for name, count in found["icons"].items())])


if __name__ == "__main__":
    main()
