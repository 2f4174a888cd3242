"""Dates in several columns: day, month and year are one date; what is no date is set aside; figures stay."""

import datetime as dt

import pytest

from tests.builders.files import text_file, workbook
from tests.builders.reading import read
from tests.unit.sources.test_ways_in import SAID


MONTHS = ("January", "Feb", "March", "apr", "May", "6", "07", "August")


def table(tmp_path, headings, *parts, write=text_file):
    every = enumerate(zip(SAID, *parts, strict=False))
    held = [(*headings, "Ward", "What was good?"), *([*cells, f"Ward {at % 3}", said] for at, (said, *cells) in every)]
    return read(write(tmp_path, held if write is text_file else {"Answers": held}))


def days(made):
    return [answer.date for answer in made.answers]


@pytest.mark.parametrize(
    "headings",
    [
        ("Day", "Month", "Year"),
        ("DD", "MM", "YYYY"),
        ("Visit day", "Visit month", "Visit year"),
        ("Date of visit - day", "Date of visit - month", "Date of visit - year"),
        ("day_of_month", "month_num", "yr"),
        ("When did you come? Day", "When did you come? Month", "When did you come? Year"),
    ],
)
@pytest.mark.parametrize("year", ["2025", "25"])
def test_day_month_and_year_are_one_date(tmp_path, headings, year):
    number = [str(3 + at) for at in range(8)]
    made = table(tmp_path, headings, number, MONTHS, [year] * 8)
    assert days(made) == [dt.date(2025, 1 + at, 3 + at) for at in range(8)]
    assert "are read as one date" in made.notes and f"“{headings[0]}”" in made.notes


def test_numbers_of_a_workbook_are_parts_too(tmp_path):
    made = table(
        tmp_path, ("Year", "Month", "Day"), [2025.0] * 8, [4.0] * 8, [*map(float, range(1, 9))], write=workbook
    )
    assert days(made) == [dt.date(2025, 4, at) for at in range(1, 9)]


def test_month_and_year_alone_are_a_month(tmp_path):
    made = table(tmp_path, ("Month", "Year"), MONTHS, ["2024"] * 8)
    assert {answer.date_precision for answer in made.answers} == {"month"} and days(made)[1] == dt.date(2024, 2, 1)


def test_parts_that_are_no_date_are_set_aside(tmp_path):
    made = table(
        tmp_path, ("Day", "Month", "Year"), ["31", "12", *"345678"], ["Feb", "smarch", *["May"] * 6], ["2025"] * 8
    )
    assert [row.reason for row in made.rows] == ["date", "date", *[""] * 6]


def test_a_date_of_birth_and_an_age_are_none(tmp_path):
    birth = table(tmp_path, ("Day of birth", "Month of birth", "Year of birth"), "12345678", MONTHS, ["1950"] * 8)
    assert set(days(birth)) == {None} and "one date" not in birth.notes


def test_another_column_of_dates_counts(tmp_path):
    made = table(tmp_path, ("Date", "Month", "Year"), ["2025-05-02"] * 8, ["April"] * 8, ["2024"] * 8)
    assert set(days(made)) == {dt.date(2025, 5, 2)}
