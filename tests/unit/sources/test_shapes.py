"""Tables of other shapes than a person a row and a question a column: tick boxes, and a row for each answer."""

import datetime as dt
import random

import pytest

from tests.builders.files import text_file, workbook
from tests.builders.reading import read


SAID = (
    "The nurse drew my knee on a napkin and I understood.",
    "We waited in the corridor until it was dark.",
    "Nobody told us that the clinic had moved.",
    "The tea was hot and the chairs were soft.",
    "My sister could stay with me all night.",
    "I had to repeat my story four times.",
    "The leaflet was in letters that I can read.",
    "Parking cost more than the bus and the lunch.",
)
PICKED = ((0,), (0, 2), (1,), (), (2,), (0, 1, 2), (1,), (2,))


def ticked(choices, tick="x", blank="", picked=PICKED):
    """Eight people's ticks, a cell for each choice; a tick may be given for each choice."""
    marks = [tick] * len(choices) if isinstance(tick, str) else tick
    return [[marks[at] if at in of else blank for at in range(len(choices))] for of in picked]


def table(headings, marks, first=("Date", "Ward"), last=("Comments",)):
    days = [f"2025-05-{1 + n * 3:02}" for n in range(8)]
    held = [[days[n], f"Ward {n % 3}", *marks[n], SAID[n]] for n in range(8)]
    return [(*first, *headings, *last), *held]


def said_of(made, heading):
    return [dict(answer.extra).get(heading, "") for answer in made.answers]


# -- tick boxes


@pytest.mark.parametrize("joins", ["Q3 What mattered - {}", "Q3 What mattered: {}", "Q3 What mattered [{}]"])
@pytest.mark.parametrize(("tick", "blank"), [("x", ""), ("1", "0"), ("Yes", "No"), ("TRUE", "FALSE"), ("✓", "")])
def test_a_column_for_each_choice_is_one_question(tmp_path, joins, tick, blank):
    choices = ("Food", "Noise", "Being listened to")
    made = read(text_file(tmp_path, table([joins.format(one) for one in choices], ticked(choices, tick, blank))))
    picked = ["; ".join(choices[at] for at in of) for of in PICKED]
    assert said_of(made, "Q3 What mattered") == picked
    assert [a.text for a in made.answers] == list(SAID)
    assert "read as one question: “Q3 What mattered”" in made.notes


def test_a_cell_may_repeat_its_choice_and_another_choice_may_be_written_in(tmp_path):
    headings = ["How did you come? - Bus", "How did you come? - Car", "How did you come? - Other (please specify)"]
    marks = [[*one, "my neighbour" if n == 3 else ""] for n, one in enumerate(ticked(("Bus", "Car"), ["Bus", "Car"]))]
    made = read(text_file(tmp_path, table(headings, marks)))
    assert said_of(made, "How did you come?")[:3] == ["Bus", "Bus", "Car"]


def test_choices_under_a_merged_question(tmp_path):
    upper = ["Date", "Ward", "What mattered most? (tick all)", None, None, "Comments"]
    lower = [None, None, "Food", "Noise", "Being listened to", None]
    rows = table(["a", "b", "c"], ticked("abc"))[1:]
    made = read(workbook(tmp_path, {"Data": [upper, lower, *rows]}, merged={"Data": ["C1:E1"]}))
    assert said_of(made, "What mattered most? (tick all)")[1] == "Food; Being listened to"
    assert {a.date for a in made.answers if a.date} >= {dt.date(2025, 5, 1)}


def test_ticks_on_the_scale_of_the_test_are_the_score(tmp_path):
    choices = ("Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know")
    picked = [(n % 6,) for n in range(8)]
    made = read(text_file(tmp_path, table(choices, ticked(choices, picked=picked))))
    assert [a.score for a in made.answers] == [choices[n % 6] for n in range(8)]
    assert {a.scale for a in made.answers} == {"fft_2020"}


def test_ticks_say_who_answers_and_where(tmp_path):
    picked = [(n % 2,) for n in range(8)]
    marks = [
        a + b for a, b in zip(ticked("ab", picked=picked), ticked("cd", picked=picked[1:] + picked[:1]), strict=True)
    ]
    made = read(
        text_file(tmp_path, table(["Patient", "Relative", "Ash Ward", "Elm Ward"], marks, first=("Date", "FFT")))
    )
    assert [a.role for a in made.answers[:2]] == ["patient", "carer"]
    assert [a.team for a in made.answers[:2]] == ["Elm Ward", "Ash Ward"]


def test_choices_without_a_question_are_named(tmp_path):
    made = read(text_file(tmp_path, table(["Food", "Noise", "Staff attitude"], ticked("abc"))))
    assert said_of(made, "Ticked: Food, Noise, Staff attitude")[5] == "Food; Noise; Staff attitude"


