"""What a workspace remembers of itself is its owner's to read, and is never written through a link."""

from dataclasses import replace

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


def test_a_trial_write_makes_nothing_at_the_end_of_a_link(tmp_path):
    (tmp_path / ".goldthread-migrating").symlink_to(tmp_path / "victim")
    formats.try_to_write(tmp_path)
    assert list(tmp_path.iterdir()) == []
