"""Exports of survey programs whose answers point to questions by ids: the wordings are put in their place."""

import pytest

from tests.builders.files import json_file
from tests.builders.reading import read


SAID = (
    "The receptionist found my notes at once.",
    "We sat in a draught for an hour.",
    "Nobody explained the new inhaler.",
    "My son was given a book to colour in.",
)
OVERALL, BETTER, CLINIC = (
    "Overall, how was your experience of our service?",
    "What could we do better?",
    "Which clinic?",
)
GRADES = {"c1": "Very good", "c2": "Poor"}


def grade(n):
    return list(GRADES)[n % 2]


def fields(**titles):
    """Three questions of a form, with the names of keys that a program gives them."""
    key, title = titles.get("key", "id"), titles.get("title", "title")
    choices = [{"id": one, "label": said} for one, said in GRADES.items()]
    return [
        {key: "f1", "type": "multiple_choice", title: OVERALL, "properties": {"choices": choices}},
        {key: "f2", "type": "long_text", title: BETTER},
        {key: "f3", "type": "dropdown", title: CLINIC},
    ]


def typeform(n, said):
    chosen = {"id": grade(n), "label": GRADES[grade(n)]}
    return {
        "response_id": f"x{n}",
        "submitted_at": f"2025-05-{1 + n:02}T10:00:00Z",
        "answers": [
            {"field": {"id": "f1", "type": "multiple_choice"}, "type": "choice", "choice": chosen},
            {"field": {"id": "f2", "type": "long_text"}, "type": "text", "text": said},
            {"field": {"id": "f3"}, "type": "choice", "choice": {"label": "Chest clinic"}},
            {"field": {"id": "f4"}, "type": "email", "email": "rose@example.org"},
        ],
    }


def by_key(n, said):
    return {
        "id": n,
        "submitted_at": f"2025-05-{1 + n:02}",
        "answers": {"f1": grade(n), "f2": said, "f3": "Chest clinic"},
    }


def pointing(n, said):
    answers = [("f1", {"choice_id": grade(n)}), ("f2", {"text": said}), ("f3", {"text": "Chest clinic"})]
    return {
        "id": str(n),
        "date_modified": f"2025-05-{1 + n:02}T10:00:00",
        "pages": [{"id": "p1", "questions": [{"id": field, "answers": [one]} for field, one in answers]}],
    }


def google(n, said):
    told = zip(("f1", "f2", "f3"), (GRADES[grade(n)], said, "Chest clinic"), strict=True)
    return {
        "responseId": f"g{n}",
        "lastSubmittedTime": f"2025-05-{1 + n:02}T10:00:00Z",
        "answers": {f: {"questionId": f, "textAnswers": {"answers": [{"value": one}]}} for f, one in told},
    }


def surveymonkey_pages():
    held = []
    for one in fields():
        title = one.pop("title")
        choices = [{"id": key, "text": said} for key, said in GRADES.items()]
        held.append({"id": one["id"], "family": "x", "headings": [{"heading": title}], "answers": {"choices": choices}})
    return [{"id": "p1", "title": "Page 1", "questions": held}]


def google_items():
    titles = {"f1": OVERALL, "f2": BETTER, "f3": CLINIC}
    return [
        {"itemId": f"i{key}", "title": title, "questionItem": {"question": {"questionId": key}}}
        for key, title in titles.items()
    ]


@pytest.mark.parametrize(
    "made",
    [
        lambda of: {"total_items": 4, "items": of(typeform), "form": {"id": "w", "title": "After", "fields": fields()}},
        lambda of: {"definition": {"fields": fields()}, "items": of(typeform)[:2]},
        lambda of: {"fields": fields(key="ref"), "responses": of(by_key)},
        lambda of: {"questions": fields(key="key", title="question"), "data": of(by_key)},
        lambda of: {"pages": surveymonkey_pages(), "data": of(pointing)},
        lambda of: {"items": google_items(), "responses": of(google)},
    ],
)
def test_what_answers_point_to_is_put_in_its_place(tmp_path, made):
    held = made(lambda one: [one(n, said) for n, said in enumerate(SAID)])
    found = read(json_file(tmp_path, held)).answers
    assert [a.text for a in found] == list(SAID)[: len(found)] and len(found) > 1
    assert [a.score for a in found[:2]] == ["Very good", "Poor"]
    assert {(a.question, a.question_type, a.service) for a in found} == {(BETTER, "could_improve", "Chest clinic")}
    assert [a.date.day for a in found] == [1, 2, 3, 4][: len(found)]
    assert "rose@" not in str(found)


def test_stories_with_titles_and_ids_are_answers_and_no_questions(tmp_path):
    stories = [
        {"id": n, "title": "A long wait", "text": said, "date": "2025-05-01", "ward": {"name": "Ash Ward"}}
        for n, said in enumerate(SAID)
    ]
    made = read(json_file(tmp_path, {"count": 4, "stories": stories, "tags": [{"name": "wait"}]}))
    assert made.texts == list(SAID)


def test_a_list_of_headings_and_a_list_of_rows_is_a_table(tmp_path):
    rows = [[n, f"2025-05-{1 + n:02}", "Chest clinic", "Good", said] for n, said in enumerate(SAID)]
    held = {"title": "Survey", "columns": ["respondent", "completed", "service", OVERALL, BETTER], "data": rows}
    made = read(json_file(tmp_path, held))
    assert made.texts == list(SAID) and {(a.service, a.score) for a in made.answers} == {("Chest clinic", "Good")}


@pytest.mark.parametrize("moment", [1_751_369_400, 1_751_369_400_000])
def test_a_moment_in_seconds_is_a_day(tmp_path, moment):
    held = [{"completed at": moment, "ward": "Ash Ward", "FFT answer": "Good", "comment": said} for said in SAID]
    assert {a.date.isoformat() for a in read(json_file(tmp_path, held)).answers} == {"2025-07-01"}
