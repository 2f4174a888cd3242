"""Files that are for some readers alone are their owner's; files for everybody are as any file."""

import stat

import pytest

from goldthread.cli.saving import save


ROWS = [{"theme": "Parking", "n": 5}]


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("ending", [".csv", ".json", ".html", ".xlsx"])
def test_a_file_for_some_readers_alone_is_its_owners_also_where_one_stood_before(tmp_path, ending):
    fresh, older, everybody = (tmp_path / f"{name}{ending}" for name in ("fresh", "older", "everybody"))
    older.write_text("older")
    older.chmod(0o644)
    for path in (fresh, older):
        save(path, {"rows": ROWS}, ROWS, title="themes", only_for="Ward 7")
    save(everybody, {"rows": ROWS}, ROWS, title="themes")
    assert (mode(fresh), mode(older)) == (0o600, 0o600) and mode(everybody) & 0o400
    assert older.stat().st_size > 10
