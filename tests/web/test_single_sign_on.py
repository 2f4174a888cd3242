"""Single sign-on against a real OpenID Connect provider (oidc-provider, certified) that runs on this machine."""

import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client, override_settings

from goldthread.accounts.directory import people, posts
from goldthread.accounts.models import AuditEvent, Organisation, Person
from goldthread.accounts.rules import Role
from goldthread.config import sign_in as configured
from goldthread.web import frontend
from tests.web.conftest import said


HERE = Path(__file__).parents[1] / "oidc"
SECRET = "a secret of the tests' own client and nobody else's"
AT_PROVIDER = {
    "s-gita": {"email": "gita@example.org", "email_verified": True, "name": "Gita at work"},
    "s-heir": {"email": "Gita@example.org", "email_verified": True, "name": "Gita of next year"},
    "s-later": {"email": "changed@example.org", "email_verified": True},
    "s-unsure": {"email": "gita@example.org", "email_verified": False},
    "s-nobody": {"email": "nobody@example.org", "email_verified": True},
    "s-blank": {"email_verified": True},
    "s-twins": {"email": "twins@example.org", "email_verified": True},
    "gita": {"preferred_username": "gita", "name": "Gita"},
    "s-named": {"email": "nobody@example.org", "email_verified": True, "preferred_username": "gita"},
    "s-text": {"email": "gita@example.org", "email_verified": "false"},
    "s-list": {"email": ["gita@example.org"], "email_verified": True},
}


def installed() -> Path:
    """The provider's packages, checked against their locked hashes; kept between runs. Skips where npm cannot."""
    lock = (HERE / "package-lock.json").read_bytes()
    place = Path(__file__).parents[2] / "var" / f"oidc-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (place / "ready").exists():
        place.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, place)
        command = [*frontend.npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip("the provider of the tests cannot be installed (npm ci)")
        (place / "ready").touch()
    shutil.copy(HERE / "provider.mjs", place)
    return place


@pytest.fixture(scope="module")
def provider():
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if node is None:
        pytest.skip("node is not installed")
    place = installed()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = os.environ | {
        "OIDC_PORT": str(port),
        "OIDC_PEOPLE": json.dumps(AT_PROVIDER),
        "OIDC_SECRET": SECRET,
        "OIDC_CALLBACK": "http://testserver/sign-in/with/sso/callback/",
    }
    started = subprocess.Popen(
        [node, "provider.mjs"], cwd=place, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    with started as running:
        assert running.stdout.readline().strip() == "ready"
        yield f"http://127.0.0.1:{port}"
        os.killpg(running.pid, signal.SIGTERM)  # the node that a package brings is a child of a script


@pytest.fixture
def sso(site, provider, monkeypatch):
    """The site with its settings read from the environment, as anybody would set them."""
    monkeypatch.setenv("GOLDTHREAD_OIDC_ISSUER", provider)
    monkeypatch.setenv("GOLDTHREAD_OIDC_CLIENT_ID", "goldthread")
    monkeypatch.setenv("GOLDTHREAD_OIDC_CLIENT_SECRET", SECRET)
    monkeypatch.setenv("GOLDTHREAD_OIDC_TITLE", "Wenbrook account")
    cache.clear()
    made = [people.add(by="test", handle="gita", name="Gita", email="gita@example.org")]
    twins = [people.add(by="test", handle=name, name=name) for name in ("twin.a", "twin.b")]
    for twin in twins:  # as older sites may hold them: an address belongs to one person now
        Person.objects.filter(pk=twin.pk).update(email="twins@example.org")
    made += twins
    held = Organisation.objects.get(code="XWR")
    posts.give(by="test", person=made[0], post=posts.Post(held, Role.ANALYST))
    with override_settings(SOCIALACCOUNT_PROVIDERS=configured.providers()):
        yield made[0]
    Person.objects.filter(handle__in=("gita", "twin.a", "twin.b")).delete()


def form_of(page: requests.Response) -> tuple[str, dict[str, str]]:
    action = urljoin(page.url, re.search(r'<form[^>]*action="([^"]+)"', page.text)[1])
    return action, dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="(\w+)"[^>]*value="([^"]*)"', page.text))


