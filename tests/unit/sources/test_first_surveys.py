"""What a practice or a ward exports for the first time: who answers, when, and whom they met, under any heading."""

import pytest

from goldthread.sources.column_uses import uses_of, with_uses
from goldthread.sources.fates import SENTENCES, losses
from goldthread.sources.headings import question_type
from goldthread.vocabulary import UnreadableFile
from tests.builders.files import text_file
from tests.builders.reading import read
from tests.unit.sources.test_ways_in import SAID, USUAL, rows, table


def dated(tmp_path, heading, days, *headings, more=()):
    """A table whose first column has this heading."""
    held = [[days[at % len(days)], *row[1:]] for at, row in enumerate(rows(*more))]
    return read(text_file(tmp_path, [(heading, *USUAL[1:], *headings), *held]))


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Are you", ("The patient", "Parent or carer")),
        ("who", ("Patient", "Carer")),
        ("Your relationship to the hospital", ("Patient", "Visitor")),
        ("You are…", ("A patient", "A relative")),
        ("Connection to the patient", ("Self", "Daughter")),
        ("In what capacity are you answering?", ("Patient", "Carer")),
    ],
)
def test_who_answers_is_known_by_what_stands_in_the_column(tmp_path, heading, said):
    made = table(tmp_path, heading, more=[said])
    assert {a.role for a in made.answers} == {"patient", "carer"}
    assert all(a.extra == () for a in made.answers)


@pytest.mark.parametrize("heading", ["Who did you see?", "Who came with you?", "Are you a carer?", "Booked by"])
def test_whom_somebody_met_is_not_who_answers(tmp_path, heading):
    made = table(tmp_path, heading, more=[("Nurse", "Doctor") if "see" in heading else ("Yes", "No")])
    assert {a.role for a in made.answers} == {"unknown"}


@pytest.mark.parametrize("heading", ["Week", "When?", "Opened", "Logged on", "Visit"])
@pytest.mark.parametrize("day", ["w/c {:02}/05/2024", "{:02}/05/2024", "2024-05-{:02}"])
def test_a_column_of_dates_says_when_whatever_it_is_called(tmp_path, heading, day):
    made = dated(tmp_path, heading, [day.format(13 + at) for at in range(8)])
    assert sorted(a.date.day for a in made.answers) == list(range(13, 21))


@pytest.mark.parametrize("heading", ["Birthday", "Born", "Next appointment due", "Membership expires"])
def test_other_days_do_not_say_when_an_answer_was_given(tmp_path, heading):
    made = dated(tmp_path, heading, ["01/06/1951", "17/05/1966", "19/05/1970"])
    assert {a.date for a in made.answers} == {None}


@pytest.mark.parametrize(
    "heading",
    [
        "Which clinician did you see?",
        "Who did you see today?",
        "Who looked after you?",
        "Volunteer who helped you",
        "Which doctor or nurse did you see?",
        "Name of the midwife",
        "Your pharmacist",
    ],
)
def test_names_of_those_whom_people_met_are_never_kept(tmp_path, heading):
    made = table(tmp_path, heading, more=[("Dr Young", "Nurse Joy", "Will")])
    kept = " ".join(str((a.extra, a.service, a.team, a.site, a.organisation)) for a in made.answers)
    assert not any(name in kept for name in ("Young", "Joy", "Will"))
    assert f"“{heading}”" in made.notes and "Left out" in made.notes


def test_what_kind_of_clinician_somebody_met_stays_beside_the_answer(tmp_path):
    made = table(tmp_path, "Which clinician did you see?", more=[("GP", "Nurse", "Pharmacist")])
    assert {value for a in made.answers for _, value in a.extra} == {"GP", "Nurse", "Pharmacist"}


@pytest.mark.parametrize("heading", ["PM reply", "Surgery reply", "GP response", "Our response", "Midwife's reply"])
def test_an_organisations_replies_are_left_out(tmp_path, heading):
    made = table(tmp_path, heading, more=[("Thank you for telling us. Sue", "We will ring you. Sue")])
    assert {a.text for a in made.answers} == set(SAID)
    assert all(a.extra == () for a in made.answers)


@pytest.mark.parametrize(
    ("heading", "value"), [("Your age", "65+"), ("Your gender", "Female"), ("Your age group", "25-44")]
)
def test_what_people_say_of_themselves_is_kept_as_that(tmp_path, heading, value):
    made = table(tmp_path, heading, more=[(value,)])
    assert {told for a in made.answers for _, told in a.about} == {value}


def test_what_was_asked_about_staff_is_not_a_question_of_whom(tmp_path):
    told = SAID[::-1]
    made = table(tmp_path, "How did your nurse help you today?", "Did your doctor listen?", more=[told, ("Yes", "No")])
    assert len(made.answers) == 2 * len(SAID)
    assert {value for a in made.answers for _, value in a.extra} == {"Yes", "No"}


