"""What becomes of one row of a table of comments: questions, scores, people, places, and answers without words."""

import pytest

from tests.builders.files import HEADER, WORDS, answers, json_file, text_file
from tests.builders.reading import read


WORDINGS = ("Please tell us why \nyou said so", "Please tell us why\nyou said so", "Please tell us  why you said so")
WIDE = (
    "Respondent ID",
    "Date",
    "Trust",
    "Service",
    "Ward",
    "Who is answering?",
    "Age band",
    "Sex",
    "Ethnicity",
    "Overall, how was your experience of our service?",
    "What was good?",
    "What could we do better?",
)
PERSON = [
    "p1",
    "2024-05-14",
    "XAA",
    "Therapies",
    "Ash",
    "Carer",
    "65-74",
    "F",
    "Prefer not to say",
    "Very good",
    "The garden was open.",
    "A chair by the door.",
]


def words(tmp_path, cells, column=-1):
    rows = answers(len(cells))
    for row, cell in zip(rows, cells, strict=True):
        row[column] = cell
    return read(text_file(tmp_path, [HEADER, *rows]))


@pytest.mark.parametrize(
    ("cell", "answered"),
    [
        ("", "blank"),
        ("   ", "blank"),
        ("\u00a0", "blank"),
        (".", "blank"),
        ("-", "blank"),
        ("?", "blank"),
        ("Did not answer", "declined"),
        ("did not answer.", "declined"),
        ("DID NOT ANSWER", "declined"),
        ("NULL", "declined"),
        ("N/A", "declined"),
        ("n/a", "declined"),
        ("#NAME?", "declined"),
        ("NA", "declined"),
        ("No comment", "words"),
        ("Not answered", "declined"),
        ("nothing", "words"),
        ("None", "words"),
        ("no", "words"),
        ("Nothing.", "words"),
        ("👍", "words"),
        ("10/10", "words"),
        ("ok", "words"),
        ("Да", "words"),
    ],
)
def test_answered(tmp_path, cell, answered):
    made = words(tmp_path, [cell, "Tea was hot."])
    assert made.answers[0].answered == answered
    assert made.answers[0].text == (cell if answered == "words" else "")
    assert len(made.answers) == 2 and made.reasons == {}


def test_a_row_with_a_score_and_no_words_is_kept(tmp_path):
    made = read(text_file(tmp_path, [WIDE, PERSON, [*PERSON[:-2], "", ""]]))
    assert [a.answered for a in made.answers] == ["words", "words", "blank", "blank"]
    assert made.answers[2].score == "Very good"


def test_several_answers_in_one_row(tmp_path):
    made = read(text_file(tmp_path, [WIDE, PERSON]))
    assert len(made.rows) == 1 and len(made.answers) == 2
    good, better = made.answers
    assert (good.question, good.question_type, good.text) == ("What was good?", "what_good", "The garden was open.")
    assert (better.question_type, better.text) == ("could_improve", "A chair by the door.")
    assert good.respondent_id == better.respondent_id == "p1"
    assert (good.organisation, good.service, good.team, good.role) == ("XAA", "Therapies", "Ash", "carer")
    assert dict(good.about) == {"age": "65-74", "sex": "F", "ethnicity": "Prefer not to say"}
    assert (good.score, good.scale) == ("Very good", "fft_2020")


def test_the_question_beside_the_answer(tmp_path):
    header = ("comment_id", "trust", "date", "service", "question", "question_type", "fft_score", "text")
    rows = [
        ["A 7 - Q1", "XAA", "2024-05-14", "Ash", "FFT Why?", "nonspecific", "1", "Kind."],
        ["A 7 - Q2", "XAA", "2024-05-14", "Ash", "How could we \n improve?", "could_improve", "1", "Nothing"],
        ["A 8 - Q1", "XAA", "2024-05-14", "Ash", "What was good?", "what_good", "5", "Nothing"],
    ]
    made = read(text_file(tmp_path, [header, *rows]))
    assert [a.question_type for a in made.answers] == ["nonspecific", "could_improve", "what_good"]
    assert [a.respondent_id for a in made.answers] == ["A 7", "A 7", "A 8"]
    assert [a.external_id for a in made.answers] == ["A 7 - Q1", "A 7 - Q2", "A 8 - Q1"]
    assert made.answers[1].question == "How could we improve?"


