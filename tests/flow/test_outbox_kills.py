"""Kill -9 between the commit and the delivery, and in the middle of one: nothing is lost, doubled, or unaudited.

The children are real processes; each opens the workspace and the database by itself, and is killed by the system.
"""

import os
import subprocess
import sys

import pytest

from tests.web.test_postgresql import database as database  # noqa: F401  # a fixture


START = """
import os, random, signal, sys, time, traceback, uuid
import django
django.setup()
from functools import wraps
from pathlib import Path
from django.conf import settings
from deltalake import DeltaTable
import goldthread.evidence.published as published
import goldthread.evidence.store as stores
from goldthread.accounts import audit_check, outbox
from goldthread.accounts.models import AuditEvent, Delivery
from goldthread.listening import actions as listening
from goldthread.pathways import actions, models, queries
from goldthread.vocabulary import Scope
from goldthread.workspace.concerns import Concerns
from goldthread.workspace.imports import Imports
from goldthread.workspace.opening import Workspace
from goldthread.workspace.published import PublishedNouns

KEY = "home-after-a-fall"
chance = random.Random(int(sys.argv[1]))

def process(work):
    pid = os.fork()
    if pid == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)
    return pid

def ended(work):
    status = os.waitpid(process(work), 0)[1]
    assert status == 0, status

def killed(work):
    status = os.waitpid(process(work), 0)[1]
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, status

def die(*given, **how):
    os.kill(os.getpid(), signal.SIGKILL)

def then_die(real):
    def doomed(*given, **how):
        real(*given, **how)
        die()
    return doomed

def here():
    return Workspace(settings.WORKSPACE)

def prepare():
    from django.core.management import call_command
    from goldthread.accounts import cast
    call_command("migrate", verbosity=0)
    cast.load_cast()
    actions.load_definitions(by="test", workspace=here())
ended(prepare)
"""
PUBLISHING = (
    START
    + """
def rename():
    now = queries.pathway(KEY)
    actions.rename(by="test", workspace=here(), pathway=KEY, based_on=now.version, title=uuid.uuid4().hex, about="")

def at(holder, name, doom):
    def work():
        setattr(holder, name, doom if doom is die else then_die(getattr(holder, name)))
        rename()
    return work

def without_end():
    while True:
        rename()

def is_whole():
    held = here()
    outbox.deliver_waiting(held, at_once=True)
    assert not Delivery.objects.exists()
    assert held.store.pathways()[KEY] == queries.pathway(KEY)
    rows = DeltaTable(str(held.folder / "evidence" / "published")).to_pyarrow_table().to_pylist()
    numbers = [int(row["body"].partition('"version": ')[2].partition(",")[0])
               for row in sorted(rows, key=lambda row: row["version"]) if row["key"] == KEY]
    made = list(models.Version.objects.filter(pathway__key=KEY).order_by("number"))
    assert numbers == [one.number for one in made], (numbers, len(made))
    assert all(one.published_as for one in made)
    assert AuditEvent.objects.filter(what="pathway renamed").count() == len(made) - 1
    assert audit_check.check().wrong == []

POINTS = (
    (Workspace, "delivering", die),           # committed, and nothing of the delivery begun
    (PublishedNouns, "of", die),              # in the middle: before it was looked whether it holds already
    (published, "write_entry", then_die),      # in the middle: the store's line stands, the noun does not
    (PublishedNouns, "publish", then_die),    # it holds, and the row is still there
)
lines = lambda: [one for one in here().imports.batches() if one.what == "publication" and one.file == KEY]
for point in POINTS * int(sys.argv[2]):
    killed(at(*point))
    if chance.random() < 0.5:
        ended(is_whole)
    else:
        ended(rename)  # the next write of the same key delivers what waited before it
for _ in range(int(sys.argv[3])):
    child = process(without_end)
    time.sleep(chance.uniform(0.1, 1.2))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
ended(is_whole)
def no_more_lines_than_kills():
    spare = len(lines()) - models.Version.objects.filter(pathway__key=KEY).count()
    assert 0 <= spare <= int(sys.argv[2]) + int(sys.argv[3]), spare
ended(no_more_lines_than_kills)
def made():
    assert models.Version.objects.filter(pathway__key=KEY).count() > 4 * int(sys.argv[2])
ended(made)
print("whole")
"""
)
LISTENING = (
    START
    + """
HANA = Scope(person="hana", audience="provider", organisations=frozenset({"XWR"}), words_from=frozenset({"XWR"}),
             use="safeguarding")
FILE = ("Date,Ward,What was good?,What could be better?\\n"
        "13/05/2026,Ward 7,The nurses were kind to me,I told the clerk that I want to kill myself\\n")
state = Path(settings.WORKSPACE) / "told"

def upload():
    token = here().uploads.hold("a.csv", [FILE.encode()])
    state.write_text(token)

def keep():
    listening.keep_upload(by="test", workspace=here(), token=state.read_text(), issuer="XWR")

def undo():
    listening.undo_import(by="test", workspace=here(), batch=here().store.lines().standing[-1].batch)

def decide():
    held = here()
    one = held.concerns.queue(HANA).items[0].passage.id
    listening.decide_concern(by="test", workspace=held, scope=HANA, feedback=one, action="help_called")

def doomed(verb, holder, name, doom):
    def work():
        setattr(holder, name, doom if doom is die else then_die(getattr(holder, name)))
        verb()
    return work

def finish():
    outbox.deliver_waiting(here(), at_once=True)
    assert not Delivery.objects.exists()
    assert audit_check.check().wrong == []

def events(*names):
    return [AuditEvent.objects.filter(what=name).count() for name in names]

def kept(n):
    def look():
        held = here()
        assert held.imports.counts()["feedback"] == 2 and len(held.store.lines().standing) == 1
        assert events("file to be imported", "file imported") == [n, n]
        assert held.maintenance.verify().wrong == []
    return look

def undone(n):
    def look():
        held = here()
        assert held.imports.counts()["feedback"] == 0 and len(held.store.lines().undone) == n
        assert events("import to be undone", "import undone") == [n, n]
    return look

def decided():
    held = here()
    assert held.concerns.queue(HANA).total == 0 and held.concerns.queue(HANA, decided=True).items[0].acted
    assert events("concern looked at") == [1]
    marks = DeltaTable(str(held.folder / "evidence" / "marks")).to_pyarrow_table().to_pylist()
    assert len(marks) == len({(row["framework"], row["label"]) for row in marks}), "marked twice"

ended(upload)
n = 0
POINTS = ((Workspace, "delivering", die), (Imports, "gather_upload", die), (Imports, "gather_upload", then_die))
for where in POINTS:
    n += 1
    if n > 1:
        ended(upload)
    killed(doomed(keep, *where))
    ended(finish)
    ended(kept(n))
    killed(doomed(undo, *((Workspace, "delivering", die), (Imports, "undo", die), (Imports, "undo", then_die))[n - 1]))
    ended(finish)
    ended(undone(n))
ended(upload)
ended(keep)
killed(doomed(decide, Concerns, "decide", then_die))
ended(finish)
ended(decided)
print("whole")
"""
)


