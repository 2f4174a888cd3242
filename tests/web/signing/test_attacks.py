"""An attacker with an ordinary account, and all our rules: what they try, and what it gets them."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from goldthread.accounts.acting import CHOSEN
from goldthread.accounts.directory import people
from goldthread.accounts.models import Person
from tests.builders.passkeys import Passkey
from tests.web.signing.conftest import (
    OTHER,
    PASSWORD,
    add_passkey,
    by_link,
    came_in,
    code_at,
    confirmed,
    half_in,
    link_of,
    sign_in,
)


SESSION = settings.SESSION_COOKIE_NAME


# Sessions


def test_a_planted_session_is_not_the_one_that_is_signed_in(gita, app):
    browser = half_in(gita)
    planted = browser.cookies[SESSION].value
    assert browser.post("/sign-in/second-step/", {"code": app[2][0]}).url == "/home/"
    attacker = Client()
    attacker.cookies[SESSION] = planted
    assert attacker.get("/home/").status_code == 302


def test_changing_how_one_signs_in_gives_the_session_another_key(gita):
    browser = came_in(gita)
    before = browser.cookies[SESSION].value
    page = confirmed(browser, "/account/two-factor/app/").content.decode()
    browser.post("/account/two-factor/app/", {"code": code_at(page.split('id="key">')[1].split("<")[0])})
    assert browser.cookies[SESSION].value != before
    stolen = Client()
    stolen.cookies[SESSION] = before
    assert stolen.get("/home/").url.startswith("/sign-in/")


@pytest.mark.parametrize("end", ["password", "reset", "closed"])
def test_a_sign_in_that_waits_for_its_second_step_ends_with_all_others(gita, app, end):
    browser = half_in(gita)
    if end == "password":
        given = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
        assert app[0].post("/account/password/", given).status_code == 302
    elif end == "reset":
        people.reset(by="test", person=Person.objects.get(pk=gita.pk))
    else:
        Person.objects.filter(pk=gita.pk).update(is_active=False)
    assert browser.get("/sign-in/second-step/").url == "/sign-in/"
    assert browser.post("/sign-in/second-step/", {"code": app[2][0]}).url == "/sign-in/"
    assert browser.get("/home/").status_code == 302


def test_the_first_step_alone_opens_nothing(gita, app):
    browser = half_in(gita)
    for path in ("/home/", "/account/", "/account/two-factor/", "/account/confirm/code/", "/acting/"):
        assert browser.get(path).url.startswith("/sign-in/"), path
    assert browser.post("/account/two-factor/app/remove/").url.startswith("/sign-in/")
    assert Authenticator.objects.filter(user=gita, type=Authenticator.Type.TOTP).exists()


# Rights


def test_a_forged_post_switches_nothing(gita, mallory):
    mine, theirs = mallory.rights.get(), gita.rights.get()
    ended = mallory.rights.create(organisation=theirs.organisation, role="information governance", until="2020-01-01")
    browser = Client()
    browser.force_login(mallory)
    for wanted in (theirs.pk, ended.pk, 0, -1, "", "x", f"{mine.pk} ", "9" * 40, f"{mine.pk}.0", "٣"):
        assert browser.post("/acting/", {"right": wanted}).status_code == 400, wanted
        assert browser.get("/listen/concerns/").status_code == 403
    elsewhere = Client(enforce_csrf_checks=True)
    elsewhere.force_login(mallory)
    assert elsewhere.post("/acting/", {"right": mine.pk}).status_code == 403
    session = browser.session
    session[CHOSEN] = theirs.pk
    session.save()
    assert browser.get("/listen/concerns/").status_code == 403, "someone else's right counts for nothing in a session"


# Links


def test_a_link_opens_once_and_ends_every_other_link_and_window_that_followed_one(gita):
    first, second = link_of(gita), link_of(gita)
    waiting = Client()
    page = waiting.get(second).url
    assert waiting.get(page).status_code == 200
    assert by_link(first, OTHER).status_code == 302
    assert waiting.post(page, {"password": "a third sentence for it"}).status_code == 404
    for link in (first, second):
        assert Client().get(link, follow=True).status_code == 404
    assert sign_in(password=OTHER).status_code == 302


def test_a_link_is_of_one_person(gita, mallory):
    token = link_of(mallory).rstrip("/").rpartition("/")[2]
    for reference in (gita.reference, gita.reference.upper(), "0" * 32):
        assert Client().get(f"/password/{reference}/{token}/", follow=True).status_code == 404
    browser = Client()
    browser.get(link_of(mallory))
    assert browser.post(f"/password/{gita.reference}/", {"password": OTHER}).status_code == 404
    assert sign_in().status_code == 302


@pytest.mark.parametrize("event", ["sign-in", "email", "closed", "factor"])
def test_a_link_ends_with_what_makes_it_old(gita, event):
    link = link_of(Person.objects.get(pk=gita.pk))
    if event == "sign-in":
        time.sleep(0.01)
        came_in(gita)
    elif event == "email":
        people.change(by="test", person=gita, email="other@example.org")
    elif event == "closed":
        people.end(by="test", person=gita)
    else:
        browser = Client(HTTP_HOST="localhost")
        browser.force_login(gita)
        link = link_of(Person.objects.get(pk=gita.pk))
        add_passkey(browser, Passkey())
    assert Client().get(link, follow=True).status_code == 404


# Codes


def test_a_code_works_once_wherever_it_is_given(gita):
    browser = came_in(gita)
    page = confirmed(browser, "/account/two-factor/app/").content.decode()
    secret = page.split('id="key">')[1].split("<")[0]
    code = code_at(secret)
    assert browser.post("/account/two-factor/app/", {"code": code}).status_code == 302
    other = half_in(gita)
    replayed = other.post("/sign-in/second-step/", {"code": code})
    assert replayed.status_code == 400, "the code that set it up was seen by whoever looked on"
    cache.clear()
    assert other.post("/sign-in/second-step/", {"code": code_at(secret)}).url == "/home/"
    for spelt in (code_at(secret), f" {code_at(secret)[:3]} {code_at(secret)[3:]}"):
        assert browser.post("/account/confirm/code/?next=/account/", {"code": spelt}).status_code == 400
        assert half_in(gita).post("/sign-in/second-step/", {"code": spelt}).status_code == 400


@pytest.mark.parametrize("where", ["second step", "confirm", "both"])
def test_recovery_codes_are_not_guessed_at_will(gita, app, where):
    answers = []
    for n in range(14):
        browser = half_in(gita) if where == "second step" or (where == "both" and n % 2) else app[0]
        path = "/account/confirm/code/" if browser is app[0] else "/sign-in/second-step/"
        answers.append(browser.post(path, {"code": f"{n:08d}"}, REMOTE_ADDR=f"203.0.113.{n}").status_code)
    assert answers[:6] == [400] * 6 and set(answers[6:]) == {429}, "from every address and window together"
    assert half_in(gita).post("/sign-in/second-step/", {"code": app[2][0]}).status_code == 429


HOSTILE_CODES = ("٣٤٥٦٧٨", "\ud7ff" * 6, "0" * 5_000, "123456\x00", "' or 1=1 --", "{{7*7}}", "-", " ", "１２３４５６")


@pytest.mark.parametrize("code", HOSTILE_CODES, ids=range(len(HOSTILE_CODES)))
def test_a_hostile_code_is_only_wrong(gita, app, code):
    for browser, path in ((half_in(gita), "/sign-in/second-step/"), (app[0], "/account/confirm/code/")):
        assert browser.post(path, {"code": code}).status_code == 400
