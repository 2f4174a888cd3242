"""What a workspace remembers of itself is its owner's to read, and is never written through a link."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace import formats
from goldthread.workspace.folder import SETTINGS, Settings, keep_settings, open_folder, read_settings


def test_settings_are_for_their_owner_alone_and_never_follow_a_link(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / f".{SETTINGS}").symlink_to(victim)
    kept = keep_settings(tmp_path, Settings("name", "print"))
    keep_settings(tmp_path, replace(kept, coder="accurate"))
    assert victim.read_text() == "precious" and not (tmp_path / SETTINGS).is_symlink()
    assert (tmp_path / SETTINGS).stat().st_mode & 0o777 == 0o600
    assert read_settings(tmp_path).coder == "accurate"


def test_a_bit_that_turns_is_noticed_wherever_it_is(tmp_path):
    keep_settings(tmp_path, Settings("0123456789ab", "0123456789abcdef"))
    path = tmp_path / SETTINGS
    whole, unnoticed = path.read_bytes(), []
    for bit in range(8 * len(whole)):
        turned = bytearray(whole)
        turned[bit // 8] ^= 1 << bit % 8
        path.write_bytes(turned)
        try:
            if read_settings(tmp_path) != Settings("0123456789ab", "0123456789abcdef"):
                unnoticed.append(bytes(turned))
        except WorkspaceProblem as problem:
            assert SETTINGS in str(problem) or "newer Goldthread" in str(problem)
    assert unnoticed == []


def test_an_older_file_without_a_checksum_is_read_and_gets_one_when_the_workspace_is_opened(tmp_path, monkeypatch):
    monkeypatch.setenv("GOLDTHREAD_KEY_FILE", str(tmp_path / "key"))
    open_folder(tmp_path / "held")
    path = tmp_path / "held" / SETTINGS
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("checksum")))
    assert read_settings(tmp_path / "held").coder == "fast" and "checksum" not in path.read_text()
    open_folder(tmp_path / "held")
    assert path.read_text().splitlines(keepends=True) == lines


def test_a_person_may_choose_the_coder_by_hand_and_add_nothing_else(tmp_path):
    keep_settings(tmp_path, Settings("0123456789ab", "0123456789abcdef"))
    path = tmp_path / SETTINGS
    path.write_text(path.read_text().replace("coder: fast", "coder: cascade"))
    assert read_settings(tmp_path).coder == "cascade"
    for wrong, reason in (("coder: quick", "names no coder: quick"), ("coders: fast", "nobody knows: coders")):
        path.write_text(path.read_text().replace("coder: cascade", wrong))
        with pytest.raises(WorkspaceProblem, match=reason):
            read_settings(tmp_path)
        path.write_text(path.read_text().replace(wrong, "coder: cascade"))


def test_a_trial_write_leaves_nothing(tmp_path):
    formats.try_to_write(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OSError, match="No such file"):
        formats.try_to_write(tmp_path / "gone")


def test_many_may_write_at_once_and_what_fails_leaves_the_file_as_it_was(tmp_path):
    def write(n):
        formats.try_to_write(tmp_path)
        with formats.whole(tmp_path / "held") as out:
            out.write(str(n) * 1_000)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, [n % 10 for n in range(400)]))
    held = (tmp_path / "held").read_text()
    assert len(held) == 1_000 and len(set(held)) == 1
    with pytest.raises(ValueError, match="half"), formats.whole(tmp_path / "held") as out:
        out.write("half")
        raise ValueError("half")
    assert (tmp_path / "held").read_text() == held and list(tmp_path.iterdir()) == [tmp_path / "held"]
