"""What is written down of signing in: failed tries too, without names, and no more lines than a site can hold."""

import re

import pytest
from django.core import mail
from django.test import Client, override_settings

from goldthread.accounts import attempts, audit_check, limits, queries
from goldthread.accounts.directory import access, people
from goldthread.accounts.mail import sending
from goldthread.accounts.models import AuditEvent, Person
from tests.builders.passkeys import Passkey
from tests.web.signing.conftest import OTHER, PASSWORD, SENDS, came_in, confirmed, options, sign_in


@pytest.fixture
def since(site):
    """The events of one kind since the test began, oldest first."""
    first = AuditEvent.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return lambda what: list(AuditEvent.objects.filter(id__gt=first, what=what).order_by("id"))


def test_failed_sign_ins_are_counted_and_say_neither_name_nor_password(gita, since):
    for name in ("gita", "no-such-name"):
        for _ in range(17):
            sign_in(login=name, password="a guess that is wrong")
    found = since("sign-in failed")
    assert [one.detail["tries"] for one in found] == [1, 2, 4, 8, 16] * 2
    about = [one.about for one in found]
    assert len(set(about[:5])) == 1 and len(set(about[5:])) == 1 and about[0] != about[5]
    assert all(re.fullmatch(r"name:[0-9a-f]{24}", one) for one in about), "known or not, it looks the same"
    assert {one.by for one in found} == {"stranger"} and {one.right for one in found} == {""}
    said = str([(one.about, one.detail) for one in found])
    for word in ("gita", "no-such", "guess", "198.51", gita.reference):
        assert word not in said
    assert queries.audit_is_whole()


def test_whoever_knows_a_name_finds_its_tries(gita, since):
    sign_in(login=" GITA ", password="wrong")
    assert [one.about for one in since("sign-in failed")] == [attempts.name_of("gita")]


def test_a_right_password_is_no_failed_sign_in(gita, since):
    assert sign_in().status_code == 302
    assert since("sign-in failed") == [] and len(since("signed in")) == 1


def test_a_flood_leaves_few_lines_and_the_count_of_the_rest(gita, since, monkeypatch):
    monkeypatch.setattr(attempts, "MOST", 5)
    for n in range(40):
        sign_in(login=f"somebody-{n}", password="wrong", address=f"203.0.113.{n}")
    found = since("sign-in failed")
    assert len(found) == 5 + 6
    assert [one.detail["lines"] for one in found if one.about == attempts.OTHERS] == [1, 2, 4, 8, 16, 32]


def test_lines_begin_again_with_the_next_window(gita, since, monkeypatch):
    now = limits.time.time()
    monkeypatch.setattr(limits.time, "time", lambda: now)
    sign_in(password="wrong")
    sign_in(password="wrong")
    sign_in(password="wrong")
    monkeypatch.setattr(limits.time, "time", lambda: now + attempts.WINDOW)
    sign_in(password="wrong")
    assert [one.detail["tries"] for one in since("sign-in failed")] == [1, 2, 1]


def test_a_wrong_second_step_is_about_the_person_whose_password_was_shown(gita, app, since):
    browser = Client()
    sign_in(browser)
    for n in range(3):
        browser.post("/sign-in/second-step/", {"code": f"{n:06d}"})
    found = since("sign-in failed")
    assert [(one.about, one.by, one.detail["how"], one.detail["tries"]) for one in found] == [
        (str(gita), "stranger", "second step", 1),
        (str(gita), "stranger", "second step", 2),
    ]
    assert "000000" not in str([one.detail for one in found])


def test_a_wrong_passkey_is_written_down(gita, passkey, since):
    browser = Client(HTTP_HOST="localhost")
    asked = browser.get("/sign-in/passkey/", HTTP_ACCEPT="application/json").json()
    browser.post("/sign-in/passkey/", {"credential": Passkey().signed(asked)})
    assert [one.detail["how"] for one in since("sign-in failed")] == ["passkey"]
    sign_in(browser)
    page = browser.get("/sign-in/second-step/").content.decode()
    browser.post("/sign-in/second-step/", {"credential": Passkey().signed(options(page))})
    assert [(one.about, one.detail["how"]) for one in since("sign-in failed")][1:] == [(str(gita), "second step")]


