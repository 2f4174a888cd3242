"""Published tables of counts: every figure with its place, its month, and what it is out of; totals are checks."""

from datetime import date, datetime

import pytest

from goldthread import sources
from goldthread.sources.fft_figures import measure_of
from goldthread.vocabulary import UnreadableFile
from tests.builders.files import text_file, workbook
from tests.builders.reading import read


SITES = (
    "YearMonth",
    "Trust Code",
    "Trust Name",
    "Site Code",
    "Site Name",
    "Total Responses - IP",
    "Total Eligible - IP",
    "Response Rate - IP",
    "Percentage Recommended - IP",
    "Percentage Recommended (n) - IP",
)
SITE = ["202402", "XAA", "ASH TRUST", "XAA01", "Elm Hospital", "34", "174", "19.50%", "97.10%", "97.1% (34)"]
UPPER = [
    "ICB Code",
    "Trust Code",
    "Trust Name",
    "Ward Name",
    "Total Responses",
    "Total Eligible",
    "Percentage Positive",
    "Percentage Negative",
    "Breakdown of Responses",
    None,
    None,
    None,
    None,
    None,
    "Mode of Collection",
    None,
]
LOWER = [None] * 8 + ["Very Good", "Good", "Neither Good nor Poor", "Poor", "Very Poor", "Don't Know", "SMS", "Paper"]
WARD = ["QAA", "XAA", "Ash Trust", "Elm Ward", 50, 400, 0.9, 0.04, 40, 5, 2, 1, 1, 1, 30, 20]
MERGED = {"Wards": ["I3:N3", "O3:P3"]}


def by_measure(made, place="XAA"):
    return {(f.measure, f.breakdown): f for f in made.figures if f.organisation == place}


def test_one_site_of_the_old_question(tmp_path):
    made = read(text_file(tmp_path, [SITES, SITE]))
    assert made.reading.kind == "fft_figures" and len(made.rows) == 1
    found = {f.measure: f for f in made.figures}
    assert set(found) == {"responses", "eligible", "response rate", "percentage recommended"}
    share = found["percentage recommended"]
    assert (share.value, share.unit, share.denominator) == (97.1, "percent", 34)
    assert (share.organisation, share.organisation_name, share.site) == ("XAA", "ASH TRUST", "Elm Hospital - XAA01")
    assert (share.period_start, share.period_end) == (date(2024, 2, 1), date(2024, 2, 29))
    assert found["response rate"].value == 19.5


def test_the_old_question_and_the_new_are_different_measures():
    assert measure_of("Percentage Recommended") == ("percentage recommended", "percent")
    assert measure_of("Percentage Not Recommended") == ("percentage not recommended", "percent")
    assert measure_of("Percentage Positive") == ("percentage positive", "percent")
    assert measure_of("% Negative") == ("percentage negative", "percent")
    assert measure_of("Total responses to date")[0] == "responses to date"
    assert measure_of("Ward Name") is None and measure_of("Comments") is None


def test_a_publication_of_wards_with_merged_headers_and_totals(tmp_path):
    total = [None, None, "England (including Independent Sector Providers)", None, 5000, 90000, 0.95, 0.02] + [None] * 8
    rows = [["Inpatient FFT - July 2025"], [], UPPER, LOWER, total, WARD]
    made = read(workbook(tmp_path, {"Wards": rows}, merged=MERGED))
    assert [row.number for row in made.rows] == [5, 6]
    ward = by_measure(made)
    assert ward["percentage positive", ""].value == 90.0 and ward["percentage positive", ""].denominator == 50
    assert ward["very good", ""].value == 40 and ward["don't know", ""].value == 1
    assert ward["responses by mode", "sms"].value == 30
    assert all(f.period_start == date(2025, 7, 1) and f.service == "Elm Ward" for f in ward.values())
    assert not any(f.check for f in ward.values())
    england = [f for f in made.figures if f.organisation == ""]
    assert england and all(f.check for f in england)


def test_suppressed_figures_keep_their_marker(tmp_path):
    rows = [SITES, SITE, [*SITE[:3], "XAA02", "Oak Hospital", "*", "80", "*", "-", "N/A"]]
    made = read(text_file(tmp_path, rows))
    oak = {f.measure: f for f in made.figures if "Oak" in f.site}
    assert (oak["responses"].value, oak["responses"].marker) == (None, "*")
    assert (oak["percentage recommended"].value, oak["percentage recommended"].marker) == (None, "-")
    assert oak["eligible"].value == 80


