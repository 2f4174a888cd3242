"""What each column of a waiting file is used for: listed, changed by a select, remembered for files like it."""

import re

import pytest
from django.test import override_settings

from goldthread.listening import worker
from goldthread.listening.models import Arrival
from tests.builders.files import workbook
from tests.web.conftest import said
from tests.web.test_uploads import ben, numbers, send, waiting  # noqa: F401


HEADS = "Ref;Next?;Area ;How was it;Verbatim;who;Chnl\n"
ROWS = "".join(
    f"{n};{13 + n}/06/2031;Ash Ward;Good;The nurses on the ward explained tablet {n} to me;Patient;Card\n"
    for n in range(8)
)


def fields_of(page):
    """The selects of a page: their labels, names, and what is chosen in each."""
    html = page.content.decode()
    found = re.findall(r'<label[^>]*for="(column_\w+)"[^>]*>\s*([^<]+?)\s*</label>', html)
    chosen = {
        name: re.search(r'value="([^"]*)" selected', part)[1]
        for name, part in re.findall(r'<select[^>]*name="(column_\w+)"[^>]*>(.*?)</select>', html, re.S)
    }
    return {label: (name, chosen[name]) for name, label in found}


def sent(page, **changed):
    """What the form of columns would send, with some uses changed by heading."""
    return {name: changed.get(label, use) for label, (name, use) in fields_of(page).items()}


def test_every_column_is_listed_with_what_it_is_used_for_and_how_full_it_is(site, ben):  # noqa: F811
    page = ben.get(send(ben, (HEADS + ROWS).encode()).url)
    assert set(fields_of(page)) == {"Ref", "Next?", "Area", "How was it", "Verbatim", "who", "Chnl"}
    assert fields_of(page)["Verbatim"][1] == "words"
    assert "Filled in 8 of 8 rows" in said(page)


def test_days_are_known_by_what_stands_below_a_heading(site, ben):  # noqa: F811
    page = ben.get(send(ben, (HEADS.replace("Next?", "When?") + ROWS).encode()).url)
    assert fields_of(page)["When?"][1] == "date" and "answers have no date" not in said(page)


def test_what_answers_will_lack_is_said_at_the_top(site, ben):  # noqa: F811
    page = ben.get(send(ben, (HEADS + ROWS).encode()).url)
    html = page.content.decode()
    lacks = html.index("answers have no date")
    assert lacks < html.index("What will happen to each row") and "<details" not in html[:lacks].rpartition("<main")[2]


def test_a_changed_column_is_read_as_it_was_changed(site, ben):  # noqa: F811
    address = send(ben, (HEADS + ROWS).encode()).url
    changed = sent(ben.get(address), **{"Next?": "date", "Area": "team", "Chnl": "channel"})
    page = ben.post(f"{address}columns/", changed, follow=True)
    assert fields_of(page)["Next?"][1] == "date" and "answers have no date" not in said(page)
    done = ben.post(f"{address}keep/", follow=True)
    assert numbers(done) == [8, 8, 0, 0]
    kept = site.words.search('"explained tablet"').items
    assert {(one.team, one.date.month) for one in kept} == {("Ash Ward", 6)}


def test_what_was_said_is_remembered_for_files_with_the_same_columns_only_where_asked(site, ben):  # noqa: F811
    address = send(ben, (HEADS + ROWS).encode()).url
    changed = sent(ben.get(address), **{"Next?": "date"})
    ben.post(f"{address}columns/", changed)
    again = ben.get(send(ben, (HEADS + ROWS).encode()).url)
    assert fields_of(again)["Next?"][1] != "date"
    ben.post(f"{address}columns/", changed | {"remember": "on"})
    third = ben.get(send(ben, (HEADS + ROWS.replace("tablet", "scan")).encode()).url)
    assert fields_of(third)["Next?"][1] == "date"
    other = ben.get(send(ben, (HEADS.replace("Chnl", "Via") + ROWS).encode()).url)
    assert fields_of(other)["Next?"][1] != "date"


def test_a_table_that_is_not_recognised_waits_for_somebody_to_say_what_it_holds(site, ben):  # noqa: F811
    rows = "".join(f"{n};x{n % 3};{13 + n}/06/2031;it was a long day number {n}\n" for n in range(8))
    page = ben.get(send(ben, ("a;b;c;d\n" + rows).encode()).url)
    assert page.status_code == 400 and "What is in each column?" in said(page) and len(waiting(site)) == 1
    address = page.request["PATH_INFO"]
    shown = ben.post(f"{address}columns/", sent(page, d="words", c="date"), follow=True)
    assert numbers(shown) == [8, 8, 0, 0]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"Verbatim": "ignore"}, "No column holds people’s words"),
        ({"Next?": "date", "Chnl": "date"}, "both used as “Date”"),
        ({"Chnl": "nonsense"}, "Choose one that is in the list"),
    ],
)
def test_uses_that_cannot_be_are_said_and_the_file_waits(site, ben, wrong, sentence):  # noqa: F811
    address = send(ben, (HEADS + ROWS).encode()).url
    page = ben.post(f"{address}columns/", sent(ben.get(address), **wrong))
    assert page.status_code == 400 and sentence in said(page) and len(waiting(site)) == 1


