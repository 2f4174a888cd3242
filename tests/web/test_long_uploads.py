"""Long files: looked over and brought in by the worker, with the page telling how far it is; the same account."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from goldthread.accounts import queries
from goldthread.accounts.models import Person
from goldthread.listening import worker
from goldthread.listening.models import Arrival
from tests.builders import live
from tests.web.conftest import links, said
from tests.web.test_uploads import HEADER, NAMED, ROWS, WRONG, ben, numbers, send, waiting


__all__ = ["ben"]  # the fixture takes back what a test brought in

TWO_WAYS = HEADER + "".join(
    f"V{at},{day}/06/2031,Ward 7 - Older People,1,The physio made me laugh on day {at}\n"
    for at, day in enumerate((3, 4, 5, 13, 14))
).replace("13/06", "06/13")


@pytest.fixture(autouse=True)
def every_file_is_long(site):
    with override_settings(LONG_UPLOAD=50):
        yield
    worker.work(site.folder, once=True)
    Arrival.objects.all().delete()


def do_the_work(site) -> int:
    return worker.work(site.folder, once=True)


def test_a_long_file_is_looked_over_then_brought_in_by_the_worker(site, ben):
    held = site.imports.counts()
    sent = send(ben, (HEADER + ROWS + NAMED).encode())
    waits = ben.get(sent.url)
    assert "We are checking the file" in said(waits) and "goldthread worker" in said(waits)
    assert "Being imported" in said(ben.get("/listen/imports/")) and sent.url in links(ben.get("/listen/imports/"))
    assert do_the_work(site) == 1
    seen = ben.get(sent.url)
    assert numbers(seen) == [9, 9, 0, 0] and "Preview: nothing has been imported yet" in said(seen)
    assert "Oduya" not in seen.content.decode() and "07700" not in seen.content.decode()
    assert site.imports.counts() == held
    coming = ben.post(f"{sent.url}keep/", follow=True)
    assert "The file is being imported" in said(coming)
    assert ben.get(sent.url).status_code == 200, "a reload shows it still"
    assert site.imports.counts() == held
    assert do_the_work(site) == 1
    done = ben.get(sent.url)
    assert "9 rows were kept" in said(done)
    account = ben.get(next(one for one in links(done) if re.match(r"/listen/imports/\w{16}/", one)))
    assert numbers(account) == [9, 9, 0, 0]
    assert waiting(site) == [] and not list((site.folder / "uploads").glob("look-*"))
    assert "Being imported" not in said(ben.get("/listen/imports/"))
    assert queries.audit_is_whole()


def test_small_files_stay_in_the_request(site, ben):
    with override_settings(LONG_UPLOAD=1_000_000):
        page = ben.get(send(ben, (HEADER + ROWS).encode()).url)
    assert "Preview: nothing has been imported yet" in said(page) and Arrival.objects.count() == 0


def test_a_long_file_asks_once_what_its_dates_mean(site, ben):
    sent = send(ben, TWO_WAYS.encode())
    do_the_work(site)
    page = ben.get(sent.url)
    ways = re.search(r"(\d+) dates can be read two ways", said(page))
    assert ways and "Preview again" not in said(page)
    aside = numbers(page)[3]
    ben.post(f"{sent.url}keep/", {"order": "day first"})
    do_the_work(site)
    done = ben.get(ben.get(sent.url).content.decode().partition('nhsuk-button" href="')[2].partition('"')[0])
    assert aside >= numbers(done)[3]


def test_nobody_else_sees_it_or_decides(site, ben, come_in):
    sent = send(ben, (HEADER + ROWS).encode())
    for handle, status in (("cath", 403), ("fay", 403), ("asha", 403), ("dai", 403), ("hana", 403)):
        other = come_in(handle)
        for path, method in (("", "get"), ("keep/", "post"), ("leave/", "post")):
            assert getattr(other, method)(sent.url + path).status_code == status
    assert Client().get(sent.url).status_code == 302
    do_the_work(site)
    assert come_in("ben").get(sent.url).status_code == 200, "the same person finds it from another browser"
    ben.post(f"{sent.url}leave/")


def test_a_long_file_that_is_left_is_gone(site, ben):
    for before in (lambda: None, lambda: do_the_work(site)):
        sent = send(ben, (HEADER + ROWS).encode())
        before()
        assert "has been deleted from here" in said(ben.post(f"{sent.url}leave/", follow=True))
        assert waiting(site) == [] and ben.get(sent.url).status_code == 404
        do_the_work(site)
    assert Arrival.objects.count() == 0


def test_it_is_brought_in_once_however_often_it_is_asked(site, ben):
    sent = send(ben, (HEADER + ROWS).encode())
    assert ben.post(f"{sent.url}keep/").status_code == 400, "nobody has looked yet"
    do_the_work(site)
    ben.post(f"{sent.url}keep/")
    assert ben.post(f"{sent.url}keep/").status_code == 400
    assert ben.post(f"{sent.url}leave/").status_code == 400
    assert do_the_work(site) == 1
    assert "8 rows were kept" in said(ben.get(sent.url))


@pytest.mark.parametrize("name", [name for name, held in WRONG.items() if len(held) > 50])
def test_a_wrong_long_file_gets_its_sentence_and_leaves_nothing(site, ben, name):
    held = site.imports.counts()
    sent = send(ben, WRONG[name], name)
    do_the_work(site)
    page = ben.get(sent.url)
    assert page.status_code == 400 and "The file was not imported" in said(page)
    assert "Traceback" not in page.content.decode() and str(site.folder) not in page.content.decode()
    assert "/dev/shm" not in page.content.decode()
    assert site.imports.counts() == held and waiting(site) == []


def test_nothing_of_it_can_be_read_on_disk_or_in_the_database(site, ben):
    sent = send(ben, (HEADER + NAMED + ROWS).encode(), "Margaret Oduya.csv")
    do_the_work(site)
    assert "Preview before you import" in ben.get(sent.url).content.decode()
    assert b"Oduya" not in live.read([*site.folder.rglob("*"), *Path(settings.WORKSPACE).glob("site.sqlite3*")])
    ben.post(f"{sent.url}leave/")


def test_a_file_whose_day_is_over_is_said_to_be_gone(site, ben):
    import time

    sent = send(ben, (HEADER + ROWS).encode())
    site.uploads.clear(now=time.time() + 25 * 3600)
    do_the_work(site)
    page = ben.get(sent.url)
    assert page.status_code == 400 and "no longer here" in said(page)


def test_a_hostile_name_is_only_text(site, ben):
    sent = send(ben, (HEADER + ROWS).encode(), "<script>alert(1)<b>{{7*191}}.csv")
    for page in (ben.get(sent.url), ben.get("/listen/imports/")):
        assert "<script>alert" not in page.content.decode() and "1337" not in page.content.decode()
    ben.post(f"{sent.url}leave/")


def test_a_file_whose_sender_s_role_ended_is_not_imported_and_those_it_concerns_read_why(site, ben):
    held, sent = site.imports.counts(), send(ben, (HEADER + ROWS).encode())
    do_the_work(site)
    ben.post(f"{sent.url}keep/")
    right = Person.objects.get(handle="ben").rights.get()
    ada = Person.objects.create(handle="ada", name="Ada")
    ada.rights.create(organisation=right.organisation, role="administrator")
    manages = Client()
    manages.force_login(ada)
    try:
        right.__class__.objects.filter(pk=right.pk).update(until=date.today() - timedelta(days=1))
        do_the_work(site)
        assert site.imports.counts() == held and waiting(site) == []
        refused = ben.get("/home/")
        assert refused.status_code == 403 and "was not imported" in said(refused)
        page = said(manages.get("/home/"))
        assert "1 file was not imported" in page and f"Ben sent it for {right.organisation.name}" in page
        assert "(analyst at" in page and "has ended" in page
        right.save()
        assert "You sent it" in said(ben.get("/home/"))
        page = ben.get(sent.url)
        assert page.status_code == 400 and "has ended" in said(page)
    finally:
        right.save()
        ada.delete()
