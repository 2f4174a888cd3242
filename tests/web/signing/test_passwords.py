"""Passwords: lost ones, and those that are easily guessed."""

import re

import pytest
from django.core import mail
from django.test import Client, override_settings

from goldthread.accounts.directory import access
from goldthread.accounts.mail import sending
from goldthread.accounts.models import OutgoingMail, Person
from tests.web.conftest import said
from tests.web.signing.conftest import OTHER, PASSWORD, SENDS, by_link, came_in, sign_in


def test_a_lost_password_is_set_by_a_link_that_works_once(gita):
    browser = came_in(gita)
    with override_settings(**SENDS):
        mail.outbox = []
        asked = Client().post("/password/reset/", {"email": "Gita@Example.org"}, HTTP_HOST="localhost:9999")
        assert asked.url == "/password/reset/sent/"
        assert Client().post("/password/reset/", {"email": "nobody@example.org"}).url == "/password/reset/sent/"
        assert not mail.outbox, "nobody waits for a mail server while a page is asked for"
        assert sending.send_due() == 1 and not OutgoingMail.objects.filter(person=None).exists()
        wrong = Client().post("/password/reset/", {"email": "no address"})
        assert wrong.status_code == 400 and "name@example.nhs.uk" in said(wrong)
        assert "If the address belongs to someone" in said(Client().get("/password/reset/sent/"))
    assert [one.to for one in mail.outbox] == [["gita@example.org"]]
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
        sending.send_due()
        Person.objects.filter(pk=gita.pk).update(email="new@example.org")
        Client().post("/password/reset/", {"email": "gita@example.org"})
        Person.objects.filter(pk=gita.pk).update(is_active=False)
        Client().post("/password/reset/", {"email": "new@example.org"})
        sending.send_due()
    assert len(mail.outbox) == 1
    link = re.search(r"http://127.0.0.1:8000(/\S+)", mail.outbox[0].body)[1]
    assert Client().get(link, follow=True).status_code == 404, "a link to an address that is not theirs any more"


def test_a_site_without_mail_says_that_nothing_was_sent(gita):
    for answer in (Client().get("/password/reset/"), Client().post("/password/reset/", {"email": "gita@example.org"})):
        assert answer.status_code == 200 and "so no link was sent" in said(answer)


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
