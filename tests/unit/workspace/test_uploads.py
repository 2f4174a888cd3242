"""Files that wait: sealed, under a token, and gone when they should be."""

import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goldthread.evidence import Key
from goldthread.vocabulary import NotFound, WorkspaceProblem
from goldthread.workspace import uploads
from goldthread.workspace.uploads import DAY, WEEK, Uploads
from tests.builders.files import HEADER, answers, separated


KEY = Key(bytes(range(32)))
WORDS = b"Nobody told my brother which door to use.\n"


@pytest.fixture
def waiting(tmp_path):
    return Uploads(tmp_path, KEY)


def sealed(folder):
    return sorted((folder / "uploads").glob("*.sealed"))


def age(path, seconds):
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_file_comes_out_as_it_went_in_under_its_own_name(waiting):
    token = waiting.hold("cards.csv", [WORDS, b"", WORDS])
    assert waiting.label(token) == "cards.csv"
    with waiting.opened(token) as path:
        assert path.name == "cards.csv"
        assert path.read_bytes() == 2 * WORDS
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.exists()


def test_nothing_of_it_is_on_disk_in_the_clear(waiting, tmp_path):
    waiting.hold("About Margaret Oduya.csv", [WORDS])
    (path,) = sealed(tmp_path)
    assert b"brother" not in path.read_bytes() and b"Oduya" not in path.read_bytes()
    assert "Oduya" not in path.name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("size", [0, 1, uploads.CHUNK - 1, uploads.CHUNK, uploads.CHUNK + 1, 3 * uploads.CHUNK])
@pytest.mark.parametrize("piece", [65_536, 2 * uploads.CHUNK + 7])
def test_any_size_in_any_pieces(waiting, size, piece):
    held = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    token = waiting.hold("x.csv", (held[at : at + piece] for at in range(0, size, piece)))
    with waiting.opened(token) as path:
        assert path.read_bytes() == held


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\files\\a.csv", "a.csv"),
        ("", "upload"),
        ("/", "upload"),
        ("x" * 500, "x" * 120),
    ],
)
def test_only_the_last_part_of_a_name_is_kept(waiting, given, kept):
    assert waiting.label(waiting.hold(given, [WORDS])) == kept


@pytest.mark.parametrize("token", ["", ".", "../x", "a/b", "0" * 24, "%00"])
def test_a_token_of_nothing_opens_nothing(waiting, token):
    waiting.hold("x.csv", [WORDS])
    for ask in (waiting.label, waiting.seen):
        with pytest.raises(NotFound):
            ask(token)
    with pytest.raises(NotFound), waiting.opened(token):
        pass


def test_another_key_opens_nothing(waiting, tmp_path):
    token = waiting.hold("x.csv", [WORDS])
    with pytest.raises(WorkspaceProblem), Uploads(tmp_path, Key(bytes(32))).opened(token):
        pass


@pytest.mark.parametrize("where", [-1, -20])
def test_a_flipped_bit_is_noticed_and_nothing_is_left_in_the_clear(waiting, tmp_path, where):
    token = waiting.hold("x.csv", [WORDS])
    (path,) = sealed(tmp_path)
    held = bytearray(path.read_bytes())
    held[where] ^= 1
    path.write_bytes(held)
    with pytest.raises(WorkspaceProblem, match="damaged"), waiting.opened(token):
        pass
    assert not list(uploads.MEMORY.glob(f"{uploads.OPENED}{os.getpid()}-*"))


