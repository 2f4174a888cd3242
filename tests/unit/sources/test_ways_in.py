"""The way in tells the truth: whose words these are, when and where, which score counts, and what was left out."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.sources.dates import Dates, look_at, month_named
from goldthread.sources.headings import question_type
from goldthread.sources.restoring import restored
from goldthread.sources.scores import scale_in_figures
from tests.builders.files import WORDS, json_file, text_file, workbook
from tests.builders.reading import read


SAID = (
    *WORDS,
    "The chapel was the only warm room.",
    "My hearing aid was found within the hour.",
    "Lifts were out again.",
)
NOTES = ("Rang the family back.", "Discussed at handover.", "Passed to estates.")
USUAL = ("Date received", "Ward", "FFT answer", "Comments")


def rows(*more, day="2024-05-{:02}", answer="Good"):
    """Eight answers under USUAL; more columns are given as what stands in each, taken in turn."""
    return [
        [day.format(1 + n * 3), f"Ward {1 + n % 3}", answer, said, *(one[n % len(one)] for one in more)]
        for n, said in enumerate(SAID)
    ]


def table(tmp_path, *headings, more=(), **how):
    return read(text_file(tmp_path, [(*USUAL, *headings), *rows(*more, **how)]))


# -- whose voice


@pytest.mark.parametrize(
    "heading",
    ["Ward response", "Investigation findings", "Matron's notes", "Staff comments", "Trust comment", "Lessons"],
)
def test_an_organisations_own_words_are_no_answer_and_are_named(tmp_path, heading):
    made = table(tmp_path, heading, more=[NOTES])
    assert {a.text for a in made.answers} == set(SAID)
    assert f"“{heading}”" in made.notes and "Left out" in made.notes


def test_comments_about_a_ward_are_read_where_nobody_else_speaks(tmp_path):
    made = read(text_file(tmp_path, [(*USUAL[:3], "Ward comments"), *rows()]))
    assert {a.text for a in made.answers} == set(SAID)


@pytest.mark.parametrize("of", [str.lower, lambda said: " ".join(w for w in said.split() if len(w) > 3)])
def test_a_copy_that_was_made_for_a_program_is_counted_once(tmp_path, of):
    made = table(tmp_path, "Comments cleaned", more=[[of(said) for said in SAID]])
    assert [a.text for a in made.answers] == list(SAID)
    assert "repeats another column: “Comments cleaned”" in made.notes


@pytest.mark.parametrize("heading", ["Complainant", "Consultant", "Handler name", "Taken by", "Initials"])
def test_no_name_stays_beside_an_answer(tmp_path, heading):
    made = table(tmp_path, heading, more=[("Will Cook", "Rose Young")])
    assert all(a.extra == () for a in made.answers)
    assert f"“{heading}”" in made.notes


def test_what_was_said_of_nurses_on_a_scale_stays(tmp_path):
    made = table(tmp_path, "Were the nurses kind?", more=[("Always", "Sometimes")])
    assert made.answers[0].extra == (("Were the nurses kind?", "Always"),)


def test_a_response_is_what_the_columns_beside_it_make_of_it(tmp_path):
    asked = read(
        text_file(tmp_path, [("Date", "Ward", "Question", "Response"), *[[r[0], r[1], "Why?", r[3]] for r in rows()]])
    )
    assert [a.text for a in asked.answers] == list(SAID)
    story = table(tmp_path, "Response", more=[("Thank you for your story.", "We are sorry to read this.")])
    assert [a.text for a in story.answers] == list(SAID) and {a.score for a in story.answers} == {"Good"}


# -- when


@pytest.mark.parametrize(
    ("said", "day", "precision"),
    [
        ("w/c 13/05/2024", dt.date(2024, 5, 13), "day"),
        ("Week ending 19 May 2024", dt.date(2024, 5, 19), "day"),
        ("Q2 24/25", dt.date(2024, 7, 1), "month"),
        ("2024/25 Q4", dt.date(2025, 1, 1), "month"),
        ("M12 2024-25", dt.date(2025, 3, 1), "month"),
        ("Dec to Feb 2025", dt.date(2024, 12, 1), "month"),
        ("2024/06/04 11:12:54 am GMT+1", dt.date(2024, 6, 4), "day"),
        ("Q3 (Oct-Dec 2024)", dt.date(2024, 10, 1), "month"),
        ("1717496400", dt.date(2024, 6, 4), "day"),
    ],
)
def test_weeks_quarters_and_financial_months(said, day, precision):
    found = look_at(said)
    assert (found.day, found.other, found.precision) == (day, None, precision)


@pytest.mark.parametrize("said", ["Q2 2024", "Q5 24/25", "Q1 24/26", "M13 24/25", "w/c", "w/c soon"])
def test_what_may_be_another_year_or_is_no_time_is_no_date(said):
    assert look_at(said) is None


def test_one_day_to_come_among_days_that_are_over_is_set_aside(tmp_path):
    slipped = rows()
    slipped[2][0] = "2094-05-07"
    made = read(text_file(tmp_path, [USUAL, *slipped]))
    assert made.reasons == {"date": 1} and len(made.answers) == 7
    assert "still to come are set aside (1)" in made.notes


def test_days_that_a_spreadsheet_exchanged_are_put_back(tmp_path):
    meant = [dt.date(2024, 5, 1 + n * 3) for n in range(8)]
    cells = [dt.date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%d/%m/%Y}" for day in meant]
    made = read(
        workbook(tmp_path, {"Data": [USUAL, *([cell, *row[1:]] for cell, row in zip(cells, rows(), strict=True))]})
    )
    assert [a.date for a in made.answers] == meant
    assert "exchanged (4)" in made.notes


@given(st.lists(st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)), min_size=6, max_size=40))
def test_date_cells_are_never_turned_where_one_has_a_day_after_the_twelfth(days):
    found = Dates()
    for day in (*days, dt.date(2024, 3, 13)):
        found.observe(day)
    found.observe("25/12/2024")
    assert [found.read(day)[0] for day in days] == days


def test_a_sheet_for_each_month_with_days_alone(tmp_path):
    held = {
        name: [("Day", *USUAL[1:]), *([f"{1 + n}st", *row[1:]] for n, row in enumerate(rows()))]
        for name in ("Oct 24", "November 2024")
    }
    made = read(workbook(tmp_path, held))
    assert [a.date for a in made.answers[::8]] == [dt.date(2024, 10, 1), dt.date(2024, 11, 1)]


def test_a_sheet_that_is_a_month_dates_answers_without_a_day(tmp_path):
    made = read(workbook(tmp_path, {"Oct 24": [USUAL[1:], *(row[1:] for row in rows())]}))
    assert {(a.date, a.date_precision) for a in made.answers} == {(dt.date(2024, 10, 1), "month")}


def test_a_month_takes_its_year_from_the_title():
    assert month_named("Jan", "Returns 2024/25") == dt.date(2025, 1, 1)
    assert month_named("November", "FFT returns 2024-25") == dt.date(2024, 11, 1)
    assert month_named("Nov", "Cards of 2023 and 2024") is None


def test_a_name_that_is_no_month_says_nothing():
    assert [month_named(name) for name in ("Sheet1", "2022 cards", "May ward", "Heron")] == [None] * 4


def test_without_a_column_of_dates_this_is_said(tmp_path):
    made = read(text_file(tmp_path, [USUAL[1:], *(row[1:] for row in rows())]))
    assert "answers have no date" in made.notes


# -- where


def test_a_sheet_for_each_ward(tmp_path):
    held = {name: [("Date", *USUAL[2:]), *([r[0], *r[2:]] for r in rows())] for name in ("Heron Ward", "Swift Unit")}
    made = read(workbook(tmp_path, held))
    assert [a.team for a in made.answers] == ["Heron Ward"] * 8 + ["Swift Unit"] * 8
    assert "named after a ward" in made.notes


@pytest.mark.parametrize("name", ["Sheet1", "Responses", "2024", "Comments Q1", "Nov"])
def test_other_names_of_sheets_are_no_wards(tmp_path, name):
    made = read(workbook(tmp_path, {name: [("Date", *USUAL[2:]), *([r[0], *r[2:]] for r in rows())]}))
    assert {a.team for a in made.answers} == {""}
    assert "no ward, service or practice" in made.notes


def test_a_merged_ward_is_of_every_row_and_merged_words_are_told_once(tmp_path):
    held = [["", *row[1:]] for row in rows()]
    for n, row in enumerate(rows()):
        held[n][0] = row[0]
        held[n][1] = "Ash Ward" if n == 0 else "Elm Ward" if n == 4 else None
    held[6][3] = "They drew me a map of the corridors twice."
    held[7][3] = None
    made = read(workbook(tmp_path, {"Data": [USUAL, *held]}, merged={"Data": ["B2:B5", "B6:B9", "D8:D9"]}))
    assert [a.team for a in made.answers] == ["Ash Ward"] * 4 + ["Elm Ward"] * 4
    assert sum(a.answered == "words" for a in made.answers) == 7


# -- columns and sheets


def test_a_hidden_sheet_is_named(tmp_path):
    made = read(workbook(tmp_path, {"Data": [USUAL, *rows()], "Old": [USUAL, *rows()]}, hidden=["Old"]))
    assert len(made.answers) == 8 and "Hidden sheets were not read: “Old”" in made.notes


def test_a_column_without_a_heading_sets_no_row_aside_and_one_long_row_is_still_ragged(tmp_path):
    made = read(text_file(tmp_path, [USUAL, *rows(["seen", "read"])]))
    assert len(made.answers) == 8 and "column 5" in made.notes
    one = [*rows(), [*rows()[0], "and", "more"]]
    assert read(text_file(tmp_path, [USUAL, *one])).reasons == {"ragged": 1}


def test_a_survey_programs_second_row_of_headings(tmp_path):
    """As SurveyMonkey writes it: what kind of answer stands under each question."""
    upper = ["Respondent ID", "Collector ID", "End Date", "Which ward were you on?", "What was good?"]
    lower = ["", "", "", "Response", "Open-Ended Response"]
    held = [[f"118{n}", "44", "11/27/2024 02:49:11 PM", r[1], r[3]] for n, r in enumerate(rows())]
    made = read(text_file(tmp_path, [upper, lower, *held]))
    assert [a.text for a in made.answers] == list(SAID)
    assert {(a.date, a.question_type) for a in made.answers} == {(dt.date(2024, 11, 27), "what_good")}
    assert {a.team for a in made.answers} == {"Ward 1", "Ward 2", "Ward 3"}


def test_a_survey_programs_marks_under_its_headings(tmp_path):
    """As Qualtrics writes it: short names, the questions, and marks of its own."""
    names = ["RecordedDate", "ResponseId", "Q1", "Q2"]
    asked = ["Recorded Date", "Response ID", "Which ward were you on?", "What could we do better?"]
    marks = [f'{{"ImportId": "{name}"}}' for name in names]
    held = [[r[0], f"R_{n}", r[1], r[3]] for n, r in enumerate(rows())]
    made = read(text_file(tmp_path, [names, asked, marks, *held]))
    assert [a.text for a in made.answers] == list(SAID)
    assert {a.question_type for a in made.answers} == {"could_improve"}
    assert made.answers[0].date == dt.date(2024, 5, 1)


# -- scores


@pytest.mark.parametrize("answer", ["Very happy", "😀", "☹️", "Fairly satisfied"])
def test_faces_and_satisfaction_are_scores(tmp_path, answer):
    held = [[day, ward, answer, said] for day, ward, _, said in rows()]
    made = read(text_file(tmp_path, [("Date", "Ward", "How do you feel?", "Comments"), *held]))
    assert {a.score for a in made.answers} == {answer}
    assert {a.scale for a in made.answers} <= {"faces_5", "satisfaction_5"}


def test_the_question_about_the_whole_is_the_score(tmp_path):
    heading = "Overall, how was your experience of our service?"
    held = [[r[0], r[1], "Very good", "Poor", r[3]] for r in rows()]
    made = read(text_file(tmp_path, [("Date", "Ward", "How was the parking?", heading, "Comments"), *held]))
    assert {a.score for a in made.answers} == {"Poor"}
    assert made.answers[0].extra == (("How was the parking?", "Very good"),)


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("Rate us (1 = terrible, 5 = excellent)", "of_5_best_5"),
        ("Rate us: 1 - excellent, 5 - poor", "of_5_best_1"),
        ("How likely are you to recommend us? 1 = extremely unlikely 5 = extremely likely", "of_5_best_5"),
        ("Your score out of 10", "of_10_best_10"),
        ("Rating (5 is best)", "of_5_best_5"),
        ("Score (5 best)", "of_5_best_5"),
        ("Rating", ""),
    ],
)
def test_the_heading_says_which_end_is_best(heading, scale):
    values = ["1", "3", "5", "4"] if "10" not in heading else ["0", "7", "10", "9"]
    assert scale_in_figures(heading, values) == scale


# -- text


@pytest.mark.parametrize(
    ("came", "meant"),
    [
        ("Nobody couldnâ€™t", "Nobody couldn’t"),
        ("â€œOpenâ€ they said", "“Open” they said"),
        ("CafÃ© shut, Â£4 wasted", "Café shut, £4 wasted"),
        ("tea &amp; toast &#8211; late", "tea & toast – late"),
        ("<p>Cold.<br/>Late.</p>", "Cold.\nLate."),
        ("I didn@SQ@t know", "I didn’t know"),
    ],
)
def test_text_is_as_it_was_written(tmp_path, came, meant):
    assert restored(came) == meant
    held = rows()
    held[0][3] = came
    assert read(text_file(tmp_path, [USUAL, *held])).answers[0].text == meant


@pytest.mark.parametrize(
    "said",
    ["I <3 this ward", "AT&T; is fine", "a < b and b > c", "Pâté, crème brûlée", "naïve", "me@home & you", "R&D"],
)
def test_what_people_write_stays(said):
    assert restored(said) == said


@given(st.text(st.characters(codec="ascii"), max_size=80))
def test_plain_text_without_tags_or_entities_is_never_changed(said):
    if not any(sign in said for sign in "<&@"):
        assert restored(said) == said


# -- JSON


def test_answers_that_lie_in_an_envelope_with_questions_inside(tmp_path):
    def question(heading, *said):
        return {"heading": heading, "answers": [{"text": one} for one in said]}

    held = [
        {
            "id": str(n),
            "date_created": row[0],
            "custom_variables": {"clinic": row[1]},
            "pages": [{"questions": [question("What was good?", row[3]), question("What could be better?")]}],
        }
        for n, row in enumerate(rows())
    ]
    made = read(json_file(tmp_path, {"page": 1, "data": {"items": held}}))
    assert [a.text for a in made.answers if a.answered == "words"] == list(SAID)
    assert {a.service for a in made.answers} == {"Ward 1", "Ward 2", "Ward 3"}
    assert {a.question_type for a in made.answers} == {"what_good", "could_improve"}


def test_a_list_with_deeper_values_is_a_table_too(tmp_path):
    held = [{"when": {"date received": r[0]}, "ward": r[1], "FFT answer": r[2], "comments": r[3]} for r in rows()]
    made = read(json_file(tmp_path, held))
    assert [a.text for a in made.answers] == list(SAID) and made.answers[0].date == dt.date(2024, 5, 1)


# -- names of sheets, and columns without one


@pytest.mark.parametrize(
    ("names", "places", "month"),
    [
        (("Ward 7 Q2 2025-26", "Ward 8 Q2 2025-26"), ["Ward 7", "Ward 8"], dt.date(2025, 7, 1)),
        (("Q1 24-25 Ash", "Q1 24-25 Elm"), ["Ash", "Elm"], dt.date(2024, 4, 1)),
        (("Ash Ward - Oct 24", "Elm (Oct 24)"), ["Ash Ward", "Elm"], dt.date(2024, 10, 1)),
        (("Maternity Unit Nov 2024",), ["Maternity Unit"], dt.date(2024, 11, 1)),
    ],
)
def test_a_sheet_named_after_a_ward_and_a_quarter_says_both(tmp_path, names, places, month):
    made = read(workbook(tmp_path, {name: [USUAL[2:], *(row[2:] for row in rows())] for name in names}))
    assert [a.team for a in made.answers[::8]] == places
    assert {(a.date, a.date_precision) for a in made.answers} == {(month, "month")}


@pytest.mark.parametrize("name", ["Responses Q2 2025-26", "Sheet1 Oct 24", "Q2 2025-26"])
def test_a_sheet_named_after_a_quarter_alone_is_no_ward(tmp_path, name):
    made = read(workbook(tmp_path, {name: [USUAL[2:], *(row[2:] for row in rows())]}))
    assert {a.team for a in made.answers} == {""}


@pytest.mark.parametrize("at", [0, 2, 3])
def test_words_without_a_heading_are_read_and_answer_no_question(tmp_path, at):
    heads, held = list(USUAL[:3]), [[*row[:3]] for row in rows()]
    heads.insert(at, "")
    for row, said in zip(held, SAID, strict=True):
        row.insert(at, said)
    made = read(text_file(tmp_path, [heads, *held]))
    assert [a.text for a in made.answers] == list(SAID) and {a.question for a in made.answers} == {""}
    assert f"“column {at + 1}”" in made.notes


def test_days_with_points_between_them_are_day_first(tmp_path):
    made = read(text_file(tmp_path, [USUAL, *rows(day="{:02}.04.2025")[:4]]))
    assert [a.date for a in made.answers] == [dt.date(2025, 4, day) for day in (1, 4, 7, 10)]


def test_a_reply_to_a_text_message_is_its_sender_s(tmp_path):
    heads = ("Received Utc", "Department", "Q1 Reply (1=Very good 5=Very poor)", "Q2 Reply - please tell us why")
    held = [[r[0], "Ash", str(1 + n % 5), r[3]] for n, r in enumerate(rows())]
    made = read(text_file(tmp_path, [heads, *held], encoding="utf-16", separator="\t"))
    assert [a.text for a in made.answers] == list(SAID)
    assert {(a.score, a.scale) for a in made.answers[:1]} == {("1", "of_5_best_1")}


def test_ratings_of_a_few_people_are_scores(tmp_path):
    heading = "On a scale of 1 to 5, how would you rate your care overall? (5 = excellent)"
    held = [[r[0], r[1], str(1 + n % 5), r[3]] for n, r in enumerate(rows())]
    made = read(text_file(tmp_path, [("Date", "Ward", heading, "What was good?"), *held]))
    assert {(a.score, a.scale) for a in made.answers[4:5]} == {("5", "of_5_best_5")}


def test_what_was_got_right_and_wrong_are_questions_of_their_kinds():
    assert question_type("What did we get right?") == "what_good"
    assert question_type("What did we get wrong?") == "could_improve"
