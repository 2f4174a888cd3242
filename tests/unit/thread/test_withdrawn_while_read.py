"""Words that somebody withdraws while a process still reads the site's database as it was."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from goldthread.evidence import erasing
from goldthread.vocabulary import PlainError
from tests.builders import live
from tests.unit.thread.test_thread import COUNCIL_WORDS, accounts, respondent, workspace, woven


__all__ = ["workspace", "woven"]
READS = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1])
held.execute("begin")
held.execute("select count(*) from thread_quotedpassage").fetchone()
print("reads", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def database():
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=100")
    yield Path(settings.WORKSPACE) / "site.sqlite3"
    connection.close()


@contextmanager
def read_by_another(database):
    """Another process that reads the database as it is now, until the block ends; gives its id."""
    reader = subprocess.Popen(
        [sys.executable, "-c", READS, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with reader:
        assert reader.stdout.readline() == "reads\n"
        yield reader.pid
        reader.stdin.close()


def held(database):
    return live.read(database.parent.glob("site.sqlite3*"))


def test_a_process_that_still_reads_withdrawn_words_is_named_until_it_ends(woven, database):
    accounts.fold_log()
    assert COUNCIL_WORDS.encode() in held(database)
    with read_by_another(database) as process:
        for _ in range(2):
            with pytest.raises(PlainError, match=rf"site\.sqlite3, which process {process} is still reading") as told:
                accounts.withdraw(by="test", workspace=woven, respondent=respondent(2))
            assert "stop it, then run this again" in str(told.value)
        assert COUNCIL_WORDS.encode() in held(database)
    assert accounts.withdraw(by="test", workspace=woven, respondent=respondent(2)).left_in == ()
    assert COUNCIL_WORDS.encode() not in held(database)


def test_who_does_not_read_is_not_named(woven, database):
    with read_by_another(database) as process:
        assert str(process) in accounts.fold_log()
    assert accounts.fold_log() == ""


def test_a_look_for_leftovers_leaves_the_sites_locks_alone(woven, database):
    """Else another process takes the log away, and what this one writes afterwards is lost."""
    accounts.withdraw(by="test", workspace=woven, respondent=respondent(2))
    writes = "import sqlite3, sys; held = sqlite3.connect(sys.argv[1]); held.execute('begin immediate'); held.close()"
    list(erasing.leftovers(database.parent, ["nothing like it"]))
    subprocess.run([sys.executable, "-c", writes, str(database)], check=True)
    assert database.with_name("site.sqlite3-wal").exists()
