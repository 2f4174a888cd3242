"""What a workspace remembers of itself is its owner's to read, and is never written through a link."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from goldthread.workspace import formats
from goldthread.workspace.folder import SETTINGS, Settings, keep_settings, read_settings


def test_settings_are_for_their_owner_alone_and_never_follow_a_link(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / f".{SETTINGS}").symlink_to(victim)
    kept = keep_settings(tmp_path, Settings("name", "print"))
    keep_settings(tmp_path, replace(kept, coder="accurate"))
    assert victim.read_text() == "precious" and not (tmp_path / SETTINGS).is_symlink()
    assert (tmp_path / SETTINGS).stat().st_mode & 0o777 == 0o600
    assert read_settings(tmp_path).coder == "accurate"


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
