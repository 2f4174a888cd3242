"""Separated text as suppliers really send it: every trap by itself, always the same answers out of it."""

import csv

import pytest

from tests.builders.files import HEADER, WORDS, answers, raw_file, separated, text_file
from tests.builders.reading import read


ROWS = answers(12)


def whole(made):
    """What must come out whatever the shape of the file."""
    return [
        (a.external_id, a.respondent_id, str(a.date), a.organisation, a.question, a.score, a.text) for a in made.answers
    ]


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return whole(read(text_file(tmp_path_factory.mktemp("plain"), [HEADER, *ROWS])))


def test_the_plain_file_says_everything(plain):
    assert len(plain) == 12
    assert plain[0] == ("XAA ED 1 - Q1", "XAA ED 1", "2024-05-13", "XAA", "What was good?", "2", WORDS[0])
    assert plain[1][1] == plain[0][1] and plain[2][1] != plain[0][1]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "¬"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_separator_in_every_encoding(tmp_path, plain, separator, encoding):
    assert whole(read(text_file(tmp_path, [HEADER, *ROWS], separator=separator, encoding=encoding))) == plain


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last_end", [True, False])
def test_every_line_end_with_and_without_the_last(tmp_path, plain, end, last_end):
    assert whole(read(text_file(tmp_path, [HEADER, *ROWS], end=end, last_end=last_end))) == plain


def test_mixed_line_ends(tmp_path, plain):
    lines = separated([HEADER, *ROWS]).split("\n")
    mixed = "".join(line + end for line, end in zip(lines, ("\n", "\r\n", "\r") * 9, strict=False))
    assert whole(read(raw_file(tmp_path, mixed.encode()))) == plain


def test_everything_quoted(tmp_path, plain):
    assert whole(read(text_file(tmp_path, [HEADER, *ROWS], quoting=csv.QUOTE_ALL))) == plain


def test_the_name_of_a_file_does_not_matter(tmp_path, plain):
    for name in ("comments.txt", "comments", "comments.xlsx", "comments.pdf", "Könnte-sein ☂.dat"):
        assert whole(read(text_file(tmp_path, [HEADER, *ROWS], name=name))) == plain


def test_letters_beyond_english(tmp_path):
    rows = [[*ROWS[0][:-1], "Café staff said “naïve” – £5 for a taxi, it’s too much"]]
    for encoding in ("utf-8", "utf-16", "cp1252"):
        assert read(text_file(tmp_path, [HEADER, *rows], encoding=encoding)).texts == [rows[0][-1]]


def test_a_late_odd_byte_does_not_spoil_a_utf8_file_before_it(tmp_path):
    """A long file that is valid until far in is still Windows-1252 as a whole, and nothing is lost."""
    rows = [[*row[:-1], f"Caf\xe9 visit {n}"] for n, row in enumerate(answers(40_000))]
    made = read(text_file(tmp_path, [HEADER, *rows], encoding="cp1252"))
    assert len(made.texts) == 40_000 and made.texts[-1] == "Caf\xe9 visit 39999"


def test_line_breaks_inside_a_quoted_answer_stay_one_row(tmp_path):
    rows = [[*ROWS[0][:-1], "First line.\r\nSecond line.\rThird, with a comma."], ROWS[1]]
    made = read(text_file(tmp_path, [HEADER, *rows], end="\r\n"))
    assert made.texts == ["First line.\nSecond line.\nThird, with a comma.", ROWS[1][-1]]
    assert len(made.rows) == 2


def test_row_numbers_are_lines_as_a_spreadsheet_counts_records(tmp_path):
    made = read(text_file(tmp_path, [HEADER, ROWS[0], [], ROWS[1], ROWS[2]]))
    assert [row.number for row in made.rows] == [2, 4, 5]


def test_quotes_inside_quotes_and_a_stray_quote(tmp_path):
    rows = [[*ROWS[0][:-1], 'She said "wait here" and went.'], [*ROWS[1][:-1], 'A 6" gap under the door']]
    assert read(text_file(tmp_path, [HEADER, *rows])).texts == [rows[0][-1], rows[1][-1]]
    loose = separated([HEADER, ROWS[0]]) + ",".join([*ROWS[1][:-1], 'A 6" gap under the door']) + "\n"
    assert read(raw_file(tmp_path, loose.encode())).texts[-1] == rows[1][-1]


