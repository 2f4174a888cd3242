"""What ends a person's other sessions and links, and that no session passes on without the second factor they have."""

from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, override_settings

from goldthread.accounts import actions, queries
from goldthread.accounts.models import AuditEvent, Person
from tests.builders.passkeys import Passkey
from tests.web.conftest import said
from tests.web.signing.conftest import (
    OTHER,
    PASSWORD,
    add_passkey,
    came_in,
    code_at,
    confirmed,
    later,
    link_of,
    options,
    sign_in,
)


def entries() -> int:
    return Person.objects.get(handle="gita").entries


def before(gita) -> tuple[Client, str, int]:
    """A session from before a change, told from later ones by nothing but its number; a link; and that number."""
    actions.link_subject(by="test", person=gita, provider="sso", subject="of-gita")
    old = Client()
    old.force_login(Person.objects.get(pk=gita.pk))
    return old, link_of(Person.objects.get(pk=gita.pk)), entries()


def only_this_session_goes_on(here, gita, held) -> None:
    old, link, number = held
    assert here.get("/home/").status_code == 200
    assert old.get("/about/").wsgi_request.user.is_anonymous, "the session from before is over"
    assert Client().get(link, follow=True).status_code == 404, "the link from before is over"
    assert entries() == number + 1
    assert gita.socialaccount_set.exists(), "how they come in by single sign-on stays"
    assert queries.audit_is_whole()


def audited(what: str, **detail: object) -> bool:
    return AuditEvent.objects.filter(what=what, **{f"detail__{name}": value for name, value in detail.items()}).exists()


def test_adding_an_app_ends_every_other_session_and_link(gita):
    here = came_in(gita)
    held = before(gita)
    page = confirmed(here, "/account/two-factor/app/").content.decode()
    secret = page.split('id="key">')[1].split("<")[0]
    assert here.post("/account/two-factor/app/", {"code": code_at(secret)}).status_code == 302
    only_this_session_goes_on(here, gita, held)
    assert audited("second factor added", kind="authenticator app")
    assert audited("second factor added", kind="recovery codes")


def test_removing_an_app_ends_every_other_session_and_link(gita, app):
    here = app[0]
    held = before(gita)
    assert here.post("/account/two-factor/app/remove/").url == "/account/two-factor/"
    only_this_session_goes_on(here, gita, held)
    assert audited("second factor removed", kind="authenticator app")
    assert audited("second factor removed", kind="recovery codes"), "codes without a factor go with it"


def test_new_recovery_codes_end_every_other_session_and_link(gita, app):
    here = app[0]
    held = before(gita)
    events = AuditEvent.objects.filter(what__startswith="second factor").count()
    assert here.post("/account/two-factor/recovery-codes/new/").status_code == 302
    only_this_session_goes_on(here, gita, held)
    assert audited("recovery codes renewed")
    assert AuditEvent.objects.filter(what__startswith="second factor").count() == events


def test_adding_and_removing_a_passkey_ends_every_other_session_and_link(gita):
    here = came_in(gita, HTTP_HOST="localhost")
    held = before(gita)
    assert add_passkey(here, Passkey()).status_code == 302
    only_this_session_goes_on(here, gita, held)
    assert audited("second factor added", kind="passkey")
    held = before(gita)
    key = Authenticator.objects.get(user=gita, type=Authenticator.Type.WEBAUTHN)
    assert here.post(f"/account/two-factor/passkeys/{key.pk}/remove/").status_code == 302
    only_this_session_goes_on(here, gita, held)
    assert audited("second factor removed", kind="passkey")


def test_changing_the_password_ends_every_other_session_and_link(gita):
    here = came_in(gita)
    held = before(gita)
    given = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    assert here.post("/account/password/", given).status_code == 302
    only_this_session_goes_on(here, gita, held)


def test_what_changes_nothing_ends_nothing(gita, app):
    here = app[0]
    number = entries()
    other = came_in_with_code(app)
    assert here.post("/account/two-factor/app/", {"code": "123456"}).url == "/account/two-factor/app/remove/"
    assert here.post("/account/two-factor/passkeys/add/", {"credential": "{}"}).status_code == 400
    assert here.post("/account/two-factor/passkeys/999999/remove/").status_code == 404
    assert entries() == number and other.get("/home/").status_code == 200


