"""A trend taken away: in each form, of shared figures, or exact and marked with whom it is for."""

import io

import openpyxl
import pytest

from goldthread.documents.charts import CHART_FORMS
from tests.web.conftest import WARD, links, said


def numbers(answer):
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    counts = book["Figures"].iter_cols(min_col=2, max_col=2, min_row=2, values_only=True)
    return [one for column in counts for one in column if one is not None]


def text(answer):
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    heads = [sheet.oddHeader.left.text or "" for sheet in book]
    return heads, " ".join(str(cell) for row in book["Chart"].iter_rows(values_only=True) for cell in row if cell)


@pytest.mark.parametrize("form", CHART_FORMS)
def test_each_form_comes_as_what_it_is(come_in, form):
    answer = come_in("asha").get(f"/understand/themes/months.{form}?theme=Discharge")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, CHART_FORMS[form])
    assert answer.headers["Content-Disposition"] == f'attachment; filename="month-by-month.{form}"'


@pytest.mark.parametrize("who", ["ben", "cath", "asha"])
def test_what_may_be_passed_on_holds_shared_figures_and_says_so(come_in, who):
    answer = come_in(who).get("/understand/themes/months.xlsx")
    heads, words = text(answer)
    assert numbers(answer) and all(n % 5 == 0 for n in numbers(answer))
    assert "Counts are rounded to 5." in words and "Every figure in this chart is invented." in words
    assert not any("Exact" in one for one in heads)


@pytest.mark.parametrize(
    ("who", "readers", "narrow"), [("ben", "Wenbrook Royal", ""), ("fay", WARD, f"&service={WARD}")]
)
def test_an_exact_one_says_on_each_sheet_whom_it_is_for(come_in, who, readers, narrow):
    answer = come_in(who).get(f"/understand/themes/months.xlsx?exact=yes{narrow}")
    assert all("Exact figures, for" in one and readers in one for one in text(answer)[0])
    assert any(n % 5 for n in numbers(answer))


def test_nobody_without_the_words_is_given_an_exact_one(come_in):
    plain, exact = (come_in("asha").get(f"/understand/themes/months.xlsx{more}") for more in ("", "?exact=yes"))
    assert numbers(plain) == numbers(exact) and "Exact" not in " ".join(text(exact)[0])


def test_the_page_offers_all_forms_with_its_filters(come_in):
    answer = come_in("ben").get("/understand/themes/?theme=Discharge")
    addresses = [one for one in links(answer) if "themes/months." in one]
    assert len([one for one in addresses if "exact=yes" not in one]) == len(CHART_FORMS) == len(addresses) / 2
    assert all("theme=Discharge" in one for one in addresses) and "in PowerPoint" in said(answer)
    partner = come_in("asha").get("/understand/themes/")
    assert len([one for one in links(partner) if "themes/months." in one]) == len(CHART_FORMS)


def test_a_cut_that_is_not_shared_offers_none_for_everybody(come_in):
    ben = come_in("ben")
    answer = ben.get("/understand/themes/?role=staff&role=carer")
    assert not [one for one in links(answer) if "themes/months." in one and "exact=yes" not in one]
    assert ben.get("/understand/themes/months.png?role=staff&role=carer").status_code == 400