def test_separators_inside_the_words_do_not_decide(tmp_path):
    rows = [[*row[:-1], "a; b; c; d; e; f; g; h; i | j | k | l"] for row in ROWS]
    assert read(text_file(tmp_path, [HEADER, *rows])).texts == [rows[0][-1]] * 12


def test_blank_lines_are_no_rows(tmp_path):
    content = separated([[], HEADER, [], ROWS[0], ["", "", "", "", "", "", ""], [" ", "\t"], ROWS[1], [], []])
    made = read(raw_file(tmp_path, content.encode()))
    assert len(made.rows) == 2 and len(made.texts) == 2


def test_titles_above_the_header(tmp_path):
    titles = [["Comment cards, invented trust"], ["Run on 3 June 2024", "", "", "", "Confidential"], []]
    made = read(text_file(tmp_path, [*titles, HEADER, *ROWS]))
    assert len(made.answers) == 12 and made.answers[0].external_id == ROWS[0][0]


def test_notes_after_the_table_are_rows_set_aside(tmp_path):
    notes = [["Note: figures are provisional."], ["Source: a made trust"]]
    made = read(text_file(tmp_path, [HEADER, *ROWS, [], *notes]))
    assert len(made.rows) == 14 and made.reasons == {"note": 2}


def test_a_header_that_comes_again_is_set_aside(tmp_path):
    made = read(text_file(tmp_path, [HEADER, *ROWS[:6], HEADER, *ROWS[6:]]))
    assert made.reasons == {"repeated header": 1} and len(made.answers) == 12


@pytest.mark.parametrize("label", ["Total", "TOTAL", "Grand total:", "Total responses"])
def test_a_total_row_is_a_check_and_no_answer(tmp_path, label):
    made = read(text_file(tmp_path, [HEADER, *ROWS, [label, "", "", "", "", "12", ""]]))
    assert len(made.answers) == 12 and len(made.rows) == 13 and made.reasons == {}
    assert [(figure.value, figure.check) for figure in made.figures] == [(12.0, True)]
    assert str(made.figures[0].period_end) == max(row[1] for row in ROWS)


def test_a_total_row_without_a_figure_is_set_aside(tmp_path):
    made = read(text_file(tmp_path, [HEADER, *ROWS, ["Total", "", "all wards", "", "", "", ""]]))
    assert made.reasons == {"total": 1} and len(made.answers) == 12


def test_short_rows_are_filled_and_long_rows_set_aside(tmp_path):
    header = (*HEADER, "Age band", "Sex")
    rows = [[*ROWS[0], "45-54", "F"], ROWS[1], [*ROWS[2], "45-54", "F", "and", "more"], [*ROWS[3], "", "", "", ""]]
    made = read(text_file(tmp_path, [header, *rows]))
    assert made.reasons == {"ragged": 1}
    assert [a.about for a in made.answers] == [(("age", "45-54"), ("sex", "F")), (), ()]


def test_a_row_too_short_to_hold_its_words_is_ragged(tmp_path):
    made = read(text_file(tmp_path, [HEADER, *ROWS, ROWS[0][:3]]))
    assert len(made.answers) == 12 and made.reasons == {"ragged": 1}


def test_duplicate_headers_are_told_apart(tmp_path):
    header = (*HEADER, "Remark", "Remark", "", "Remark")
    made = read(text_file(tmp_path, [header, [*ROWS[0], "a", "b", "c", "d"]]))
    assert len(set(made.reading.header)) == len(header)
    assert {value for _, value in made.answers[0].extra} >= {"a", "b", "d"}


def test_no_break_spaces_go_from_keys_and_stay_in_words(tmp_path):
    header = [name.replace(" ", "\u00a0") for name in HEADER]
    row = [*ROWS[0][:-1], "Thank\u00a0you all"]
    row[3] = "\u00a0Ward\u00a0\u00a01 "
    made = read(text_file(tmp_path, [header, row, ROWS[1]]))
    assert made.answers[0].text == "Thank\u00a0you all"
    assert "Ward 1" in (made.answers[0].team, made.answers[0].service)


def test_zero_bytes_do_not_stop_a_file(tmp_path):
    content = separated([HEADER, *ROWS]).replace("quiet", "qu\x00iet")
    made = read(raw_file(tmp_path, content.encode()))
    assert len(made.answers) == 12 and "\x00" not in "".join(made.texts)


def test_an_enormous_answer_is_read(tmp_path):
    made = read(text_file(tmp_path, [HEADER, [*ROWS[0][:-1], "long " * 200_000], ROWS[1]]))
    assert len(made.texts[0]) >= 999_999 and len(made.rows) == 2