def test_months_as_a_second_header_row(tmp_path):
    upper = ["FFT", "Number of organisations submitting", "Responses", None, "Percentage Positive", None]
    lower = [None, *[datetime(2026, 4, 1)] * 2, datetime(2026, 3, 1), datetime(2026, 4, 1), datetime(2026, 3, 1)]
    rows = [
        ["Friends and Family Test - April 2026"],
        upper,
        lower,
        ["A&E", 12, 900, 800, 0.8, 0.79],
        ["GP ", 40, 1000, 1100, 0.9, 0.91],
        ["Total", "N/A", 1900, 1900, "N/A", "N/A"],
    ]
    made = read(workbook(tmp_path, {"Notes": [], "Headline": rows}, start=(1, 2)))
    assert len(made.rows) == 3
    ae = {(f.measure, f.period_start): f for f in made.figures if f.service == "A&E"}
    assert ae["responses", date(2026, 4, 1)].value == 900 and ae["responses", date(2026, 3, 1)].value == 800
    assert ae["percentage positive", date(2026, 3, 1)].value == 79.0
    assert ae["percentage positive", date(2026, 3, 1)].denominator == 800
    assert {f.service for f in made.figures} == {"A&E", "GP", "Total"}
    assert {f.check for f in made.figures if f.service == "Total"} == {True}


def test_one_percent_is_not_taken_for_a_hundred(tmp_path):
    header = ("Period", "Trust Code", "Total Responses", "Percentage Positive", "Percentage Negative")
    rows = [["May-24", "XAA", "200", "98.5", "1"], ["May-24", "XAB", "100", "99", "0.5"]]
    made = read(text_file(tmp_path, [header, *rows]))
    negative = [f.value for f in made.figures if f.measure == "percentage negative"]
    assert negative == [1.0, 0.5]


def test_parts_of_one_beside_percentages_with_a_sign(tmp_path):
    header = ("Period", "Trust Code", "Total Responses", "Response Rate", "Percentage Positive")
    made = read(text_file(tmp_path, [header, ["202405", "XAA", "1,387", "0.176", "79.70%"]]))
    assert {f.measure: f.value for f in made.figures} == {
        "responses": 1387.0,
        "response rate": 17.6,
        "percentage positive": 79.7,
    }


def test_a_raw_extract_with_the_financial_year(tmp_path):
    header = (
        "Yearnumber",
        "Periodname",
        "Parent org code",
        "Org code",
        "Org name",
        "1 Very Good SUM",
        "2 Good SUM",
        "3 Neither Good Nor Poor SUM",
        "4 Poor SUM",
        "5 Very Poor SUM",
        "6 Dont Know SUM",
        "Total Eligible SUM",
    )
    rows = [
        ["2025_26", month, "QAA", "XAA", "Ash Trust", "40", "5", "2", "1", "1", "1", "400"]
        for month in ("AUGUST", "JANUARY")
    ]
    made = read(text_file(tmp_path, [header, *rows]))
    assert made.reading.kind == "fft_figures"
    assert {f.period_start for f in made.figures} == {date(2025, 8, 1), date(2026, 1, 1)}
    assert {f.measure for f in made.figures} >= {
        "very good",
        "good",
        "neither",
        "poor",
        "very poor",
        "don't know",
        "eligible",
    }


def test_a_time_series_without_places(tmp_path):
    header = [
        "FFT Period",
        "Number of NHS submitters",
        "Total responses to date",
        "Monthly total responses",
        "Monthly NHS responses",
        "Monthly total percentage positive",
        "Monthly NHS percentage positive",
    ]
    rows = [[month, 132, 22000000, 194000, 180000, 0.98, 0.94] for month in ("Jan-24", "Feb-24")]
    made = read(workbook(tmp_path, {"IP": [header, *rows], "OP": []}))
    nhs = [f for f in made.figures if f.measure == "percentage positive" and f.breakdown == "nhs"]
    assert [(f.period_start, f.value, f.denominator) for f in nhs] == [
        (date(2024, 1, 1), 94.0, 180000),
        (date(2024, 2, 1), 94.0, 180000),
    ]
    assert {f.service for f in made.figures} == {"Inpatient"}


