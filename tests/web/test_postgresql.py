"""What people agree works on PostgreSQL too: the same migrations, the same cast, one audit chain under many hands."""

import os
import subprocess
import sys

import pytest

from tests.builders.postgresql import own_server


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


TOGETHER = """
import threading
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
call_command("migrate", verbosity=0)
assert connection.vendor == "postgresql"
from goldthread.accounts import cast
from goldthread.partnership import waiting
from goldthread.partnership.actions import deciding, needs, panels
from goldthread.partnership.models import Vote
people = cast.load_cast()
panel = panels.add(by="test", title="Home", host="XIC", organisations=["XWR"], quorum=1, quorum_share=50)
seat = panels.seat(by="test", panel=panel, voice="carer", person=people["asha"], since=date(2026, 1, 1))
need = needs.write(by="test", panel=panel, wording="Know who comes.", passages=[], no_words_because="In the room.")
decision = deciding.propose(by="test", panel=panel, title="What first?", options=["Knowing", "Nothing"])
assert waiting.asked([seat]).views == (decision,) and waiting.asked([seat]).needs == (need,)
deciding.state_view(by="test", decision=decision, member=seat, view="We cannot plan without it.")
deciding.open_vote(by="test", decision=decision)
assert waiting.asked([seat]).votes == (decision,)
asha, page = Client(), f"/together/decisions/{decision.key}/"
asha.force_login(people["asha"])
for path in ("/home/", "/together/", f"/together/panels/{panel.key}/", f"/together/needs/{need.key}/", page):
    assert asha.get(path).status_code == 200, path
begin = threading.Barrier(8)
def press(at):
    browser = Client()
    browser.cookies = asha.cookies
    begin.wait()
    try:
        return browser.post(f"{page}vote/", {"option": 1 + at % 2, "go": "cast"}).status_code
    finally:
        connections.close_all()
with ThreadPoolExecutor(8) as hands:
    statuses = sorted(hands.map(press, range(8)))
assert statuses == [302] + [400] * 7, statuses
assert Vote.objects.filter(decision=decision).count() == 1
deciding.close(by="test", decision=decision)
assert asha.get(page).status_code == 200 and waiting.asked([seat]).votes == ()
print("counted once")
"""


RELEASED = """
import sys, time
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from django.core.management import call_command
from django.db import connection, connections
call_command("migrate", verbosity=0)
assert connection.vendor == "postgresql"
from goldthread.accounts import cast
cast.load_cast()
from goldthread.commitments import counting, rules
from goldthread.commitments.actions import results
from tests.builders import crossing, round as made
held = crossing.workspace(Path(sys.argv[1]))
first, last = crossing.MONTHS[0], crossing.MONTHS[-1]
everybody, carers = crossing.clauses(held, apart=True)
for month in crossing.MONTHS[:2]:
    assert results.compute(by="test", workspace=held, clause=carers, period=month).denominator == 20
asked = counting.nests
def slowly(*given):
    time.sleep(1)
    return asked(*given)
counting.nests = slowly
def count(asked_of):
    clause, period = asked_of
    try:
        return results.compute(by="test", workspace=held, clause=clause, period=period).denominator
    finally:
        connections.close_all()
with ThreadPoolExecutor(2) as hands:
    told = list(hands.map(count, [(everybody, first), (carers, last)]))
assert sorted(told, key=str) in ([20, None], [62, None]), told
print("one of them")
"""


@pytest.fixture
def database():
    with own_server() as address:
        yield address


def of_a_site(database, tmp_path):
    """What a process is told of a demo's site on this server."""
    return os.environ | {
        "DATABASE_URL": database,
        "GOLDTHREAD_WORKSPACE": str(tmp_path / "ws"),
        "GOLDTHREAD_KEY_FILE": str(tmp_path / "key"),
        "GOLDTHREAD_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "goldthread.config.settings",
    }


def test_accounts_work_on_postgresql(database, tmp_path):
    env = os.environ | {"DATABASE_URL": database, "GOLDTHREAD_WORKSPACE": str(tmp_path), "GOLDTHREAD_DEMO": "1"}
    done = subprocess.run([sys.executable, "-c", STORY], env=env, capture_output=True, text=True, timeout=200)
    assert done.stdout.strip() == "whole", done.stderr[-2000:]


def test_a_file_that_is_kept_twelve_times_at_once_is_brought_in_once(database, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", TWELVE], env=of_a_site(database, tmp_path), capture_output=True, text=True, timeout=300
    )
    assert done.stdout.strip() == "once", done.stderr[-2000:]


def test_back_up_and_restore_say_that_this_database_is_not_in_the_archive(database, tmp_path):
    where = {
        "DATABASE_URL": database,
        "GOLDTHREAD_WORKSPACE": str(tmp_path / "ws"),
        "GOLDTHREAD_KEY_FILE": str(tmp_path / "key"),
    }

    def told(*words):
        command = [sys.executable, "-m", "goldthread.cli", *words]
        done = subprocess.run(
            command,
            env=os.environ | where,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    told("init")
    assert "pg_dump" in told("backup", "saved.tar.gz")
    assert "not in the archive" in (said := told("restore", "saved.tar.gz", "--replace")) and "pg_restore" in said
    assert not (tmp_path / "ws" / "site.sqlite3").exists()
    del where["DATABASE_URL"]
    assert "pg_dump" not in told("backup", "other.tar.gz")


def test_a_member_who_votes_eight_times_at_once_is_counted_once(database, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", TOGETHER], env=of_a_site(database, tmp_path), capture_output=True, text=True, timeout=200
    )
    assert done.stdout.strip() == "counted once", done.stderr[-2000:]


def test_of_two_results_that_leave_few_and_are_counted_at_once_one_is_told(database, tmp_path):
    program = [sys.executable, "-c", RELEASED, str(tmp_path / "held")]
    done = subprocess.run(program, env=of_a_site(database, tmp_path), capture_output=True, text=True, timeout=300)
    assert done.stdout.strip() == "one of them", done.stderr[-2000:]