def test_one_question_worded_twice_is_one_question(tmp_path):
    rows = answers(3)
    for row, asked in zip(rows, WORDINGS, strict=True):
        row[4] = asked
    assert len({a.question for a in read(text_file(tmp_path, [HEADER, *rows])).answers}) == 1


def test_a_kind_of_comment_instead_of_a_question(tmp_path):
    header = ("key_user", "key_comment", "date", "team", "directorate", "comment_type", "comment_txt")
    rows = [
        ["71", "71_improve", "2024-05-14", "Ash", "Adults", "improve", "Warmer rooms"],
        ["71", "71_best", "2024-05-14", "Ash", "Adults", "best", "The cook"],
    ]
    made = read(text_file(tmp_path, [header, *rows]))
    assert [a.question_type for a in made.answers] == ["could_improve", "what_good"]
    assert {a.respondent_id for a in made.answers} == {"71"}
    assert [a.external_id for a in made.answers] == ["71_improve", "71_best"]


@pytest.mark.parametrize(
    ("scores", "scales"),
    [
        (["1", "5", "6", "7"], {"fft_2020"}),
        (["Very good", "Good", "Neither good nor poor", "Don't know"], {"fft_2020"}),
        (["Extremely likely", "Likely", "Neither likely nor unlikely", "Unlikely"], {"fft_2013"}),
    ],
)
def test_scores_are_kept_as_they_are(tmp_path, scores, scales):
    made = words(tmp_path, scores, column=5)
    assert [a.score for a in made.answers] == scores and {a.scale for a in made.answers} == scales


def test_the_old_scale_and_the_new_in_one_file_stay_apart(tmp_path):
    made = words(tmp_path, ["Extremely likely", "Very good", "1 - Very good", "Extremely unlikely", ""], column=5)
    assert [a.scale for a in made.answers] == ["fft_2013", "fft_2020", "fft_2020", "fft_2013", ""]


def test_dont_know_belongs_to_the_scale_of_its_file(tmp_path):
    made = words(tmp_path, ["Extremely likely", "Likely", "Unlikely", "Don't know"], column=5)
    assert {a.scale for a in made.answers} == {"fft_2013"}


def test_stars_are_no_friends_and_family_test(tmp_path):
    header = ("Review ID", "Date", "Hospital", "Star rating", "Comment")
    rows = [
        ["r1", "2024-05-14", "Ash Hospital", "5 stars", "Quick."],
        ["r2", "2024-05-14", "Ash Hospital", "2 stars", "Slow."],
    ]
    made = read(text_file(tmp_path, [header, *rows]))
    assert {a.scale for a in made.answers} == {"stars_5"}


def test_an_org_name_is_a_name_and_a_code_a_code(tmp_path):
    header = ("ID", "Date", "Trust Code", "Trust Name", "Site", "Ward", "FFT score", "Comment")
    made = read(text_file(tmp_path, [header, ["1", "2024-05-14", "XAA", "Ash Trust", "Main", "Elm", "1", "Kind."]]))
    answer = made.answers[0]
    assert (answer.organisation, answer.organisation_name, answer.site, answer.team) == (
        "XAA",
        "Ash Trust",
        "Main",
        "Elm",
    )


def test_other_peoples_codes_and_contact_details_are_not_taken(tmp_path):
    header = (*HEADER, "sentiment", "labels", "Email", "Patient name", "NHS number")
    rows = [[*row, "1", "Staff manner|Parking", "jo@example.org", "Jo Bloggs", "9434765919"] for row in answers(4)]
    made = read(text_file(tmp_path, [header, *rows]))
    assert len(made.answers) == 4
    kept = repr([(a.text, a.about, a.extra, a.question) for a in made.answers])
    assert "Parking" not in kept and "example.org" not in kept and "Bloggs" not in kept and "9434765919" not in kept


def test_extra_columns_are_kept_aside(tmp_path):
    made = read(text_file(tmp_path, [(*HEADER, "Campaign"), *[[*row, "Spring"] for row in answers(3)]]))
    assert made.answers[0].extra == (("Campaign", "Spring"),)


