"""How long a measure takes over a country: 24 months of 200 organisations, results and back-tests.

    python benchmarks/measures.py FOLDER [--rows 10000000] [--runs 5] [--json]

Makes a store of this many answers in FOLDER, or uses the one that is there, half of the answers with three questions
beside the words. Prints seconds of wall time, medians of the runs, each asked anew: all results of a measure in every
organisation, the first time in a process and again; a back-test with 1,000 draws of each; one organisation; the list
of questions to choose from; and the share of chance failures beside its slow plain twin's over the same draws.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from country import KEY, MONTHS, make

from goldthread.evidence import Store
from goldthread.insight.measures import asked_questions, back_test, counts_between, counts_by_organisation, measure_from
from goldthread.insight.measures.back_test import DRAWS, ENOUGH, BackTest, drawn
from goldthread.insight.measures.counting import MonthCount
from goldthread.vocabulary import Cut, Scope
from goldthread.vocabulary.measures import Measure, Threshold


QUESTION = "Did you know who was coming?"
ASKED = (
    (QUESTION, ("Yes", "Yes", "Yes", "No", "Not sure")),
    ("Were you told when?", ("Yes", "No")),
    ("How long did you wait?", ("Under an hour", "One to four hours", "Longer")),
)
SINCE, UNTIL = "2024-01", "2025-12"
THRESHOLD = Threshold(share=0.6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    store = opened(asked.folder, asked.rows)
    found = measured(store, asked.runs)
    print(json.dumps(found, indent=2) if asked.json else "\n".join(f"{name}: {one}" for name, one in found.items()))


def opened(folder: Path, rows: int) -> Store:
    """The store of a folder, made where there is none, its rollups up to date."""
    if not (folder / "evidence").exists():
        folder.mkdir(parents=True, exist_ok=True)
        begun = time.perf_counter()
        make(folder, rows, asked=ASKED)
        print(f"made in {time.perf_counter() - begun:.0f} s", flush=True)
    store = Store(folder / "evidence", KEY)
    begun = time.perf_counter()
    store.refresh()
    print(f"rollups up to date in {time.perf_counter() - begun:.0f} s", flush=True)
    return store


def measure(cut: Cut | None = None) -> Measure:
    answers = {"question": QUESTION, "yes": ["Yes"], "no": ["No", "Not sure"]}
    held = {"wording": "We know who is coming.", "definition": {"share answering yes": answers}}
    made = measure_from(held, "we-know")
    return made if cut is None else Measure(key="k", wording="w", definition=made.definition, cut=cut)


def measured(store: Store, runs: int) -> dict[str, object]:
    owner = Scope.owner()
    results = lambda: counts_by_organisation(store, owner, measure(), SINCE, UNTIL)  # noqa: E731
    first = seconds(results)
    every = results()
    one = measure(Cut(organisations=("X007",)))
    tests = [back_test(months, THRESHOLD) for months in every.values()]
    return {
        "answers": store.lines().kept,
        "months": MONTHS,
        "organisations": len(every),
        "counted": sum(month.denominator for months in every.values() for month in months),
        "results, first in a process": first,
        "results, again": again(store, results, runs),
        "back-tests of all": again(store, lambda: [back_test(one, THRESHOLD) for one in every.values()], runs),
        "one organisation": again(store, lambda: counts_between(store, owner, one, SINCE, UNTIL), runs),
        "questions to choose from": again(store, lambda: asked_questions(store, owner), runs),
        "chance failures equal to the plain twin's": all(
            same(found, months) for found, months in zip(tests[:10], every.values(), strict=False)
        ),
    }


def same(found: BackTest, months: tuple[MonthCount, ...]) -> bool:
    """Whether chance failures are those of one draw of one month after another."""
    judged = [one for one in months if one.denominator >= ENOUGH]
    base = sum(one.numerator for one in months[:12]) / sum(one.denominator for one in months[:12])
    numbers = drawn(np.array([one.denominator for one in judged], np.int64), base)
    missed = sum(
        int(numbers[draw, place]) / judged[place].denominator < THRESHOLD.share
        for draw in range(DRAWS)
        for place in range(len(judged))
    )
    if not judged:
        return found.chance_failure is None
    return found.chance_failure is not None and abs(found.chance_failure - missed / (DRAWS * len(judged))) < 1e-12


def again(store: Store, ask: Callable[[], object], runs: int) -> float:
    """The median of so many runs, none of them remembered."""
    times = []
    for _ in range(runs):
        store.forget_answers()
        times.append(seconds(ask))
    return round(statistics.median(times), 3)


def seconds(ask: Callable[[], object]) -> float:
    begun = time.perf_counter()
    ask()
    return round(time.perf_counter() - begun, 3)


if __name__ == "__main__":
    main()