def test_a_sealed_file_in_another_ones_place_opens_as_nothing(waiting, tmp_path):
    mine, theirs = waiting.hold("mine.csv", [WORDS]), waiting.hold("theirs.csv", [b"theirs"])
    rows = tmp_path / "rows.csv"
    for batch in ("a" * 16, "b" * 16):
        rows.write_text(f"id,comment\n1,{batch}\n", encoding="utf-8")
        waiting.keep_mend(batch, rows)
    folder = tmp_path / "uploads"
    shutil.copy(folder / f"{theirs}.sealed", folder / f"{mine}.sealed")
    shutil.copy(folder / f"mend-{'b' * 16}.sealed", folder / f"mend-{'a' * 16}.sealed")
    with pytest.raises(WorkspaceProblem), waiting.opened(mine):
        pass
    with pytest.raises(WorkspaceProblem):
        waiting.mend("a" * 16)
    assert set(waiting.damaged()) == {f"{mine}.sealed", f"mend-{'a' * 16}.sealed"}
    assert "b" * 16 in waiting.mend("b" * 16)


def test_what_was_sealed_before_it_said_what_it_is_about_opens_still(waiting, tmp_path):
    waiting.hold("some.csv", [WORDS])
    (tmp_path / "uploads" / f"mend-{'c' * 16}.sealed").write_bytes(KEY.seal("id,comment\n1,older\n"))
    assert "older" in waiting.mend("c" * 16)


def test_a_dropped_file_is_gone_with_what_was_seen_of_it_and_dropping_again_is_harmless(waiting, tmp_path):
    token = waiting.hold("x.csv", [WORDS])
    (tmp_path / "uploads" / f"look-{token}.sealed").write_bytes(b"seen")
    waiting.drop(token)
    waiting.drop(token)
    assert sealed(tmp_path) == []
    with pytest.raises(NotFound):
        waiting.drop("../../x")


def test_files_go_after_a_day_and_rows_to_mend_after_a_week(waiting, tmp_path):
    token = waiting.hold("x.csv", [WORDS])
    rows = tmp_path / "rows.csv"
    rows.write_text("rows to fix")
    waiting.keep_mend("b1", rows)
    for path in sealed(tmp_path):
        age(path, DAY - 60)
    assert waiting.clear() == 0
    for path in sealed(tmp_path):
        age(path, DAY + 60)
    assert waiting.clear() == 1
    with pytest.raises(NotFound):
        waiting.label(token)
    assert waiting.mend("b1") == "rows to fix"
    age(sealed(tmp_path)[0], WEEK + 60)
    with pytest.raises(NotFound):
        waiting.mend("b1")
    assert sealed(tmp_path) == []


def test_whoever_holds_a_new_file_clears_the_old_ones(waiting, tmp_path):
    waiting.hold("old.csv", [WORDS])
    age(sealed(tmp_path)[0], DAY + 60)
    token = waiting.hold("new.csv", [WORDS])
    assert [path.stem for path in sealed(tmp_path)] == [token]


