"""One room keeps saved searches: what older versions kept is there, and commands find it, with a site or without."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest

from goldthread.workspace import row_seals


BEFORE = """
import sys
from pathlib import Path
from goldthread.accounts.terminal import point_to
point_to(Path(sys.argv[1]))
import django
django.setup()
from django.core.management import call_command
call_command("migrate", "thread", "0005", verbosity=0)
call_command("migrate", "accounts", verbosity=0)
"""
HALF = BEFORE.replace('"0005"', '"0006"')
ADD = """insert into {table} (token, name, words, asked, organisation, shared, at, person_id)
values ('{token}', '{name}', 'letter', '{asked}', 'XWR', {shared}, '2031-01-02 03:04:05', {person})"""


@pytest.fixture
def run(tmp_path):
    env = {name: value for name, value in os.environ.items() if name not in ("GOLDTHREAD_DEMO", "DATABASE_URL")}
    env |= {"XDG_CONFIG_HOME": str(tmp_path / "keys"), "GOLDTHREAD_WORKSPACE": str(tmp_path / "held")}

    def command(*words, before=("-m", "goldthread.cli"), fails=False):
        done = subprocess.run(
            [sys.executable, *before, *map(str, words)], capture_output=True, encoding="utf-8", check=False, env=env
        )
        assert bool(done.returncode) is fails, done.stdout + done.stderr
        return done.stderr if fails else done.stdout

    return command


@pytest.fixture
def held(run, tmp_path):
    """A workspace with two answers."""
    (tmp_path / "a.csv").write_text(
        "Comment ID,Date,Service,FFT score,What was good?\n"
        "a,2031-05-01,Ward 1,1,The porter was kind\nb,2031-05-01,Ward 2,1,The tea was warm\n"
    )
    run("import", tmp_path / "a.csv", "--issuer", "XWR")
    return tmp_path / "held"


def rows(held, table="saved_savedsearch"):
    with sqlite3.connect(held / "site.sqlite3") as database:
        found = database.execute(f"select token, name, words, asked, person_id, shared, at from {table} order by name")
        return [(*one[:3], json.loads(one[3]), *one[4:]) for one in found]


@pytest.mark.parametrize("stopped", [False, True], ids=["at once", "stopped half way"])
def test_saved_questions_of_an_older_site_are_all_there(run, held, stopped):
    run(held, before=("-c", BEFORE))
    with sqlite3.connect(held / "site.sqlite3") as database:
        row_seals.register(database)
        database.execute("pragma foreign_keys = off")
        columns = [one[1] for one in database.execute("pragma table_info(accounts_person)")]
        person = {"id": 7, "handle": "gus", "name": "Gus"}
        given = {name: person.get(name, 0 if name.startswith("is_") else "") for name in columns}
        given |= {name: None for name in columns if name == "last_login"}
        marks = ", ".join("?" * len(given))
        database.execute(f"insert into accounts_person ({', '.join(given)}) values ({marks})", list(given.values()))
        for n, shared in enumerate((0, 1)):
            asked = json.dumps({"role": ["carer"], "since": "2031-05"})
            database.execute(
                ADD.format(
                    table="thread_savedquestion", token=f"t{n}", name=f"Q{n}", asked=asked, shared=shared, person=7
                )
            )
    before = rows(held, "thread_savedquestion")
    if stopped:
        run(held, before=("-c", HALF))
    assert run("searches", "list").splitlines() == ["Q1: letter  (shared at XWR)"]
    assert json.loads(run("show", "search", "--saved", "q1", "--json"))["total"] == 0, "what is shared can be repeated"
    assert "Saved searches: none yet" in run("show", "search", "--saved", "q0", fails=True), "what is one's own cannot"
    assert rows(held) == before and len(before) == 2
    with sqlite3.connect(held / "site.sqlite3") as database:
        row_seals.register(database)
        tables = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
    assert "thread_savedquestion" not in tables
    run("verify")


def test_a_search_is_saved_and_repeated_without_a_site_and_then_with_one(run, held):
    args = ("show", "search", "porter", "--service", "Ward 1", "--save", "Porters")
    assert "The porter was kind" in run(*args)
    assert "The porter was kind" in run("show", "search", "--saved", "porters")
    assert [path.name for path in (held / "searches").glob("*.json")] == ["porters.json"]
    assert not (held / "site.sqlite3").exists()
    assert run("searches", "list") == "Porters: porter\n"  # this opens the site
    assert not list((held / "searches").glob("*.json"))
    ((_, name, words, asked, person, shared, _),) = rows(held)
    assert (name, words, asked, person, shared) == ("Porters", "porter", {"service": ["Ward 1"]}, None, 0)
    found = json.loads(run("show", "search", "--saved", "PORTERS", "--json"))
    assert [one["text"] for one in found["words"]] == ["The porter was kind"]
    run("show", "search", "tea", "--save", "Porters")
    assert [(one[1], one[2], one[3]) for one in rows(held)] == [("Porters", "tea", {})]
    assert "Saved searches: Porters" in run("show", "search", "--saved", "Nothing", fails=True)
    assert run("searches", "delete", "porters") == "Porters is deleted.\n"
    assert rows(held) == []
    run("verify")


def test_a_back_up_carries_searches_and_a_restore_brings_them_back(run, held, tmp_path):
    run("show", "search", "tea", "--save", "Tea")
    run("searches", "list")
    run("backup", tmp_path / "back.tar.gz")
    run("searches", "delete", "Tea")
    run("restore", tmp_path / "back.tar.gz", "--replace")
    assert run("searches", "list") == "Tea: tea\n"
    assert "The tea was warm" in run("show", "search", "--saved", "tea")