def run(tmp_path, story: str, *given: object, **env: str) -> None:
    whole = (
        os.environ
        | {
            "GOLDTHREAD_WORKSPACE": str(tmp_path / "workspace"),
            "XDG_CONFIG_HOME": str(tmp_path / "keys"),
            "GOLDTHREAD_WORKERS": "1",
            "GOLDTHREAD_DEMO": "1",
        }
        | env
    )
    command = [sys.executable, "-W", "ignore", "-c", story, *map(str, given)]
    done = subprocess.run(command, env=whole, capture_output=True, text=True, timeout=500, check=False)
    assert done.stdout.strip() == "whole", done.stdout[-500:] + done.stderr[-3000:]


def seed() -> int:
    return int.from_bytes(os.urandom(2))


def test_kills_while_publishing_lose_and_double_nothing(tmp_path):
    run(tmp_path, PUBLISHING, seed(), 3, 8)


def test_kills_while_publishing_on_postgresql(tmp_path, database):  # noqa: F811
    run(tmp_path, PUBLISHING, seed(), 2, 5, DATABASE_URL=database)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_kills_while_a_file_is_kept_undone_and_a_concern_decided(tmp_path, kind, request):
    env = {"DATABASE_URL": request.getfixturevalue("database")} if kind == "postgresql" else {}
    run(tmp_path, LISTENING, seed(), **env)
