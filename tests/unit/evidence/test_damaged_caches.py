"""Files kept for speed that were damaged: noticed, said once, made anew, and never a wrong or a failed answer."""

import json
import os
import random
from datetime import date

import pytest

from goldthread.evidence import cache_checksums
from goldthread.evidence.rollups import Rollups
from goldthread.evidence.search import Index
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import Cut, Scope
from tests.builders.evidence import KEY, keep, store
from tests.unit.evidence.test_rollups import answers, pieces, twins


OWNER = Scope.owner()
TOLD = "was damaged. It is made anew"


def flip(path, chance):
    """One bit, as a tired disk does it: the file's size and the time of its last change stay."""
    was, held = path.stat(), bytearray(path.read_bytes())
    at = chance.randrange(len(held))
    held[at] ^= 1 << chance.randrange(8)
    path.write_bytes(held)
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def cut_short(path, chance):
    held = path.read_bytes()
    path.write_bytes(held[: chance.randrange(len(held))])


def empty(path, chance):
    path.write_bytes(b"")


def take_away(path, chance):
    path.unlink()


HARM = [flip, flip, flip, cut_short, empty, take_away]


@pytest.fixture(autouse=True)
def a_new_process():
    cache_checksums.forget()
    yield
    cache_checksums.forget()


def as_if_started_again(folder):
    cache_checksums.forget()
    made = store(folder)
    made.worth_summing = 0
    return made


def summed(tmp_path):
    fast, plain = twins(tmp_path)
    chance = random.Random(5)
    for first in (0, 45):  # more would make an open column, which the list of questions leaves out (decision 0035)
        keep(fast, list(pieces(chance, 45, first)))
        fast.refresh()
    return plain, Rollups(Tables(fast.folder)).folder


@pytest.mark.parametrize("turn", range(4))
def test_damaged_sums_give_the_plain_answers_and_are_made_anew(tmp_path, caplog, turn):
    plain, folder = summed(tmp_path)
    chance = random.Random(turn)
    wanted = [list(answers(plain, OWNER, n)) for n in range(2)]
    for harm in HARM:
        path = chance.choice([one for one in folder.iterdir() if harm is not take_away or one.suffix == ".parquet"])
        harm(path, chance)
        caplog.clear()
        made = as_if_started_again(tmp_path)
        assert [list(answers(made, OWNER, n)) for n in range(2)] == wanted, (harm, path.name)
        assert [TOLD in record.getMessage() for record in caplog.records] == [True], (harm, path.name)
        assert Rollups(Tables(made.folder)).current(made.lines()) is not None, "made anew by the questions themselves"
        again = as_if_started_again(tmp_path)
        assert [list(answers(again, OWNER, n)) for n in range(2)] == wanted
        assert len(caplog.records) == 1 and not again.is_damaged()


def test_what_is_unreadable_after_it_was_looked_at_is_counted_row_by_row(tmp_path):
    plain, folder = summed(tmp_path)
    made = as_if_started_again(tmp_path)
    assert Rollups(Tables(made.folder)).current(made.lines()) is not None
    for path in folder.glob("*.parquet"):
        was = path.stat()
        path.write_bytes(b"x" * was.st_size)
        os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert list(answers(made, OWNER, 1)) == list(answers(plain, OWNER, 1))


def test_a_manifest_that_still_reads_is_not_believed(tmp_path, caplog):
    plain, folder = summed(tmp_path)
    path = folder / "manifest.json"
    told = json.loads(path.read_text())
    told["held"]["batches"] = told["held"]["batches"][:1]
    path.write_text(json.dumps(told))
    made = as_if_started_again(tmp_path)
    keep(made, list(pieces(random.Random(6), 50, 400)))
    made.refresh()
    assert list(answers(made, OWNER, 0)) == list(answers(plain, OWNER, 0)) and TOLD in caplog.text


def test_files_of_an_older_form_are_made_anew_without_a_word(tmp_path, caplog):
    plain, folder = summed(tmp_path)
    (folder / "manifest.json").write_text(
        json.dumps({"version": 2, "batches": [], "parts": [], "odd": "", "format": 1})
    )
    made = as_if_started_again(tmp_path)
    assert list(answers(made, OWNER, 0)) == list(answers(plain, OWNER, 0)) and caplog.records == []


@pytest.mark.parametrize("turn", range(4))
def test_a_damaged_index_finds_everything_all_the_same(tmp_path, caplog, turn):
    made, chance = store(tmp_path), random.Random(turn)
    for first in (0, 30):
        keep(
            made,
            [
                {"n": n, "text": f"The lampshade on day {n} hummed.", "date": date(2026, 5, 1 + n % 28)}
                for n in range(first, first + 30)
            ],
        )
        made.index()

    def found(one):
        page = one.ask(OWNER, "search", Cut(), words="lampshade", limit=100)
        return sorted(item.id for item in page.items), page.notes

    def like(one):
        return len(one.ask(OWNER, "similar", Cut(), id=KEY.identify("id", "3"), limit=50).items)

    wanted, alike = found(made), like(made)
    assert len(wanted[0]) == 60 and wanted[1] == ()
    for harm in HARM:
        files = [one for one in Index(Tables(made.folder)).folder.rglob("*") if one.is_file() and one.name[0] != "."]
        path = chance.choice([one for one in files if harm is not take_away or one.name != "manifest.json"])
        harm(path, chance)
        caplog.clear()
        again = as_if_started_again(tmp_path)
        ask = (found, like) if chance.random() < 0.5 else (like, found)
        assert [one(again) for one in ask] == [wanted if one is found else alike for one in ask], (harm, path.name)
        assert [TOLD in record.getMessage() for record in caplog.records] == [True], (harm, path.name)
        assert not as_if_started_again(tmp_path).is_damaged()


def test_who_withdraws_leaves_a_damaged_index_too(tmp_path, caplog):
    made = store(tmp_path)
    keep(made, [{"n": n, "text": f"The lampshade on day {n} hummed."} for n in range(30)])
    made.index()
    path = next(one for one in Index(Tables(made.folder)).folder.rglob("*") if one.suffix == ".term")
    flip(path, random.Random(1))
    again = as_if_started_again(tmp_path)
    assert again.withdraw(KEY.identify("person", "3"), tmp_path).left_in == ()
    page = again.ask(OWNER, "search", Cut(), words="lampshade", limit=100)
    assert len(page.items) == 29 and TOLD in caplog.text
