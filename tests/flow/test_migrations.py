"""A migration is killed, waits, finds no room, meets a column that is gone: nothing is lost, and it says so."""

import json
import subprocess
from pathlib import Path

import pyarrow as pa
import pytest
import yaml

from goldthread.evidence import locks
from goldthread.evidence.columns import UndeclaredColumn, column
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import Scope, WorkspaceProblem
from goldthread.workspace import Workspace, formats
from goldthread.workspace.formats import FORMAT
from tests.builders.another_column import NAME, NEXT, run, source_with_it
from tests.builders.kept_format import BY_THEN, agree, as_by_then, unpack


KILLS = """
import json, os, random, shutil, signal, sys, time
from pathlib import Path
import yaml
import goldthread.evidence.store, goldthread.workspace.opening  # all that a child needs is read before it is forked
from goldthread.workspace import Workspace

first, times, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
chance, copy, found = random.Random(seed), first.parent / "copy", []

def opening():
    child = os.fork()
    if not child:
        code = 1
        try:
            Workspace(copy)
            code = 0
        finally:
            os._exit(code)
    return child

def number():
    return yaml.safe_load((copy / "goldthread.yaml").read_text())["goldthread"]

shutil.copytree(first, copy)
began = time.monotonic()
assert os.waitpid(opening(), 0)[1] == 0
takes = time.monotonic() - began
for _ in range(times):
    shutil.rmtree(copy)
    shutil.copytree(first, copy)
    reached = []
    for _ in range(chance.randint(1, 3)):
        child = opening()
        time.sleep(chance.uniform(0, takes))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        reached.append(number())
    together = [opening(), opening()]
    ended = [os.waitpid(child, 0)[1] for child in together]
    child = os.fork()
    if not child:
        opened = Workspace(copy)
        counts, wrong = opened.imports.counts(), opened.maintenance.verify().wrong
        (copy.parent / "said").write_text(json.dumps([counts, wrong]))
        os._exit(0)
    os.waitpid(child, 0)
    counts, wrong = json.loads((copy.parent / "said").read_text())
    found.append({"reached": reached, "ended": ended, "number": number(), "counts": counts, "wrong": wrong})
print(json.dumps(found))
"""
USE = """
import json, sys
from goldthread.workspace import Workspace
opened = Workspace(sys.argv[1])
print(json.dumps([opened.maintenance.verify().wrong, opened.imports.gather(sys.argv[2:])[0].kept]))
"""


@pytest.fixture(scope="module")
def added(tmp_path_factory) -> Path:
    return source_with_it(tmp_path_factory.mktemp("added"))


@pytest.fixture
def first(tmp_path, monkeypatch) -> Path:
    return unpack(tmp_path, monkeypatch)


def number(folder: Path) -> int:
    return yaml.safe_load((folder / "goldthread.yaml").read_text())["goldthread"]


def test_kills_at_any_moment_leave_a_workspace_that_the_next_opening_finishes(first, added):
    found = json.loads(run(added, KILLS, first, 12, seed := 20311119))
    counts = BY_THEN["answers"]["counts"]
    assert len(found) == 12
    for one in found:
        assert one["ended"] == [0, 0] and one["number"] == NEXT and one["wrong"] == [], (seed, one)
        assert set(one["reached"]) <= {*range(1, NEXT + 1)}
        assert one["counts"] == counts
    assert {step for one in found for step in one["reached"]} & {1, 2}, "no kill came before the end"


def test_a_step_that_fails_is_taken_again(first, monkeypatch):
    taken = []

    def failing(store):
        taken.append("failed")
        raise OSError(28, "No space left on device")

    steps = dict(formats.STEPS)
    monkeypatch.setitem(formats.STEPS, max(steps), failing)
    with pytest.raises(WorkspaceProblem, match="cannot be brought up to date: no space left on device") as refused:
        Workspace(first)
    assert "Nothing is lost" in str(refused.value) and number(first) < FORMAT
    monkeypatch.setitem(formats.STEPS, max(steps), steps[max(steps)])
    agree(as_by_then(Workspace(first)), BY_THEN["answers"])
    assert taken == ["failed"] and number(first) == FORMAT