def came_in_with_code(app) -> Client:
    browser = Client()
    sign_in(browser)
    assert browser.post("/sign-in/second-step/", {"code": app[2][0]}).url == "/home/"
    return browser


def test_a_change_that_is_not_audited_is_not_made(gita, app, monkeypatch):
    here = app[0]
    number = entries()
    monkeypatch.setattr(actions, "note_of_sign_in", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        here.post("/account/two-factor/app/remove/")
    assert entries() == number and Authenticator.objects.filter(user=gita, type=Authenticator.Type.TOTP).exists()


def without_second_step(gita) -> Client:
    """A session of somebody with a second factor that never showed it, however it came about."""
    browser = Client()
    browser.force_login(Person.objects.get(pk=gita.pk))
    return browser


CLOSED = (
    "/home/",
    "/understand/",
    "/listen/imports/",
    "/acting/",
    "/account/",
    "/account/password/",
    "/account/two-factor/",
    "/account/two-factor/recovery-codes/",
    "/account/two-factor/passkeys/add/",
    "/account/confirm/",
)
ASKS = "/account/confirm/code/"


def test_a_session_that_never_showed_the_second_factor_opens_nothing(gita, app):
    _, secret, codes = app
    browser = without_second_step(gita)
    for path in CLOSED:
        assert browser.get(path).url == f"{ASKS}?next={quote(path, safe='')}", path
    for path in ("/account/two-factor/app/remove/", "/account/password/", "/listen/imports/upload/", "/acting/"):
        assert browser.post(path).url == ASKS, path
    assert browser.post("/account/confirm/", {"password": PASSWORD}).url == ASKS, "a password is no second factor"
    assert Authenticator.objects.filter(user=gita, type=Authenticator.Type.TOTP).exists()
    assert browser.get("/about/").status_code == 200, "what anyone may read stays open"
    page = browser.get(f"{ASKS}?next=/understand/")
    assert "Complete the second step" in said(page) and "password instead" not in said(page)
    assert browser.post(f"{ASKS}?next=/understand/", {"code": "000000"}).status_code == 400
    cache.clear()
    assert browser.post(f"{ASKS}?next=/understand/", {"code": code_at(secret)}).url == "/understand/"
    assert browser.get("/understand/").status_code == 200


def test_a_recovery_code_is_enough_to_go_on(gita, app):
    browser = without_second_step(gita)
    assert browser.post(f"{ASKS}?next=/home/", {"code": app[2][3]}).url == "/home/"
    assert browser.get("/home/").status_code == 200


def test_somebody_with_a_passkey_alone_is_asked_for_that(gita, passkey):
    _, key = passkey
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(Person.objects.get(pk=gita.pk))
    asks = browser.get("/home/").url
    assert asks == "/account/confirm/passkey/?next=%2Fhome%2F"
    page = browser.get(asks)
    assert "Use a code instead" in said(page) and "password instead" not in said(page)
    wrong = browser.post(asks, {"credential": Passkey().signed(options(page.content.decode()))})
    assert wrong.status_code == 400 and "The passkey was not accepted" in said(wrong)
    signed = key.signed(options(wrong.content.decode()))
    assert browser.post(asks, {"credential": signed, "next": "/home/"}).url == "/home/"
    assert browser.get("/home/").status_code == 200


def test_a_second_factor_is_asked_in_every_role_and_the_demo_steps_over_it(gita, app):
    with override_settings(TWO_FACTOR_ROLES=["administrator"]):
        assert without_second_step(gita).get("/home/").url.startswith(ASKS), "not only where a role requires it"
    ben = Person.objects.get(handle="ben")
    held = Authenticator.objects.create(user=ben, type=Authenticator.Type.TOTP, data={"secret": "x"})
    try:
        browser = Client()
        browser.post("/who/ben/")
        assert browser.get("/home/").status_code == 200, "the demo lets anyone be anyone"
        with override_settings(DEMO=False):
            assert browser.get("/home/").url.startswith(ASKS)
    finally:
        held.delete()


def test_what_a_session_showed_counts_for_as_long_as_the_session(gita, app):
    browser = came_in_with_code(app)
    later(browser, 7 * 3600)
    assert browser.get("/home/").status_code == 200
    assert browser.get("/account/two-factor/app/remove/").url.startswith("/account/confirm/"), "for changes it is old"
