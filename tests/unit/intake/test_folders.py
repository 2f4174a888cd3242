"""Which files an import means."""

from goldthread.intake.folders import files
from goldthread.intake.mend import MEND, PROFILE


def test_a_file_is_itself_even_where_it_is_not_there(tmp_path):
    assert list(files([tmp_path / "no.csv", str(tmp_path / "b.csv")])) == [tmp_path / "no.csv", tmp_path / "b.csv"]


def test_a_folder_is_walked_by_name_without_hidden_files_and_our_own_companions(tmp_path):
    for name in ("b.csv", "a.csv", "deep/c.csv", ".hidden.csv", ".git/d.csv", f"a.csv{MEND}", f"a.csv{PROFILE}"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [path.relative_to(tmp_path).as_posix() for path in files([tmp_path])] == ["a.csv", "b.csv", "deep/c.csv"]


def test_a_folder_below_a_hidden_one_is_walked_when_it_is_named(tmp_path):
    (tmp_path / ".exports").mkdir()
    (tmp_path / ".exports" / "a.csv").write_text("x")
    assert [path.name for path in files([tmp_path / ".exports"])] == ["a.csv"]
    assert list(files([tmp_path])) == []


def test_a_companion_that_was_put_right_is_read_when_it_is_named(tmp_path):
    path = tmp_path / f"a.csv{MEND}"
    path.write_text("x")
    assert list(files([path])) == [path]
