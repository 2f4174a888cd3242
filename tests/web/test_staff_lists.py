"""Joiners and leavers as a list: looked through first, then done, or left."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldthread.accounts.models import Person
from tests.web.conftest import said, signed_in


YESTERDAY = date.today() - timedelta(days=1)
PASSWORD = "a long sentence of one's own"


def upload(browser, text: str, name: str = "list.csv"):
    file = SimpleUploadedFile(name, text.encode(), content_type="text/csv")
    return browser.post("/people/list/", {"file": file})


LIST = f"sign-in name,name,role,until\np.new,New,analyst,\np.cy,,,{YESTERDAY}\np.di,,,{YESTERDAY}\n"


LIST = f"sign-in name,name,role,until\np.new,New,analyst,\np.cy,,,{YESTERDAY}\np.di,,,{YESTERDAY}\n"


def test_a_list_is_previewed_before_anything_is_changed(staff):
    browser = signed_in(staff["p.ada"])
    answer = upload(browser, LIST)
    assert answer.status_code == 302
    preview = said(browser.get(answer.url))
    assert "nothing is changed yet" in preview and "1 Added" in preview and "1 Ended" in preview
    assert not Person.objects.filter(handle="p.new").exists()
    assert "New; analyst" in preview and preview.index("p.di") < preview.index("p.new"), "refused lines come first"
    assert signed_in(staff["p.bo"]).get(answer.url).status_code == 404
    done = browser.post(f"{answer.url}keep/")
    assert (
        "Links to send" in said(done)
        and 'download="links-to-send.csv"' in done.content.decode()
        and Person.objects.filter(handle="p.new").exists()
    )
    assert not Person.objects.get(handle="p.cy").is_active and Person.objects.get(handle="p.di").is_active
    assert browser.get(answer.url).status_code == 404
    assert browser.post(f"{answer.url}keep/").status_code == 404


def test_looking_at_a_preview_writes_nothing(staff):
    browser = signed_in(staff["p.ada"])
    address = upload(browser, LIST).url
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    assert {one["sql"].split()[0] for one in asked.captured_queries} == {"SELECT"}


def test_a_last_administrator_is_previewed_apart(staff):
    browser = signed_in(staff["p.bo"])
    address = upload(browser, f"sign-in name,until\np.ada,{YESTERDAY}\n").url
    assert "preview it with that line" in said(browser.get(address)) and "1 Refused" in said(browser.get(address))
    assert "1 Ended" in said(browser.get(f"{address}?sure=yes"))
    assert Person.objects.get(handle="p.ada").is_active


def test_a_list_that_is_left_is_gone(staff):
    browser = signed_in(staff["p.ada"])
    answer = upload(browser, LIST)
    assert browser.post(f"{answer.url}leave/").url == "/people/"
    assert browser.get(answer.url).status_code == 404 and not Person.objects.filter(handle="p.new").exists()


@pytest.mark.parametrize(
    ("text", "why"), [("", "Choose a file|empty"), ("shoe size\n1\n", "shoe size"), ("PK\x03\x04", "workbook")]
)
def test_what_is_no_list_is_refused_on_the_page(staff, text, why):
    import re

    answer = upload(signed_in(staff["p.ada"]), text)
    assert answer.status_code == 400 and re.search(why, said(answer))