def test_rows_to_mend_are_sealed_and_read_by_their_batch_alone(waiting, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("\ufeffID,Words\nC1,An odd date\n", encoding="utf-8")
    waiting.keep_mend("b1", rows)
    assert waiting.mend("b1") == "ID,Words\nC1,An odd date\n"
    assert b"odd" not in sealed(tmp_path)[0].read_bytes()
    (tmp_path / "uploads" / "mend-x").mkdir()
    for other in ("b2", "x/../mend-b1", "../uploads/mend-b1", ""):
        with pytest.raises(NotFound):
            waiting.mend(other)
    waiting.drop_mend("../mend-b1")
    assert waiting.mend("b1")
    waiting.drop_mend("b1")
    with pytest.raises(NotFound):
        waiting.mend("b1")


@pytest.mark.skipif(not uploads.MEMORY.is_dir(), reason="this system has no place in memory")
def test_what_a_killed_process_left_in_the_clear_is_taken_away_and_a_living_one_s_is_not(waiting):
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    dead, living = (uploads.MEMORY / f"{uploads.OPENED}{pid}-test" for pid in (done.pid, os.getpid()))
    try:
        for folder in (dead, living):
            folder.mkdir()
            (folder / "words.csv").write_bytes(WORDS)
        waiting.clear()
        assert (dead.exists(), living.exists()) == (False, True)
    finally:
        (living / "words.csv").unlink()
        living.rmdir()


def test_what_is_seen_of_a_file_is_kept_sealed_and_comes_back_the_same(workspace):
    rows = [HEADER, *answers(4), ["XAA ED 90 - Q1", "someday", "XAA", "Ward 1", "What was good?", "1", "Tea."]]
    token = workspace.uploads.hold("cards.csv", [separated(rows).encode()])
    seen = workspace.imports.look_at_upload(token, issuer="XAA")
    workspace.uploads.keep_look(token, seen)
    assert workspace.uploads.seen(token) == seen
    assert seen.account.kept == 4 and seen.account.reasons == {"date": 1}
    assert workspace.imports.counts()["feedback"] == 0
    with pytest.raises(NotFound):
        workspace.uploads.seen(workspace.uploads.hold("other.csv", [WORDS]))


def test_a_file_that_is_brought_in_is_destroyed_and_its_rows_to_mend_wait(workspace):
    rows = [HEADER, *answers(4), ["XAA ED 90 - Q1", "someday", "XAA", "Ward 1", "What was good?", "1", "Tea."]]
    token = workspace.uploads.hold("cards.csv", [separated(rows).encode()])
    account = workspace.imports.gather_upload(token, issuer="XAA", by="ben", batch="ab" * 8)
    assert (account.file, account.batch, account.kept, account.set_aside_file) == ("cards.csv", "ab" * 8, 4, "ab" * 8)
    assert "someday" in workspace.uploads.mend(account.batch)
    with pytest.raises(NotFound):
        workspace.uploads.label(token)


def test_a_file_that_cannot_be_read_is_destroyed_and_no_path_of_ours_is_told(workspace):
    token = workspace.uploads.hold("strange.csv", [b"one,two\n1,2\n"])
    account = workspace.imports.gather_upload(token, issuer="XAA")
    assert account.error and account.kept == 0
    assert uploads.OPENED not in account.error and str(uploads.MEMORY) not in account.error
    with pytest.raises(NotFound):
        workspace.uploads.label(token)


def test_a_file_waits_on_where_the_work_was_stopped(workspace):
    token = workspace.uploads.hold("cards.csv", [separated([HEADER, *answers(4)]).encode()])

    def stop(file, rows):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workspace.imports.gather_upload(token, issuer="XAA", progress=stop)
    assert workspace.uploads.label(token) == "cards.csv"
    assert workspace.imports.gather_upload(token, issuer="XAA").kept == 4


def test_a_file_is_destroyed_where_bringing_it_in_fails(workspace):
    token = workspace.uploads.hold("cards.csv", [separated([HEADER, *answers(4)]).encode()])

    def fail(file, rows):
        raise RuntimeError("ours to mend")

    with pytest.raises(RuntimeError):
        workspace.imports.gather_upload(token, issuer="XAA", progress=fail)
    with pytest.raises(NotFound):
        workspace.uploads.label(token)
    assert workspace.imports.counts()["feedback"] == 0


def test_the_open_file_is_never_in_the_workspace(workspace):
    token = workspace.uploads.hold("cards.csv", [WORDS])
    with workspace.uploads.opened(token) as path:
        assert not Path(path).is_relative_to(workspace.folder)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("..", "upload"),
        (".", "upload"),
        ("a/../..", "upload"),
        ("x\x00y\n.csv", "xy.csv"),
        ("", "upload"),
        ("a" * 300 + ".xlsx", "a" * 115 + ".xlsx"),
        ("\U0001f600" * 100 + ".csv", "\U0001f600" * 29 + ".csv"),
        ("C:\\words\\cards.csv", "cards.csv"),
        ("\ud800.csv", "?.csv"),
    ],
)
def test_a_name_is_kept_as_any_disk_takes_it(name, label):
    assert uploads.label_of(name) == label
    assert len(label.encode()) <= 120
