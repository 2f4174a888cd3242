"""Wrong guesses: who is slowed down and who is not."""

import base64
import subprocess
import sys

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from goldthread.accounts.directory import access, people
from goldthread.accounts.models import Person
from tests.web.conftest import said, title_of
from tests.web.signing.conftest import OTHER, by_link, sign_in


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


def test_codes_are_not_guessed_at_will(gita, app):
    browser = Client()
    sign_in(browser)
    answers = [browser.post("/sign-in/second-step/", {"code": f"{n:06d}"}).status_code for n in range(8)]
    assert answers[-1] == 429 and answers.count(400) <= 6


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


def test_a_database_that_cannot_be_written_is_not_called_too_many_attempts(gita, monkeypatch):
    monkeypatch.setattr("allauth.core.internal.ratelimit.CACHE_LOCK_WAIT_TIMEOUT", 0.01)
    refuse = "create trigger full before insert on site_cache begin select raise(abort, 'disk full'); end"
    with connection.cursor() as cursor:
        cursor.execute(refuse)
    try:
        refused = sign_in()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("drop trigger full")
    assert refused.status_code == 503
    assert "cannot be written" in said(refused) and "Too many attempts" not in said(refused)
    assert sign_in().status_code == 302
