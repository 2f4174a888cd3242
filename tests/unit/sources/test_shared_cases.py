"""Inputs that real use showed to fail, one of each kind, are read right or refused with the true reason."""

import pytest

from goldthread.vocabulary import UnreadableFile
from tests.builders.reading import Read, read


FOLDER = "data/cases/"
KEPT = {
    "staff_notes_as_voice.csv": 12,
    "blank_last_heading.csv": 12,
    "cleaned_copy_counted_twice.csv": 12,
    "response_holds_words.csv": 12,
    "nested.json": 4,
    "far_future_date.csv": 3,
}
SAYS = {
    "staff_notes_as_voice.csv": "“Staff notes”, “Investigation”",
    "cleaned_copy_counted_twice.csv": "“Comments without stopwords”",
    "hidden_sheet.xlsx": "May",
    "priority_column.csv": "--source complaints",
}
TEXTS = {
    "smartsurvey_sq.csv": ("didn’t", "@SQ@"),
    "mojibake.csv": ("didn’t", "â€"),
    "entities_and_tags.csv": ("don't", "&"),
}


def case(shared, name: str) -> Read:
    return read(shared(FOLDER + name))


@pytest.mark.parametrize(("name", "n"), KEPT.items())
def test_each_answer_is_read_once_and_nothing_else_is_one(shared, name, n):
    assert len([text for text in case(shared, name).texts if text]) == n


@pytest.mark.parametrize(("name", "words"), SAYS.items())
def test_what_became_of_the_rest_is_said(shared, name, words):
    assert words in case(shared, name).notes


@pytest.mark.parametrize(("name", "words"), TEXTS.items())
def test_words_are_as_they_were_written(shared, name, words):
    whole = " ".join(case(shared, name).texts)
    assert words[0] in whole and words[1] not in whole.replace("clean & tidy", "")


@pytest.mark.parametrize("name", ["msforms_undated.csv", "dates_week_commencing.csv"])
def test_every_answer_has_its_day(shared, name):
    made = case(shared, name)
    assert len(made.answers) == 14 and all(a.date for a in made.answers)


def test_a_day_far_ahead_is_set_aside(shared):
    assert case(shared, "far_future_date.csv").reasons == {"date": 1}


@pytest.mark.parametrize("name", ["merged_ward_cells.xlsx", "name_of_ward.csv"])
def test_every_answer_has_its_ward(shared, name):
    made = case(shared, name)
    assert len(made.answers) == 12 and all(a.team for a in made.answers)


@pytest.mark.parametrize(
    ("name", "scales", "column"),
    [
        ("score_upside_down.csv", {"of_5_best_5"}, ""),
        ("score_from_wrong_column.csv", {"fft_2020"}, "Overall, how was your experience of our service?"),
        ("one_reply_as_score.csv", {""}, ""),
    ],
)
def test_the_score_is_the_one_of_the_whole_and_its_best_end_is_known(shared, name, scales, column):
    made = case(shared, name)
    assert {a.scale for a in made.answers} == scales
    assert not column or made.reading.profile.columns["score"] == column


@pytest.mark.parametrize("name", ["names_kept_as_choices.csv", "one_reply_as_score.csv"])
def test_no_name_stays_beside_an_answer(shared, name):
    assert all(a.extra == () for a in case(shared, name).answers)


def test_whether_there_is_anything_else_asks_for_neither_good_nor_bad(shared):
    assert {a.question_type for a in case(shared, "question_anything_else.csv").answers} == {"nonspecific"}


def test_a_table_that_is_not_known_is_refused_with_what_is_missing(shared):
    with pytest.raises(UnreadableFile, match="Nothing says when or where care was given"):
        case(shared, "headings_not_seen.csv")
