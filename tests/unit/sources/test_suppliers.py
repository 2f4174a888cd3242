"""Exports as different suppliers shape them: other headings, other orders, other habits; all invented."""

import pytest

from tests.builders.files import WORDS, raw_file, separated, text_file, workbook
from tests.builders.reading import read


SCALE = ("Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know")
ASKED = "Overall, how was your experience of our service?"
CARE = (
    "The nurses on the ward were kind to me.",
    "Three hours in the clinic and no doctor came.",
    "Nothing",
    "My appointment was cancelled by letter.",
    "Tea was hot, the night was quiet.",
    "Lovely staff, lovely care.",
)


def day(n: int) -> str:
    return f"{13 + n % 15}/05/2024"


def table(header, row, count=12):
    return [header, *[row(n) for n in range(count)]]


def said(n: int) -> str:
    return CARE[n % len(CARE)]


TABLES = {
    "text messages": table(
        ["SurveyId", "Response Date", "Trust", "Ward / Clinic", "FFT Question", "FFT Answer", "Verbatim Comment"],
        lambda n: [9000 + n, f"2024-03-{n + 1:02d}T09:11:00Z", "XAA", "Ward 4", ASKED, SCALE[n % 6], said(n)],
    ),
    "joined words": table(
        ["responseDate", "wardName", "fftScore", "commentText"], lambda n: [day(n), "Ward 1", 1 + n % 7, said(n)]
    ),
    "a month only": table(
        ["Practice", "Month", "Response", "Comments"], lambda n: ["Elm Dental", "Apr-24", SCALE[n % 6], said(n)]
    ),
    "a form": table(
        ["Timestamp", "Which department did you visit?", f"Thinking of today: {ASKED}", "Why did you say that?"],
        lambda n: [f"2024/05/{13 + n} 9:31:12 am GMT+1", "Phlebotomy", SCALE[n % 6], said(n)],
    ),
    "broken headings": table(
        ["Date of\nresponse", "Ward /\nDepartment", "Overall, how was your\nexperience of our service?", "Why?\n"],
        lambda n: [day(n), "Ward 1", SCALE[n % 6], said(n)],
    ),
    "an index without a name": table(
        ["", "Date", "Ward", "FFT", "Comment"], lambda n: [n, day(n), "Ward 1", SCALE[n % 6], said(n)]
    ),
    "marks that cannot be seen": table(
        ["\u200bDate", "Ward\u200b", "FFT", "\ufeffComment"], lambda n: [day(n), "Ward 1", SCALE[n % 6], said(n)]
    ),
    "compliments": table(["Date", "Ward", "Compliment"], lambda n: [day(n), "Ward 2", said(n)]),
    "a survey with yes and no": table(
        ["Date", "Ward", "Were you treated with dignity?", "Comments"],
        lambda n: [day(n), "Ward 3", ("Yes", "No")[n % 2], said(n)],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_answer_comes_out(tmp_path, name):
    made = read(text_file(tmp_path, TABLES[name]))
    assert made.texts == [said(n) for n in range(12)]
    assert made.reasons == {} and len(made.rows) == 12


def test_the_answer_is_the_score_and_not_the_question(tmp_path):
    made = read(text_file(tmp_path, TABLES["text messages"]))
    assert {answer.scale for answer in made.answers} == {"fft_2020"}
    assert made.answers[1].score == "Good" and made.answers[0].question == ASKED


def test_a_month_is_a_date_of_that_precision(tmp_path):
    made = read(text_file(tmp_path, TABLES["a month only"]))
    assert {(str(one.date), one.date_precision) for one in made.answers} == {("2024-04-01", "month")}


HEADER = ["Ward", "Date", "FFT", "Comment"]


def by_ward(*between):
    rows = [["Ward 1", day(n), SCALE[n % 6], said(n)] for n in range(6)]
    later = [["Ward 2", day(n), SCALE[n % 6], said(n)] for n in range(6)]
    return [HEADER, *rows, *between, *later]


@pytest.mark.parametrize(
    "row", [["Ward 1 Total", "", "6", ""], ["Ward 1 subtotal:", "", "6", ""], ["Total: 6", "", "", ""], ["Total", 6]]
)
def test_totals_between_are_checks(tmp_path, row):
    made = read(text_file(tmp_path, by_ward(row)))
    assert len(made.answers) == 12 and len(made.rows) == 13 and made.reasons == {}
    assert [(figure.value, figure.check) for figure in made.figures] == [(6.0, True)]


def test_somebodys_own_words_are_no_total(tmp_path):
    rows = [[said(n), 1 + n % 5, "Ward 1"] for n in range(12)]
    rows += [["Average", "3", ""], ["We waited three hours in total", "4", ""], ["England", "1", ""]]
    made = read(text_file(tmp_path, [["Comment", "FFT score", "Ward"], *rows]))
    assert made.figures == [] and made.texts[-3:] == ["Average", "We waited three hours in total", "England"]


def test_the_foot_of_each_printed_page_is_a_note(tmp_path):
    made = read(text_file(tmp_path, by_ward(["Page 1 of 3"], HEADER)))
    assert made.reasons == {"note": 1, "repeated header": 1} and len(made.answers) == 12


def test_three_hundred_columns(tmp_path):
    wide = [[*row, *["1"] * 290] for row in TABLES["text messages"][1:]]
    header = [*TABLES["text messages"][0], *[f"Option {n}" for n in range(290)]]
    assert read(text_file(tmp_path, [header, *wide])).texts == [said(n) for n in range(12)]


def test_a_board_of_figures_beside_the_comments_is_passed_over(tmp_path):
    sheets = {"Board": [["FFT at a glance"], ["Percent positive", 93]], "Comments": TABLES["compliments"]}
    made = read(workbook(tmp_path, sheets))
    assert len(made.answers) == 12 and "“Board”" in made.notes


def test_utf8_and_windows_letters_in_one_file(tmp_path):
    lines = [f"{day(n)},Ward 1,Good,Café by the ward" for n in range(2)]
    content = separated([["Date", "Ward", "FFT", "Comment"]]).encode()
    content += lines[0].encode("utf-8") + b"\n" + lines[1].encode("cp1252") + b"\n"
    assert read(raw_file(tmp_path, content)).texts == ["Café by the ward"] * 2


def test_an_american_time_is_read(tmp_path):
    rows = table(
        ["Submitted", "Ward", "FFT", "Comment"], lambda n: [f"{1 + n}/13/2024 1:05 PM", "Ward 1", 1, WORDS[0]], 6
    )
    assert [str(one.date) for one in read(text_file(tmp_path, rows)).answers][:2] == ["2024-01-13", "2024-02-13"]
