"""Random kills of everything that writes: nothing is lost, doubled or left; 200 of them with GOLDTHREAD_LONG=1."""

import json
import os
import subprocess
import sys
from pathlib import Path


ROOT = Path(__file__).parents[2]
TIMES = 200 if os.environ.get("GOLDTHREAD_LONG") else 12
ZEROES = ("lost", "doubled", "different", "words_left", "not_whole", "not_finished")


def test_random_kills_lose_double_and_leave_nothing(tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "kills.py", "--times", str(TIMES), "--json"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )
    assert done.stdout, done.stderr[-2000:]
    figures = json.loads(done.stdout)
    assert {name: figures[name] for name in ZEROES} == dict.fromkeys(ZEROES, 0), done.stderr[-2000:]
    assert set(figures["kills"]) == {"import", "undo", "withdrawal", "restore", "migration", "renewal"}
    assert sum(figures["kills"].values()) == TIMES
