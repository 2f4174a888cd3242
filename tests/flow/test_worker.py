"""The worker: killed in the middle of a long file, the next one gives the same evidence as an undisturbed import."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goldthread.demo.generating import comments_only
from goldthread.workspace import open as open_workspace


SEND = """
import sys, json, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from goldthread.accounts.directory import organisations, people, posts
from goldthread.accounts.rules import Role
from goldthread.listening import actions, jobs
from goldthread.listening.models import Arrival, Stage
person = people.add(by="test", handle="ben", name="Ben")
trust = organisations.add(by="test", code="XWR", name="The Trust", kind="provider", member=True)
right, _ = posts.give(by="test", person=person, post=posts.Post(trust, Role.ANALYST))
token = jobs.workspace().uploads.hold("long.csv", [open(sys.argv[1], "rb").read()])
arrival = Arrival.objects.create(token=token, person=person, right=right, issuer="XWR", stage=Stage.LOOKED)
actions.bring_in(by=person, arrival=arrival)
"""
TOLD = """
import django, json
django.setup()
from django_tasks_db.models import DBTaskResult
from goldthread.listening.models import Arrival
held = Arrival.objects.get()
print(json.dumps({"stage": held.stage, "kept": held.kept, "batch": held.batch, "rows": held.rows,
                  "jobs": list(DBTaskResult.objects.values_list("status", flat=True))}))
"""


def env(folder: Path) -> dict:
    held = os.environ | {"GOLDTHREAD_WORKSPACE": str(folder), "DJANGO_SETTINGS_MODULE": "goldthread.config.settings"}
    return held | {"GOLDTHREAD_WORKERS": "2"}


def run(folder: Path, script: str, *given: str) -> str:
    command = [sys.executable, "-c", script, *given]
    done = subprocess.run(command, env=env(folder), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def start(folder: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "goldthread.cli", "worker", "--once", "--workspace", str(folder)]
    return subprocess.Popen(command, env=env(folder), stderr=subprocess.PIPE, text=True)


def begun(folder: Path) -> set[str]:
    """Batches that have begun and not ended, dead ones too."""
    journal = folder / "evidence" / "journal"
    return {note.name for note in journal.iterdir()} if journal.is_dir() else set()


def sealed(folder: Path) -> list[Path]:
    """Uploads that wait, rows to mend, and the columns that these are read by."""
    return sorted((folder / "uploads").glob("*.sealed"))


def of_batch(batch: str) -> list[str]:
    """What is sealed once a file is in."""
    return [f"columns-{batch}.sealed", f"mend-{batch}.sealed"]


def to_the_end(folder: Path) -> None:
    child = start(folder)
    _, said = child.communicate(timeout=300)
    assert child.returncode == 0 and "Traceback" not in said, said


def stopped_in_the_middle(folder: Path, sign: int, wait: float) -> bool:
    """Whether a worker was at work on the file when it was stopped."""
    dead = begun(folder)
    child = start(folder)
    until = time.monotonic() + 60
    while not begun(folder) - dead and child.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    assert os.getpriority(os.PRIO_PROCESS, child.pid) > os.getpriority(os.PRIO_PROCESS, 0), "pages go first"
    time.sleep(wait)
    child.send_signal(sign)
    _, said = child.communicate(timeout=60)
    assert "Traceback" not in said, said
    return child.returncode == -sign if sign == signal.SIGKILL else "Stopped." in said


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    return comments_only(tmp_path_factory.mktemp("long") / "comments.csv", rows=10_000)[0]


def test_three_stops_and_the_same_evidence(tmp_path, long):
    seed = random.randrange(10_000)
    chance = random.Random(seed)
    (whole,) = open_workspace(tmp_path / "undisturbed").imports.gather(
        [long],
        issuer="XWR",
        organisations=frozenset({"XWR"}),  # as an upload may
    )
    folder = tmp_path / "disturbed"
    run(folder, SEND, str(long))
    stops = [
        stopped_in_the_middle(folder, sign, chance.uniform(0, 0.4))
        for sign in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL)
    ]
    assert all(stops), f"a worker had ended before it was stopped (seed {seed})"
    assert any("-" not in path.stem for path in sealed(folder)), "the file still waits"
    to_the_end(folder)
    told = json.loads(run(folder, TOLD))
    assert (told["stage"], told["kept"], told["jobs"]) == ("kept", whole.kept, ["SUCCESSFUL"]), (told, seed)
    undisturbed, disturbed = (open_workspace(tmp_path / name).imports.counts() for name in ("undisturbed", "disturbed"))
    assert disturbed["digest"] == undisturbed["digest"] and disturbed["feedback"] == undisturbed["feedback"]
    assert [path.name for path in sealed(folder)] == of_batch(told["batch"]), "no upload, no other attempt's"
    assert begun(folder) == set()


def test_a_batch_that_stands_is_taken_as_it_is(tmp_path):
    """Killed after the batch's line was written and before the page knew of it."""
    folder = tmp_path / "workspace"
    run(folder, SEND, str(comments_only(tmp_path / "comments.csv", rows=300)[0]))
    to_the_end(folder)
    held = open_workspace(folder).imports.counts()
    run(
        folder,
        """
import django
django.setup()
from goldthread.listening.models import Arrival, Stage
from django_tasks_db.models import DBTaskResult
Arrival.objects.update(stage=Stage.BRING, kept=0)
DBTaskResult.objects.update(status="RUNNING")
""",
    )
    to_the_end(folder)
    told = json.loads(run(folder, TOLD))
    assert (told["stage"], told["kept"]) == ("kept", held["feedback"]) or told["kept"] > 0
    assert open_workspace(folder).imports.counts() == held


