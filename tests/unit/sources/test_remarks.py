"""Columns of remarks: staff's are left out by name, patients' are read, and each is named."""

import pytest

from tests.unit.sources.test_ways_in import SAID, table


STAFF = (
    "Rang the family and apologised.",
    "Passed to the matron for the huddle.",
    "No further action needed.",
    "Form torn, see card.",
    "Discussed with night staff.",
)
THEIRS = ("I waited for my tablets.", "My bed was by the door.", "We liked the garden.", "I could not sleep.")


@pytest.mark.parametrize("heading", ["Remarks", "Observations", "Follow-up", "Notes", "General remarks"])
def test_remarks_that_tell_what_staff_did_are_left_out_and_named(tmp_path, heading):
    made = table(tmp_path, heading, more=[STAFF])
    assert {one.text for one in made.answers} == set(SAID)
    assert f"the organisation's own words: “{heading}”" in made.notes


@pytest.mark.parametrize("heading", ["Remarks", "Observations", "Notes"])
def test_remarks_of_patients_are_read_and_named(tmp_path, heading):
    made = table(tmp_path, heading, more=[[f"{said} Day {at}." for at, said in enumerate(THEIRS * 2)]])
    assert len([one for one in made.answers if one.text.startswith(THEIRS)]) == len(SAID)
    assert f"“{heading}”" in made.notes


@pytest.mark.parametrize("heading", ["Staff remarks", "Data entry observations", "PALS notes", "Reviewer comments"])
def test_a_heading_that_names_who_wrote_is_enough(tmp_path, heading):
    made = table(tmp_path, heading, more=[[f"{said} Day {at}." for at, said in enumerate(THEIRS * 2)]])
    assert {one.text for one in made.answers} == set(SAID)
