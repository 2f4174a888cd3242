"""Sessions: how they begin, what ends them."""

from django.test import Client

from goldthread.accounts import queries
from goldthread.accounts.models import AuditEvent, Person
from tests.web.conftest import said
from tests.web.signing.conftest import OTHER, PASSWORD, came_in, sign_in


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
