"""No words of feedback, no names and no passwords stand in any log line, whatever goes wrong."""

import logging
import re
from unittest.mock import patch

import pytest
from django.test import Client

from goldthread.accounts.directory import access, people
from goldthread.accounts.models import Person
from goldthread.vocabulary import Cut
from goldthread.web.log_lines import RequestsUnsaid
from tests.web.conftest import WARD


def test_reading_pages_writes_no_words(site, come_in, logged):
    ben = come_in("ben")
    passage = site.words.passages(cut=Cut(services=(WARD,)), limit=1).items[0]
    for path in ("/home/", "/understand/", "/understand/words/", f"/understand/words/{passage.id}/", "/nowhere/"):
        ben.get(path)
    assert not [line for line in logged if passage.text[:30] in line]


def test_a_page_that_breaks_writes_no_words_and_says_so_plainly(site, come_in, logged):
    ben = come_in("ben", raise_request_exception=False)
    with patch("goldthread.workspace.words.Words.passages", side_effect=RuntimeError("broken on purpose")):
        answer = ben.get("/understand/words/?batch=My+secret+sentence")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "It is our fault, not yours" in page and "Traceback" not in page and "broken on purpose" not in page
    assert any("broken on purpose" in line for line in logged), "whoever looks after the site must be able to find it"
    assert not [line for line in logged if "secret sentence" in line]


def test_signing_in_writes_neither_name_nor_password(site, logged):
    Client().post("/sign-in/", {"login": "margaret.oduya", "password": "correct horse battery"})
    assert not [line for line in logged if "oduya" in line or "battery" in line]


def test_a_link_to_choose_a_password_is_in_no_line_whatever_is_asked_of_it(site, logged):
    person = people.add(by="test", handle="lin", name="Lin")
    try:
        path = "/" + access.link(person).split("/", 3)[3]
        token = path.split("/")[3]
        browser = Client(enforce_csrf_checks=True)
        answers = [getattr(browser, way)(path).status_code for way in ("get", "post", "put", "delete", "options")]
        here = browser.get(path).url
        form = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(here).content.decode())[1]
        weak = browser.post(here, {"password": "short", "csrfmiddlewaretoken": form})
        assert (answers, weak.status_code, browser.post(here, {}).status_code) == ([302] * 5, 400, 403)
        assert access.opened(*path.split("/")[2:4]) == person, "the link lives still"
        assert [line for line in logged if "Forbidden" in line]
        assert not [line for line in logged if token in line or here in line]
    finally:
        Person.objects.filter(handle="lin").delete()


SECRET = "margaret-oduya-at-14-elm-road"
ASKED = [
    (f"/{SECRET}/", "no page of ours"),
    (f"/understand/{SECRET}%0Aand%20more/%C3%A9%1B[2J/", "no page of ours"),
    (f"/understand/words/{SECRET}/?about={SECRET}", "/understand/words/<"),
    (f"/understand/words/{SECRET}%E2%80%AE/", "no page of ours"),
]


@pytest.mark.parametrize(("path", "said"), ASKED)
def test_words_of_an_address_stand_in_no_line(come_in, logged, path, said):
    ben = come_in("ben")
    asked = [ben.get(path), ben.post(path), ben.get(path, headers={"host": SECRET}), ben.put(path)]
    assert min(one.status_code for one in asked) >= 400
    told = [line for line in logged if said in line]
    assert len(told) >= 3, "whoever looks after the site still sees which page it was"
    assert not [line for line in logged if SECRET in line]


def test_the_same_address_has_the_same_tag_and_no_other_has_it(site, logged):
    browser = Client()
    for path in ("/one/", "/one/", "/two/"):
        browser.get(path)
    one, again, other = [line for line in logged if "no page of ours" in line]
    assert one == again != other


def test_the_server_itself_repeats_no_request(logged):
    server = logging.getLogger("gunicorn.error")
    server.addFilter(unsaid := RequestsUnsaid())
    try:
        server.warning(f"Invalid request from ip=127.0.0.1: Invalid HTTP request line: 'GET /{SECRET}'")
        server.error("Error handling request %s %s", "GET", f"/{SECRET}/?about={SECRET}")
        server.error("Error handling request %s", f"/{SECRET}/")
    finally:
        server.removeFilter(unsaid)
    assert len(logged) == 3 and "127.0.0.1" in logged[0] and not [line for line in logged if SECRET in line]
