"""A demo and real evidence never mix: neither command touches a workspace that the demo did not make."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from goldthread import demo
from goldthread.cli.site import check_apart
from goldthread.vocabulary import PlainError
from goldthread.workspace import Workspace


HEADER = "Date,Trust,Ward,What was good?\n"


@pytest.fixture
def run(tmp_path):
    def command(*words):
        return subprocess.run(
            [sys.executable, "-m", "goldthread.cli", *map(str, words)],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            timeout=60,
            env={**os.environ, "GOLDTHREAD_WORKSPACE": str(tmp_path / "held"), "GOLDTHREAD_DEMO": ""},
        )

    return command


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def state(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize("words", [("demo", "--pieces", "200"), ("serve", "--demo", "--port", "PORT")])
def test_a_real_workspace_is_refused_in_a_sentence_and_left_as_it_was(run, tmp_path, words):
    assert run("init").returncode == 0
    before = state(tmp_path / "held")
    done = run(*(free_port() if one == "PORT" else one for one in words))
    assert done.returncode == 1 and "is not a demo" in done.stderr and len(done.stderr.splitlines()) == 1
    assert state(tmp_path / "held") == before


FORKED = """
import os, sys
from pathlib import Path
from goldthread.cli.site import check_apart
from goldthread.demo import check_is_demo
folder = Path(sys.argv[1])
check_apart(lambda: check_is_demo(folder))
pid = os.fork()
if not pid:
    from goldthread.workspace import Workspace
    Workspace(folder).imports.batches()
    os._exit(0)
raise SystemExit(os.waitpid(pid, 0)[1])
"""


def test_what_is_checked_before_serving_leaves_a_process_that_can_be_forked(tmp_path):
    folder = tmp_path / "held"
    (tmp_path / "in.csv").write_text(HEADER + "13/05/2026,XWR,Ward 7,The nurses were kind\n")
    assert Workspace(folder).imports.gather([tmp_path / "in.csv"], by="demo")[0].kept == 1
    (folder / "demo.json").write_text("{}")
    done = subprocess.run([sys.executable, "-c", FORKED, folder], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_what_is_wrong_is_said_as_it_would_be_without_a_process_of_its_own(tmp_path):
    def fails():
        raise demo.NotADemo(tmp_path)

    with pytest.raises(PlainError, match="is not a demo: .* Name another folder"):
        check_apart(fails)
    with pytest.raises(PlainError, match="cannot be opened"):
        check_apart(lambda: 1 / 0)


def test_people_alone_make_a_site_real(tmp_path):
    (tmp_path / "site.sqlite3").write_bytes(b"")
    with pytest.raises(demo.NotADemo):
        demo.claim(tmp_path)


def test_a_real_workspace_into_which_a_demo_was_poured_is_not_served_as_one(tmp_path):
    folder = tmp_path / "held"
    (tmp_path / "in.csv").write_text(HEADER + "13/05/2026,XWR,Ward 7,The nurses were kind\n")
    assert Workspace(folder).imports.gather([tmp_path / "in.csv"])[0].kept == 1
    (folder / "demo.json").write_text("{}")
    with pytest.raises(demo.NotADemo):
        demo.check_is_demo(folder)


def test_a_demo_from_before_there_was_a_mark_and_one_that_was_killed_at_once_go_on(tmp_path):
    Workspace(tmp_path / "old")
    (tmp_path / "old" / "demo.json").write_text("{}")
    demo.check_is_demo(tmp_path / "old")
    demo.claim(tmp_path / "killed")
    Workspace(tmp_path / "killed")
    demo.claim(tmp_path / "killed")
    demo.check_is_demo(tmp_path / "killed")
