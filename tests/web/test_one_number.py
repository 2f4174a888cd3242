"""One question has one number for whoever asks it: on every page, in every document, for every role of the cast."""

import html
import json
import re
from urllib.parse import urlencode

import pytest

from goldthread.accounts.cast import PEOPLE
from goldthread.accounts.models import Person
from tests.web.conftest import WARD, signed_in
from tests.web.test_numbers_agree import length


HANDLES = tuple(handle for handle, *_ in PEOPLE)
CUTS = (
    {},
    {"role": "carer"},
    {"organisation": "XWR", "service": WARD},
    {"pathway": "home-after-a-fall"},
    {"pathway": "home-after-a-fall", "role": "patient"},
    {"when": "2031-10"},
)
TABLE = re.compile(r"<table.*?</table>", re.S)
ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.S)
HEADING = re.compile(r'<th[^>]*scope="row"[^>]*>(.*?)</th>', re.S)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.S)
NUMBER = re.compile(r"[\d,]+")
FEW = "few"
READERS = ("ben", "nell", "hana")
"""Read all the words that their figures count; Fay does so on her own ward."""


def plain(cell: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())


def figure(cell: str) -> int | str:
    """A count as a page shows it, which may have words for those who do not see; FEW where it is not shown."""
    found = NUMBER.match(plain(cell))
    return int(found[0].replace(",", "")) if found else FEW


def rows_of(body: str, first: str) -> list[tuple[str, list[str]]]:
    """The rows of the table whose first column is called so: its heading and cells."""
    for table in TABLE.findall(body):
        columns = re.findall(r'<th[^>]*scope="col"[^>]*>(.*?)</th>', table, re.S)
        if columns and [plain(one) for one in columns][0] == first and "Who" not in map(plain, columns):
            return [
                (plain(found[1]), CELL.findall(row)) for row in ROW.findall(table) if (found := HEADING.search(row))
            ]
    return []


def page(browser, path: str, cut: dict[str, str]) -> str | None:
    """A page; None where this role may not open it, or where shared figures know no such cut."""
    answer = browser.get(path, cut)
    return answer.content.decode() if answer.status_code == 200 else None


def asked(handle: str) -> list[tuple[dict[str, str], object]]:
    browser = signed_in(Person.objects.get(handle=handle))
    return [(cut, browser) for cut in CUTS]


@pytest.mark.parametrize("handle", HANDLES)
def test_a_theme_has_one_count_on_its_page_in_the_brief_and_in_its_document(site, handle):
    compared = 0
    for cut, browser in asked(handle):
        themes, known = (page(browser, f"/understand/{name}/", cut) for name in ("themes", "known"))
        if themes is None or known is None:
            continue
        on_page = {theme: [figure(cell) for cell in (row[0], *row[2:5])] for theme, row in rows_of(themes, "Theme")}
        in_brief = {theme: [figure(cell) for cell in (row[0], *row[2:5])] for theme, row in rows_of(known, "Theme")}
        shown = {theme: row for theme, row in in_brief.items() if row[0] != FEW}
        assert shown.items() <= on_page.items(), (cut, handle)
        document = json.loads(browser.get("/understand/known/brief.json", cut | {"exact": "yes"}).content)
        held = next(part["rows"] for part in document["sections"] if part["key"] == "said")
        in_document = {
            row["theme"]: [FEW if row[name] is None else row[name] for name in ("n", "positive", "neutral", "negative")]
            for row in held
        }
        assert in_document == in_brief, (cut, handle)
        compared += len(shown)
    assert compared or handle == "dai"


@pytest.mark.parametrize("handle", HANDLES)
def test_a_moment_has_one_count_on_its_journey_in_its_table_and_in_the_brief(site, handle):
    compared = 0
    for cut, browser in asked(handle):
        journey, known = (page(browser, f"/understand/{name}/", cut) for name in ("journey", "known"))
        if journey is None or known is None:
            continue
        in_table = {moment: figure(row[0]) for moment, row in rows_of(journey, "Moment that matters")}
        document = json.loads(browser.get("/understand/known/brief.json", cut | {"exact": "yes"}).content)
        held = next(part["rows"] for part in document["sections"] if part["key"] == "felt")
        whole = "Everyone" if "role" not in cut else {"carer": "Carers", "patient": "Patients"}[cut["role"]]
        in_brief = {row["moment"]: FEW if row["n"] is None else row["n"] for row in held if row["who"] == whole}
        shown = {moment: n for moment, n in in_brief.items() if n != FEW}
        assert shown == {moment: n for moment, n in in_table.items() if moment in in_brief and n != FEW}, (cut, handle)
        compared += len(in_brief)
    assert compared or handle == "dai"


@pytest.mark.parametrize("handle", HANDLES)
def test_how_many_answered_is_one_number_wherever_it_is_said(site, handle):
    compared = 0
    for cut, browser in asked(handle):
        themes, known = (page(browser, f"/understand/{name}/", cut) for name in ("themes", "known"))
        told = themes and re.search(r"Out of (?:at least )?([\d,]+) answers with words", plain(themes))
        if not told or known is None:
            continue
        n = figure(told[1])
        document = json.loads(browser.get("/understand/known/brief.json", cut | {"exact": "yes"}).content)
        assert f"{n:,} answers" in str(document["sections"]), (cut, handle)
        overview = page(browser, "/understand/", {})
        assert cut or overview is None or f"{n:,} answers with words" in plain(overview), handle
        if handle in READERS or (handle == "fay" and "service" in cut):
            assert length(browser, f"/understand/words/?{urlencode(cut)}") == n, (cut, handle)
        compared += 1
    assert compared or handle == "dai"