def test_mailed_links_are_written_down_and_few_are_mailed_however_many_are_asked_for(gita, since):
    with override_settings(**SENDS):
        mail.outbox = []
        for n in range(9):
            Client().post("/password/reset/", {"email": "gita@example.org"}, REMOTE_ADDR=f"203.0.113.{n}")
        Client().post("/password/reset/", {"email": "nobody@example.org"})
        sending.send_due()
    found = since("mail sent")
    assert len(mail.outbox) == 5, "nobody's mailbox is filled by a stranger"
    assert [(one.by, one.about, one.detail) for one in found] == [
        ("stranger", str(gita), {"kind": "password link"})
    ] * 5


def test_a_link_that_an_administrator_was_shown_is_written_down(gita, since):
    ada = people.add(by="test", handle="ada", name="Ada")
    right = ada.rights.create(organisation=gita.rights.get().organisation, role="administrator")
    try:
        browser = Client()
        browser.force_login(ada)
        page = browser.post(f"/people/{gita.reference}/reset/", {"two_factor": ""})
        assert page.status_code == 200 and "/password/" in page.content.decode()
        found = since("reset link shown")
        assert [(one.by, one.about, one.right) for one in found] == [(str(ada), str(gita), f"right:{right.pk}")]
        assert since("sign-in reset")[0].right == f"right:{right.pk}"
    finally:
        ada.delete()


def test_the_command_line_writes_it_down_too(gita, since):
    link = access.shown(by="command line", person=gita)
    assert link.startswith("http") and [(one.by, one.right) for one in since("reset link shown")] == [
        ("command line", "")
    ]


def test_sign_ins_and_factors_carry_the_right_that_the_session_acts_under(gita, since):
    right = f"right:{gita.rights.get().pk}"
    browser = came_in(gita)
    confirmed(browser, "/account/two-factor/app/")
    assert [one.right for one in since("signed in")] == [right]
    browser.post("/account/password/", {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER})
    assert [one.right for one in since("password set")] == [right]


def test_a_switch_says_from_which_right_to_which(gita, since):
    first = gita.rights.get()
    browser = came_in(gita)
    second = gita.rights.create(organisation=first.organisation, role="ward team")
    browser.post("/acting/", {"right": second.pk})
    browser.post("/acting/", {"right": first.pk})
    found = since("acting chosen")
    assert [(one.right, one.detail["chosen"]) for one in found] == [
        (f"right:{first.pk}", f"right:{second.pk}"),
        (f"right:{second.pk}", f"right:{first.pk}"),
    ]


def test_what_somebody_else_does_is_not_put_down_to_the_right_of_whoever_asks(gita, since):
    """A link that is followed in the window of somebody who is signed in is its own person's doing."""
    browser = Client()
    browser.force_login(Person.objects.get(handle="ben"))
    link = access.link(gita, site="http://testserver").removeprefix("http://testserver")
    browser.post(browser.get(link).url, {"password": "quite another long sentence"})
    assert [(one.by, one.right) for one in since("password chosen")] == [(str(gita), "")]


def test_a_changed_right_is_noticed_and_events_without_one_stay_valid(gita, since):
    came_in(gita)
    event, bare = since("signed in")[0], AuditEvent.objects.filter(right="").order_by("-id").first()
    assert bare is not None and audit_check.check().wrong == []
    try:
        for other in ("", "right:999999"):
            AuditEvent.objects.filter(pk=event.pk).update(right=other)
            assert "was changed" in str(audit_check.check().wrong)
        AuditEvent.objects.filter(pk=event.pk).update(right=event.right)
        AuditEvent.objects.filter(pk=bare.pk).update(right=event.right)
        assert "was changed" in str(audit_check.check().wrong)
    finally:
        AuditEvent.objects.filter(pk=event.pk).update(right=event.right)
        AuditEvent.objects.filter(pk=bare.pk).update(right="")
    assert audit_check.check().wrong == []
