"""How many comments a second the whole way in takes: read, take identities out, code, keep.

    python benchmarks/intake.py [--rows 100000] [--runs 3] [--cores 2] [--megabytes N] [--json]

Prints the median of the runs, each in a process of its own with a workspace of its own, on invented comments whose
mean length is stated. --megabytes makes each row as wide as suppliers' exports are, with answers to further questions
that are kept beside the words, until the file is so large. Everything is removed afterwards.
"""

import argparse
import csv
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any


SAMPLE = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--megabytes", type=int, default=0, help="how large the file is made")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--stages", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one or asked.stages:
        print(json.dumps(once(asked.one) if asked.one else stages(asked.stages)))
        return
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: asked.cores])
    found = measure(asked.rows, asked.runs, asked.megabytes)
    print(json.dumps(found, indent=2) if asked.json else said(found))
    sys.exit(0 if found["balances"] else 1)


def measure(rows: int, runs: int, megabytes: int) -> dict[str, Any]:
    """All figures, medians over the runs."""
    from goldthread.demo.generating import comments_only

    with tempfile.TemporaryDirectory(prefix="intake-benchmark-") as folder:
        whole, mean = comments_only(Path(folder) / "comments.csv", rows=rows)
        tenth, _ = comments_only(Path(folder) / "tenth.csv", rows=rows // 10)
        if megabytes:
            whole, tenth = widened(whole, megabytes), widened(tenth, megabytes // 10)
        size = whole.stat().st_size
        sample, _ = comments_only(Path(folder) / "sample.csv", rows=min(rows, SAMPLE))
        ran = [apart("--one", whole) for _ in range(runs)]
        small = apart("--one", tenth)
        shares = apart("--stages", sample)
        plain = baseline(whole)
    per_second = statistics.median(rows / run["wall"] for run in ran)
    return {
        "rows": rows,
        "megabytes": round(size / 1e6),
        "runs": runs,
        "cores": len(os.sched_getaffinity(0)),
        "mean_characters": round(mean, 1),
        "comments_per_second": round(per_second),
        "wall_seconds": round(statistics.median(run["wall"] for run in ran), 2),
        "cpu_seconds": round(statistics.median(run["cpu"] for run in ran), 2),
        "peak_mb": round(statistics.median(run["peak_mb"] for run in ran)),
        "memory_ratio": round(statistics.median(run["peak_mb"] for run in ran) / small["peak_mb"], 2),
        "seconds_each": [round(run["wall"], 2) for run in ran],
        "stages": shares["stages"],
        "one_process_per_second": shares["per_second"],
        "plain_csv_and_re_per_second": round(plain),
        "ratio_to_plain": round(per_second / plain, 2),
        "account": ran[0]["account"],
        "balances": all(run["balances"] for run in ran),
    }


def widened(path: Path, megabytes: int) -> Path:
    """The same rows with answers to further questions beside them, so many that the file is so large."""
    rows = sum(1 for _ in path.open("rb")) - 1
    beside = max(0, megabytes * 1_000_000 - path.stat().st_size) // rows
    answers = (
        "Strongly agree with what was said",
        "Neither agree nor disagree",
        "Not asked of this person",
        "Yes, definitely",
    )
    count = max(1, -(-beside // 25))
    made = path.with_name(f"wide-{path.name}")
    with path.open(encoding="utf-8", newline="") as file, made.open("w", encoding="utf-8", newline="") as out:
        read, written = csv.reader(file), csv.writer(out)
        written.writerow([*next(read), *(f"Item {n + 1}" for n in range(count))])
        for number, row in enumerate(read):
            written.writerow([*row, *(answers[(number + n * n) % 4] for n in range(count))])
    path.unlink()
    return made


def apart(what: str, path: Path) -> dict[str, Any]:
    """One measurement in a process of its own, with the memory of it and its workers watched from here."""
    with tempfile.TemporaryDirectory(prefix="intake-benchmark-run-") as home:
        environment = os.environ | {"GOLDTHREAD_KEY_FILE": f"{home}/key", "INTAKE_BENCHMARK": f"{home}/workspace"}
        command = [sys.executable, __file__, what, str(path)]
        child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        peak, stop = [0], threading.Event()
        watcher = threading.Thread(target=watch, args=(child.pid, peak, stop))
        watcher.start()
        out, _ = child.communicate()
        stop.set()
        watcher.join()
    if child.returncode:
        raise SystemExit(f"The measured run failed with code {child.returncode}.")
    return json.loads(out) | {"peak_mb": peak[0] / 1024}


def once(path: Path) -> dict[str, Any]:
    """Import one file and say what it took; runs in the process that is watched."""
    from goldthread.workspace import open as open_workspace

    workspace = open_workspace(os.environ["INTAKE_BENCHMARK"])
    began = time.perf_counter()
    (account,) = workspace.imports.gather([path])
    wall = time.perf_counter() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    held = workspace.imports.counts()
    return {
        "wall": wall,
        "cpu": sum(each.ru_utime + each.ru_stime for each in used),
        "balances": account.balances and account.kept == held["feedback"],
        "account": {
            "rows_read": account.rows_read,
            "kept": account.kept,
            "duplicates": account.duplicates,
            "set_aside": account.set_aside,
            "reasons": account.reasons,
            "error": account.error,
        },
    }


def stages(path: Path) -> dict[str, Any]:
    """The share of each stage, one after the other in one process; keeping is what remains of the whole."""
    os.environ["GOLDTHREAD_WORKERS"] = "1"
    from goldthread import coding, sources
    from goldthread.deidentify import Redactor, deidentify
    from goldthread.vocabulary import Identity
    from goldthread.workspace import open as open_workspace

    redactor, coder = Redactor(), coding.open()
    clock = [time.perf_counter()]
    raws = [piece for row in sources.read(path).rows() for piece in row.pieces]
    clock.append(time.perf_counter())
    identities = [
        Identity(id=f"{n:032x}", respondent=f"{n:032x}", fingerprint="0" * 16, batch="b", row=n, kind="k", issuer="")
        for n in range(len(raws))
    ]
    clean: list[Any] = []
    spent = {"read": clock[1] - clock[0], "take identities out": 0.0, "code": 0.0}
    for start in range(0, len(raws), 4_000):
        began = time.perf_counter()
        clean = deidentify(raws[start : start + 4_000], identities[start : start + 4_000], redactor)
        turned = time.perf_counter()
        coder.code(clean)
        spent["take identities out"] += turned - began
        spent["code"] += time.perf_counter() - turned
    workspace = open_workspace(os.environ["INTAKE_BENCHMARK"])
    began = time.perf_counter()
    workspace.imports.gather([path])
    whole = time.perf_counter() - began
    spent["identify, shape and keep"] = max(0.0, whole - sum(spent.values()))
    return {
        "stages": {name: round(seconds / whole, 3) for name, seconds in spent.items()},
        "per_second": round(len(raws) / whole),
    }


def watch(pid: int, peak: list[int], stop: threading.Event) -> None:
    """Notes the most memory, in KB, that the process and all its descendants held together."""
    while not stop.is_set():
        peak[0] = max(peak[0], sum(map(resident, family(pid))))
        stop.wait(0.05)


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    try:
        listed = Path(f"/proc/{pid}/task").iterdir()
        children = [int(child) for task in listed for child in (task / "children").read_text().split()]
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in family(child))]


def resident(pid: int) -> int:
    """The memory in KB that a process holds, 0 once it has ended."""
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found.group(1)) if found else 0


PATTERNS = [
    re.compile(pattern)
    for pattern in (
        r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b",
        r"\b(?:\+44|0)\d[\d ]{8,11}\b",
        r"\b[\w.+-]+@[\w-]+\.[\w.]+\b",
        r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
        r"\b(?:Mr|Mrs|Ms|Dr|Sister|Nurse) [A-Z]\w+(?: [A-Z]\w+)?\b",
    )
]


def baseline(path: Path) -> float:
    """Comments a second of the plainest way that does far less: `csv` and five regular expressions, in series."""
    began = time.perf_counter()
    count = 0
    with path.open(encoding="utf-8", newline="") as file, open(os.devnull, "w", encoding="utf-8") as out:
        written = csv.writer(out)
        for row in csv.DictReader(file):
            text = row["text"]
            for pattern in PATTERNS:
                text = pattern.sub("[REMOVED]", text)
            written.writerow((row["comment_id"], row["date"], row["service"], text))
            count += 1
    return count / (time.perf_counter() - began)


def said(found: dict[str, Any]) -> str:
    """The figures in words."""
    account = found["account"]
    shares = ", ".join(f"{name} {share:.0%}" for name, share in found["stages"].items())
    return (
        f"{found['rows']:,} comments in {found['megabytes']:,} MB, mean {found['mean_characters']} characters, "
        f"{found['cores']} cores, "
        f"median of {found['runs']} runs\n"
        f"  whole way in        {found['comments_per_second']:,} comments a second "
        f"({found['wall_seconds']} s; each run {found['seconds_each']})\n"
        f"  processor time      {found['cpu_seconds']} s\n"
        f"  most memory         {found['peak_mb']} MB, main and workers; "
        f"{found['memory_ratio']} times that of a tenth of the rows\n"
        f"  stages, one process {shares} ({found['one_process_per_second']:,} a second)\n"
        f"  csv and re alone    {found['plain_csv_and_re_per_second']:,} a second; "
        f"the whole way in does {found['ratio_to_plain']} times that\n"
        f"  account             {account['rows_read']:,} read = {account['kept']:,} kept + "
        f"{account['duplicates']:,} duplicates + {account['set_aside']:,} set aside; "
        f"{'balances' if found['balances'] else 'DOES NOT BALANCE: ' + (account['error'] or '')}"
    )


if __name__ == "__main__":
    main()
