"""Rows to fix that come back are known as they were, and the import that set them aside is named."""

import csv
from pathlib import Path

import pytest

from goldthread.intake import ImportOptions, gather, look_over
from goldthread.workspace.to_fix import rows_to_fix
from tests.builders.evidence import store
from tests.builders.files import text_file


GPX = ImportOptions(issuer="XGP")
HEADER = ["Date", "Ward", "How was it?", "What was good?"]
ROWS = [[f"{13 + at}/06/2031", "Ash Ward", "Good", f"The porter told joke {at} on the way"] for at in range(8)]
WRONG = [*ROWS[:6], ["45/06/2031", *ROWS[6][1:]], ["soon", *ROWS[7][1:]]]


@pytest.fixture
def held(tmp_path):
    return store(tmp_path / "held")


def only(held, path, asked=GPX):
    (account,) = gather(held, [path], asked)
    assert not account.error
    return account


def fixed(account, days, name="fixed.csv"):
    """The file of rows to fix, with the days put right."""
    source = Path(account.set_aside_file)
    with source.open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = csv.reader(lines)
    made = [[day or row[0], *row[1:]] for day, row in zip(days, rows, strict=True)]
    return text_file(source.parent, [header, *made], name=name)


def to_fix(held):
    return rows_to_fix(reversed(held.lines().standing))


def test_rows_that_came_in_again_are_waited_for_no_longer(held, tmp_path):
    first = only(held, text_file(tmp_path, [HEADER, *WRONG]))
    assert to_fix(held) == {first.batch: 2}
    second = only(held, fixed(first, ["19/06/2031", ""]))
    assert (second.kept, second.set_aside) == (1, 1)
    assert to_fix(held) == {second.batch: 1}
    third = only(held, fixed(second, ["20/06/2031"], name="again.csv"))
    assert (third.kept, to_fix(held)) == (1, {})
    held.undo(third.batch)
    assert to_fix(held) == {second.batch: 1}


def test_the_whole_file_put_right_counts_no_mended_row_twice(held, tmp_path):
    first = only(held, text_file(tmp_path, [HEADER, *WRONG]))
    only(held, fixed(first, ["19/06/2031", "20/06/2031"]))
    whole = only(held, text_file(tmp_path, [HEADER, *ROWS], name="whole.csv"))
    assert (whole.kept, whole.duplicates) == (0, 8)


def test_the_whole_file_that_comes_in_again_takes_its_rows_to_fix_along(held, tmp_path):
    first = only(held, text_file(tmp_path, [HEADER, *WRONG]))
    only(held, text_file(tmp_path, [HEADER, *ROWS], name="whole.csv"))
    assert to_fix(held) == {}
    held.undo(first.batch)
    assert to_fix(held) == {}


def test_a_file_that_comes_in_twice_has_its_rows_to_fix_once(held, tmp_path):
    path = text_file(tmp_path, [HEADER, *WRONG])
    only(held, path)
    again = only(held, path)
    assert to_fix(held) == {again.batch: 2}


def test_what_we_wrote_beside_rows_is_no_column_of_theirs(held, tmp_path):
    first = only(held, text_file(tmp_path, [HEADER, *WRONG]))
    seen = look_over(held, fixed(first, ["19/06/2031", ""]), GPX)
    assert [one.heading for one in seen.columns] == HEADER
    assert "goldthread" not in " ".join(seen.account.notes)