def come_in(subject: str, browser: Client | None = None, **query):
    """Follow the button, sign in at the provider, say yes, and come back: what the site answers."""
    browser = browser or Client()
    start = browser.get("/sign-in/with/sso/", query)
    assert start.status_code == 302
    at_provider = requests.Session()
    page = at_provider.get(start.url, timeout=10)
    for given in ({"login": subject, "password": "x"}, {}):
        action, hidden = form_of(page)
        answer = at_provider.post(action, data=hidden | given, allow_redirects=False, timeout=10)
        while answer.is_redirect and not answer.headers["Location"].startswith("http://testserver/"):
            answer = at_provider.get(urljoin(answer.url, answer.headers["Location"]), allow_redirects=False, timeout=10)
        if answer.is_redirect:
            break
        page = answer
    back = urlsplit(answer.headers["Location"])
    return browser, browser.get(f"{back.path}?{back.query}")


def test_somebody_known_by_a_verified_address_comes_in_and_is_linked(sso):
    page = Client().get("/sign-in/").content.decode()
    assert "Sign in with Wenbrook account" in page
    browser, answer = come_in("s-gita")
    assert (answer.status_code, answer.url) == (302, "/home/")
    assert browser.get("/home/").status_code == 200
    linked = SocialAccount.objects.get(user=sso)
    assert (linked.uid, linked.extra_data) == ("s-gita", {})
    kinds = list(AuditEvent.objects.filter(by=str(sso)).order_by("id").values_list("what", flat=True))
    assert kinds[-2:] == ["single sign-on linked", "signed in"]


def test_where_one_wanted_to_go_is_kept_and_stays_on_this_site(sso):
    assert come_in("s-gita", next="/understand/themes/")[1].url == "/understand/themes/"
    assert come_in("s-gita", next="https://elsewhere.example/")[1].url == "/home/"
    assert come_in("s-gita", next="-")[1].url == "/home/"


def test_a_stored_subject_comes_in_whatever_its_address_is_now(sso):
    from goldthread.accounts import actions

    actions.link_subject(by="test", person=sso, provider="sso", subject="s-later")
    assert come_in("s-later")[1].url == "/home/"
    assert not SocialAccount.objects.get(user=sso).extra_data


def test_an_address_that_was_given_to_somebody_else_opens_nothing_until_sign_in_is_reset(sso):
    come_in("s-gita")
    browser, answer = come_in("s-heir")
    assert answer.status_code == 403 and "another account" in said(answer)
    assert browser.get("/home/").status_code == 302
    assert SocialAccount.objects.get(user=sso).uid == "s-gita"
    assert come_in("s-gita")[1].url == "/home/"
    people.reset(by="test", person=Person.objects.get(pk=sso.pk))
    assert come_in("s-heir")[1].url == "/home/"


STRANGERS = ["s-unsure", "s-nobody", "s-blank", "s-twins", "gita", "s-named", "s-text", "s-list"]


@pytest.mark.parametrize("subject", STRANGERS)
def test_nobody_else_comes_in_and_nothing_is_stored(sso, subject):
    before = (Person.objects.count(), SocialAccount.objects.count())
    browser, answer = come_in(subject)
    assert answer.status_code == 403 and "is not known here" in said(answer)
    assert browser.get("/home/").status_code == 302
    assert (Person.objects.count(), SocialAccount.objects.count()) == before


def test_whoever_has_left_does_not_come_in(sso):
    come_in("s-gita")
    Person.objects.filter(pk=sso.pk).update(is_active=False)
    browser, answer = come_in("s-gita")
    assert answer.status_code == 403 and browser.get("/home/").status_code == 302


def test_an_answer_that_was_not_asked_for_is_refused(sso):
    for query in ("", "?code=x&state=y", "?error=access_denied&state=z", "?state=%00"):
        answer = Client().get(f"/sign-in/with/sso/callback/{query}")
        assert answer.status_code == 401 and "We could not find out who you are" in said(answer)
    assert Client().get("/sign-in/with/another/").status_code == 404


def test_a_link_goes_with_its_person(sso):
    come_in("s-gita")
    key = sso.pk
    Person.objects.get(pk=key).delete()
    assert not SocialAccount.objects.filter(user_id=key).exists()
