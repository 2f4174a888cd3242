"""Second factors, with real codes."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, override_settings

from goldthread.accounts.models import AuditEvent, Person
from tests.web.conftest import said
from tests.web.signing.conftest import PASSWORD, came_in, code_at, confirmed, later, sign_in


def test_a_second_step_with_a_real_code(gita, app):
    _, secret, codes = app
    cache.clear()  # the code that turned it on was used
    browser = Client()
    assert sign_in(browser).url == "/sign-in/second-step/"
    assert browser.get("/home/").status_code == 302, "half signed in is not signed in"
    assert "Use a passkey" not in browser.get("/sign-in/second-step/").content.decode(), "of someone who has none"
    wrong = browser.post("/sign-in/second-step/", {"code": "123"})
    assert wrong.status_code == 400 and "The code is not right" in said(wrong)
    code = code_at(secret, time.time())
    assert browser.post("/sign-in/second-step/", {"code": code}).url == "/home/"
    assert browser.get("/home/").status_code == 200
    again = Client()
    sign_in(again)
    assert again.post("/sign-in/second-step/", {"code": code}).status_code == 400, "a code works once"
    assert again.post("/sign-in/second-step/", {"code": codes[0]}).url == "/home/"
    third = Client()
    sign_in(third)
    assert "You used a recovery code. You have 9 recovery codes left." in said(again.get("/home/"))
    used = third.post("/sign-in/second-step/", {"code": codes[0]})
    assert used.status_code == 400, "a recovery code works once"
    assert "This recovery code was used already" in said(used) and "your app, then" not in said(used)
    assert third.post("/sign-in/second-step/", {"code": codes[1].replace(" ", "-")}).url == "/home/"


def test_secrets_are_sealed_and_go_with_the_person(gita, app):
    _, secret, codes = app
    held = Authenticator.objects.filter(user=gita)
    stored = "".join(str(one.data) for one in held)
    assert held.count() == 2 and secret not in stored and not any(code.replace(" ", "") in stored for code in codes)
    with override_settings(SECRET_KEY="x" * 50, SECRET_KEY_FALLBACKS=[]):
        browser = Client()
        sign_in(browser)
        lost = browser.post("/sign-in/second-step/", {"code": code_at(secret, time.time())})
        assert lost.status_code == 400 and "secret has changed" in said(lost)
    reference = gita.pk
    Person.objects.get(pk=reference).delete()
    assert not Authenticator.objects.filter(user_id=reference).exists()


def test_an_app_is_removed_by_whoever_shows_that_it_is_them(gita, app):
    browser, _, _ = app
    later(browser)
    path = "/account/two-factor/app/remove/"
    refused = browser.post(path)
    assert refused.url.startswith("/account/confirm/") and Authenticator.objects.filter(user=gita).exists()
    wrong = browser.post(refused.url, {"password": "wrong"})
    assert wrong.status_code == 400 and Authenticator.objects.filter(user=gita).exists()
    assert browser.post(refused.url, {"password": PASSWORD, "next": path}).url == "/account/two-factor/"
    assert not Authenticator.objects.filter(user=gita).exists()
    kinds = AuditEvent.objects.filter(by=str(gita), what__startswith="second factor").values_list("what", flat=True)
    assert {"second factor added", "second factor removed"} <= set(kinds)


ROLES = ["information governance"]


def test_a_right_that_needs_a_second_factor_opens_nothing_without_one(gita):
    browser = came_in(gita)
    with override_settings(TWO_FACTOR_ROLES=ROLES):
        for path in ("/home/", "/listen/concerns/", "/understand/", "/understand/words/"):
            assert browser.get(path).url == "/account/two-factor/", path
        assert browser.post("/listen/imports/upload/").url == "/account/two-factor/"
        assert "You need two-step sign-in" in said(browser.get("/account/two-factor/"))
        for path in ("/about/", "/public/", "/account/", "/account/password/"):
            assert browser.get(path).status_code == 200, path
        ben = Client()
        ben.post("/who/ben/")
        assert ben.get("/home/").status_code == 200, "other roles go on"
        page = confirmed(browser, "/account/two-factor/app/").content.decode()
        secret = re.search(r'id="key">(\w+)<', page)[1]
        browser.post("/account/two-factor/app/", {"code": code_at(secret, time.time())})
        assert browser.get("/home/").status_code == 200


def test_the_demo_needs_no_second_factor_and_a_real_site_does(monkeypatch):
    from django.core.exceptions import ImproperlyConfigured

    from goldthread.config import sign_in as configured

    assert configured.two_factor_roles(secure=False) == []
    assert configured.two_factor_roles(secure=True) == ["information governance", "administrator"]
    monkeypatch.setenv("GOLDTHREAD_TWO_FACTOR", "none")
    assert configured.two_factor_roles(secure=True) == []
    monkeypatch.setenv("GOLDTHREAD_TWO_FACTOR", "analyst, commissioner")
    assert configured.two_factor_roles(secure=False) == ["analyst", "commissioner"]
    monkeypatch.setenv("GOLDTHREAD_TWO_FACTOR", "wizard")
    with pytest.raises(ImproperlyConfigured, match="wizard"):
        configured.two_factor_roles(secure=True)
