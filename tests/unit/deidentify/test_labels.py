"""Names of teams and sites: places stay, people go."""

import pytest

from goldthread.deidentify import Redactor


@pytest.mark.parametrize(
    "label", ["Arnold", "Stapleford", "East", "MSK", "Butlerhill", "Rowan Ward", "Mid Yorkshire", "Ward 12"]
)
def test_a_label_that_may_be_a_place_stays(label):
    assert Redactor().redact_labels([label])[0].text == label


@pytest.mark.parametrize(
    "label, left", [("Karen", "[NAME]"), ("Karen Jones", "[NAME]"), ("Dr Khan's list", "Dr [NAME]'s list")]
)
def test_a_person_in_a_label_goes(label, left):
    assert Redactor().redact_labels([label])[0].text == left
