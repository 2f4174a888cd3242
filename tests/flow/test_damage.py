"""Whatever is damaged, `verify` says so in a sentence with what to do, and nobody ever sees a traceback."""

import os
import random
import shutil

import pytest

from goldthread.evidence import StoreDamaged
from goldthread.workspace import Workspace
from tests.builders import damage


MANY = 1_000 if os.environ.get("GOLDTHREAD_LONG") else 20
STEP = 20


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    place = tmp_path_factory.mktemp("damage")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOLDTHREAD_KEY_FILE", str(place / "key"))
        yield damage.build(place)


@pytest.fixture(autouse=True)
def with_its_key(whole, monkeypatch):
    monkeypatch.setenv("GOLDTHREAD_KEY_FILE", str(whole.parent / "key"))
    assert damage.looked(whole) == (), "what is not damaged is whole"


@pytest.mark.parametrize("first", range(0, MANY, STEP))
def test_any_damage_is_noticed_and_said_with_what_to_do(whole, tmp_path, first):
    missed = []
    for seed in range(first, first + STEP):
        done = damage.damage(whole, tmp_path / "copy", seed)
        if not done.said and not done.nothing_lost:
            missed.append(done)
        for sentence in done.said:
            assert sentence.endswith("."), sentence
            assert "could not be checked" not in sentence, done
    assert missed == []


TABLES = ("feedback", "batches", "references")


@pytest.mark.parametrize("harm", [damage.no_log, damage.no_newest, damage.no_table, damage.put_in, damage.turn])
@pytest.mark.parametrize("table", TABLES)
def test_what_is_lost_with_a_table_is_said_and_how_to_get_it_back(whole, tmp_path, table, harm):
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    path = damage.data_of(copy, table)
    harm(path, random.Random(1), damage.files(copy))
    (first, *_) = said = damage.looked(copy)
    assert table in first
    if harm is not damage.put_in:
        assert "goldthread restore ARCHIVE" in first
    if table == "feedback" and harm in (damage.turn, damage.no_newest):
        assert "cards-" in first and "answers" in first, said


@pytest.mark.parametrize("harm", [damage.no_log, damage.no_newest, damage.no_table])
def test_nothing_is_written_over_a_damaged_table(whole, tmp_path, harm):
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    harm(damage.data_of(copy, "feedback"), random.Random(1), [])
    more = damage.text_file(tmp_path, [damage.HEADER, *damage.answers(4, first=5_000)], name="more.csv")
    (account,) = Workspace(copy, make=False).imports.gather(more)
    assert "goldthread verify" in account.error and account.kept == 0
    assert damage.looked(copy)


def test_a_store_that_was_exchanged_whole_is_noticed_by_the_lines_of_the_other(whole, tmp_path):
    copy, older = tmp_path / "copy", tmp_path / "older"
    shutil.copytree(whole, copy)
    shutil.copytree(whole, older)
    Workspace(copy).imports.gather(
        damage.text_file(tmp_path, [damage.HEADER, *damage.answers(4, first=7_000)], name="m.csv")
    )
    shutil.rmtree(copy / "evidence" / "feedback")
    shutil.copytree(older / "evidence" / "feedback", copy / "evidence" / "feedback")
    shutil.copy(older / "evidence" / "checksums" / "feedback.json", copy / "evidence" / "checksums" / "feedback.json")
    assert damage.looked(copy)
    shutil.rmtree(copy / "evidence" / "checksums")
    shutil.copytree(older / "evidence" / "checksums", copy / "evidence" / "checksums")
    assert damage.looked(copy)


def test_checksums_alone_are_renewed_after_everything_was_looked_at(whole, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    damage.turn(copy / "evidence" / "checksums" / "feedback.json", random.Random(1), [])
    assert all("--renew" in one for one in damage.looked(copy))
    Workspace(copy).maintenance.renew_checksums()
    assert damage.looked(copy) == ()
    damage.turn(damage.data_of(copy, "feedback"), random.Random(1), [])
    with pytest.raises(Exception, match="More is wrong"):
        Workspace(copy).maintenance.renew_checksums()


@pytest.mark.parametrize("at", [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
def test_an_import_stops_before_it_compares_rows_with_damaged_ids(whole, tmp_path, at):
    copy = tmp_path / "copy"
    shutil.copytree(whole, copy)
    path = damage.data_of(copy, "feedback")
    held = bytearray(path.read_bytes())
    begin = int(len(held) * at)
    held[begin : begin + 64] = bytes(255 - one for one in held[begin : begin + 64])
    path.write_bytes(held)
    again = damage.text_file(tmp_path, [damage.HEADER, *damage.answers(60)], name="cards-0.csv")
    (account,) = Workspace(copy, make=False).imports.gather(again)
    assert "goldthread verify" in account.error and account.kept == 0


ASKED = {
    "counts": lambda held: held.imports.counts(),
    "words": lambda held: [(one.id, one.text) for one in held.words.passages(limit=50).items],
    "themes": lambda held: held.findings.themes().rows,
    "trend": lambda held: held.findings.trend().rows,
    "batches": lambda held: held.imports.batches(),
}


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_answered_from_a_damaged_file_as_if_it_were_whole(whole, tmp_path, seed):
    copy = tmp_path / "copy"
    before = {name: ask(Workspace(whole, make=False)) for name, ask in ASKED.items()}
    shutil.copytree(whole, copy)
    for cache in damage.CACHES:
        shutil.rmtree(copy / "evidence" / cache, ignore_errors=True)
    damage.turn_a_bit(damage.data_of(copy, "feedback"), random.Random(seed), [])
    for name, ask in ASKED.items():
        try:
            assert ask(Workspace(copy, make=False)) == before[name], name
        except StoreDamaged as error:
            assert "not as it was written" in str(error) and "goldthread verify" in str(error)
        else:
            assert name == "batches", f"{name} was answered from a damaged file"
