"""Rows to mend: as they were, with their number and reason, in a file that only its owner reads."""

import csv
import os
import stat
from pathlib import Path

import pytest

from goldthread.intake.mend import MEND, PROFILE, MendFile, beside, write_profile
from goldthread.sources import Profile
from goldthread.sources.formats import open_sheets
from goldthread.sources.profile import WordsColumn
from goldthread.vocabulary.raw import RawRow


HEADER = ("ID", "Words")


def written(path):
    with open(path, encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def mended(tmp_path, *rows):
    mend = MendFile(tmp_path / "in.csv", HEADER, None, "b1")
    for one in rows:
        mend.add(*one)
    mend.close()
    return mend.path


def test_no_file_is_made_where_no_row_needs_it(tmp_path):
    assert mended(tmp_path) == ""
    assert list(tmp_path.iterdir()) == []


def test_rows_lie_beside_the_input_with_their_number_sheet_and_reason(tmp_path):
    path = mended(tmp_path, (RawRow(7, "Sheet 2", ("C1", "An odd date")), "date"))
    assert Path(path) == tmp_path / f"in.csv{MEND}"
    assert written(path) == [
        [*HEADER, "goldthread import", "goldthread row", "goldthread sheet", "goldthread reason"],
        ["C1", "An odd date", "b1", "7", "Sheet 2", "date"],
    ]


def test_only_its_owner_may_read_it_even_where_an_older_one_lay_open(tmp_path):
    older = tmp_path / f"in.csv{MEND}"
    older.write_text("older rows")
    older.chmod(0o644)
    path = mended(tmp_path, (RawRow(1, "", ("C1", "x")), "date"))
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert "older rows" not in Path(path).read_text()


def test_a_short_row_keeps_its_reason_in_the_reason_s_column(tmp_path):
    path = mended(tmp_path, (RawRow(1, "", ("C1",)), "ragged"))
    assert written(path)[1] == ["C1", "", "b1", "1", "", "ragged"]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("+cmd|'/c calc'", "'+cmd|'/c calc'"),
        ("-cmd", "'-cmd"),
        ("-1", "-1"),
        ("+44 7700", "+44 7700"),
        ("- nothing", "'- nothing"),
        ("a=b", "a=b"),
        ("zero\x00byte", "zerobyte"),
        ("", ""),
        ("line\none", "line\none"),
        ("+1+cmd|'/c calc'!A0", "'+1+cmd|'/c calc'!A0"),
        (" =1+1", "' =1+1"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("(0191) 496 0000", "(0191) 496 0000"),
        ("-1.5%", "-1.5%"),
        ("red \x1b[31m", "red \ufffd[31m"),
        ("turned \u202etxt", "turned \ufffdtxt"),
    ],
)
def test_a_spreadsheet_runs_nothing_and_all_else_is_as_it_was(tmp_path, cell, kept):
    assert written(mended(tmp_path, (RawRow(1, "", ("C1", cell)), "date")))[1][1] == kept


def test_headings_and_names_of_sheets_run_nothing_either(tmp_path):
    mend = MendFile(tmp_path / "in.csv", ("=cmd|'/c calc'!A0", "+1+1x"), None)
    mend.add(RawRow(1, "=HYPERLINK(1)", ("C1", "x")), "date")
    mend.close()
    heading, row = written(mend.path)
    assert heading[:2] == ["'=cmd|'/c calc'!A0", "'+1+1x"]
    assert row == ["C1", "x", "", "1", "'=HYPERLINK(1)", "date"]


def test_what_was_escaped_is_read_as_it_was(tmp_path):
    cells = ("-Kind staff", "=1+1", "'quoted", "- a list", "plain")
    path = mended(
        tmp_path, (RawRow(1, "", ("C1", "x")), "date"), *[(RawRow(2, "", ("C1", cell)), "date") for cell in cells]
    )
    (sheet,) = open_sheets(Path(path))
    read = [row for _, row in sheet.rows()]
    assert [row[1] for row in read[2:]] == list(cells)
    other = tmp_path / "theirs.csv"
    other.write_text("ID,Words\nC1,'=1+1\n")
    assert next(row for number, row in open_sheets(other)[0].rows() if number == 2)[1] == "'=1+1", "others' files stay"


def test_a_named_folder_is_made_and_used(tmp_path):
    mend = MendFile(tmp_path / "in.csv", HEADER, tmp_path / "deep" / "mend")
    mend.add(RawRow(1, "", ("C1", "x")), "date")
    mend.close()
    assert Path(mend.path).parent == tmp_path / "deep" / "mend"


def test_where_nothing_can_be_written_rows_are_passed_over_and_the_path_stays_empty(tmp_path):
    (tmp_path / "taken").write_text("a file where the folder should be")
    mend = MendFile(tmp_path / "in.csv", HEADER, tmp_path / "taken")
    mend.add(RawRow(1, "", ("C1", "x")), "date")
    mend.add(RawRow(2, "", ("C2", "x")), "date")
    mend.close()
    assert mend.path == ""


def test_a_suggested_profile_is_written_for_its_owner_alone_and_reads_back(tmp_path):
    profile = Profile(
        issuer="XWR", columns={"date": "Date"}, words=[WordsColumn("Comment", "What was good?", "what_good")]
    )
    path = Path(write_profile(tmp_path / "in.csv", profile, None))
    assert path == beside(tmp_path / "in.csv", PROFILE, None)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Profile.load(path) == profile
    (tmp_path / "taken").write_text("")
    assert write_profile(tmp_path / "in.csv", profile, tmp_path / "taken") == ""
