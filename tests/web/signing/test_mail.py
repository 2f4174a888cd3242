"""Emails, through a real mail server: who is told what and when, what is not sent, and what never goes by mail."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from goldthread.accounts import outgoing_mail as actions
from goldthread.accounts.directory import people, posts
from goldthread.accounts.mail import links, queries, sending
from goldthread.accounts.models import AuditEvent, Mailed, Organisation, OutgoingMail, Person
from goldthread.accounts.registry import mails
from goldthread.accounts.registry.mails import Letter
from goldthread.accounts.rules import Role
from goldthread.config.sign_in import Mail
from tests.builders.mail_server import mail_server
from tests.web.conftest import said
from tests.web.signing.conftest import OTHER, PASSWORD, came_in


@pytest.fixture
def sink():
    with mail_server() as held:
        yield held


@pytest.fixture
def ada(site, gita):
    """Who looks after people at Gita's organisation."""
    person = people.add(by="test", handle="ada", name="Ada", email="ada@example.org", password=PASSWORD)
    posts.give(by="test", person=person, post=posts.Post(Organisation.objects.get(code="XWR"), Role.ADMINISTRATOR))
    yield person
    Person.objects.filter(handle__in=["ada", "noor"]).delete()


@pytest.fixture
def office(ada):
    browser = Client()
    browser.force_login(ada)
    return browser


JOINERS = b"""sign-in name,name,email,organisation,role
noor,Noor,noor@example.org,XWR,analyst
ada2,Ada Two,,XWR,analyst
"""
NOOR = {"name": "Noor", "handle": "noor", "email": "noor@example.org", "organisation": "XWR", "role": "analyst"}


def given(gita, role=Role.ANALYST, **days):
    place = Organisation.objects.get(code="XWR")
    return posts.give(by="test", person=gita, post=posts.Post(place, role, **days))


def test_who_is_added_gets_their_link_by_email_and_chooses_a_password(office, sink):
    page = office.post("/people/add/", NOOR)
    assert page.status_code == 200 and "noor@example.org" in said(page) and "/password/" not in said(page)
    assert not sink.letters and sending.send_due() == 1
    (letter,) = sink.letters
    assert (letter["To"], letter["Subject"]) == ("noor@example.org", "Your account on Goldthread")
    assert letter["Auto-Submitted"] == "auto-generated"
    link = re.search(r"http://127.0.0.1:8000(/\S+)", letter.get_content())[1]
    chosen = Client().post
    noor = Client()
    assert noor.post(noor.get(link).url, {"password": OTHER}).status_code == 302
    assert chosen("/sign-in/", {"login": "noor", "password": OTHER}).status_code == 302
    assert sending.send_due() == 0, "nothing is sent twice"


def test_a_site_without_mail_says_that_nothing_was_sent_and_shows_the_link(office):
    page = office.post("/people/add/", NOOR)
    assert "No email was sent. This site sends no email." in said(page) and "/password/" in said(page)
    assert not OutgoingMail.objects.exists()


def test_who_has_no_address_gets_a_link_by_hand(office, sink):
    page = office.post("/people/add/", NOOR | {"email": ""})
    assert "No email was sent. Noor has no email address here." in said(page) and "/password/" in said(page)


def test_an_administrator_sees_what_was_not_sent_and_hands_the_link_over(office, sink):
    sink.refuses["noor@example.org"] = "550 No such mailbox"
    office.post("/people/add/", NOOR)
    assert sending.send_due() == 0 and not sink.letters
    noor = Person.objects.get(handle="noor")
    home = said(office.get("/home/"))
    assert "Invitation, to Noor . The mail server refused the address. We will not try again." in home
    page = said(office.get(f"/people/{noor.reference}/"))
    assert "The email was not sent. The mail server refused the address." in page
    assert "/password/" in said(office.post(f"/people/{noor.reference}/link/"))
    assert AuditEvent.objects.filter(what="reset link shown", about=str(noor)).count() == 1
    sink.refuses.clear()
    office.post(f"/people/{noor.reference}/link/send/")
    assert sending.send_due() == 1 and len(sink.letters) == 1
    assert "An email with a link was sent" in said(office.get(f"/people/{noor.reference}/"))


def test_nobody_is_handed_the_link_of_somebody_who_has_a_password(office, gita):
    for path in ("link/", "link/send/"):
        answer = office.post(f"/people/{gita.reference}/{path}")
        assert (
            answer.status_code == 400 and "has chosen a password" in said(answer) and "/password/" not in said(answer)
        )
    assert office.get(f"/people/{gita.reference}/link/").status_code == 405


