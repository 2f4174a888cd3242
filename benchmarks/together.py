"""What readers notice while others write: one importing process, one worker, three readers, then small files joined.

    python benchmarks/together.py [--rows 1000000] [--more 30000] [--quiet 15] [--folder DIR] [--json]

Makes a site over a country's comments (pages.py says of what shape), or uses the one in the folder. Three readers, each
a process of its own, ask again and again, each time about something else: themes of an organisation, a journey, a
page of words, one answer, a phrase. First alone; then while `goldthread import` brings two files in and
`goldthread worker` a third that somebody sent through the browser; in the seconds just after, when readers take the
counts of the new files up; then while the small files they left are joined, and a second longer.
Prints the median, the 95th percentile and the worst wait of each phase, how often a reader met an error (meant to be
never) and a count that no whole file explains (meant to be never), and whether every row is there in the end.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


READERS = 3
PHASES = ("alone", "while files come in", "just after", "while small files are joined")
JUST_AFTER = 6
SEND = """
import sys, django
django.setup()
from goldthread.accounts.models import Person
from goldthread.listening import actions, jobs
from goldthread.listening.models import Arrival, Stage
person = Person.objects.get(handle="ben")
token = jobs.workspace().uploads.hold("sent.csv", [open(sys.argv[1], "rb").read()])
arrival = Arrival.objects.create(token=token, person=person, issuer="X011", stage=Stage.LOOKED)
actions.bring_in(by=person, arrival=arrival)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--more", type=int, default=30_000, help="rows of each of the three files that come in")
    parser.add_argument("--quiet", type=float, default=15.0, help="seconds that readers are watched alone")
    parser.add_argument("--folder", type=Path, help="where the site lies, or is made and left")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--read", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read is not None:
        read(asked.read, Path(os.environ["GOLDTHREAD_WORKSPACE"]))
        return
    import national

    with national.place(asked.folder) as folder:
        found = measure(folder, asked.rows, asked.more, asked.quiet)
    print(json.dumps(found, indent=2) if asked.json else said(found))
    sys.exit(0 if found["whole"] and not found["errors"] and not found["half_kept"] else 1)


def measure(folder: Path, rows: int, more: int, quiet: float) -> dict[str, Any]:
    """All figures."""
    import pages

    from goldthread.demo.generating import comments_only
    from goldthread.workspace import open as open_workspace

    pages.prepare(folder, rows)
    held = open_workspace(folder / "site")
    held.store.refresh()
    held.store.index()
    before = held.imports.counts()["feedback"]
    with tempfile.TemporaryDirectory(prefix="together-benchmark-") as made:
        files = [comments_only(Path(made) / f"more-{n}.csv", rows=more, seed=n + 50)[0] for n in range(3)]
        subprocess.run([sys.executable, "-c", SEND, str(files[2])], check=True, env=os.environ)
        readers, log = start_readers(Path(made)), Path(made)
        while len(list(log.glob("ready-*"))) < READERS:
            time.sleep(0.1)
        marks = [time.time()]
        time.sleep(quiet)
        marks.append(time.time())
        work = [goldthread("import", *files[:2], "--issuer", "X011"), goldthread("worker", "--once")]
        failed = [one.wait() for one in work]
        marks.append(time.time())
        time.sleep(JUST_AFTER)
        marks.append(time.time())
        small = held.store.small_files()
        held.store.compact()
        time.sleep(1)
        marks.append(time.time())
        (log / "enough").touch()
        met = [json.loads(line) for one in readers for line in one.communicate()[0].splitlines()]
    after = held.imports.counts()["feedback"]
    came = [added(line.account) for line in held.store.lines().standing][-3:]
    seen = {before + sum(came[:n]) for n in range(4)}
    return {
        "cores": len(os.sched_getaffinity(0)),
        "load": os.getloadavg()[0],
        "before": before,
        "after": after,
        "whole": not any(failed) and after == before + sum(came),
        "files_joined": small - held.store.small_files(),
        "errors": [one["error"] for one in met if one.get("error")],
        "half_kept": sorted({one["seen"] for one in met if "seen" in one} - seen),
        "phases": {name: waits(met, marks[at], marks[at + 1]) for at, name in enumerate(PHASES)},
    }


def added(account: dict[str, Any]) -> int:
    """By how many answers a file made the store larger: a changed answer takes the place of the one before."""
    return int(account.get("kept", 0)) - int(account.get("replaced", 0))