def test_a_layout_without_figures_is_refused(tmp_path):
    blank = [None, None, "England", None] + [None] * 12
    selection = [None, None, "Selection (excluding suppressed data)", None, 0, 0, "-", "-"] + [0] * 8
    path = workbook(tmp_path, {"Wards": [["Inpatient FFT"], [], UPPER, LOWER, blank, selection]}, merged=MERGED)
    with pytest.raises(UnreadableFile, match="layout .* no figures"):
        sources.read(path)


def test_notes_and_repeated_headers_in_a_published_table(tmp_path):
    made = read(text_file(tmp_path, [SITES, SITE, SITES, [*SITE[:3], "XAA02", *SITE[4:]], ["Notes: provisional"]]))
    assert made.reasons == {"repeated header": 1, "note": 1} and len(made.rows) == 4


def test_a_column_that_repeats_another_is_said(tmp_path):
    assert "repeats another column" in read(text_file(tmp_path, [SITES, SITE])).notes


def test_figures_by_a_profile_of_ones_own(tmp_path):
    path = text_file(tmp_path, [("Where", "When", "Meals liked"), ["Elm Ward", "May 2024", "80%"]])
    profile = tmp_path / "own.yaml"
    profile.write_text(
        "kind: meals\ncolumns: {service: Where, period: When}\n"
        "figures:\n- {column: Meals liked, measure: meals liked, unit: percent}\n"
    )
    figure = read(path, profile=profile).figures[0]
    assert (figure.measure, figure.value, figure.service, figure.period_start) == (
        "meals liked",
        80.0,
        "Elm Ward",
        date(2024, 5, 1),
    )


def test_two_settings_of_one_site_do_not_take_each_others_place(tmp_path):
    """The same columns, site and month in two files are two figures: their setting is read from title or headings."""
    header = ("YearMonth", "Trust Code", "Site Code", "Site Name", "Total Responses", "Percentage Recommended - AE")
    row = ["202402", "XAA", "XAA01", "Elm Hospital", "34", "91%"]
    emergency = read(text_file(tmp_path, [header, row], name="a.csv"))
    other = read(text_file(tmp_path, [[*header[:5], "Percentage Recommended - OP"], row], name="b.csv"))
    titled = read(text_file(tmp_path, [["Maternity FFT"], [], [*header[:5], "Percentage Positive"], row], name="c.csv"))
    assert [{f.service for f in made.figures} for made in (emergency, other, titled)] == [
        {"A&E"},
        {"Outpatient"},
        {"Maternity"},
    ]


def test_figures_without_a_month_are_refused_with_a_profile_that_asks_for_it(tmp_path):
    header = ("Trust Code", "Trust Name", "Total Responses", "Percentage Positive", "Percentage Negative")
    path = text_file(tmp_path, [header, ["XAA", "Ash Trust", "200", "98.5", "1"]])
    with pytest.raises(sources.NotRecognised, match="which month") as caught:
        sources.read(path)
    for figure in caught.value.profile.figures:
        figure.period = "May 2024"
    caught.value.profile.save(tmp_path / "own.yaml")
    made = read(path, profile=tmp_path / "own.yaml")
    assert {f.period_start for f in made.figures} == {date(2024, 5, 1)} and len(made.figures) == 3


def test_four_sheets_of_one_trust_are_four_series(tmp_path):
    header = ["ICB Code", "Trust Code", "Trust Name", "Total Responses", "Percentage Positive"]
    sheets = {
        f"Trusts Q{n}": [["Maternity FFT - May 2024"], [], header, ["QAA", "XAA", "Ash", 40 + n, 0.9]] for n in (1, 2)
    }
    made = read(workbook(tmp_path, sheets))
    assert len({(f.measure, f.breakdown) for f in made.figures}) == 4
    assert {row.sheet for row in made.rows} == {"Trusts Q1", "Trusts Q2"}


def test_levels_are_told_apart(tmp_path):
    icb = [
        ["A&E FFT May 2024"],
        [],
        ["ICB Code", "ICB Name", "Total Responses", "Percentage Positive"],
        ["QAA", "Ash ICB", 90, 0.9],
    ]
    trusts = [
        ["A&E FFT May 2024"],
        [],
        ["ICB Code", "Trust Code", "Trust Name", "Total Responses", "Percentage Positive"],
        ["QAA", "XAA", "Ash", 40, 0.9],
    ]
    made = read(workbook(tmp_path, {"ICB": icb, "Trusts": trusts}))
    assert {(f.organisation, f.organisation_name) for f in made.figures} == {("QAA", "Ash ICB"), ("XAA", "Ash")}
