"""Dates of a whole column: proofs counted first, and nothing guessed (CONTRACTS §1)."""

from datetime import date, datetime

import pytest

from goldthread.sources import Profile
from tests.builders.files import HEADER, answers, json_file, text_file, workbook
from tests.builders.reading import read


def column(tmp_path, dates, **how):
    rows = [[*row[:1], when, *row[2:]] for row, when in zip(answers(len(dates)), dates, strict=True)]
    return read(text_file(tmp_path, [HEADER, *rows]), **how)


def days(made):
    return [answer.date for answer in made.answers]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-05-14", date(2024, 5, 14)),
        ("2024-05-14T09:30:00Z", date(2024, 5, 14)),
        ("2024-05-14 09:30:00.000", date(2024, 5, 14)),
        ("2024/05/14", date(2024, 5, 14)),
        ("20240514", date(2024, 5, 14)),
        ("14/05/2024", date(2024, 5, 14)),
        ("14-05-24", date(2024, 5, 14)),
        ("14.05.2024", date(2024, 5, 14)),
        ("14/05/2024 09:30", date(2024, 5, 14)),
        ("14/5/2024 9:30:05 PM", date(2024, 5, 14)),
        ("05/14/2024", date(2024, 5, 14)),
        ("14 May 2024", date(2024, 5, 14)),
        ("14th May, 2024", date(2024, 5, 14)),
        ("14-May-24", date(2024, 5, 14)),
        ("14May2024", date(2024, 5, 14)),
        ("Tuesday 14 May 2024", date(2024, 5, 14)),
        ("Tue, 14 May 2024", date(2024, 5, 14)),
        ("May 14, 2024", date(2024, 5, 14)),
        ("Tue May 14 09:30:00 GMT 2024", date(2024, 5, 14)),
        ("14\u00a0May\u00a02024", date(2024, 5, 14)),
        ("45426", date(2024, 5, 14)),
        ("45426.395", date(2024, 5, 14)),
    ],
)
def test_one_way_to_read_it(tmp_path, written, meant):
    made = column(tmp_path, [written])
    assert days(made) == [meant] and made.answers[0].date_precision == "day"


@pytest.mark.parametrize("written", ["May-24", "May 2024", "202405", "2024-05", "05/2024"])
def test_a_month_is_kept_as_a_month(tmp_path, written):
    made = column(tmp_path, [written])
    assert days(made) == [date(2024, 5, 1)] and made.answers[0].date_precision == "month"


@pytest.mark.parametrize(
    "written", ["soon", "31/02/2024", "2024-13-45", "99999999", "14/05", "0", "12345678901234567890"]
)
def test_what_is_no_date_is_set_aside_as_date(tmp_path, written):
    made = column(tmp_path, [written, "2024-05-14"])
    assert made.reasons == {"date": 1} and days(made) == [date(2024, 5, 14)]


def test_a_blank_date_is_kept_without_one(tmp_path):
    made = column(tmp_path, ["", "2024-05-14", "  ", "\u00a0"])
    assert days(made) == [None, date(2024, 5, 14), None, None] and made.reasons == {}
    assert made.answers[0].date_precision == "none"


def test_all_proof_day_first_settles_it(tmp_path):
    made = column(tmp_path, ["03/04/2024", "25/04/2024", "04/04/2024"])
    assert days(made) == [date(2024, 4, 3), date(2024, 4, 25), date(2024, 4, 4)]
    assert "day first" in made.notes and "1 " in made.notes


def test_all_proof_month_first_settles_it(tmp_path):
    made = column(tmp_path, ["03/04/2024", "04/25/2024"])
    assert days(made) == [date(2024, 3, 4), date(2024, 4, 25)]
    assert "month first" in made.notes


def test_proof_both_ways_sets_aside_only_what_can_be_read_two_ways(tmp_path):
    made = column(tmp_path, ["03/04/2024", "25/04/2024", "04/25/2024", "05/05/2024", "2024-04-03"])
    assert made.reasons == {"date": 1} and [row.number for row in made.rows if row.reason] == [2]
    assert days(made) == [date(2024, 4, 25), date(2024, 4, 25), date(2024, 5, 5), date(2024, 4, 3)]


def test_dates_that_say_themselves_are_told_in_words(tmp_path):
    made = column(tmp_path, ["2024-04-03", "2024-05-14", "3 April 2024"])
    assert "Dates: 2 written year first, 1 with the month in words." in made.notes


def test_no_proof_sets_aside_what_can_be_read_two_ways(tmp_path):
    made = column(tmp_path, ["03/04/2024", "05/06/2024", "07/07/2024"])
    assert made.reasons == {"date": 2} and days(made) == [date(2024, 7, 7)]
    assert "two ways" in made.notes


def test_the_proof_may_stand_in_the_last_row(tmp_path):
    made = column(tmp_path, ["03/04/2024"] * 3000 + ["25/04/2024"])
    assert made.reasons == {} and set(days(made)) == {date(2024, 4, 3), date(2024, 4, 25)}


@pytest.mark.parametrize(("order", "first"), [("day first", date(2024, 4, 3)), ("month first", date(2024, 3, 4))])
def test_the_profile_gives_the_order(tmp_path, order, first):
    path = text_file(tmp_path, [HEADER, *answers(3, date="03/04/2024")])
    profile = read(path).reading.profile
    profile.date_order = order
    profile.save(tmp_path / "own.yaml")
    for given in (profile, tmp_path / "own.yaml"):
        made = read(path, profile=given)
        assert days(made) == [first] * 3 and made.reasons == {}


def test_proof_against_the_profiles_order_is_still_read_the_only_way_it_can_be(tmp_path):
    path = text_file(tmp_path, [HEADER, *answers(2, date="04/25/2024")])
    profile = read(path).reading.profile
    profile.date_order = "day first"
    assert days(read(path, profile=profile)) == [date(2024, 4, 25)] * 2


def test_real_date_cells_and_serial_numbers_in_a_workbook(tmp_path):
    rows = answers(4)
    for row, when in zip(rows, (datetime(2024, 5, 14), datetime(2024, 5, 14, 9, 30), 45426, "14/05/2024"), strict=True):
        row[1] = when
    made = read(workbook(tmp_path, {"Sheet1": [HEADER, *rows]}))
    assert days(made) == [date(2024, 5, 14)] * 4


def test_dates_in_json(tmp_path):
    held = [dict(zip(HEADER, row, strict=True)) for row in answers(4, date="{day:02d}/05/2024")]
    made = read(json_file(tmp_path, held))
    assert days(made) == [date(2024, 5, 13 + n) for n in range(4)]


def test_the_two_passes_agree_whatever_stands_in_the_column(tmp_path):
    """Rows are only set aside as date where a date stands that cannot be read one way."""
    dates = ["", "2024-05-14", "03/04/2024", "25/04/2024", "never", "5/5/24", "12/13/2024", "45426", "May-24"]
    made = column(tmp_path, dates)
    assert sum(made.reasons.values()) + len(made.answers) == len(dates)
    assert made.reasons == {"date": 2}


def test_profile_is_of_the_same_kind(tmp_path):
    assert isinstance(column(tmp_path, ["2024-05-14"]).reading.profile, Profile)


@pytest.mark.parametrize("text", ["20241399", "202413", "202412.0", "2024.0", "20240230.0", "200000.5"])
def test_digits_that_are_no_day_are_no_date_and_no_error(text):
    from goldthread.sources.dates import look_at

    assert look_at(text) is None or look_at(text).day.year > 1989
