"""Small files are joined: whoever is asked holds the same rows as before, and reads none of them again."""

import random

import pytest
from deltalake.exceptions import DeltaError

from goldthread.evidence import at_hand, tables
from goldthread.evidence.engine import Engine
from goldthread.evidence.in_full import InFull
from goldthread.evidence.lying import Lying
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import Cut
from tests.builders.evidence import KEY, keep, store
from tests.unit.evidence.test_at_hand import ASKED, CUTS, HOME, OWNER, agree, in_memory, told


@pytest.fixture
def both(tmp_path):
    """Two processes' stores over the same tables: one that holds rows, and one that reads the files each time."""
    held, files = store(tmp_path), store(tmp_path)
    files.most_at_hand = 0
    chance = random.Random(5)
    for first in (0, 20, 40):
        keep(held, list(told(chance, 20, first)))
    held.publish(HOME)
    agree(held, files)
    return held, files


@pytest.fixture
def read(monkeypatch):
    """How many rows are read into memory from now on, file by file."""
    counted, add = [], Lying.add
    monkeypatch.setattr(Lying, "add", lambda self, file, at: (counted.append(len(at)), add(self, file, at)))
    return counted


def every_answer(made):
    """What it says now, nothing of it remembered."""
    made.forget_answers()
    return [made.ask(OWNER, question, cut, **how) for cut in CUTS for question, how in ASKED]


def test_no_row_is_read_again_and_every_answer_is_the_same(both, read):
    held, files = both
    before, laid = every_answer(held), held.in_memory()
    small = held.small_files()
    files.compact()
    assert held.small_files() < small
    assert every_answer(held) == before
    assert held.in_memory() == laid
    assert read == []
    agree(held, files, 3)


def test_whole_answers_are_kept_too_and_found_where_they_lie_now(both, monkeypatch):
    held, files = both
    before = held.ask(OWNER, "words", limit=100)
    files.compact()
    held.forget_answers()
    monkeypatch.setattr(InFull, "read_file", None)
    assert held.ask(OWNER, "words", limit=100) == before
    monkeypatch.setattr(at_hand, "FEW_ENOUGH_TO_HOLD_WHOLE", 0)
    held.forget_answers()
    assert held.ask(OWNER, "words", limit=100) == before


def test_only_what_came_meanwhile_is_read(both, read):
    held, files = both
    keep(files, [{"n": n, "text": f"Came later {n}."} for n in range(100, 107)])
    files.compact()
    agree(held, files)
    assert sum(read) == 7
    assert held.ask(OWNER, "words", Cut(), limit=100) == files.ask(OWNER, "words", Cut(), limit=100)


@pytest.mark.parametrize("joined_first", [True, False])
def test_whoever_withdraws_is_gone_at_once_and_nobody_else_is_read_again(both, read, tmp_path, joined_first):
    held, files = both
    person, number = KEY.identify("person", "7"), in_memory(held)
    theirs = {item.id for item in held.ask(OWNER, "words", limit=100).items if item.respondent == person}
    assert theirs
    if joined_first:
        files.compact()
    assert files.withdraw(person, tmp_path).left_in == ()
    held.forget_answers()
    shown = held.ask(OWNER, "words", limit=100)
    assert not theirs & {item.id for item in shown.items}
    assert shown == files.ask(OWNER, "words", limit=100)
    assert held.in_memory().in_full
    assert held.in_memory().in_full
    assert not theirs & held.in_memory().in_full
    assert in_memory(held) < number
    assert read == []
    agree(held, files, 2)


def test_an_import_that_was_taken_back_before_the_files_were_joined_is_gone(both, read):
    held, files = both
    files.undo(files.lines().standing[1].batch)
    files.compact()
    agree(held, files, 1)
    assert held.ask(OWNER, "volumes").denominator == 40
    assert read == []


def test_rows_that_cannot_be_told_apart_are_read_again(both, read):
    held, files = both
    with files.importing():
        writing = files.writing()
        rows = Tables(files.folder).read("feedback").slice(0, 3)
        at = rows.schema.get_field_index("batch")
        rows = rows.set_column(at, "batch", [[writing.batch] * 3])
        writing.add("feedback", rows)
        writing.add("feedback", rows)
        before = every_answer(held)
        assert in_memory(held) == 66
        files.compact()
        assert every_answer(held) == before
    assert in_memory(held) == 66
    assert sum(read) > 6


def test_a_file_that_goes_while_rows_are_read_leaves_them_as_they_were(both, monkeypatch):
    held, files = both
    keep(files, [{"n": 100, "text": "Came later."}])
    files.compact()
    given, failed = Engine.given, []

    def once_gone(self, name, rows):
        if name == "new_rows" and not failed:
            failed.append(name)
            raise FileNotFoundError(name)
        return given(self, name, rows)

    monkeypatch.setattr(Engine, "given", once_gone)
    agree(held, files)
    assert failed
    assert in_memory(held) == 61


def test_large_files_are_left_as_they_are(both, monkeypatch):
    held, _ = both
    held.compact()
    large = set(Tables(held.folder).files("feedback"))
    monkeypatch.setattr(tables, "SMALL", 1)
    keep(held, [{"n": 100, "text": "Came later."}])
    held.compact()
    assert large < set(Tables(held.folder).files("feedback"))
    monkeypatch.undo()
    held.compact()
    assert held.ask(OWNER, "volumes").denominator == 61
    assert not large < set(Tables(held.folder).files("feedback"))


def test_a_log_that_is_cleared_while_it_is_read_is_read_again(both, monkeypatch):
    held, files = both
    before = every_answer(held)
    files.compact()
    log = Tables(held.folder).path("feedback") / "_delta_log"
    opened, failed = tables.DeltaTable, []

    class OnceCleared(opened):
        def __new__(cls, path):
            if not failed:
                failed.append(path)
                raise DeltaError(f"Kernel error: File not found: {log}/00000000000000000048.json")
            return opened(path)

    def cleared(self):
        raise DeltaError("Kernel error: File not found")

    monkeypatch.setattr(tables, "DeltaTable", OnceCleared)
    monkeypatch.setattr(opened, "update_incremental", cleared)
    assert every_answer(held) == before
    assert failed
