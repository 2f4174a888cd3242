"""How long a phrase takes to find among a country's comments, and one person to be taken out of it.

    python benchmarks/phrases.py [--rows 1000000] [--runs 3] [--people 3] [--folder DIR] [--json]

Makes a store (country.py says of what shape), or uses the one in the folder; puts every answer into the index; looks
for phrases in quotes, common and rare, the first 50 of each as the search page asks for them, `runs` times each after
a first time, and prints the median over all. What was answered before is forgotten before each, so that no remembered
answer is measured. Beside it the plainest way: one look through every comment. Then people withdraw: the whole act,
with the scan of every file for their words and ids at its end. The store is another afterwards.
"""

import argparse
import json
import os
import statistics
from pathlib import Path
from typing import Any

import country
import duckdb
import national

from goldthread.evidence import Store
from goldthread.vocabulary import Cut, Passages


PHRASES = (
    "waiting time",
    "the nurse",
    "went home",
    "nobody told",
    "thank you",
    "on the phone",
    "my mother",
    "letter",
    "not listened to",
    "zebra crossing",
)
FIRST = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--people", type=int, default=3, help="people who withdraw")
    parser.add_argument("--folder", type=Path, help="where the store lies, or is made and left")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with national.place(asked.folder) as folder:
        found = measure(folder, asked.rows, asked.runs, asked.people)
    print(json.dumps(found, indent=2) if asked.json else said(found))


def measure(folder: Path, rows: int, runs: int, people: int) -> dict[str, Any]:
    """All figures."""
    found: dict[str, Any] = {"cores": len(os.sched_getaffinity(0)), "load": os.getloadavg()[0]}
    if not (folder / "evidence").exists():
        national.prepare(folder, rows, 0)
    store = Store(folder / "evidence", country.KEY)
    store.refresh()
    found["index_s"] = national.seconds(store.index)
    found["rows"] = store.ask(national.OWNER, "volumes").denominator
    found["phrases"] = {phrase: times(store, phrase, runs) for phrase in PHRASES}
    found["median_ms"] = statistics.median(ms for one in found["phrases"].values() for ms in one["ms"])
    found["worst_ms"] = max(statistics.median(one["ms"]) for one in found["phrases"].values())
    found["look_through_s"] = look_through(store)
    found["withdrawn_s"] = [round(one, 1) for one in withdrawals(store, folder, people)]
    return found


def times(store: Store, phrase: str, runs: int) -> dict[str, Any]:
    """What one phrase takes, after a first time."""
    quoted, took = f'"{phrase}"', []
    for _ in range(runs + 1):
        store.forget_answers()
        took.append(1000 * national.seconds(lambda: store.ask(national.OWNER, "search", words=quoted, limit=FIRST)))
    got = store.ask(national.OWNER, "search", words=quoted, limit=FIRST)
    assert isinstance(got, Passages)
    assert all(phrase in one.text.lower() for one in got.items), f"An answer without the words “{phrase}”."
    return {"found": len(got.items), "ms": [round(ms, 1) for ms in took[1:]]}


def look_through(store: Store) -> float:
    """Seconds for a phrase that nobody used by reading every comment, as without an index."""
    files = [str(path) for path in (store.folder / "feedback").glob("year=*/*.parquet")]
    newest = f"order by date desc limit {FIRST}"
    ask = f"select id, text from read_parquet(?) where lower(text) like '%{PHRASES[-1]}%' {newest}"
    with duckdb.connect() as connection:
        return national.seconds(lambda: connection.execute(ask, [files]).fetchall())


def withdrawals(store: Store, folder: Path, people: int) -> list[float]:
    """Seconds that each withdrawal takes, and a look that nothing of them is left."""
    took = []
    for month in range(people):
        some = store.ask(national.OWNER, "words", Cut(until=country.last_day(33 - 7 * month)), limit=1)
        assert isinstance(some, Passages)
        who = some.items[0].respondent
        took.append(national.seconds(lambda who=who: store.withdraw(who, folder)))
        left = store.ask(national.OWNER, "feedback", id=some.items[0].id)
        assert isinstance(left, Passages)
        assert not left.items, "Somebody who withdrew is still there."
    return took


def said(found: dict[str, Any]) -> str:
    """The figures in words."""
    lines = [
        f"  {statistics.median(one['ms']):>8,.1f} ms  “{phrase}”, {one['found']} shown"
        for phrase, one in found["phrases"].items()
    ]
    head = (
        f"{found['rows']:,} answers, {found['cores']} cores, load {found['load']:.1f}; "
        f"into the index in {found['index_s']:.0f} s\n"
    )
    end = (
        f"\n  median {found['median_ms']:,.1f} ms, slowest phrase {found['worst_ms']:,.1f} ms; "
        f"one look through every comment {found['look_through_s']:.2f} s\n"
        f"  one person taken out, scan included: {found['withdrawn_s']} s"
    )
    return head + "\n".join(lines) + end


if __name__ == "__main__":
    main()
