"""Workbooks: what is in them decides, whatever their name; hidden, empty and merged parts do no harm."""

import datetime as dt
import os
import struct

import pytest

from goldthread import sources
from goldthread.sources.formats.unheard import panics_unheard
from goldthread.vocabulary import UnreadableFile
from tests.builders.files import HEADER, answers, archive, open_document, raw_file, text_file, workbook
from tests.builders.reading import read


ROWS = answers(12)


def whole(made):
    return [(a.external_id, str(a.date), a.organisation, a.question, a.score, a.text) for a in made.answers]


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return whole(read(text_file(tmp_path_factory.mktemp("plain"), [HEADER, *ROWS])))


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm", "a.csv", "a.xls", "a"])
def test_a_workbook_under_any_name(tmp_path, plain, name):
    assert whole(read(workbook(tmp_path, {"Data": [HEADER, *ROWS]}, name=name.replace("a", "b", 1) + ".xlsx"))) == plain
    content = (tmp_path / (name.replace("a", "b", 1) + ".xlsx")).read_bytes()
    assert whole(read(raw_file(tmp_path, content, name))) == plain


def test_an_open_document(tmp_path, plain):
    assert whole(read(open_document(tmp_path, [HEADER, *ROWS]))) == plain


def test_numbers_as_numbers(tmp_path, plain):
    rows = [[*row[:5], int(row[5]), row[6]] for row in ROWS]
    assert whole(read(workbook(tmp_path, {"Data": [HEADER, *rows]}))) == plain


def test_titles_and_a_table_that_does_not_begin_in_the_corner(tmp_path, plain):
    rows = [["Comment cards"], ["Run on", dt.date(2024, 6, 3)], [], HEADER, *ROWS]
    made = read(workbook(tmp_path, {"Data": rows}, start=(3, 2)))
    assert whole(made) == plain
    assert made.rows[0].number == 7


def test_a_header_of_two_rows_with_merged_cells(tmp_path, plain):
    upper = ["Response", None, "Where", None, "Friends and Family Test", None, None]
    merged = {"Data": ["A2:B2", "C2:D2", "E2:G2"]}
    made = read(workbook(tmp_path, {"Data": [["Cards"], upper, HEADER, *ROWS]}, merged=merged))
    assert whole(made) == plain
    assert [row.number for row in made.rows] == list(range(4, 16))


def test_questions_above_and_parts_below(tmp_path):
    """A merged question over two parts: the heading of each column is both."""
    upper = ["Ref", "Date", "Ward", "What was good?", None, "What could we do better?"]
    lower = [None, None, None, "Score", "Comment", "Comment"]
    rows = [["r1", "2024-05-14", "Ash", 1, "The garden.", "More chairs."]]
    made = read(workbook(tmp_path, {"Data": [upper, lower, *rows]}, merged={"Data": ["D1:E1"]}))
    assert {(a.text, a.question_type) for a in made.answers} == {
        ("The garden.", "what_good"),
        ("More chairs.", "could_improve"),
    }


def test_hidden_and_empty_sheets_are_passed_over(tmp_path, plain):
    sheets = {
        "Notes": [["About this file"]],
        "Empty": [],
        "Lists": [HEADER, *answers(4, first=90)],
        "Data": [HEADER, *ROWS],
    }
    made = read(workbook(tmp_path, sheets, hidden=["Lists"]))
    assert whole(made) == plain
    assert {row.sheet for row in made.rows} == {"Data"}


def test_several_sheets_of_the_same_kind_are_all_read(tmp_path):
    sheets = {"April": [HEADER, *answers(4)], "May": [HEADER, *answers(6, first=50)]}
    made = read(workbook(tmp_path, sheets))
    assert [row.sheet for row in made.rows] == ["April"] * 4 + ["May"] * 6
    assert len(made.answers) == 10


def test_empty_rows_between_are_no_rows(tmp_path, plain):
    made = read(workbook(tmp_path, {"Data": [HEADER, *ROWS[:5], [], [None, "", " "], *ROWS[5:]]}))
    assert whole(made) == plain and len(made.rows) == 12


def test_notes_totals_and_repeated_headers(tmp_path):
    rows = [HEADER, *ROWS[:6], HEADER, *ROWS[6:], ["Total", None, None, None, None, 12], ["Notes: provisional."]]
    made = read(workbook(tmp_path, {"Data": rows}))
    assert made.reasons == {"repeated header": 1, "note": 1} and len(made.answers) == 12
    assert [figure.check for figure in made.figures] == [True]


def test_a_truncated_workbook(tmp_path):
    content = workbook(tmp_path, {"Data": [HEADER, *ROWS]}).read_bytes()
    for cut in (4, 30, 200, len(content) // 2, len(content) - 30):
        with pytest.raises(UnreadableFile, match="damaged|not a workbook"):
            read(raw_file(tmp_path, content[:cut], "cut.xlsx"))


def test_an_archive_called_a_workbook(tmp_path):
    with pytest.raises(UnreadableFile, match="archive"):
        read(archive(tmp_path, ["letters/one.txt", "two.csv"]))
    with pytest.raises(UnreadableFile, match="Word|document"):
        read(archive(tmp_path, ["[Content_Types].xml", "word/document.xml"], "comments.docx"))


def test_a_locked_workbook(tmp_path):
    """An encrypted workbook is an old-style container that holds an EncryptedPackage."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    content += "EncryptionInfo".encode("utf-16-le") + b"\x00" * 100 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableFile, match="password"):
        read(raw_file(tmp_path, content + b"\x00" * 2000, "locked.xlsx"))


def test_a_workbook_with_nothing_in_it(tmp_path):
    with pytest.raises(UnreadableFile, match="empty|nothing"):
        read(workbook(tmp_path, {"Sheet1": [], "Sheet2": []}))
    with pytest.raises(UnreadableFile):
        read(workbook(tmp_path, {"Sheet1": [HEADER]}))


def test_error_values_are_no_words(tmp_path):
    rows = [[*ROWS[0][:-1], "#NAME?"], [*ROWS[1][:-1], "#N/A"], ROWS[2]]
    made = read(workbook(tmp_path, {"Data": [HEADER, *rows]}))
    assert [a.answered for a in made.answers] == ["blank", "blank", "words"]


def test_look_names_the_sheet_and_the_header(tmp_path):
    found = sources.look(workbook(tmp_path, {"Data": [HEADER, *ROWS]}))
    assert found.sheet == "Data" and found.header == HEADER and found.confidence >= 0.9


def test_a_reader_that_panics_is_not_heard_and_what_others_say_is(tmp_path, capfd):
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    )
    cut = (head + struct.pack("<I", 0) + b"\xff" * 432)[:512] + b"\x01\x02"  # its first sector ends after two bytes
    with pytest.raises(UnreadableFile, match="damaged"):
        read(raw_file(tmp_path, cut, "old.xls"))
    assert capfd.readouterr().err == ""
    with panics_unheard():
        os.write(2, b"The disk is nearly full.\n")
    assert capfd.readouterr().err == "The disk is nearly full.\n"
