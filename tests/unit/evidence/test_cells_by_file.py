"""Cells in memory follow the files they lie in: what came is read, what went is let go, every answer stays the same."""

import random

import pytest

from goldthread.evidence.engine import Engine
from goldthread.evidence.questions.laying import OF_FILES
from goldthread.evidence.rollups import Rollups, joining
from goldthread.evidence.rollups.joining import to_join
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import Cut
from tests.builders.evidence import KEY, keep, store
from tests.unit.evidence.test_rollups import CUTS, OWNER, agree, pieces, sums, twins


@pytest.fixture
def three(tmp_path):
    """Two processes' stores that keep cells, one of which writes, and one that counts rows."""
    reader, plain = twins(tmp_path)
    writer = store(tmp_path)
    writer.worth_summing = 0
    chance = random.Random(8)
    for first in (0, 60, 100):
        keep(writer, list(pieces(chance, 40, first)))
        writer.refresh()
    every_cut(reader, plain)
    return reader, plain, writer


@pytest.fixture
def laid(monkeypatch):
    """Which tables of files are laid from now on."""
    made, lay = [], Engine.laid

    def noted(self, name, state, *how, **more):
        if OF_FILES in name and not self.is_laid(name, state):
            made.append(name)
        return lay(self, name, state, *how, **more)

    monkeypatch.setattr(Engine, "laid", noted)
    return made


def every_cut(reader, plain):
    assert sums(reader)
    for turn in range(len(CUTS)):
        agree(reader, plain, turn)


def parts(made):
    return {part.removesuffix(".parquet").replace("-", "") for part in summaries(made).manifest().parts}


def summaries(made):
    return Rollups(Tables(made.folder))


def of_files(names):
    return {name.partition(OF_FILES)[2] for name in names}


def test_after_an_import_only_its_file_is_read_and_all_is_as_a_fresh_process_says(three, laid, tmp_path):
    reader, plain, writer = three
    before = parts(reader)
    assert len(before) == 3
    keep(writer, list(pieces(random.Random(9), 30, 140)))
    writer.refresh()
    every_cut(reader, plain)
    assert of_files(laid) == parts(reader) - before
    assert len(of_files(laid)) == 1
    every_cut(store(tmp_path), plain)


def test_rows_that_an_import_replaced_count_once_and_no_file_is_read_again(three, laid):
    reader, plain, writer = three
    before, older = parts(reader), writer.lines().standing[0].batch
    count = reader.ask(OWNER, "volumes").denominator
    keep(writer, [{"n": 5, "text": "Other words.", "themes": ["Food"]}], supersede=[(KEY.identify("id", "5"), older)])
    writer.refresh()
    every_cut(reader, plain)
    assert reader.ask(OWNER, "volumes").denominator == count
    assert not of_files(laid) & before


def test_whoever_withdraws_is_gone_at_once_and_no_file_is_read_again(three, laid, tmp_path):
    reader, plain, writer = three
    before, people = parts(reader), reader.ask(OWNER, "volumes").people
    assert writer.withdraw(KEY.identify("person", "7"), tmp_path).left_in == ()
    assert reader.ask(OWNER, "volumes").people == people - 1
    every_cut(reader, plain)
    assert not of_files(laid) & before


def test_an_import_that_was_taken_back_is_gone_at_once_and_afterwards(three, laid):
    reader, plain, writer = three
    before, count = parts(reader), reader.ask(OWNER, "volumes").denominator
    writer.undo(writer.lines().standing[1].batch)
    assert not sums(reader)
    assert reader.ask(OWNER, "volumes").denominator == count - 40
    laid.clear()
    writer.refresh()
    every_cut(reader, plain)
    assert reader.ask(OWNER, "volumes").denominator == count - 40
    assert len(before & parts(reader)) == 2
    assert not of_files(laid) & before


def test_what_is_held_of_files_that_went_is_let_go(three):
    reader, plain, writer = three
    types = []
    for turn in range(3):
        batch = keep(writer, list(pieces(random.Random(turn), 20, 200)))
        writer.refresh()
        every_cut(reader, plain)
        writer.undo(batch)
        writer.refresh()
        every_cut(reader, plain)
        assert reader.in_memory().rollups == parts(reader)
        types.append(reader.in_memory().types)
    assert types[0] == types[1] == types[2] > 0


def test_where_files_are_many_the_small_ones_are_joined_and_the_large_one_is_not_read_again(three, laid, monkeypatch):
    reader, plain, writer = three
    monkeypatch.setattr(joining, "MOST_PARTS", 3)
    large = max(summaries(writer).manifest().parts, key=lambda one: (summaries(writer).folder / one).stat().st_size)
    monkeypatch.setattr(joining, "ALIKE", 0.1)
    keep(writer, list(pieces(random.Random(10), 5, 300)))
    writer.refresh()
    assert large in summaries(writer).manifest().parts
    assert len(summaries(writer).manifest().parts) < 4
    every_cut(reader, plain)
    assert large.removesuffix(".parquet").replace("-", "") not in of_files(laid)
    assert reader.in_memory().rollups == parts(reader)


def test_a_store_of_which_all_was_taken_back_has_nothing_to_count(three):
    reader, plain, writer = three
    for line in writer.lines().standing:
        writer.undo(line.batch)
    writer.refresh()
    every_cut(reader, plain)
    assert reader.ask(OWNER, "volumes", Cut()).denominator == 0
    assert reader.ask(OWNER, "themes", by=("month",)).rows == ()


@pytest.mark.parametrize(
    ("sizes", "joined"),
    [
        ([9], 0),
        ([100] + [1] * 10, 0),
        ([100] + [1] * 11, 11),
        ([5] * 12, 12),
        ([10] + [1] * 11, 12),
        ([10_000, 1_000, *[1] * 11], 11),
        ([3**n for n in range(12)], 6),
    ],
)
def test_files_much_larger_than_all_smaller_ones_are_left(sizes, joined):
    named = {str(n): size for n, size in enumerate(sizes)}
    found = to_join(named)
    assert len(found) == joined
    left = [size for name, size in named.items() if name not in found]
    assert not left or all(named[one] <= min(left) for one in found)
