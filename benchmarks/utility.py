"""What shared figures are still good for: a partner's figures beside what is true, and beside f45c803's.

    nice python benchmarks/utility.py [--commit f45c803] [--beside CHECKOUT] [--pieces 20000] [--every 3] [--folder DIR]

The earlier commit makes the demo's workspace; today's code gets a copy, which it migrates. Both are asked as a patient
partner for themes with their moods, in every cut of the closed list; today's code is also asked as the folder's owner,
which is what is true, and as a ward's team and an analyst of their own. `--beside` takes a checkout of the earlier
commit that has its environment; else one is made. `--folder` keeps what was made. Prints the row of decision 0026:
cells shown of those that hold anybody; the median error of shown counts; the error of percentages that 95 % stay
within; how many of the five commonest themes are among the five shown first; and what readers get exactly. Ends with 1
where LIMITS are passed. `--json`.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import national
import sides


HERE = Path(__file__).resolve().parent
BEFORE = "f45c803"
FIVE = 5
LIMITS = {"median error %": 10.0, "percentages p95, points": 5.0}
FLOORS = {"top five kept %": 85.0, "ward exact %": 100.0, "analyst exact %": 100.0, "owner exact %": 100.0}
Cuts = Mapping[str, Mapping[str, Any]]


def main() -> int:
    asked = _asked()
    with national.place(asked.folder) as folder:
        found = measure(folder.resolve(), asked)
    print(json.dumps(found, indent=2) if asked.json else said(found))
    return int(not holds(found))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--commit", default=BEFORE)
    parser.add_argument("--beside", type=Path, help="a checkout of the earlier commit that has its environment")
    parser.add_argument("--pieces", type=int, default=20_000)
    parser.add_argument("--every", type=int, default=3, help="ask for every so many-th month")
    parser.add_argument("--folder", type=Path, help="where workspaces are made and left")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def measure(folder: Path, asked: argparse.Namespace) -> dict[str, float]:
    """Every figure of the row, by name."""
    beside = asked.beside.resolve() if asked.beside else None
    old = (
        sides.Side(asked.commit, beside, beside / ".venv/bin/python")
        if beside
        else sides.of_commit(asked.commit, folder)
    )
    made, mine = folder / f"before-{asked.pieces}", folder / "after"
    if not made.exists():
        _run(old, ["-m", "goldthread.cli", "demo", "--workspace", str(made), "--pieces", str(asked.pieces)], made)
    shutil.rmtree(mine, ignore_errors=True)
    shutil.copytree(made, mine)
    before = _answers(old, made, made, asked.every)
    after = _answers(sides.today(), mine, made, asked.every)
    true = _answers(sides.today(), mine, made, asked.every, "--truth")
    return {**row(after["cuts"], before["cuts"], true["cuts"]), **exact(true["exact"])}


def _answers(side: sides.Side, folder: Path, made: Path, every: int, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        _run(side, [str(HERE / "utility_asked.py"), str(folder), str(every), *more], made)
    )
    return found


def _run(side: sides.Side, words: list[str], made: Path) -> bytes:
    """What a side's Python prints. Both sides have the key of the workspace that was made."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GOLDTHREAD_", "DJANGO_"))}
    env |= {"GOLDTHREAD_KEY_FILE": f"{made}.key", "PYTHONPATH": str(side.root / "src")}
    done = subprocess.run([str(side.python), "-P", *words], env=env, stdout=subprocess.PIPE, check=True)
    return done.stdout


def row(after: Cuts, before: Cuts, true: Cuts) -> dict[str, float]:
    """What shows of what is held, how far it is off, and what keeps its place."""
    counts, shares = errors(after, true)
    kept = [share for name in after if (share := first_five(after[name]["rows"], true[name]["rows"])) is not None]
    return {
        "cuts": len(true),
        "cells that hold anybody": sum(len(filled(one)) for one in true.values()),
        "cells shown": shown(after, true),
        f"cells shown at {BEFORE}": shown(before, true),
        "median error %": round(100 * statistics.median(counts), 1),
        "percentages shown": len(shares),
        "percentages p95, points": round(statistics.quantiles(shares, n=20)[-1], 1),
        "top five kept %": round(100 * statistics.mean(kept), 1),
    }


def filled(cut: Mapping[str, Any]) -> list[tuple[str, int, int]]:
    """The cells of a cut in which there is anybody: theme, which figure of it, and how many answers."""
    return [(theme, at, n) for theme, figures in cut["rows"].items() for at, n in enumerate(figures[:-1]) if n]


def shown(cuts: Cuts, true: Cuts) -> int:
    """How many cells that hold anybody show a figure."""
    return sum(_figure(cuts[name], theme, at) is not None for name in true for theme, at, _ in filled(true[name]))


def errors(cuts: Cuts, true: Cuts) -> tuple[list[float], list[float]]:
    """The relative errors of shown counts, and how many points shown percentages are off."""
    counts, shares = list[float](), list[float]()
    for name, cut in true.items():
        for theme, at, n in filled(cut):
            said = _figure(cuts[name], theme, at)
            counts += [abs(said - n) / n] if said is not None else []
        for theme, figures in cuts[name]["rows"].items():
            held, whole = cut["rows"].get(theme, [0])[0] or 0, cut["out of"]
            shares += [abs(figures[-1] - 100 * held / whole)] if figures[-1] is not None and whole else []
    return counts, shares


def first_five(rows: Mapping[str, list[Any]], true: Mapping[str, list[Any]]) -> float | None:
    """Of the five themes shown first, the share that no five others are commoner than; None where five do not show."""
    order = sorted((theme for theme in rows if rows[theme][0]), key=lambda theme: -rows[theme][0])[:FIVE]
    counts = sorted((figures[0] or 0 for figures in true.values()), reverse=True)
    if len(order) < FIVE:
        return None
    return sum((true.get(theme, [0])[0] or 0) >= counts[FIVE - 1] for theme in order) / FIVE


def exact(readers: Mapping[str, list[int]]) -> dict[str, float]:
    """Of what readers may read, the share that is exact."""
    return {f"{name} exact %": round(100 * same / max(1, every), 1) for name, (every, same) in readers.items()}


def _figure(cut: Mapping[str, Any], theme: str, at: int) -> int | None:
    figure: int | None = cut["rows"].get(theme, [None] * FIVE)[at]
    return figure


def holds(found: Mapping[str, float]) -> bool:
    """Whether nothing is worse than LIMITS and FLOORS allow, and as much shows as before."""
    return (
        all(found[name] <= most for name, most in LIMITS.items())
        and all(found[name] >= least for name, least in FLOORS.items())
        and found["cells shown"] >= found[f"cells shown at {BEFORE}"]
    )


def said(found: Mapping[str, float]) -> str:
    """The figures in words, with what they must be."""
    must = {name: f"must be at most {most:g}" for name, most in LIMITS.items()}
    must |= {name: f"must be at least {least:g}" for name, least in FLOORS.items()}
    must |= {"cells shown": f"must be at least {found[f'cells shown at {BEFORE}']:,}"}
    return "\n".join(f"{name:32}{n:>12,}  {must.get(name, '')}".rstrip() for name, n in found.items())


if __name__ == "__main__":
    sys.exit(main())