DIES = """
import os, signal, sys, django
django.setup()
from goldthread.listening import jobs, worker
from pathlib import Path
jobs.actions.kept = lambda **_: os.kill(os.getpid(), signal.SIGKILL)
worker.work(Path(sys.argv[1]), once=True)
"""


def test_a_kill_between_the_batchs_line_and_the_jobs_end_loses_no_row_to_mend(tmp_path):
    file = tmp_path / "comments.csv"
    lines = ["Comment ID,Date,Service,FFT score,What was good?"]
    lines += [f"C{n},{13 + n % 10}/0{4 + n % 2}/2031,Ward 7,1,The tea was hot on day {n}" for n in range(40)]
    lines += ["C90,04/25/2031,Ward 7,1,An odd date", "C91,05/06/2031,Ward 7,1,The lampshade could mean May or June"]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    folder = tmp_path / "workspace"
    run(folder, SEND, str(file))
    dying = subprocess.run([sys.executable, "-c", DIES, str(folder)], env=env(folder), check=False, capture_output=True)
    assert dying.returncode == -signal.SIGKILL
    held = open_workspace(folder)
    (batch,) = [line.batch for line in held.imports.batches() if line.what == "import"]
    assert json.loads(run(folder, TOLD))["stage"] == "bring", "the page does not know yet"
    to_the_end(folder)
    told = json.loads(run(folder, TOLD))
    assert (told["stage"], told["batch"], told["jobs"]) == ("kept", batch, ["SUCCESSFUL"])
    assert "The lampshade could mean May or June" in held.uploads.mend(batch)
    assert [path.name for path in sealed(folder)] == of_batch(batch)


def test_what_an_attempt_that_came_to_nothing_left_to_mend_goes(tmp_path):
    folder = tmp_path / "workspace"
    run(folder, SEND, str(comments_only(tmp_path / "comments.csv", rows=300)[0]))
    held = open_workspace(folder)
    (tmp_path / "mend.csv").write_text("a word", "utf-8")
    held.uploads.keep_mend("ab" * 8, tmp_path / "mend.csv")
    run(
        folder,
        "import django\ndjango.setup()\nfrom goldthread.listening.models import Arrival\n"
        f"Arrival.objects.update(batch={'ab' * 8!r})",
    )
    to_the_end(folder)
    assert json.loads(run(folder, TOLD))["stage"] == "kept"
    assert not list((folder / "uploads").glob(f"mend-{'ab' * 8}*"))


def worker_of(folder: Path, but: int = 0) -> int:
    """The process id of the worker that lives, once it is another than `but`."""
    lock = folder / "locks" / "worker.lock"
    until = time.monotonic() + 60
    while time.monotonic() < until:
        told = lock.read_text().strip() if lock.exists() else ""
        if told.isdecimal() and int(told) != but and _lives(int(told)):
            return int(told)
        time.sleep(0.1)
    raise AssertionError("no worker came")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_serve_starts_another_worker_where_one_was_killed_and_leaves_none_behind(tmp_path):
    folder = tmp_path / "workspace"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    run(folder, "import django\ndjango.setup()\nfrom goldthread.accounts.opened import workspace\nworkspace()")
    command = [sys.executable, "-m", "goldthread.cli", "serve", "--workspace", str(folder), "--port", str(port)]
    site = subprocess.Popen(command, env=env(folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        pid = worker_of(folder)
        for _ in range(2):
            os.kill(pid, signal.SIGKILL)
            pid = worker_of(folder, but=pid)
        assert site.poll() is None
    finally:
        site.send_signal(signal.SIGINT)
        _, said = site.communicate(timeout=60)
    assert site.returncode == 0 and "Traceback" not in said, said
    assert said.count("The worker has ended.") == 2, said
    until = time.monotonic() + 20
    while _lives(pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not _lives(pid)


def test_there_is_one_worker_at_a_time(tmp_path):
    import django

    django.setup()
    from goldthread.listening import worker

    (tmp_path / "evidence").mkdir(parents=True)
    with worker.alone(tmp_path) as mine, worker.alone(tmp_path) as second:
        assert mine and not second and worker.is_there(tmp_path)
    assert not worker.is_there(tmp_path)
