"""Signing in: who is slowed down and who is not, sessions, lost passwords, second factors with real codes."""

import base64
import hashlib
import hmac
import re
import struct
import subprocess
import sys
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from goldthread.accounts import queries
from goldthread.accounts.directory import access, people, posts
from goldthread.accounts.models import AuditEvent, Organisation, Person
from goldthread.accounts.rules import Role
from goldthread.config.sign_in import Mail
from tests.web.conftest import said, title_of


PASSWORD, OTHER = "a long sentence of one's own", "quite another long sentence"
SENDS = {"EMAIL": Mail(True), "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}


@pytest.fixture
def gita(site):
    cache.clear()
    person = people.add(by="test", handle="gita", name="Gita", email="gita@example.org", password=PASSWORD)
    place = Organisation.objects.get(code="XWR")
    posts.give(by="test", person=person, post=posts.Post(place, Role.GOVERNANCE))
    yield person
    cache.clear()
    Person.objects.filter(handle="gita").delete()


def sign_in(browser=None, *, address="198.51.100.1", **given):
    browser = browser or Client()
    return browser.post("/sign-in/", {"login": "gita", "password": PASSWORD} | given, REMOTE_ADDR=address)


def came_in(gita) -> Client:
    browser = Client()
    assert sign_in(browser).status_code == 302
    return browser


def test_six_wrong_guesses_stop_that_name_from_that_address_alone(gita):
    answers = [sign_in(password="wrong").status_code for _ in range(7)]
    assert answers == [403] * 6 + [429]
    refused = sign_in()
    assert refused.status_code == 429 and "Wait 15 minutes" in said(refused)
    assert title_of(refused).startswith("Error: ")
    assert sign_in(address="198.51.100.2").status_code == 302, "a stranger cannot lock out a name that they know"
    assert sign_in(login="GITA ").status_code == 429, "spelt otherwise it is the same name"


def test_a_right_password_counts_for_nothing(gita):
    for _ in range(12):
        assert sign_in().status_code == 302
    for _ in range(5):
        assert sign_in(password="wrong").status_code == 403
        assert sign_in().status_code == 302
    assert sign_in(password="wrong").status_code == 403
    assert sign_in(password="wrong").status_code == 429, "nor does it wipe out wrong ones"


def test_a_forwarded_address_counts_only_where_proxies_are_trusted(gita):
    def tried(forwarded, **how):
        given = {"login": "gita", "password": "wrong"}
        return Client().post("/sign-in/", given, HTTP_X_FORWARDED_FOR=forwarded, **how).status_code

    assert [tried(f"203.0.113.{n}") for n in range(7)][-1] == 429, "who makes addresses up is counted as one"
    cache.clear()
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        assert {tried(f"203.0.113.{n}") for n in range(8)} == {403}
        assert [tried("10.9.9.9, 203.0.113.77") for _ in range(7)][-1] == 429
        assert [tried(f"10.9.9.{n}, 203.0.113.78") for n in range(7)][-1] == 429, "only the proxy's own word counts"


def test_a_ward_behind_one_address_is_not_locked_out_by_one_guesser(gita):
    answers = [sign_in(login="fay", password="wrong").status_code for _ in range(110)]
    assert answers == [403] * 6 + [429] * 104
    assert sign_in().status_code == 302, "more wrong guesses than an address has, and others still come in"


def test_guessing_many_names_from_one_address_ends(gita):
    with override_settings(ACCOUNT_RATE_LIMITS={"login_failed": "6/15m/key,10/15m/ip", "login": "120/m/ip"}):
        answers = [sign_in(login=f"somebody-{n}", password="wrong").status_code for n in range(12)]
        assert answers == [403] * 10 + [429] * 2
        assert sign_in(address="198.51.100.9").status_code == 302


def rows() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("select cache_key, value from site_cache")
        return cursor.fetchall()


def test_the_shared_table_names_nobody(gita):
    sign_in(password="wrong")
    held = "".join(f"{key}{value}{base64.b64decode(value)!r}" for key, value in rows())
    assert rows() and "gita" not in held and "198.51" not in held


GUESS = """
import django; django.setup()
from django.test import Client
for _ in range(3):
    print(Client().post("/sign-in/", {"login": "gita", "password": "wrong"}, REMOTE_ADDR="198.51.100.1").status_code)
"""


def test_processes_count_together(gita):
    pair = [subprocess.Popen([sys.executable, "-c", GUESS], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [line for one in pair for line in one.communicate(timeout=120)[0].split()]
    assert answers == ["403"] * 6
    assert sign_in(password="wrong").status_code == 429 and sign_in().status_code == 429
    assert sign_in(address="198.51.100.2").status_code == 302


def test_a_session_gets_another_key_at_sign_in_and_ends_at_sign_out(gita):
    browser = Client()
    browser.get("/sign-in/")
    planted = browser.session
    planted["something"] = "of a stranger"
    planted.save()
    browser.cookies["sessionid"] = planted.session_key
    assert sign_in(browser).status_code == 302
    key = browser.cookies["sessionid"].value
    assert key != planted.session_key and browser.session.get_expiry_age() <= 8 * 3600
    assert browser.get("/home/").status_code == 200
    browser.post("/sign-out/")
    again = Client()
    again.cookies["sessionid"] = key
    assert again.get("/home/").status_code == 302
    assert AuditEvent.objects.filter(what="signed in", by=str(gita)).exists() and queries.audit_is_whole()


def test_a_changed_password_ends_every_other_session(gita):
    here, there = came_in(gita), came_in(gita)
    given = {"oldpassword": "wrong", "password1": OTHER, "password2": OTHER}
    refused = here.post("/account/password/", given)
    assert refused.status_code == 400 and "The current password is not right" in said(refused)
    weak = here.post(
        "/account/password/", given | {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    )
    assert weak.status_code == 400 and "too short" in said(weak)
    assert here.post("/account/password/", given | {"oldpassword": PASSWORD}).url == "/account/"
    assert here.get("/home/").status_code == 200 and there.get("/home/").status_code == 302
    assert sign_in().status_code == 403 and sign_in(password=OTHER).status_code == 302
    assert AuditEvent.objects.filter(what="password set", about=str(gita)).exists()


def test_somebody_who_has_left_does_not_come_in(gita):
    Person.objects.filter(pk=gita.pk).update(is_active=False)
    answer = sign_in()
    assert answer.url == "/sign-in/ended/"
    page = Client().get(answer.url)
    assert page.status_code == 403 and "Your account here has ended" in said(page)


def test_a_lost_password_is_set_by_a_link_that_works_once(gita):
    browser = came_in(gita)
    with override_settings(**SENDS):
        mail.outbox = []
        asked = Client().post("/password/reset/", {"email": "Gita@Example.org"}, HTTP_HOST="localhost:9999")
        assert asked.url == "/password/reset/sent/"
        assert Client().post("/password/reset/", {"email": "nobody@example.org"}).url == "/password/reset/sent/"
        assert [one.to[0].lower() for one in mail.outbox] == ["gita@example.org"]
        wrong = Client().post("/password/reset/", {"email": "no address"})
        assert wrong.status_code == 400 and "name@example.nhs.uk" in said(wrong)
        assert "If the address belongs to somebody" in said(Client().get("/password/reset/sent/"))
    assert mail.outbox[0].subject == "Set a new password for Goldthread"
    link = re.search(r"http://127.0.0.1:8000(/\S+)", mail.outbox[0].body)[1]
    stranger = Client()
    here = stranger.get(link).url
    assert stranger.get(here).status_code == 200
    assert stranger.post(here, {"password": OTHER}).status_code == 302
    assert Client().get(link, follow=True).status_code == 404
    assert browser.get("/home/").status_code == 302, "sessions from before end"
    assert sign_in(password=OTHER).status_code == 302


def test_mail_goes_only_to_an_address_that_stands_now(gita):
    with override_settings(**SENDS):
        mail.outbox = []
        Client().post("/password/reset/", {"email": "gita@example.org"})
        Person.objects.filter(pk=gita.pk).update(email="new@example.org")
        Client().post("/password/reset/", {"email": "gita@example.org"})
        Person.objects.filter(pk=gita.pk).update(is_active=False)
        Client().post("/password/reset/", {"email": "new@example.org"})
    assert len(mail.outbox) == 1
    link = re.search(r"http://127.0.0.1:8000(/\S+)", mail.outbox[0].body)[1]
    assert Client().get(link, follow=True).status_code == 404, "a link to an address that is not theirs any more"


def test_a_site_without_mail_says_that_nothing_was_sent(gita):
    for answer in (Client().get("/password/reset/"), Client().post("/password/reset/", {"email": "gita@example.org"})):
        assert answer.status_code == 200 and "so no link was sent" in said(answer)


def code_at(secret: str, when: float) -> str:
    """RFC 6238, written here once more so that it is no echo of what it tests."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(when) // 30), hashlib.sha1).digest()
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


def test_a_second_step_with_a_real_code(gita, app):
    _, secret, codes = app
    cache.clear()  # the code that turned it on was used
    browser = Client()
    assert sign_in(browser).url == "/sign-in/second-step/"
    assert browser.get("/home/").status_code == 302, "half signed in is not signed in"
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


def test_codes_are_not_guessed_at_will(gita, app):
    browser = Client()
    sign_in(browser)
    answers = [browser.post("/sign-in/second-step/", {"code": f"{n:06d}"}).status_code for n in range(8)]
    assert answers[-1] == 429 and answers.count(400) <= 6


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
    session = browser.session
    session["account_authentication_methods"] = []  # as after five minutes
    session.save()
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


def test_mail_and_single_sign_on_settings_are_refused_by_halves(monkeypatch):
    from django.core.exceptions import ImproperlyConfigured

    from goldthread.config import sign_in as configured

    assert configured.providers() == {} and not configured.mail()[1].on
    for issuer, wrong in (("https://idp.example", "needs GOLDTHREAD_OIDC_CLIENT_ID"), ("http://idp.example", "https")):
        monkeypatch.setenv("GOLDTHREAD_OIDC_ISSUER", issuer)
        with pytest.raises(ImproperlyConfigured, match=wrong):
            configured.providers()
    monkeypatch.setenv("GOLDTHREAD_SMTP", "mail.example")
    with pytest.raises(ImproperlyConfigured, match="smtp"):
        configured.mail()
    monkeypatch.setenv("GOLDTHREAD_SMTP", "smtp+tls://mail.example")
    backend, held = configured.mail()
    assert backend.endswith("smtp.EmailBackend") and (held.host, held.port, held.tls) == ("mail.example", 587, True)


def test_nobody_makes_an_account_for_themselves(site):
    from django.urls import NoReverseMatch, reverse

    for name in ("account_signup", "socialaccount_signup", "mfa_signup_webauthn", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    before = Person.objects.count()
    for path in ("/signup/", "/sign-up/", "/accounts/signup/"):
        assert Client().post(path, {"username": "x", "password1": PASSWORD}).status_code == 404
    assert Person.objects.count() == before


def by_link(link: str, password: str):
    """A password chosen by somebody who followed a link."""
    browser = Client()
    return browser.post(browser.get(link).url, {"password": password})


@pytest.mark.parametrize("by", ["administrator", "link"])
def test_a_reset_lets_its_person_try_again_at_once(gita, by):
    link = access.link(gita, site="http://testserver").removeprefix("http://testserver")
    for name in ("gita", "somebody-else"):
        assert [sign_in(login=name, password="wrong").status_code for _ in range(7)][-1] == 429
    if by == "administrator":
        people.reset(by="test", person=gita)
        link = access.link(gita, site="http://testserver").removeprefix("http://testserver")
        assert sign_in(password="wrong").status_code == 403, "let in to try again before the link is used"
    assert by_link(link, OTHER).status_code == 302
    assert sign_in(password=OTHER).status_code == 302
    assert sign_in(login="somebody-else", password="wrong").status_code == 429, "nobody else's count is lifted"
    assert [sign_in(password="wrong").status_code for _ in range(7)][-1] == 429, "and it counts again from there"


def test_a_reset_lifts_the_lock_of_wrong_codes_too(gita, app):
    browser = Client()
    sign_in(browser)
    wrong = [browser.post("/sign-in/second-step/", {"code": f"{n:06d}"}).status_code for n in range(8)]
    assert wrong[-1] == 429
    link = access.link(Person.objects.get(pk=gita.pk), site="http://testserver").removeprefix("http://testserver")
    assert by_link(link, OTHER).status_code == 302
    again = Client()
    sign_in(again, password=OTHER)
    assert again.post("/sign-in/second-step/", {"code": app[2][0]}).url == "/home/"


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        (" " * 14, "not only spaces"),
        ("gita gita gita gita", "Use different words"),
        ("abab abab abab abab", "Use different words"),
        ("aaaaaaaaaaaabbb", "Use different words"),
        ("Gita Gita@Example.org", "Do not use your own name"),
        ("gita@example.org", "Do not use your own name"),
        ("918273645546372819", "Use some letters too, not only digits."),
        ("short", "Use at least 12 characters"),
        ("password1234", "Many people use this password"),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_in_plain_words(gita, password, sentence):
    link = access.link(gita, site="http://testserver").removeprefix("http://testserver")
    refused = by_link(link, password)
    assert refused.status_code == 400 and sentence in said(refused)
    changed = came_in(gita).post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert changed.status_code == 400 and sentence in said(changed)
