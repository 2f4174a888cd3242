"""The demo's files have the shapes, and the quirks, that suppliers send."""

import csv
import io
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from goldthread import demo
from goldthread.demo.workbook import serial, write_workbook


def day(month_first: bool, text: str) -> date | None:
    try:
        return datetime.strptime(text, "%m/%d/%Y" if month_first else "%d/%m/%Y").date()
    except ValueError:
        return None


def doubtful(text: object) -> bool:
    if not isinstance(text, str) or "/" not in text:
        return False
    both = day(False, text), day(True, text)
    return None not in both and both[0] != both[1]


def table(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_the_same_arguments_give_the_same_bytes(tmp_path, today):
    once = demo.generate(tmp_path / "once", today=today, pieces=600)
    again = demo.generate(tmp_path / "again", today=today, pieces=600)
    other = demo.generate(tmp_path / "other", today=today, pieces=600, seed=8)
    assert [path.name for path in once] == [path.name for path in again] == [path.name for path in other]
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]
    assert once[0].read_bytes() != other[0].read_bytes()


def test_a_few_pieces_still_make_whole_files(tmp_path, today):
    for path in demo.generate(tmp_path, today=today, pieces=40):
        assert path.stat().st_size > 50


def test_comments_are_one_row_per_answer(written):
    rows = [row for name, path in written.items() if "fft-comments" in name for row in table(path.read_text("utf-8"))]
    people = Counter(row["comment_id"].rpartition(" - ")[0] for row in rows)
    assert set(people.values()) == {2}
    assert {row["question_type"] for row in rows} == {"what_good", "could_improve", "nonspecific"}
    assert {row["fft_score"] for row in rows} == set("123456")
    assert len({row["comment_id"] for row in rows}) == len(rows)


def test_the_two_texts_file_is_utf_16_with_cr_lf_and_the_old_words(written):
    raw = written["childrens-services-fft.csv"].read_bytes()
    assert raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = raw.decode("utf-16")
    assert text.count("\r\n") == text.count("\n") > 100
    assert {row["rating"] for row in table(text, "\t")} >= {"Extremely likely", "Unlikely"}


def test_the_nurses_file_is_windows_1252(written):
    raw = written["community-nursing-fft.csv"].read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert "\u2019" in raw.decode("cp1252")


def test_the_home_care_survey_has_semicolons_then_tabs(written):
    first, second = (written[name] for name in sorted(written) if name.startswith("home-care"))
    for path, delimiter in ((first, ";"), (second, "\t")):
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = table(raw.decode("utf-8-sig"), delimiter)
        assert {row["I am a"] for row in rows} >= {"Person receiving care", "Friend or relative"}


def test_the_48_hour_survey_leaves_much_unanswered(written):
    rows = table(written["reablement-48-hour-survey.csv"].read_text("utf-8"))
    for column in ("What went well?", "What could have been better?"):
        assert {"", "Did not answer"} <= {row[column] for row in rows}
    assert {row["Did you know who was coming, when, and who to ring?"] for row in rows} >= {"Yes", "No"}


def test_the_figures_hide_small_wards_and_end_with_totals(written):
    rows = table(written["published-fft-figures.csv"].read_text("utf-8"))
    hidden = [row for row in rows if row["Total Responses"] == "*"]
    assert hidden
    assert all(row["Percentage Positive"] == row["Percentage Negative"] == "-" for row in hidden)
    assert sum(row["Trust Name"] == "Total" for row in rows) == 24


def test_bens_export_has_41_dates_that_can_be_read_two_ways(tmp_path, today):
    sheet = openpyxl.load_workbook(demo.bens_export(tmp_path / "ben.xlsx", today=today)).active
    dates = [row[2] for row in sheet.iter_rows(min_row=6, values_only=True) if row[0] and row[0] != "Total"]
    assert sum(map(doubtful, dates)) == 41
    texts = [each for each in dates if isinstance(each, str) and not doubtful(each)]
    day_first = sum(day(False, each) is not None and day(True, each) is None for each in texts)
    month_first = sum(day(True, each) is not None and day(False, each) is None for each in texts)
    assert day_first > month_first > 0
    assert sum(isinstance(each, datetime) for each in dates) > 10
    assert sum(isinstance(each, int) for each in dates) > 10


def test_the_ward_export_is_as_ugly_as_they_come(written):
    book = openpyxl.load_workbook(written["royal-comment-cards.xlsx"])
    sheet = book.active
    assert "invented" in sheet["A1"].value
    assert sheet["A3"].value is None
    assert sheet["A4"].value == "Response ID"
    assert (sheet["K4"].value, sheet["K5"].value, sheet["L5"].value) == (
        "Comments",
        "What was good?",
        "What could we do better?",
    )
    assert {"A4:A5", "G4:H4", "K4:L4"} < set(map(str, sheet.merged_cells.ranges))
    rows = list(sheet.iter_rows(min_row=6, values_only=True))
    assert rows[-1][0] == "Total"
    assert rows[-1][8] == len(rows) - 2
    assert any("\xa0" in str(row[3]) for row in rows[:20])
    assert sum(doubtful(row[2]) for row in rows) == 23


def test_the_workbook_writer_is_read_as_it_was_written(tmp_path: Path):
    path = tmp_path / "book.xlsx"
    write_workbook(path, "A & B", [("one", None, 2.5), (date(2031, 2, 3), 7, "<&>\xa0\n\"'"), ()], ("A1:B1",))
    read = CalamineWorkbook.from_path(str(path))
    assert read.sheet_names == ["A & B"]
    rows = read.get_sheet_by_index(0).to_python()
    assert rows[0] == ["one", "", 2.5]
    assert rows[1] == [date(2031, 2, 3), 7.0, "<&>\xa0\n\"'"]
    assert serial(date(1900, 3, 1)) == 61


def test_a_workbook_keeps_merged_cells_dates_and_formulas_as_text_and_is_the_same_each_time(tmp_path: Path):
    rows = [("one", None, 2.5), (date(2031, 2, 3), "=1+1", "https://example.nhs.uk")]
    once, again = tmp_path / "once.xlsx", tmp_path / "again.xlsx"
    for path in (once, again):
        write_workbook(path, "Comments", rows, ("A1:B1",))
    assert once.read_bytes() == again.read_bytes()
    sheet = openpyxl.load_workbook(once).active
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:B1"]
    assert sheet["A2"].is_date and sheet["A2"].number_format == "mm-dd-yy"
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("s", "=1+1") and sheet["C2"].hyperlink is None
