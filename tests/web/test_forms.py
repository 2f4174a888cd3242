"""Forms: only from our own pages, with what is wrong beside its field; guessing a password is slowed down."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, override_settings

from goldthread.accounts.directory import people
from goldthread.accounts.models import Person
from tests.web.conftest import said


PASSWORD = "a long sentence of one's own"


@pytest.fixture
def gita(site):
    person = people.add(by="test", handle="gita", name="Gita", password=PASSWORD)
    yield person
    cache.clear()
    Person.objects.filter(handle="gita").delete()


def sign_in(browser, **given):
    return browser.post("/sign-in/", {"login": "gita", "password": PASSWORD} | given)


POSTED = ["/who/ben/", "/sign-in/", "/sign-out/", "/large-print/", "/listen/imports/upload/"]


@pytest.mark.parametrize("path", POSTED)
def test_a_form_from_elsewhere_is_refused_in_plain_words(site, path):
    answer = Client(enforce_csrf_checks=True).post(path)
    assert answer.status_code == 403 or answer.status_code == 302 and answer.url.startswith("/sign-in/")
    if answer.status_code == 403:
        assert "Please send that again" in said(answer)


def test_an_undo_from_elsewhere_changes_nothing(site):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(Person.objects.get(handle="ben"))
    line = next(line for line in site.store.lines().standing if line.account.get("organisations") == ["XWR"])
    assert browser.post(f"/listen/imports/{line.batch}/undo/").status_code == 403
    assert line.batch in site.store.lines().standing_ids


def test_signing_in_with_the_right_password_opens_the_session_anew(gita):
    browser = Client()
    browser.get("/sign-in/")
    answer = sign_in(browser)
    assert (answer.status_code, answer.url) == (302, "/home/")
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    before = cookie.value
    browser.post("/sign-out/")
    assert browser.get("/home/").status_code == 302
    sign_in(browser)
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != before


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"login": ""}, "id_login", "Enter your sign-in name"),
        ({"password": ""}, "id_password", "Enter your password"),
        ({"password": "wrong"}, "id_login", "The name or the password is not right"),
        ({"login": "nobody at all"}, "id_login", "The name or the password is not right"),
        ({"login": "gita\x00", "password": "wrong"}, "id_login", "The name or the password is not right"),
    ],
)
def test_what_is_wrong_stands_in_a_summary_that_leads_to_its_field(gita, given, field, sentence):
    answer = sign_in(Client(), **given)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert re.search(rf'<a href="#{field}">\s*{sentence}', page) and f'id="{field}-error"' in page
    assert "<title>Error: " in page
    assert PASSWORD not in page


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "javascript:alert(1)",
        "/\\x",
        "-",
        "home",
    ],
)
def test_nobody_is_sent_to_another_site(gita, wanted):
    assert sign_in(Client(), next=wanted).url == "/home/"
    assert Client().post("/large-print/", {"next": wanted, "large": "yes"}).url == "/"


def test_signing_in_goes_on_where_one_wanted_to(gita):
    page = Client().get("/home/", follow=True)
    assert 'name="next" value="/home/"' in page.content.decode()
    assert (
        sign_in(Client(), next="/understand/themes/?sentiment=negative").url == "/understand/themes/?sentiment=negative"
    )


def test_the_cast_cannot_be_stepped_into_outside_the_demo(site):
    with override_settings(DEMO=False):
        assert Client().post("/who/ben/").status_code == 404
        assert Client().get("/").url == "/sign-in/"


def test_the_cast_has_no_passwords(site):
    assert not any(Person.objects.get(handle=handle).has_usable_password() for handle in ("asha", "ben", "cath"))


def test_large_print_is_kept_and_can_be_ended():
    browser = Client()
    answer = browser.post("/large-print/", {"large": "yes", "next": "/about/"}, follow=True)
    assert "gt-large" in answer.content.decode() and answer.redirect_chain == [("/about/", 302)]
    assert "gt-large" not in browser.post("/large-print/", {"large": "no"}, follow=True).content.decode()
