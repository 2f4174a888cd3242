"""Suggestions: wordings that ask for them are known, and a column of kinds may say it."""

import pytest

from goldthread.sources.headings import question_type
from goldthread.vocabulary.suggestions import asks_for_suggestions, is_suggestion
from tests.builders.files import text_file
from tests.builders.reading import read
from tests.unit.sources.test_ways_in import rows


IDEAS = (
    "A bell for wheelchair users.",
    "Longer visiting hours.",
    "A shelf by the basin.",
    "More fans on hot days.",
    "A map of the car park.",
    "Hooks on the doors.",
    "A clock that can be heard.",
    "Chairs with arms.",
)

IDEAS_ASKED = (
    "Any suggestions for improvement?",
    "Do you have any ideas for us?",
    "What would you like to see on the ward?",
    "What would you suggest?",
)


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        ("Suggestions", "could_improve"),
        ("Any suggestions for improvement?", "could_improve"),
        ("Do you have any ideas for us?", "could_improve"),
        ("What would you like to see on the ward?", "could_improve"),
        ("What would you suggest?", "could_improve"),
        ("Comments and suggestions", "nonspecific"),
        ("Any comments or suggestions?", "nonspecific"),
        ("What could we do better?", "could_improve"),
        ("How could we improve?", "could_improve"),
        ("What was good?", "what_good"),
    ],
)
def test_a_wording_that_asks_for_ideas_is_told_from_one_that_asks_what_was_bad(wording, kind):
    assert question_type(wording) == kind
    ideas = wording in ("Suggestions", *IDEAS_ASKED)
    assert is_suggestion(kind, wording) == ideas == asks_for_suggestions(wording)


@pytest.mark.parametrize("heading", ["Suggestions", "Any ideas?", "Do you have any suggestions?"])
def test_a_column_of_suggestions_is_read_as_such(tmp_path, heading):
    held = [[*row, IDEAS[at]] for at, row in enumerate(rows())]
    made = read(text_file(tmp_path, [("Date", "Ward", "FFT answer", "What was good?", heading), *held]))
    assert {a.text for a in made.answers if is_suggestion(a.question_type, a.question)} == set(IDEAS)
    assert {a.question_type for a in made.answers} == {"what_good", "could_improve"}


def test_a_column_of_kinds_may_say_it(tmp_path):
    held = [[row[0], row[1], ("Praise", "Suggestion")[at % 2], row[3]] for at, row in enumerate(rows())]
    made = read(text_file(tmp_path, [("Date", "Ward", "Comment type", "Comment"), *held]))
    assert [a.question_type for a in made.answers][:2] == ["what_good", "suggestion"]
