"""What people agree works on PostgreSQL too: the same migrations, the same cast, one audit chain under many hands."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest


STORY = """
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
call_command("migrate", verbosity=0)
call_command("makemigrations", check=True, dry_run=True, verbosity=0)
from goldthread.accounts import actions, auditing, cast, queries
from goldthread.accounts.directory import people as people_
from goldthread.accounts.models import AuditEvent
assert connection.vendor == "postgresql"
people = cast.load_cast()
assert cast.load_cast().keys() == people.keys()
people_.add(by="test", handle="gita", name="Gita", password="a long sentence of one's own")
site = Client()
for _ in range(2):
    assert site.post("/sign-in/", {"login": "gita", "password": "wrong"}).status_code == 403
assert site.post("/sign-in/", {"login": "gita", "password": "a long sentence of one's own"}).status_code == 302
assert site.get("/home/").status_code == 403
site.post("/sign-out/")
for _ in range(6):
    assert site.post("/sign-in/", {"login": "gita", "password": "wrong"}).status_code in (403, 429)
assert site.post("/sign-in/", {"login": "gita", "password": "wrong"}).status_code == 429
before = AuditEvent.objects.count()
def write(at):
    auditing.record(by="test", what="written at once", about=str(at))
    connections.close_all()
with ThreadPoolExecutor(8) as hands:
    list(hands.map(write, range(80)))
assert AuditEvent.objects.count() == before + 80
assert queries.audit_is_whole()
event = AuditEvent.objects.first()
AuditEvent.objects.filter(id=event.id).update(what="something else")
assert not queries.audit_is_whole()
print("whole")
"""


TWELVE = """
import re, threading
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
call_command("migrate", verbosity=0)
assert connection.vendor == "postgresql"
from goldthread.accounts import cast
from goldthread.web.opened import workspace
cast.load_cast()
rows = "Comment ID,Date,Organisation,Service,Question,Comment\\n" + "".join(
    f"L{n},{13 + n}/06/2031,XWR,Ward 7,What was good?,Nobody told my brother which of the {n} doors to use\\n"
    for n in range(8)
)
ben = Client()
assert ben.post("/who/ben/").status_code == 302
for name in ("one.csv", "two.csv"):
    sent = ben.post("/listen/imports/upload/", {"file": SimpleUploadedFile(name, rows.replace("L", name[:3]).encode())})
    address = sent.url
    assert ben.get(address).status_code == 200
    before = {line.batch for line in workspace().imports.batches()}
    begin = threading.Barrier(12)
    def press(_):
        browser = Client()
        browser.cookies = ben.cookies
        begin.wait()
        try:
            return browser.post(f"{address}keep/").status_code
        finally:
            connections.close_all()
    with ThreadPoolExecutor(12) as hands:
        statuses = list(hands.map(press, range(12)))
    made = [line for line in workspace().imports.batches() if line.batch not in before]
    assert [(line.what, line.account["kept"]) for line in made] == [("import", 8)], made
    assert statuses.count(302) == 1 and set(statuses) <= {302, 400, 404}, statuses
assert workspace().maintenance.verify().whole
print("once")
"""


def found(name: str) -> str:
    """A PostgreSQL program, on the path or where Debian keeps it."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(kept[-1]) if kept else "")


def as_somebody(*command: str, **how):
    """PostgreSQL refuses to run as root; then its own user runs it."""
    whole = ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else [*command]
    return subprocess.run(whole, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120, **how)


@pytest.fixture
def database(tmp_path_factory):
    """A server of its own, on a port of its own, gone afterwards."""
    if not found("initdb"):
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    import tempfile

    with tempfile.TemporaryDirectory(prefix="goldthread-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        with socket.socket() as opened:
            opened.bind(("127.0.0.1", 0))
            port = opened.getsockname()[1]
        data = f"{folder}/data"
        as_somebody(found("initdb"), "-D", data, "-A", "trust", "-U", "goldthread", "--no-sync", cwd=folder)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        as_somebody(found("pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start", cwd=folder)
        try:
            yield f"postgresql://goldthread@127.0.0.1:{port}/postgres"
        finally:
            as_somebody(found("pg_ctl"), "-D", data, "-m", "immediate", "stop", cwd=folder)


def test_accounts_work_on_postgresql(database, tmp_path):
    env = os.environ | {"DATABASE_URL": database, "GOLDTHREAD_WORKSPACE": str(tmp_path), "GOLDTHREAD_DEMO": "1"}
    done = subprocess.run([sys.executable, "-c", STORY], env=env, capture_output=True, text=True, timeout=200)
    assert done.stdout.strip() == "whole", done.stderr[-2000:]


def test_a_file_that_is_kept_twelve_times_at_once_is_brought_in_once(database, tmp_path):
    env = os.environ | {
        "DATABASE_URL": database,
        "GOLDTHREAD_WORKSPACE": str(tmp_path / "ws"),
        "GOLDTHREAD_KEY_FILE": str(tmp_path / "key"),
        "GOLDTHREAD_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "goldthread.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", TWELVE], env=env, capture_output=True, text=True, timeout=300)
    assert done.stdout.strip() == "once", done.stderr[-2000:]
