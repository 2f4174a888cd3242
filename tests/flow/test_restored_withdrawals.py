"""A back-up from before a withdrawal brings nothing of it back, from the evidence or the site, nor opens the folder."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys

import pytest

from tests.flow.traces import traces


SAID = "The heron on the canal was quizzical about my plastered elbow and I laughed."
SIX = "heron on the canal was quizzical"
HEADER = "id,date,organisation,service,question,comment\n"
ROW = "{},2026-11-0{},RXX,Ward A,What was good?,{}\n"
BUILD = """
import sys
from datetime import date
from goldthread.accounts.terminal import with_site
from pathlib import Path
folder, source = Path(sys.argv[1]), sys.argv[2]
from goldthread.workspace import Workspace
held = Workspace(folder)
assert held.imports.gather([source])[0].kept == 9
with_site(folder)
from goldthread.accounts.directory import organisations, people, posts
from goldthread.accounts.rules import Role
from goldthread.thread import actions as thread
from goldthread.vocabulary import Scope
board = organisations.add(by="test", code="QQQ", name="The Board", kind="commissioner")
carl = people.join(by="test", handle="carl", name="Carl", post=posts.Post(board, Role.COMMISSIONER))
hers = next(one for one in held.words.passages(limit=50).items if "quizzical" in one.text)
thread.quote(by="test", workspace=held, scope=Scope.owner(), feedback=hers.id)
print(hers.respondent)
"""


@pytest.fixture
def run(tmp_path):
    env = {name: value for name, value in os.environ.items() if name not in ("GOLDTHREAD_DEMO", "DATABASE_URL")}
    env |= {"GOLDTHREAD_KEY_FILE": str(tmp_path / "home" / "key"), "GOLDTHREAD_WORKSPACE": str(tmp_path / "held")}

    def command(*words, before=("-m", "goldthread.cli")):
        return subprocess.run(
            [sys.executable, *before, *map(str, words)], capture_output=True, encoding="utf-8", check=False, env=env
        )

    return command


@pytest.fixture
def built(run, tmp_path):
    return backed_up(run, tmp_path, BUILD)


def backed_up(run, tmp_path, build):
    """A site with her words on the thread, backed up, from which she has withdrawn since; gives who she is."""
    others = [ROW.format(f"o{n}", n, f"Someone else number {n} said that the tea was warm") for n in range(1, 9)]
    (tmp_path / "a.csv").write_text(HEADER + ROW.format("x1", 5, SAID) + "".join(others), encoding="utf-8")
    made = run(tmp_path / "held", tmp_path / "a.csv", SIX, before=("-c", build))
    assert made.returncode == 0, made.stderr[-2000:]
    assert run("backup", tmp_path / "back.tar.gz").returncode == 0
    who = made.stdout.strip()
    done = run("withdraw", "--respondent", f"respondent:{who}")
    assert done.returncode == 0 and "1 answers erased" in done.stdout, done.stdout + done.stderr
    assert f"back-up: {tmp_path / 'back.tar.gz'}" in done.stdout
    return who


def on_the_site(tmp_path):
    with sqlite3.connect(tmp_path / "held" / "site.sqlite3") as held:
        return held.execute("select words, withdrawn from thread_quotedpassage").fetchall()


@pytest.mark.parametrize("lost", [False, True])
def test_a_restore_withdraws_again_from_evidence_and_site_before_anything_can_be_read(run, built, tmp_path, lost):
    if lost:
        shutil.rmtree(tmp_path / "held")
    done = run("restore", tmp_path / "back.tar.gz", *(() if lost else ("--replace",)))
    assert done.returncode == 0 and "1 withdrawals replayed" in done.stdout, done.stdout + done.stderr
    assert on_the_site(tmp_path) == [("", 1)]
    assert traces(tmp_path / "held", [SAID, SIX, built]) == []
    counts = run("show", "counts", "--json").stdout
    assert '"feedback": 8' in counts
    again = run("withdraw", "--respondent", f"respondent:{built}")
    assert again.returncode == 0 and "0 answers erased. Still found in: nothing." in again.stdout
    assert ("folder from before a restore" in again.stdout) is not lost
    assert run("verify").returncode == 0
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "held", *(tmp_path / "held").rglob("*"))}
    assert modes <= {0o700, 0o600}, {oct(one) for one in modes}


def test_a_restore_without_the_list_beside_the_key_is_refused_unless_told(run, built, tmp_path):
    (tmp_path / "home" / "key.withdrawn").unlink()
    shutil.rmtree(tmp_path / "held")
    done = run("restore", tmp_path / "back.tar.gz")
    assert done.returncode == 1 and "list of withdrawals is missing" in done.stderr, done.stderr
    assert not (tmp_path / "held").exists() and not list(tmp_path.glob("*restoring*"))
    assert run("restore", tmp_path / "back.tar.gz", "--without-withdrawals").returncode == 0
    assert '"feedback": 9' in run("show", "counts", "--json").stdout


def test_the_list_holds_keyed_hashes_alone_and_is_for_its_owner(built, tmp_path):
    file = tmp_path / "home" / "key.withdrawn"
    lines = file.read_text().split()
    assert len(lines) == 2 and all(len(line) == 32 and int(line, 16) for line in lines)
    assert built not in lines and stat.S_IMODE(file.stat().st_mode) == 0o600