def test_whoever_waits_too_long_is_told(first, monkeypatch):
    monkeypatch.setattr(formats, "WAIT", 0.2)
    with (
        locks.held(first / "evidence" / "locks", "import", alone=True),
        pytest.raises(WorkspaceProblem, match="in use by another process") as told,
    ):
        Workspace(first)
    assert "try again" in str(told.value) and number(first) == 1
    assert Workspace(first).maintenance.verify().whole and number(first) == FORMAT


def test_a_current_workspace_opens_while_an_import_runs(first, monkeypatch):
    Workspace(first)
    monkeypatch.setattr(formats, "WAIT", 0.0)
    with locks.held(first / "evidence" / "locks", "import", alone=True):
        assert Workspace(first).imports.counts() == BY_THEN["answers"]["counts"]


def test_a_folder_that_may_not_be_written_says_what_to_do(first, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir()
    if subprocess.run(["mount", "--bind", str(first), str(closed)], capture_output=True, check=False).returncode:
        pytest.skip("only who may mount a folder can close it")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(closed)], check=True, capture_output=True)
        with pytest.raises(WorkspaceProblem, match="older Goldthread and cannot be brought up to date: read-only"):
            Workspace(closed)
        assert number(first) == 1
        Workspace(first)
        assert Workspace(closed).imports.counts() == BY_THEN["answers"]["counts"]
    finally:
        subprocess.run(["umount", "--lazy", str(closed)], check=True)


def test_a_choice_of_coder_does_not_turn_the_format_back(first):
    opened = Workspace(first)
    held = yaml.safe_load((first / "goldthread.yaml").read_text())
    (first / "goldthread.yaml").write_text(yaml.safe_dump(held | {"goldthread": FORMAT + 1}))
    opened.imports.choose_coder("fast")
    assert number(first) == FORMAT + 1


def test_a_column_that_is_declared_no_more_is_kept_and_not_read(first, added, tmp_path):
    """The newer Goldthread's column, met by this one, which does not declare it."""
    rows = "Comment ID,Trust,Date,Service,What was good?,FFT score,Interpreter language\n"
    more = "{0},XWR,14/07/2031,Therapies,The nurses explained it twice without a sigh.,1,{1}\n"
    (tmp_path / "extra.csv").write_text(rows + more.format("N1", "Polish"), encoding="utf-8")
    (tmp_path / "later.csv").write_text(rows + more.format("N2", "Welsh"), encoding="utf-8")
    assert json.loads(run(added, USE, first, tmp_path / "extra.csv")) == [[], 1]
    held = yaml.safe_load((first / "goldthread.yaml").read_text())
    del held["checksum"]  # of the newer number
    (first / "goldthread.yaml").write_text(yaml.safe_dump(held | {"goldthread": FORMAT}))
    opened = Workspace(first)
    verified = opened.maintenance.verify()
    assert verified.whole and f"Kept, and no longer read: feedback.{NAME}." in verified.checked
    account, again = opened.imports.gather([tmp_path / "later.csv", tmp_path / "extra.csv"])
    assert (account.kept, account.error) == (1, "")
    opened.store.compact()
    before = opened.imports.counts()["feedback"]
    assert (
        opened.store.ask(Scope.owner(), "volumes").denominator == before == BY_THEN["answers"]["counts"]["feedback"] + 2
    )
    opened.imports.undo(account.batch)
    assert opened.imports.counts()["feedback"] == before - 1 and opened.maintenance.verify().whole


def test_a_column_that_nobody_declared_is_refused(first):
    Workspace(first)
    tables = Tables(first / "evidence")
    with pytest.raises(UndeclaredColumn, match="shoe_size"):
        tables.append("feedback", pa.table({"id": ["1"], "shoe_size": ["43"]}))
    with pytest.raises(UndeclaredColumn, match="shoe_size"):
        column("shoe_size")
