"""A workspace's folder: made once, opened with its own key alone, and nothing else is taken for one."""

import stat
from dataclasses import replace

import pytest

from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace import withdrawn_list
from goldthread.workspace.folder import SETTINGS, keep_settings, open_folder, read_settings


def test_a_workspace_is_made_with_a_key_that_lies_outside_it(tmp_path, keys):
    settings, key, store = open_folder(tmp_path / "held")
    assert key.print == settings.key_print
    (file,) = keys.glob("*.key")
    assert file.name == f"{settings.name}.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secret = file.read_bytes()
    assert not any(secret in path.read_bytes() for path in (tmp_path / "held").rglob("*") if path.is_file())
    assert store.lines().all == ()


def test_opened_again_it_is_the_same(tmp_path, keys):
    first, again = open_folder(tmp_path / "held"), open_folder(tmp_path / "held")
    assert first[0] == again[0]
    assert len(list(keys.glob("*.key"))) == 1


def test_a_folder_that_is_not_there_is_made_only_when_asked(tmp_path, keys):
    with pytest.raises(WorkspaceProblem, match="There is no workspace"):
        open_folder(tmp_path / "held", make=False)
    assert not (tmp_path / "held").exists()


@pytest.mark.parametrize("name", ["thesis.docx", "evidence", "goldthread.yml"])
def test_a_folder_in_use_for_something_else_is_left_alone(tmp_path, keys, name):
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / name).write_text("mine")
    with pytest.raises(WorkspaceProblem, match="in use for something else"):
        open_folder(tmp_path / "held")
    assert [path.name for path in (tmp_path / "held").iterdir()] == [name]
    assert not keys.exists()


@pytest.mark.parametrize("name", [".site", "site.sqlite3", "site.sqlite3-wal"])
def test_people_may_be_added_before_the_first_words(tmp_path, keys, name):
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / name).write_text("ours")
    assert open_folder(tmp_path / "held")[0].name


def test_a_file_where_the_folder_should_be_is_said(tmp_path, keys):
    (tmp_path / "held").write_text("a file")
    with pytest.raises(WorkspaceProblem, match="cannot be made"):
        open_folder(tmp_path / "held")


def test_without_its_key_it_is_not_opened_and_no_other_is_made(tmp_path, keys):
    open_folder(tmp_path / "held")
    (file,) = keys.glob("*.key")
    file.unlink()
    with pytest.raises(WorkspaceProblem, match="key of this workspace is missing"):
        open_folder(tmp_path / "held")
    assert list(keys.glob("*.key")) == []


def test_another_s_key_and_a_damaged_one_do_not_open_it(tmp_path, keys, monkeypatch):
    open_folder(tmp_path / "held")
    other = tmp_path / "other.key"
    other.write_bytes(bytes(32))
    monkeypatch.setenv("GOLDTHREAD_KEY_FILE", str(other))
    with pytest.raises(WorkspaceProblem, match="belongs to another workspace"):
        open_folder(tmp_path / "held")
    other.write_bytes(b"short")
    with pytest.raises(WorkspaceProblem, match="damaged"):
        open_folder(tmp_path / "held")


@pytest.mark.parametrize(
    "held",
    [
        "",
        "[]",
        "goldthread: one\nname: a\nkey_print: b\n",
        "goldthread: 0\nname: a\nkey_print: b\n",
        "goldthread: true\nname: a\nkey_print: b\n",
        "goldthread: 1\nname: a\n",
        "a: [",
        "\x00",
    ],
)
def test_settings_that_say_nothing_are_refused_in_a_sentence(tmp_path, keys, held):
    open_folder(tmp_path / "held")
    (tmp_path / "held" / SETTINGS).write_text(held)
    with pytest.raises(WorkspaceProblem, match="cannot be read"):
        open_folder(tmp_path / "held")


def test_settings_are_kept_whole_and_the_coder_with_them(tmp_path, keys):
    settings = open_folder(tmp_path / "held")[0]
    kept = keep_settings(tmp_path / "held", replace(settings, coder="cascade"))
    assert read_settings(tmp_path / "held") == kept == replace(settings, coder="cascade")
    assert [path.name for path in (tmp_path / "held").glob("*.yaml")] == [SETTINGS]
    assert not (tmp_path / "held" / f".{SETTINGS}").exists()


def test_a_folder_that_was_there_before_is_closed_to_others(tmp_path, keys):
    (tmp_path / "held").mkdir()
    (tmp_path / "held").chmod(0o755)
    open_folder(tmp_path / "held")
    assert stat.S_IMODE((tmp_path / "held").stat().st_mode) == 0o700


def test_a_list_of_withdrawals_is_made_beside_the_key_also_for_a_workspace_that_had_none(tmp_path, keys):
    settings, key, store = open_folder(tmp_path / "held")
    file = withdrawn_list.list_file(settings.name)
    assert file.parent == keys and withdrawn_list.read(file) == frozenset()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.unlink()
    assert withdrawn_list.read(file) is None
    store.keep_withdrawn(frozenset({key.remember("a" * 32)}))
    open_folder(tmp_path / "held")
    assert withdrawn_list.read(file) == {key.remember("a" * 32)}


def test_a_line_of_the_list_that_a_kill_cut_short_is_written_again(tmp_path):
    file = tmp_path / "key.withdrawn"
    withdrawn_list.add(file, ["a" * 32, "b" * 32])
    file.write_text(file.read_text()[:-10])
    withdrawn_list.add(file, ["b" * 32])
    assert withdrawn_list.read(file) == {"a" * 32, "b" * 32}