def test_a_list_of_joiners_is_mailed_and_the_others_links_are_shown(office, sink):
    lines = (
        "sign-in name,name,email,organisation,role\nnoor,Noor,noor@example.org,XWR,analyst\nada2,Ada Two,,XWR,analyst\n"
    )
    try:
        from django.core.files.uploadedfile import SimpleUploadedFile

        preview = office.post("/people/list/", {"file": SimpleUploadedFile("joiners.csv", lines.encode())}, follow=True)
        assert "is emailed a link" in said(preview)
        token = preview.redirect_chain[-1][0].rstrip("/").rpartition("/")[2]
        done = said(office.post(f"/people/list/{token}/keep/"))
        assert "1 person gets an email" in done and done.count("/password/") >= 1
        assert "noor,http" not in done and sending.send_due() == 1
        assert [one["To"] for one in sink.letters] == ["noor@example.org"]
    finally:
        Person.objects.filter(handle="ada2").delete()


def test_a_server_that_is_away_loses_nothing(gita, sink):
    with override_settings(EMAIL_PORT=1):
        links.link_by_mail(by="stranger", person=gita, kind=links.ASKED)
        assert sending.send_due() == 0 and not sending.is_due(), "it waits before it tries again"
    (waits,) = queries.not_sent([gita])
    assert waits.failed == "The mail server could not be reached." and waits.due and waits.tries == 1
    assert actions.try_again(by="owner") == 1 and sending.send_due() == 1 and len(sink.letters) == 1
    assert queries.not_sent([gita]) == []


def test_after_three_days_nobody_is_sent_a_link_that_is_too_old(gita, sink):
    links.link_by_mail(by="stranger", person=gita, kind=links.ASKED)
    OutgoingMail.objects.update(at=timezone.now() - timedelta(days=4))
    sink.refuses["gita@example.org"] = "451 Later"
    assert sending.send_due() == 0
    assert [(one.due, one.failed != "") for one in queries.not_sent([gita])] == [(None, True)]
    assert AuditEvent.objects.filter(what="mail not sent", about=str(gita)).exists()


def test_one_refused_address_keeps_no_other_letter_back(gita, ada, sink):
    sink.refuses["ada@example.org"] = "550 Unknown"
    for person in (ada, gita):
        links.link_by_mail(by="stranger", person=person, kind=links.ASKED)
    assert sending.send_due() == 1 and [one["To"] for one in sink.letters] == ["gita@example.org"]


def test_roles_are_told_at_once_or_once_a_day_or_never_as_the_person_chose(gita, sink):
    browser = came_in(gita)
    given(gita)
    assert sending.send_due() == 1
    assert sink.letters[-1]["Subject"] == "You have a new role on Goldthread"
    assert "analyst at" in sink.letters[-1].get_content()
    wrong = browser.post("/account/emails/", {"mailed": "hourly"})
    assert wrong.status_code == 400 and "There is a problem" in said(wrong)
    assert browser.post("/account/emails/", {"mailed": "daily"}).url == "/account/"
    gita.refresh_from_db()
    given(gita, until=date(2099, 1, 1))
    given(gita, Role.WARD, services=("Ward 7",))
    assert sending.send_due() == 0, "they wait for the day's hour"
    OutgoingMail.objects.filter(sent=None).update(due=timezone.now())
    assert sending.send_due() == 1
    digest = sink.letters[-1]
    assert digest["Subject"] == "2 things on Goldthread"
    assert "until 1 January 2099" in digest.get_content() and "ward team at" in digest.get_content()
    assert "/account/emails/" in digest.get_content()
    browser.post("/account/emails/", {"mailed": "never"})
    gita.refresh_from_db()
    assert given(gita, Role.PARTNER)[1] and not OutgoingMail.objects.filter(sent=None).exists()
    links.link_by_mail(by="stranger", person=gita, kind=links.ASKED)
    assert sending.send_due() == 1 and "Set a new password" in sink.letters[-1]["Subject"], "a link always goes"


def test_what_waits_for_the_day_goes_at_once_when_somebody_wants_that(gita, sink):
    actions.choose(by=gita, mailed=Mailed.DAILY)
    given(gita)
    assert sending.send_due() == 0
    actions.choose(by=gita, mailed=Mailed.AT_ONCE)
    assert sending.send_due() == 1


@pytest.mark.parametrize(
    ("now", "next_"),
    [
        ("2026-11-29T06:59:00+00:00", "2026-11-29T07:00:00+00:00"),
        ("2026-11-29T07:00:00+00:00", "2026-11-30T07:00:00+00:00"),
        ("2026-03-28T22:00:00+00:00", "2026-03-29T06:00:00+00:00"),  # the clocks go forward in the night
        ("2026-10-24T22:30:00+00:00", "2026-10-25T07:00:00+00:00"),  # and back
    ],
)
def test_the_daily_hour_is_the_clock_s(now, next_):
    assert actions.next_digest(datetime.fromisoformat(now)) == datetime.fromisoformat(next_)