def test_a_list_of_objects_is_a_table(tmp_path):
    held = [dict(zip(HEADER, row, strict=True)) for row in answers(5)]
    del held[3]["FFT score"]
    held[4]["Comment"] = None
    made = read(json_file(tmp_path, held))
    assert len(made.rows) == 5 and [a.answered for a in made.answers] == ["words"] * 4 + ["blank"]
    assert made.answers[3].score == ""


def test_the_raw_cells_are_held_for_mending(tmp_path):
    row = answers(1)[0]
    row[-1] = " Two  spaces\u00a0and a break\r\nhere "
    assert read(text_file(tmp_path, [HEADER, row])).rows[0].cells[-1].replace("\r\n", "\n") == row[-1].replace(
        "\r\n", "\n"
    )


def test_a_template_with_answers_under_numbered_questions(tmp_path):
    header = (
        "date",
        "location_1",
        "location_2",
        "location_3",
        "fft_score",
        "question_1",
        "question_2",
        "sex",
        "age",
        "extra_variable_1",
    )
    rows = [
        ["2024-05-14", "Adults", "Therapies", "Ash", str(1 + n % 5), words, f"{words} Again.", "F", "45-54", "NULL"]
        for n, words in enumerate(WORDS)
    ]
    made = read(text_file(tmp_path, [header, *rows]))
    assert len(made.answers) == 2 * len(WORDS) and {a.answered for a in made.answers} == {"words"}
    first = made.answers[0]
    assert (first.site, first.service, first.team, first.scale) == ("Adults", "Therapies", "Ash", "fft_2020")
    assert len({a.question for a in made.answers}) == 2 and first.extra == ()


def test_null_in_a_key_is_nothing(tmp_path):
    rows = answers(4)
    for row, nothing in zip(rows, ("NULL", "N/A", "#N/A", "n/a"), strict=True):
        row[3] = row[5] = nothing
    made = read(text_file(tmp_path, [HEADER, *rows, *answers(4, first=60)]))
    assert [(a.team, a.score, a.scale) for a in made.answers[:4]] == [("", "", "")] * 4
    assert all(a.scale == "fft_2020" for a in made.answers[4:])


def test_numbered_questions_are_known_by_their_words(tmp_path):
    header = ("Response ID", "Date", "Ward", "Q1. What was good?", "Q2 - What could we do better?", "Q3: Age band")
    rows = [[str(n), "2024-05-14", "Ash", words, words, "45-54"] for n, words in enumerate(WORDS)]
    made = read(text_file(tmp_path, [header, *rows]))
    assert {a.question_type for a in made.answers} == {"what_good", "could_improve"}
    assert made.answers[0].question == "Q1. What was good?" and made.answers[0].about == (("age", "45-54"),)


def test_a_ward_with_no_service_above_it_is_the_service_that_its_own_team_sees(tmp_path):
    for heading in ("Ward", "Service"):
        rows = [["2024-05-14", "Ash", words] for words in WORDINGS]
        made = read(text_file(tmp_path, [("Date", heading, "What was good?"), *rows]))
        assert {a.service for a in made.answers} == {"Ash"}
    both = [["2024-05-14", "Therapies", "Ash", words] for words in WORDINGS]
    made = read(text_file(tmp_path, [("Date", "Service", "Ward", "What was good?"), *both]))
    assert {(a.service, a.team) for a in made.answers} == {("Therapies", "Ash")}


def test_machines_marks_on_any_column_are_not_taken(tmp_path):
    header = (
        "time",
        "rating",
        "free_text",
        "do_better",
        "surgery",
        "sentiment_free_text",
        "sentiment_do_better",
        "do_better_len",
        "rating_score",
        "improvement_labels",
    )
    rows = [
        [
            "2024-05-14 09:00:00",
            "Extremely likely",
            words,
            "",
            "Ash Surgery",
            "positive",
            "neutral",
            "3",
            "5.0",
            "Parking",
        ]
        for words in WORDS
    ]
    made = read(text_file(tmp_path, [header, *rows]))
    assert {a.scale for a in made.answers} == {"fft_2013"} and {a.extra for a in made.answers} == {()}
    assert {a.organisation for a in made.answers} == {"Ash Surgery"}
