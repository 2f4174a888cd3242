"""The supplier's own reference, unless it would itself be a way to reach somebody."""

import pytest

from goldthread.intake.references import reference


@pytest.mark.parametrize("own", ["XWR ED 17 - Q1", "C-2031/0042", "12345678", "R7 of 2031"])
def test_a_supplier_s_reference_is_kept_as_it_is(own):
    assert reference("made.csv", 7, own) == own


@pytest.mark.parametrize(
    "own", ["", "a.b@example.org", "+44 7700 900123", "07700 900123", "943 476 5919", "9434765919", "20310514-7"]
)
def test_file_and_row_stand_for_none_and_for_one_that_tells_too_much(own):
    assert reference("made.csv", 7, own) == "made.csv, row 7"
