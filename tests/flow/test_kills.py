"""A kill at any moment loses nothing: what is imported afterwards is what an undisturbed import gives."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goldthread.demo.generating import comments_only
from goldthread.workspace import open as open_workspace


IMPORT = """
import sys
from goldthread.workspace import open
def say(file, rows):
    print(rows, flush=True)
open(sys.argv[1]).imports.gather(sys.argv[2:], progress=say)
"""


def family(pid: int) -> set[int]:
    """The process and its descendants, as the system lists them."""
    found = {pid}
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found |= family(int(child))
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def killed(folder: Path, files: list[Path], steps: int, chance: random.Random) -> bool:
    """Starts an import and kills it, main process alone, a little after so many steps; False if it ended before."""
    command = [sys.executable, "-c", IMPORT, str(folder), *map(str, files)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for _ in range(steps):
        if not child.stdout.readline():
            break
    time.sleep(chance.uniform(0, 0.3))
    whole = family(child.pid) if alive(child.pid) else set()
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    until = time.monotonic() + 20
    while any(map(alive, whole)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(alive, whole)), "a worker outlived the killed import"
    return child.returncode == -signal.SIGKILL


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of several chunks, so that workers and appends are under way when the kill comes."""
    return comments_only(tmp_path_factory.mktemp("large") / "comments.csv", rows=20_000)[0]


def told(folder: Path) -> dict:
    return open_workspace(folder).imports.counts()


def test_three_kills_in_one_large_file(tmp_path, large):
    seed = random.randrange(10_000)
    chance = random.Random(seed)
    undisturbed = open_workspace(tmp_path / "undisturbed")
    (whole,) = undisturbed.imports.gather([large])
    open_workspace(tmp_path / "disturbed")
    kills = [killed(tmp_path / "disturbed", [large], steps, chance) for steps in (1, 2, 3)]
    assert all(kills), f"an import ended before its kill (seed {seed})"
    disturbed = open_workspace(tmp_path / "disturbed")
    assert disturbed.imports.counts()["feedback"] in (0, whole.kept)
    (account,) = disturbed.imports.gather([large])
    assert account.balances
    assert account.kept + account.duplicates == whole.kept
    assert disturbed.imports.counts()["digest"] == undisturbed.imports.counts()["digest"]
    assert disturbed.imports.counts()["feedback"] == undisturbed.imports.counts()["feedback"]
    assert disturbed.maintenance.verify().whole
    assert disturbed.store.batches_without_a_line() == []
    (again,) = disturbed.imports.gather([large])
    assert (again.kept, again.duplicates) == (0, again.rows_read)


def test_kills_between_many_files(tmp_path, wenbrook):
    seed = random.randrange(10_000)
    chance = random.Random(seed)
    undisturbed = open_workspace(tmp_path / "undisturbed")
    undisturbed.imports.gather(wenbrook)
    open_workspace(tmp_path / "disturbed")
    for steps in (2, 4, 7):
        killed(tmp_path / "disturbed", wenbrook, steps, chance)
    disturbed = open_workspace(tmp_path / "disturbed")
    assert all(account.balances for account in disturbed.imports.gather(wenbrook))
    for figure in ("feedback", "measurements", "checks", "digest"):
        assert disturbed.imports.counts()[figure] == undisturbed.imports.counts()[figure], f"{figure} (seed {seed})"
