"""What is cut off or turned in the log of the site's database is noticed, and a site that writes is no damage."""

import os
import shutil
import sqlite3
import threading
from contextlib import closing

import pytest

from goldthread.workspace import sqlite_log
from goldthread.workspace.sqlite_log import FRAME, HEADER, read, what_is_wrong


STEP = FRAME + 4096


@pytest.fixture
def database(tmp_path):
    """A database whose site was killed: with a log and its index."""
    source = tmp_path / "source.sqlite3"
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("pragma journal_mode=wal")
        connection.execute("create table t (id integer primary key, x text)")
        connection.commit()
        connection.execute("pragma wal_checkpoint(truncate)")
        for change in range(3):
            connection.executemany("insert into t(x) values (?)", [(f"{change} {n}" * 20,) for n in range(60)])
            connection.commit()
        made = tmp_path / "site.sqlite3"
        for ending in ("", "-wal", "-shm"):
            shutil.copy(f"{source}{ending}", f"{made}{ending}")
    return made


@pytest.fixture(autouse=True)
def at_once(request, monkeypatch):
    """Without the pauses in which a site that is running would go on."""
    if "database" in request.fixturenames:
        monkeypatch.setattr(sqlite_log, "PAUSE", 0)


def log_of(database):
    return database.with_name(f"{database.name}-wal")


def commits(held):
    """The lengths at which a change ends."""
    return [at + STEP for at in range(HEADER, len(held), STEP) if any(held[at + 4 : at + 8])]


def test_a_whole_log_is_whole_and_its_index_tells_its_frames(database):
    held = log_of(database).read_bytes()
    found = read(held)
    assert found.whole == found.committed == (len(held) - HEADER) // STEP > 5 and len(commits(held)) == 3
    assert what_is_wrong(database) == ""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("select count(*) from t").fetchone() == (180,)


def test_with_its_index_every_cut_is_noticed(database):
    log = log_of(database)
    for size in range(log.stat().st_size - 1, -1, -701):
        os.truncate(log, size)
        assert "log" in what_is_wrong(database), size
    os.truncate(log, 0)
    assert "cut off" in what_is_wrong(database)


def test_without_its_index_a_cut_is_noticed_but_between_two_changes(database):
    log, held = log_of(database), log_of(database).read_bytes()
    database.with_name(f"{database.name}-shm").unlink()
    assert what_is_wrong(database) == ""
    untold = set(commits(held)) | {0}
    for size in {*range(0, len(held), 701), *untold}:
        log.write_bytes(held[:size])
        assert bool(what_is_wrong(database)) == (size not in untold), size


@pytest.mark.parametrize("at", [2, 30, HEADER + 9, HEADER + FRAME + 100, HEADER + 2 * STEP + 500])
def test_a_turned_bit_is_noticed(database, at):
    held = bytearray(log_of(database).read_bytes())
    held[at] ^= 1
    log_of(database).write_bytes(held)
    assert "newest changes are lost" in what_is_wrong(database)


def test_a_change_that_was_never_finished_is_no_damage(database):
    log = log_of(database)
    log.write_bytes(log.read_bytes() + b"x" * 5000)
    assert what_is_wrong(database) == ""


def test_an_older_run_behind_the_newest_is_no_damage(database):
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("pragma wal_checkpoint(restart)")
        connection.execute("insert into t(x) values ('one more')")
        connection.commit()
        assert read(log_of(database).read_bytes()).whole < 5 < log_of(database).stat().st_size // STEP
        assert what_is_wrong(database) == ""


def test_a_site_that_writes_is_no_damage(tmp_path):
    path, over, found = tmp_path / "site.sqlite3", threading.Event(), set()

    def writing():
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("pragma journal_mode=wal")
            connection.execute("pragma wal_autocheckpoint=20")
            connection.execute("create table t (x text)")
            while not over.is_set():
                connection.executemany("insert into t values (?)", [("x" * 3000,)] * 9)
                connection.commit()

    thread = threading.Thread(target=writing)
    thread.start()
    try:
        while not log_of(path).exists():
            pass
        for _ in range(60):
            found.add(what_is_wrong(path))
    finally:
        over.set()
        thread.join()
    assert found == {""}
