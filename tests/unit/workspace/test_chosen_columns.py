"""A file is read as somebody said before: of files like it, of the file whose rows it holds."""

import csv
from pathlib import Path

import pytest

import goldthread
from goldthread.vocabulary import SupplierProfile, WrongUsage
from tests.builders.files import text_file


HEADER = ["Date", "Entered on", "Ward", "How was it?", "What was good?", "Ref"]
ROWS = [
    [f"{13 + at}/06/2031", f"{13 + at}/07/2031", "Ash Ward", "Good", f"The porter told joke {at} on the way", f"R{at}"]
    for at in range(8)
]
ENTERED = {"Date": "extra", "Entered on": "date"}


@pytest.fixture
def held(tmp_path, monkeypatch):
    monkeypatch.setenv("GOLDTHREAD_KEY_FILE", str(tmp_path / "key"))
    return goldthread.open(tmp_path / "site")


def months(held):
    return {row["month"] for row in held.findings.trend().rows}


def remember(held, path, **uses):
    """Say what the columns of files like this one are used for, as the browser does."""
    token = held.uploads.hold(path.name, [path.read_bytes()])
    held.imports.look_at_upload(token, issuer="XGP")
    columns = held.imports.columns_of_upload(token)
    changed = [type(one)(one.heading, uses.get(one.heading, one.use)) for one in columns]
    noun = held.imports.read_upload_as(token, changed, issuer="XGP")
    held.uploads.drop(token)
    held.published.publish(noun)
    assert isinstance(noun, SupplierProfile)


def only(held, path, **how):
    (account,) = held.imports.gather(path, issuer="XGP", **how)
    assert not account.error
    return account


@pytest.mark.parametrize("issuer", ["XGP", ""])
def test_a_command_reads_a_file_as_its_supplier_s_are_read(held, tmp_path, issuer):
    path = text_file(tmp_path, [HEADER, *ROWS])
    remember(held, path, **ENTERED)
    (seen,) = held.imports.preview([path], issuer=issuer)
    assert {one.heading: one.use for one in seen.columns}["Entered on"] == "date"
    assert "as someone chose" in seen.account.notes[0]
    only(held, path)
    assert months(held) == {"2031-07"}


def test_another_organisation_s_columns_are_not_its_own(held, tmp_path):
    path = text_file(tmp_path, [HEADER, *ROWS])
    remember(held, path, **ENTERED)
    (seen,) = held.imports.preview([path], issuer="XGQ")
    assert {one.heading: one.use for one in seen.columns}["Date"] == "date"


def fixed(account, day, name="fixed.csv"):
    source = Path(account.set_aside_file)
    with source.open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = csv.reader(lines)
    return text_file(source.parent, [header, *([row[0], day, *row[2:]] for row in rows)], name=name)


def test_rows_to_fix_are_read_as_the_file_that_they_are_of(held, tmp_path):
    wrong = [ROWS[0], *[[row[0], row[1].replace("13", "14"), *row[2:]] for row in ROWS[1:]]]
    wrong[-1][1] = "45/07/2031"
    path = text_file(tmp_path, [HEADER, *wrong])
    first = only(held, path, columns=ENTERED)
    assert (first.kept, first.set_aside, months(held)) == (7, 1, {"2031-07"})
    second = only(held, fixed(first, "03/08/2031"))
    assert (second.kept, second.set_aside) == (1, 0), "3 August: days come first, as the whole file proved"
    assert months(held) == {"2031-07", "2031-08"}


def test_rows_to_fix_with_a_column_taken_away_are_read_by_what_is_there(held, tmp_path):
    wrong = [*ROWS[:7], [*ROWS[7][:1], "45/07/2031", *ROWS[7][2:]]]
    first = only(held, text_file(tmp_path, [HEADER, *wrong]), columns=ENTERED)
    path = fixed(first, "20/07/2031")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [[*row[:1], *row[2:]] for row in csv.reader(lines)]
    assert only(held, text_file(tmp_path, rows, name="less.csv")).rows_read == 1


def test_a_column_or_use_that_there_is_none_of_is_said(held, tmp_path):
    path = text_file(tmp_path, [HEADER, *ROWS])
    (refused,) = held.imports.gather(path, issuer="XGP", columns={"Seen on": "date"})
    assert "no column “Seen on”" in refused.error
    with pytest.raises(WrongUsage, match="cannot be used as “day”"):
        held.imports.gather(path, issuer="XGP", columns={"Date": "day"})