def test_questions_of_yes_and_no_stay_questions(tmp_path):
    headings = ["Care - Were you told what would happen next?", "Care - Did you feel safe?"]
    made = read(text_file(tmp_path, table(headings, ticked("ab", "Yes", "No"))))
    assert dict(made.answers[0].extra) == dict(zip(headings, ("Yes", "No"), strict=True))


def test_a_profile_of_either_shape_fits_again(tmp_path):
    file = text_file(tmp_path, table(["Why - Food", "Why - Noise"], ticked("ab")))
    first = read(file)
    assert read(file, profile=first.reading.profile).answers == first.answers


def test_a_header_that_is_printed_again_is_no_answer(tmp_path):
    rows = table(["Why - Food", "Why - Noise"], ticked("ab"))
    made = read(text_file(tmp_path, [*rows[:5], rows[0], *rows[5:]]))
    assert made.reasons == {"repeated header": 1} and len(made.answers) == 8


# -- a row for each answer


ASKED = ("Date of visit", "Which ward were you on?", "Overall, how was your experience?", "What could we do better?")


def people():
    grades = ("Very good", "Good", "Poor")
    return [
        (f"R{100 + n}", (f"2025-06-{1 + n:02}", f"Ward {1 + n % 2}", grades[n % 3], said))
        for n, said in enumerate(SAID)
    ]


def long(order=None):
    rows = [(who, asked, said) for who, told in people() for asked, said in zip(ASKED, told, strict=True)]
    if order == "by question":
        rows.sort(key=lambda row: ASKED.index(row[1]))
    if order == "mixed":
        random.Random(7).shuffle(rows)
    return rows


@pytest.mark.parametrize("order", [None, "by question", "mixed"])
@pytest.mark.parametrize("headings", [("Respondent ID", "Question", "Answer"), ("Submission", "Field label", "Value")])
def test_each_persons_rows_are_put_together(tmp_path, order, headings):
    made = read(text_file(tmp_path, [headings, *long(order)]))
    told = sorted((a.text, a.team, a.score, a.date.day) for a in made.answers)
    assert told == sorted(
        (said, of[1], of[2], n + 1) for n, ((_, of), said) in enumerate(zip(people(), SAID, strict=True))
    )
    assert {a.question_type for a in made.answers} == {"could_improve"}
    assert len(made.rows) == 8 and "32 rows were put together as 8" in made.notes


def test_what_a_long_table_says_of_each_person_stays_and_ids_of_answers_go(tmp_path):
    rows = [(f"A{n}", who, "2025-02-03", f"Ward {who[-1]}", *rest) for n, (who, *rest) in enumerate(long())]
    heads = ("Answer ID", "Response ID", "Completed", "Unit", "Question", "Answer")
    made = read(text_file(tmp_path, [heads, *rows]))
    assert {a.date for a in made.answers} == {dt.date(2025, 2, 3)} and len(made.rows) == 8
    assert "of single answers: “Answer ID”" in made.notes


def test_figures_and_words_in_columns_of_their_own_are_answers_alike(tmp_path):
    rows = [(who, q, said if q in ASKED[1:3] else "", "" if q in ASKED[1:3] else said) for who, q, said in long()]
    made = read(text_file(tmp_path, [("Respondent", "Question", "Selected option", "Text answer"), *rows]))
    assert sorted(a.text for a in made.answers) == sorted(SAID) and {a.team for a in made.answers} == {
        "Ward 1",
        "Ward 2",
    }


def test_several_choices_of_one_question_are_one_answer(tmp_path):
    more = [(who, "What mattered?", one) for who, _ in people() for one in ("Food", "Noise")]
    made = read(text_file(tmp_path, [("Respondent ID", "Question", "Answer"), *long(), *more]))
    assert set(said_of(made, "What mattered?")) == {"Food; Noise"}


def test_a_table_of_words_alone_is_read_answer_by_answer_as_before(tmp_path):
    asked = ("What was good?", "What could we do better?")
    rows = [(f"R{n // 2}", "2025-02-03", "Ash Ward", asked[n % 2], said) for n, said in enumerate(SAID)]
    made = read(text_file(tmp_path, [("Respondent ID", "Date", "Ward", "Question", "Comment"), *rows]))
    assert len(made.rows) == 8 and [a.text for a in made.answers] == list(SAID)


def test_a_row_that_counts_the_ticks_is_nobody_s(tmp_path):
    choices = ("Very good", "Good", "Poor")
    picked = [(n % 3,) for n in range(8)]
    rows = table(["Overall experience - " + one for one in choices], ticked(choices, picked=picked))
    made = read(text_file(tmp_path, [*rows, ["Count", "", "3", "3", "2", ""]]))
    assert [a.score for a in made.answers] == [choices[n % 3] for n in range(8)]
    assert made.reasons == {"total": 1}
