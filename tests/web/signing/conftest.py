"""Gita, who signs in: by a password, with a code of an app whose secret is known; and what she does to get in."""

import base64
import hashlib
import hmac
import html
import json
import re
import struct
import time

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from goldthread.accounts.directory import access, people, posts
from goldthread.accounts.models import Organisation, OutgoingMail, Person
from goldthread.accounts.rules import Role
from goldthread.config.sign_in import Mail
from tests.builders.passkeys import Passkey
from tests.web.conftest import said


PASSWORD, OTHER = "a long sentence of one's own", "quite another long sentence"
SENDS = {"EMAIL": Mail(True), "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}


@pytest.fixture(autouse=True)
def quick():
    """Passwords are hashed in no time: what is tested is who comes in, many times over."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def gita(site):
    cache.clear()
    person = people.add(by="test", handle="gita", name="Gita", email="gita@example.org", password=PASSWORD)
    place = Organisation.objects.get(code="XWR")
    posts.give(by="test", person=person, post=posts.Post(place, Role.GOVERNANCE))
    OutgoingMail.objects.all().delete()
    yield person
    cache.clear()
    OutgoingMail.objects.all().delete()
    Person.objects.filter(handle="gita").delete()


def sign_in(browser=None, *, address="198.51.100.1", **given):
    browser = browser or Client()
    return browser.post("/sign-in/", {"login": "gita", "password": PASSWORD} | given, REMOTE_ADDR=address)


def came_in(gita, **headers) -> Client:
    browser = Client(**headers)
    assert sign_in(browser).status_code == 302
    return browser


def code_at(secret: str, when: float | None = None) -> str:
    """RFC 6238, written here once more so that it is no echo of what it tests."""
    digest = hmac.new(
        base64.b32decode(secret), struct.pack(">Q", int(time.time() if when is None else when) // 30), hashlib.sha1
    ).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def confirmed(browser, path):
    """A page behind the question whether it is still you."""
    answer = browser.get(path)
    if answer.status_code == 302:
        assert answer.url.startswith("/account/confirm/")
        assert "You are about to change how you sign in" in said(browser.get(answer.url))
        assert browser.post(answer.url, {"password": "wrong"}).status_code == 400
        assert browser.post(answer.url, {"password": PASSWORD, "next": path}).url == path
        answer = browser.get(path)
    assert answer.status_code == 200
    return answer


@pytest.fixture
def app(gita):
    """Gita with an app on her phone: her window, the app's secret, her recovery codes."""
    browser = came_in(gita)
    page = confirmed(browser, "/account/two-factor/app/").content.decode()
    secret = re.search(r'id="key">(\w+)<', page)[1]
    wrong = browser.post("/account/two-factor/app/", {"code": "000000"})
    assert wrong.status_code == 400 and "The code is not right" in said(wrong)
    secret = re.search(r'id="key">(\w+)<', wrong.content.decode())[1]
    done = browser.post("/account/two-factor/app/", {"code": code_at(secret, time.time())})
    assert done.url == "/account/two-factor/recovery-codes/"
    shown = browser.get(done.url)
    codes = re.findall(r"<li>(\d{4} \d{4})</li>", shown.content.decode())
    assert len(codes) == 10 and "They are shown only once" in said(shown)
    assert "cannot be shown again" in said(browser.get(done.url))
    return browser, secret, codes


def by_link(link: str, password: str):
    """A password chosen by somebody who followed a link."""
    browser = Client()
    return browser.post(browser.get(link).url, {"password": password})


def later(browser, seconds: float = 3600) -> None:
    """As if what a session has shown of its person was shown a while ago."""
    session = browser.session
    for one in session["account_authentication_methods"]:
        one["at"] -= seconds
    session.save()


def link_of(person) -> str:
    """The path of a fresh link to choose a password."""
    return access.link(person, site="http://testserver").removeprefix("http://testserver")


@pytest.fixture
def passkey(gita):
    """Gita with a passkey: her window, and the passkey."""
    browser = came_in(gita, HTTP_HOST="localhost")
    key = Passkey()
    assert add_passkey(browser, key).url == "/account/two-factor/recovery-codes/"
    return browser, key


def add_passkey(browser, key: Passkey):
    """Add a passkey in a window: the answer."""
    page = confirmed(browser, "/account/two-factor/passkeys/add/").content.decode()
    return browser.post("/account/two-factor/passkeys/add/", {"name": "Key", "credential": key.made_for(options(page))})


def options(page: str) -> dict:
    """What a page asks of a passkey."""
    return json.loads(html.unescape(re.search(r'data-options="([^"]*)"', page)[1]))


@pytest.fixture
def mallory(gita):
    """The attacker: an account like Gita's, at the same organisation."""
    person = people.add(by="test", handle="mallory", name="Mallory", password=PASSWORD)
    person.rights.create(organisation=gita.rights.get().organisation, role="analyst")
    yield person
    person.delete()


def half_in(gita) -> Client:
    browser = Client()
    assert sign_in(browser).url == "/sign-in/second-step/"
    return browser