def test_whoever_has_left_meanwhile_is_told_nothing(gita, sink):
    links.link_by_mail(by="stranger", person=gita, kind=links.ASKED)
    Person.objects.filter(pk=gita.pk).update(is_active=False)
    assert sending.send_due() == 0 and not OutgoingMail.objects.exists() and not sink.letters


@pytest.mark.parametrize("fact", ["The tea was cold", ["a"], None, 1.5])
def test_words_cannot_be_put_into_a_mail(gita, fact):
    with override_settings(EMAIL=Mail(True)), pytest.raises(TypeError):
        actions.tell(by="test", person=gita, kind="role given", about="right:1", said=fact)
    with override_settings(EMAIL=Mail(True)), pytest.raises(TypeError):
        actions.tell(by="test", person=gita, kind="role given", about="the tea was cold")
    assert not OutgoingMail.objects.exists()


def test_no_link_rests_in_the_database(gita, sink):
    links.link_by_mail(by="stranger", person=gita, kind=links.ASKED)
    row = OutgoingMail.objects.get()
    held = " ".join(str(getattr(row, field.name)) for field in OutgoingMail._meta.fields)
    sending.send_due()
    token = re.search(r"/password/\w+/([\w-]+)/", sink.letters[0].get_content())[1]
    assert token not in held and token not in str(OutgoingMail.objects.values())


def test_a_kind_that_cannot_be_worded_keeps_no_other_back(gita, sink):
    def broken(row):
        raise ValueError("the tea was cold")

    mails.register(kind="broken", title="Broken", compose=broken)
    mails.register(kind="over", title="Over", compose=lambda row: None)
    mails.register(kind="hostile", title="Hostile", compose=lambda row: Letter("a\nBcc: all@example.org", ("b",), "c"))
    try:
        for kind in ("broken", "over", "hostile"):
            actions.tell(by="test", person=gita, kind=kind)
        assert sending.send_due() == 1
        assert sink.letters[0]["Subject"] == "a Bcc: all@example.org" and sink.letters[0]["Bcc"] is None
        assert [(one.kind, one.failed) for one in queries.not_sent([gita])] == [("broken", sending.OURS)]
    finally:
        for kind in ("broken", "over", "hostile"):
            mails.KINDS.drop(kind)


def test_one_letter_of_several_things_says_all_that_each_of_them_says(gita, sink):
    for kind in ("result", "agreement"):
        letter = Letter(f"A {kind} is due", (f"Look at the {kind}.",), f"http://x/{kind}", (f"The {kind} can wait.",))
        mails.register(kind=kind, title=kind, compose=lambda row, letter=letter: letter)
    try:
        for kind in ("result", "agreement"):
            actions.tell(by="test", person=gita, kind=kind)
        assert sending.send_due() == 1
        parts = re.split(r"(?:\r?\n){2}", sink.letters[0].get_content())
        assert parts[1:4] == ["A result is due. Look at the result.", "http://x/result", "The result can wait."]
        assert "The agreement can wait." in parts
    finally:
        for kind in ("result", "agreement"):
            mails.KINDS.drop(kind)


def test_what_was_not_sent_of_an_app_that_is_gone_breaks_no_page(office, gita, sink):
    mails.register(kind="gone", title="Gone", compose=lambda row: Letter("a", ("b",), "c"))
    sink.refuses[gita.email] = "550 nobody here"
    actions.tell(by="test", person=gita, kind="gone")
    assert sending.send_due() == 0
    assert "Gone, to" in said(office.get("/home/"))
    mails.KINDS.drop("gone")
    page = office.get("/home/")
    assert page.status_code == 200 and "An email, to" in said(page)


def test_old_mails_are_forgotten_and_what_waits_is_not(gita, sink):
    links.link_by_mail(by="stranger", person=gita, kind=links.ASKED)
    sending.send_due()
    actions.choose(by=gita, mailed=Mailed.DAILY)
    given(gita)
    OutgoingMail.objects.update(at=timezone.now() - timedelta(days=31))
    assert actions.forget_old() == 1 and OutgoingMail.objects.get().kind == "role given"


def test_a_changed_password_is_told(gita, sink):
    browser = came_in(gita)
    browser.post("/account/password/", {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER})
    assert sending.send_due() == 1 and sink.letters[0]["Subject"] == "Your Goldthread password was changed"
    assert "Was it not you?" in sink.letters[0].get_content()
