"""How long questions take over a country's comments: Q1 to Q6 through `evidence.ask`, each with its warm median.

    python benchmarks/national.py [--rows 1000000] [--runs 7] [--folder DIR] [--json]

Makes a store (country.py says of what shape), or uses the one in the folder; asks each question `runs` times, each
time about something else (another organisation, quarter or answer), so that no remembered answer is measured; prints
warm medians in milliseconds. Scope, promises, withdrawals and people's marks are applied as for anybody.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import country

from goldthread.evidence import Store
from goldthread.vocabulary import Cut, Passages, Scope


OWNER = Scope.owner()
ASKED = {
    "Q1": "answers by month and organisation",
    "Q2": "themes by month of one organisation",
    "Q3": "feelings at each moment of care",
    "Q4": "themes in one quarter",
    "Q5": "one answer by its id",
    "Q6": "latest 50 comments of one organisation, one theme, one question",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--marks", type=int, default=1_000, help="answers that people have marked")
    parser.add_argument("--folder", type=Path, help="where the store lies, or is made and left")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with place(asked.folder) as folder:
        found = measure(folder, asked.rows, asked.runs, asked.marks)
    print(json.dumps(found, indent=2) if asked.json else said(found))


@contextmanager
def place(folder: Path | None) -> Iterator[Path]:
    """The folder given, or one that is removed afterwards."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="national-benchmark-") as made:
        yield Path(made)


def measure(folder: Path, rows: int, runs: int, marks: int) -> dict[str, Any]:
    """All figures."""
    found: dict[str, Any] = {"cores": len(os.sched_getaffinity(0)), "load": os.getloadavg()[0]}
    if not (folder / "evidence").exists():
        found["make_s"] = seconds(lambda: prepare(folder, rows, marks))
    store = Store(folder / "evidence", country.KEY)
    found["mb"] = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    found["summaries_s"] = seconds(store.refresh)
    found["first_s"] = seconds(lambda: store.ask(OWNER, "volumes", by=("month", "organisation")))
    held = store.ask(OWNER, "volumes")
    found |= {"rows": held.denominator, "people": held.people, "ms": {}}
    for name, asks in questions(store, runs).items():
        asks[0]()
        found["ms"][name] = round(statistics.median(1000 * seconds(ask) for ask in asks[1:]), 1)
    found["worst_ms"] = max(found["ms"].values())
    return found


def prepare(folder: Path, rows: int, marks: int) -> None:
    store = country.make(folder, rows)
    store.compact()
    if marks:
        some = store.ask(OWNER, "words", limit=marks)
        assert isinstance(some, Passages)
        country.mark(store, [item.id for item in some.items])


def questions(store: Store, runs: int) -> dict[str, list[Callable[[], Any]]]:
    """Each question in `runs` + 1 variants: the first warms what all share."""
    some = store.ask(OWNER, "words", Cut(organisations=("X100",)), limit=runs + 1)
    assert isinstance(some, Passages)
    made: dict[str, list[Callable[[], Any]]] = {name: [] for name in ASKED}
    for n in range(runs + 1):
        one, since, until = (
            f"X{(37 * n + 11) % 200:03d}",
            country.first_day(3 * n % 33),
            country.last_day(3 * n % 33 + 2),
        )
        before = Cut(until=country.last_day(34 - n))
        made["Q1"].append(lambda cut=before: store.ask(OWNER, "volumes", cut, by=("month", "organisation")))
        made["Q2"].append(lambda one=one: store.ask(OWNER, "themes", Cut(organisations=(one,)), by=("month",)))
        made["Q3"].append(lambda cut=before: store.ask(OWNER, "journey", cut))
        made["Q4"].append(lambda s=since, u=until: store.ask(OWNER, "themes", Cut(since=s, until=u)))
        made["Q5"].append(lambda n=n: store.ask(OWNER, "feedback", id=some.items[n].id))
        three = Cut(organisations=(one,), themes=("Discharge",), question_types=("could_improve",))
        made["Q6"].append(lambda cut=three: store.ask(OWNER, "words", cut, limit=50))
    return made


def seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def said(found: dict[str, Any]) -> str:
    """The figures in words."""
    lines = [f"  {name}  {ms:>9,.1f} ms  {ASKED[name]}" for name, ms in found["ms"].items()]
    head = (
        f"{found['rows']:,} answers of {found['people']:,} people, {found['mb']:,.0f} MB, {found['cores']} cores, "
        f"load {found['load']:.1f}; summaries made in {found['summaries_s']:.1f} s, "
        f"first question {found['first_s']:.1f} s"
    )
    return "\n".join([head, *lines, f"  worst {found['worst_ms']:,.1f} ms"])


if __name__ == "__main__":
    main()
