"""Scores as people type them: stray marks, marks out of ten, drawn stars, scales in words, and what is none."""

import pytest

from goldthread.sources.points import bare_point, scored
from goldthread.vocabulary.scale_words import by_statement, family_of, standing
from goldthread.vocabulary.scores import place_of
from tests.builders.files import text_file
from tests.builders.reading import read
from tests.unit.sources.test_ways_in import rows


QUESTION = "Overall, how was your experience of our service?"
SCALES = {
    "quality": ("Excellent", "Very good", "Fairly good", "Average", "Fairly poor", "Very poor", "Terrible"),
    "satisfaction_5": ("Extremely satisfied", "Quite satisfied", "A little satisfied", "Not at all satisfied"),
    "ease": ("Very easy", "Fairly easy", "Not very easy", "Very difficult"),
    "faces_5": ("Delighted", "Pleased", "Mixed", "Unhappy", "Awful"),
    "expectations": ("Far exceeded", "Exceeded", "Met", "Fell below", "Fell far below"),
    "comfort": ("Very safe", "Safe", "Neither safe nor unsafe", "Not safe", "Not at all safe"),
}


def of_scores(tmp_path, heading, *cells):
    held = [[day, ward, cells[at % len(cells)], said] for at, (day, ward, _, said) in enumerate(rows())]
    return read(text_file(tmp_path, [("Date", "Ward", heading, "Comments"), *held]))


@pytest.mark.parametrize(
    ("cell", "point"),
    [
        ("1!", "1"),
        ("'4", "4"),
        ("(3)", "3"),
        ("5**", "5"),
        ("2.0", "2"),
        ("8/10", "8"),
        ("7 out of 10", "7"),
        ("★★★☆☆", "3"),
        ("****", "4"),
        ("three stars", "3"),
        ("5 (five)", "5"),
        ("2 - Good", "Good"),
        ("1. Very good", "Very good"),
        ("Very good!!", "Very good"),
        ("1 or 2", "1 or 2"),
        ("-1", "-1"),
        ("A-", "A-"),
        ("☹️", "☹️"),
    ],
)
def test_a_point_is_what_is_left_without_marks(cell, point):
    assert bare_point(cell) == point


@pytest.mark.parametrize(
    ("cell", "usual", "kept"),
    [
        ("1!", "fft_2020", ("1", "fft_2020")),
        ("Very good :)", "fft_2020", ("Very good", "fft_2020")),
        ("9", "fft_2020", ("", "")),
        ("1 or 2", "fft_2020", ("", "")),
        ("Ann Other rang back", "fft_2020", ("", "")),
        ("Did not answer", "other", ("", "")),
        ("11", "of_10_best_10", ("", "")),
        ("Very good", "quality", ("Very good", "quality")),
        ("Thursday", "quality", ("", "")),
        ("whatever it says", "other", ("whatever it says", "other")),
    ],
)
def test_what_is_no_point_of_its_scale_is_no_score(cell, usual, kept):
    assert scored(cell, usual) == kept


def test_scores_that_are_left_out_are_counted_in_a_sentence(tmp_path):
    made = of_scores(tmp_path, "FFT answer", "Very good!", "1 or 2", "good.", "Poor")
    assert {a.score.lower() for a in made.answers} == {"very good", "good", "poor", ""}
    assert "Answers to “FFT answer” that are no point of its scale are left out (2)." in made.notes


@pytest.mark.parametrize(("scale", "points"), SCALES.items())
def test_a_scale_in_words_is_known_by_its_words_best_first(scale, points):
    assert family_of(points) == scale
    good = [standing(scale, point) for point in points]
    assert None not in good and good == sorted(good, reverse=True)
    assert sorted(points, key=lambda point: place_of(scale, point)) == list(points)


@pytest.mark.parametrize(("scale", "points"), SCALES.items())
def test_a_column_on_a_scale_in_words_stands_on_one_scale(tmp_path, scale, points):
    made = of_scores(tmp_path, "How did you find it?", *points)
    assert {a.scale for a in made.answers} == {scale} and {a.score for a in made.answers} == set(points)


def test_the_test_of_friends_and_family_keeps_its_own_scale(tmp_path):
    made = of_scores(tmp_path, QUESTION, "Very good", "Good", "Neither good nor poor", "Poor")
    assert {a.scale for a in made.answers} == {"fft_2020"}


@pytest.mark.parametrize(
    ("heading", "points"),
    [
        ("I had to wait too long", ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree")),
        ("How often did staff say their names?", ("Always", "Usually", "Sometimes", "Never")),
        ("Were you involved?", ("Yes, definitely", "Yes, to some extent", "No")),
    ],
)
def test_a_scale_whose_best_end_the_question_decides_is_no_score_and_is_named(tmp_path, heading, points):
    made = of_scores(tmp_path, heading, *points)
    assert by_statement(points) and {a.score for a in made.answers} == {""}
    assert {dict(a.extra)[heading] for a in made.answers} == set(points)
    assert f"no score, since which answer is best depends on the question: “{heading}”" in made.notes


def test_a_mark_out_of_ten_says_itself_which_end_is_best(tmp_path):
    made = of_scores(tmp_path, "Rating", "10/10", "7/10", "2/10")
    assert {(a.score, a.scale) for a in made.answers} == {(n, "of_10_best_10") for n in ("10", "7", "2")}


def test_an_answer_that_was_not_given_is_no_answer_to_a_closed_question(tmp_path):
    made = read(
        text_file(
            tmp_path,
            [("Date", "Ward", "Comments", "Did you have a bell?")]
            + [[r[0], r[1], r[3], ("Yes", "No", "Did not answer")[at % 3]] for at, r in enumerate(rows())],
        )
    )
    assert {value for a in made.answers for _, value in a.extra} == {"Yes", "No"}