def test_what_could_be_read_is_said_part_by_part_with_its_own_percentage(site, ben):  # noqa: F811
    page = said(ben.get(send(ben, FRESH.encode()).url))
    for part in ("What people wrote 100% 8 of 8 rows", "Date 0% 0 of 8 rows", "Score 100% 8 of 8 rows"):
        assert part in page
    assert re.search(r"Kind of file \d+% how sure we are", page) and "Filled in 8 of 8 rows (100%)" in page


FRESH = HEADS.replace("Chnl", "Route") + ROWS
"""Columns of which nobody has said anything that is remembered."""


# -- several sheets


def two_sheets(tmp_path):
    wards = [("Date", "Ward", "FFT score", "What was good?")]
    clinics = [("When seen", "Clinic", "What could we do better?")]
    for at in range(8):
        said_of = f"The nurses explained inhaler {at} to me on the ward"
        wards.append((f"2031-06-{1 + at:02}", "Ash Ward", "Good", said_of))
        clinics.append((f"2031-06-{11 + at}", "Elm Clinic", f"The clinic ran late and nobody explained inhaler {at}"))
    return workbook(tmp_path, {"Inpatient": wards, "Outpatient": clinics}).read_bytes()


def test_each_sheet_has_its_columns_to_change(site, ben, tmp_path):  # noqa: F811
    address = send(ben, two_sheets(tmp_path), "two.xlsx").url
    page = ben.get(address)
    assert fields_of(page)["Ward (sheet: Inpatient)"][1] == "team"
    assert fields_of(page)["What could we do better? (sheet: Outpatient)"][1] == "could_improve"
    changed = sent(page, **{"When seen (sheet: Outpatient)": "date", "Clinic (sheet: Outpatient)": "team"})
    again = ben.post(f"{address}columns/", changed | {"remember": "on"}, follow=True)
    assert numbers(again) == [16, 16, 0, 0] and fields_of(again)["When seen (sheet: Outpatient)"][1] == "date"
    ben.post(f"{address}keep/")
    kept = site.words.search('"explained inhaler"', limit=50).items
    assert {(one.team, one.date.day // 10) for one in kept} == {("Ash Ward", 0), ("Elm Clinic", 1)}
    third = ben.get(send(ben, two_sheets(tmp_path), "two.xlsx").url)
    assert fields_of(third)["When seen (sheet: Outpatient)"][1] == "date"


# -- long files


@pytest.fixture
def long_files(site):
    with override_settings(LONG_UPLOAD=50):
        yield lambda: worker.work(site.folder, once=True)
    worker.work(site.folder, once=True)
    Arrival.objects.all().delete()


def test_columns_of_a_long_file_are_changed_and_the_worker_looks_again(site, ben, long_files):  # noqa: F811
    address = send(ben, FRESH.encode()).url
    long_files()
    page = ben.get(address)
    assert "answers have no date" in said(page) and fields_of(page)["Verbatim"][1] == "words"
    changed = sent(page, **{"Next?": "date", "Area": "team"})
    assert "We are checking the file" in said(ben.post(f"{address}columns/", changed, follow=True))
    assert ben.post(f"{address}columns/", changed).status_code == 400, "it is under way"
    long_files()
    again = ben.get(address)
    assert fields_of(again)["Next?"][1] == "date" and "answers have no date" not in said(again)
    ben.post(f"{address}keep/")
    long_files()
    assert "8 rows were kept" in said(ben.get(address))
    assert {one.team for one in site.words.search('"explained tablet"').items} == {"Ash Ward"}


def test_a_long_file_that_is_not_recognised_asks_what_its_columns_hold(site, ben, long_files):  # noqa: F811
    rows = "".join(f"{n};x{n % 3};{13 + n}/06/2031;it was a long day number {n}\n" for n in range(8))
    address = send(ben, ("a;b;c;d\n" + rows).encode()).url
    long_files()
    page = ben.get(address)
    assert page.status_code == 400 and "What is in each column?" in said(page) and len(waiting(site)) == 1
    assert "say what its columns hold" in said(ben.get("/listen/imports/"))
    ben.post(f"{address}columns/", sent(page, d="words", c="date"))
    long_files()
    assert numbers(ben.get(address)) == [8, 8, 0, 0]


def test_nobody_changes_the_columns_of_a_long_file_that_another_sent(site, ben, come_in, long_files):  # noqa: F811
    address = send(ben, FRESH.encode()).url
    long_files()
    changed = sent(ben.get(address), **{"Next?": "date"})
    assert come_in("asha").post(f"{address}columns/", changed).status_code == 403


def test_nobody_changes_the_columns_of_a_file_that_another_sent(site, ben, come_in):  # noqa: F811
    address = send(ben, (HEADS + ROWS).encode()).url
    ben.get(address)
    assert come_in("nell").post(f"{address}columns/", {}).status_code == 403
