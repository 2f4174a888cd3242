"""Passkeys of others, of other sites, used twice, or broken: none opens anything."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from goldthread.accounts.models import Person
from tests.builders.passkeys import SEEN, Flag, Passkey
from tests.web.signing.conftest import (
    add_passkey,
    confirmed,
    options,
    sign_in,
)


def asked_of(browser) -> dict:
    return browser.get("/sign-in/passkey/", HTTP_ACCEPT="application/json").json()


def test_a_passkey_opens_its_own_person_s_account_alone(gita, mallory, passkey):
    theirs = Client(HTTP_HOST="localhost")
    theirs.force_login(mallory)
    key = Passkey()
    assert add_passkey(theirs, key).status_code == 302
    browser = Client(HTTP_HOST="localhost")
    for claimed in (str(gita.pk).encode(), b"", b"999999", b"9" * 40, b"\xff\xfe", b"-1", gita.handle.encode()):
        signed = key.signed(asked_of(browser), person=claimed)
        assert browser.post("/sign-in/passkey/", {"credential": signed}).url == "/sign-in/", claimed
        assert browser.get("/home/").status_code == 302
    second = Client(HTTP_HOST="localhost")
    sign_in(second)
    page = second.get("/sign-in/second-step/").content.decode()
    assert "Use a passkey" in page
    assert second.post("/sign-in/second-step/", {"credential": key.signed(options(page))}).status_code == 400
    held = Authenticator.objects.get(user=gita, type=Authenticator.Type.WEBAUTHN)
    for answer in (theirs.get, theirs.post):
        assert answer(f"/account/two-factor/passkeys/{held.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=held.pk).exists()
    assert browser.post("/sign-in/passkey/", {"credential": key.signed(asked_of(browser))}).url == "/home/"
    assert browser.get("/account/").wsgi_request.user == mallory


def test_a_passkey_s_answer_works_once_in_the_window_that_asked_and_only_when_its_person_was_seen(gita, passkey):
    _, key = passkey
    browser, other = Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")
    signed = key.signed(asked_of(browser))
    asked_of(other)
    assert other.post("/sign-in/passkey/", {"credential": signed}).url == "/sign-in/"
    unseen = key.signed(asked_of(browser), flags=Flag.UP)
    assert browser.post("/sign-in/passkey/", {"credential": unseen}).url == "/sign-in/"
    signed = key.signed(asked_of(browser), flags=SEEN)
    assert browser.post("/sign-in/passkey/", {"credential": signed}).url == "/home/"
    browser.post("/sign-out/")
    assert browser.post("/sign-in/passkey/", {"credential": signed}).url == "/sign-in/"


def test_a_passkey_made_for_another_site_is_refused(gita, passkey):
    browser, key = passkey
    foreign = Passkey(site="elsewhere.example", origin="https://elsewhere.example")
    assert add_passkey(browser, foreign).status_code == 400
    phished = Passkey(origin="https://localhost.elsewhere.example")
    assert add_passkey(browser, phished).status_code == 400
    assert Authenticator.objects.filter(user=gita, type=Authenticator.Type.WEBAUTHN).count() == 1


def test_somebody_who_has_left_has_no_passkey_any_more(gita, passkey):
    Person.objects.filter(pk=gita.pk).update(is_active=False)
    browser = Client(HTTP_HOST="localhost")
    signed = passkey[1].signed(asked_of(browser))
    assert browser.post("/sign-in/passkey/", {"credential": signed}).url == "/sign-in/ended/"
    assert browser.get("/home/").status_code == 302


def broken(good: str) -> list[str]:
    """What a credential is not, each in one way."""
    held = json.loads(good)
    wrong = ["", "{}", "[]", "null", "1", '"x"', "{", "\x00", json.dumps([held]), json.dumps({"response": {}})]
    for key in held:
        wrong += [json.dumps({**held, key: other}) for other in (None, 1, "", "x", "é", [], {})]
        wrong.append(json.dumps({name: value for name, value in held.items() if name != key}))
    for key in held["response"]:
        for other in (None, 1, "", "x", "AAAA", [], {}, "=" * 9):
            wrong.append(json.dumps({**held, "response": {**held["response"], key: other}}))
    return wrong


@pytest.mark.parametrize("where", ["/sign-in/passkey/", "/account/confirm/passkey/"])
def test_a_broken_passkey_is_only_refused(gita, passkey, where):
    window, key = passkey
    browser = Client(HTTP_HOST="localhost") if where.startswith("/sign-in") else window
    signed = key.signed(asked_of(Client(HTTP_HOST="localhost")))
    for wrong in broken(signed):
        cache.clear()
        browser.get(where, HTTP_ACCEPT="application/json")
        answer = browser.post(where, {"credential": wrong})
        assert answer.status_code == 400 or answer.url == "/sign-in/", wrong


def test_a_broken_new_passkey_is_only_refused(gita, passkey):
    window, _ = passkey
    page = confirmed(window, "/account/two-factor/passkeys/add/").content.decode()
    asked = options(page)["creation_options"]["publicKey"] | {"challenge": "AAAA"}
    for wrong in broken(Passkey().made_for({"creation_options": {"publicKey": asked}})):
        answer = window.post("/account/two-factor/passkeys/add/", {"credential": wrong})
        assert answer.status_code == 400, wrong
    assert Authenticator.objects.filter(user=gita, type=Authenticator.Type.WEBAUTHN).count() == 1