def goldthread(*words: Any) -> subprocess.Popen[bytes]:
    """A command of its own on the same workspace."""
    command = [
        sys.executable,
        "-m",
        "goldthread.cli",
        *map(str, words),
        "--workspace",
        os.environ["GOLDTHREAD_WORKSPACE"],
    ]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def start_readers(folder: Path) -> list[subprocess.Popen[str]]:
    """Three readers, who stop when the folder holds a file called enough."""
    told = os.environ | {"TOGETHER_BENCHMARK": str(folder)}
    return [
        subprocess.Popen([sys.executable, __file__, "--read", str(n)], stdout=subprocess.PIPE, text=True, env=told)
        for n in range(READERS)
    ]


def read(number: int, site: Path) -> None:
    """Ask until it is enough, and print what each question took."""
    from goldthread.vocabulary import Passages
    from goldthread.workspace import open as open_workspace

    enough, n, told = Path(os.environ["TOGETHER_BENCHMARK"]) / "enough", number * 1_000, []
    store = open_workspace(site, make=False).store
    asks = questions(store)
    for warm in asks.values():
        warm(n)
    (enough.parent / f"ready-{number}").touch()
    while not enough.exists():
        name, n = list(asks)[n % len(asks)], n + 1
        store.forget_answers()
        began, line = time.time(), {"name": name}
        try:
            got = asks[name](n)
            if name == "how many":
                line["seen"] = got.denominator
            assert name != "one answer" or (isinstance(got, Passages) and got.items), "An answer was gone."
        except Exception as error:
            line["error"] = f"{type(error).__name__}: {error}"[:300]
        told.append(line | {"at": began, "ms": 1000 * (time.time() - began)})
    print("\n".join(map(json.dumps, told)))


def questions(store: Any) -> dict[str, Any]:
    """What a reader asks, each time about another organisation."""
    from goldthread.vocabulary import Cut, Scope

    everyone = Scope.owner()
    some = store.ask(everyone, "words", limit=50).items
    one = lambda n: Cut(organisations=(f"X{(37 * n + 11) % 200:03d}",))  # noqa: E731
    return {
        "how many": lambda n: store.ask(everyone, "volumes"),
        "themes of one organisation": lambda n: store.ask(everyone, "themes", one(n), by=("month",)),
        "feelings at each moment": lambda n: store.ask(everyone, "journey", one(n)),
        "newest words of one organisation": lambda n: store.ask(everyone, "words", one(n), limit=20),
        "one answer": lambda n: store.ask(everyone, "feedback", id=some[n % len(some)].id),
        "a phrase": lambda n: store.ask(everyone, "search", one(n), words='"the nurse"', limit=20),
    }


def waits(met: list[dict[str, Any]], since: float, until: float) -> dict[str, float]:
    """How long readers waited for what they asked in that time."""
    took = sorted(one["ms"] for one in met if since <= one["at"] < until)
    if not took:
        return {"asked": 0, "median_ms": 0.0, "p95_ms": 0.0, "worst_ms": 0.0, "seconds": round(until - since, 1)}
    return {
        "asked": len(took),
        "median_ms": round(statistics.median(took), 1),
        "p95_ms": round(took[int(0.95 * (len(took) - 1))], 1),
        "worst_ms": round(took[-1], 1),
        "seconds": round(until - since, 1),
    }


def said(found: dict[str, Any]) -> str:
    """The figures in words."""
    phases = [
        f"  {name:<30} {one['seconds']:>6} s, {one['asked']:>5} questions: median {one['median_ms']} ms, "
        f"95 in 100 within {one['p95_ms']} ms, worst {one['worst_ms']} ms"
        for name, one in found["phases"].items()
    ]
    whole = "all" if found["whole"] else "NOT ALL"
    return (
        f"{found['before']:,} answers, {found['after']:,} afterwards, {whole} there; "
        f"{found['files_joined']} small files joined; {found['cores']} cores, load {found['load']:.1f}\n"
        + "\n".join(phases)
        + f"\n  errors met by readers {len(found['errors'])} {found['errors'][:2] or ''}; "
        f"counts that no whole file explains {len(found['half_kept'])} {found['half_kept'][:5] or ''}"
    )


if __name__ == "__main__":
    main()