def test_a_refusal_says_that_no_place_was_found(tmp_path):
    held = [[row[0], str(5 - at % 5), row[3]] for at, row in enumerate(rows())]
    with pytest.raises(UnreadableFile, match="No column says where care was given"):
        read(text_file(tmp_path, [("Date", "Rating", "Comment"), *held]))


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        ("What was your visit like?", "nonspecific"),
        ("What is it like to be a patient here?", "nonspecific"),
        ("What did it feel like to be cared for?", "nonspecific"),
        ("What did you like?", "what_good"),
        ("What is it you like most?", "what_good"),
        ("What did you not like?", "could_improve"),
        ("What was the food like, and what could be better?", "could_improve"),
    ],
)
def test_what_something_was_like_is_not_what_was_liked(wording, kind):
    assert question_type(wording) == kind


@pytest.mark.parametrize("heading", ["Lead", "Keyed in by", "Interviewer", "Passed to", "Allocated to", "Case worker"])
@pytest.mark.parametrize("names", [("J Okafor", "S. Whitlock"), ("Faith", "Mark"), ("Ann McBride", "O'Neill")])
def test_names_of_those_who_dealt_with_an_answer_are_never_kept(tmp_path, heading, names):
    made = table(tmp_path, heading, more=[names])
    assert all(a.extra == () for a in made.answers)


def test_how_an_answer_was_sent_stays_beside_it(tmp_path):
    made = table(tmp_path, "Booked by", "Sent by", more=[("Phone", "Online"), ("Post", "Email")])
    assert {value for a in made.answers for _, value in a.extra} == {"Phone", "Online", "Post", "Email"}


@pytest.mark.parametrize(
    "heading",
    ["Translator comments", "AI summary", "Summary (AI)", "Auto-generated summary", "Progress notes", "Advice given"],
)
def test_what_others_wrote_about_an_answer_is_left_out_and_named(tmp_path, heading):
    made = table(tmp_path, heading, more=[("They speak of the waiting times.", "The phone queue was raised again.")])
    assert {a.text for a in made.answers} == set(SAID)
    assert all(a.extra == () for a in made.answers)
    assert f"“{heading}”" in made.notes and "Left out" in made.notes


def test_a_log_of_complaints_is_dated_by_the_day_on_which_a_case_was_opened(tmp_path):
    held = [[f"C{at}", row[0], row[3], "Upheld"] for at, row in enumerate(rows())]
    made = read(text_file(tmp_path, [("Case no", "Opened", "Complaint details", "Outcome"), *held]))
    assert made.reading.kind == "complaints" and all(a.date for a in made.answers)


@pytest.mark.parametrize("day", ["{:02} May", "{}/5", "Mon {}th May"])
def test_days_without_a_year_are_said_to_be_that(tmp_path, day):
    made = dated(tmp_path, "Date", [day.format(13 + at) for at in range(8)])
    assert {a.date for a in made.answers} == {None}
    assert losses(made.reading.notes) == ("“Date” has days without a year, so answers have no date.",)


def test_a_column_of_suggestions_is_shown_as_such_and_keeps_its_kind(tmp_path):
    seen = table(tmp_path, "Suggestions", more=[[f"A bell for bay {at}, please." for at in range(8)]]).reading.profile
    uses = uses_of(seen)
    assert [one.use for one in uses if one.heading == "Suggestions"] == ["suggestion"]
    kept = {one.column: one.question_type for one in with_uses(seen, uses).words}
    assert kept == {one.column: one.question_type for one in seen.words} and kept["Suggestions"] == "could_improve"


@pytest.mark.parametrize(
    "heading",
    [
        "What could we have done better?",
        "What could the ward have done better?",
        "What should we do differently?",
        "How could your visit have gone better?",
        "What would have made it better?",
    ],
)
def test_what_could_be_better_is_known_by_its_heading_however_alike_the_answers(tmp_path, heading):
    said = ["Nothing at all", "The wait was far too long for me", "The food was cold again at night"] * 5
    seen = table(tmp_path, heading, more=[said]).reading.profile
    assert "could_improve" in {one.question_type for one in seen.words if one.column == heading}


def test_sentences_under_an_unknown_heading_are_not_left_out_in_silence(tmp_path):
    told = [
        (
            f"2026-05-{1 + at % 28:02}",
            "Ward 7",
            f"The nurse was kind on day {at}",
            f"The wait was too long in room {at % 40}",
        )
        for at in range(80)
    ]
    made = read(text_file(tmp_path, [("Date", "Ward", "Comments", "Zurg"), *told]))
    lost = SENTENCES.format("“Zurg” is")
    assert lost in str(made.notes) and losses([lost]) == (lost,)


@pytest.mark.parametrize("heading", ["Ref no", "Our reference", "Survey ref.", "Form number"])
def test_a_reference_is_known_so_that_duplicates_are(tmp_path, heading):
    seen = table(tmp_path, heading, more=[[f"PX{at}" for at in range(8)]]).reading.profile
    assert seen.columns["comment_id"] == heading
