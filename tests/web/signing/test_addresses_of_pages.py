"""Where pages of signing in lead, and which of allauth's pages are there at all."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.web.conftest import said
from tests.web.signing.conftest import (
    PASSWORD,
    came_in,
    code_at,
    confirmed,
    sign_in,
)


NEXT = (
    "-",
    "--",
    ".",
    "..",
    "/..",
    "//",
    "///",
    "////elsewhere.example",
    "//elsewhere.example/x",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "https:elsewhere.example",
    "http:///elsewhere.example",
    "https://elsewhere.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://[",
    "[::1",
    "http://testserver@elsewhere.example",
    "https://testserver.elsewhere.example",
    "\x00",
    "/\x00",
    "/home/\r\nSet-Cookie: a=b",
    "/%0d%0aSet-Cookie:%20a=b",
    " /home/",
    "\t//elsewhere.example",
    "／elsewhere.example",
    "//elsewhere。example",
    "/" + "a" * 5_000,
    "home",
    "é",
    "/é",
    "/?next=https://elsewhere.example",
    "?",
    "#",
    "/home/#//elsewhere.example",
    "\ud7ff",
)


def stays(answer, status: int) -> None:
    """An answer leads to no other site, whatever it was asked."""
    assert answer.status_code == status
    to = answer.headers.get("Location", "/")
    assert to.startswith("/") and not to.startswith(("//", "/\\")) and "\n" not in to and "\r" not in to
    assert "Set-Cookie" not in answer.headers and "a" not in answer.cookies


def test_wherever_next_points_nobody_leaves_this_site_and_nothing_breaks(gita, app):
    for wanted in NEXT:
        cache.clear()
        everywhere(gita, app, {"next": wanted})


def everywhere(gita, app, query) -> None:
    """Sign in with a second step, and open and send every form that takes `next`."""
    stays(Client().get("/sign-in/", query), 200)
    stays(sign_in(Client(), login="nobody", **query), 403)
    browser = Client()
    answer = browser.post("/sign-in/", {"login": "gita", "password": PASSWORD} | query)
    assert answer.url == "/sign-in/second-step/"
    stays(browser.post("/sign-in/second-step/", {"code": code_at(app[1])}), 302)
    stays(browser.get(answer.url), 302)
    for path in ("/acting/", "/account/confirm/", "/account/confirm/code/"):
        stays(browser.get(path, query), 200)
    stays(browser.post("/account/confirm/", {"password": PASSWORD} | query), 302)
    stays(browser.post("/acting/", {"right": gita.rights.get().pk} | query), 302)
    stays(Client().post("/large-print/", {"large": "yes"} | query), 302)


def test_signing_in_without_a_second_step_leads_nowhere_else_either(gita):
    for wanted in NEXT:
        stays(sign_in(Client(), next=wanted), 302)


NOT_HERE = (
    "account_signup",
    "account_signup_by_passkey",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_set_password",
    "account_reset_password_from_key",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_verify_phone",
    "account_change_phone",
    "socialaccount_signup",
    "socialaccount_connections",
    "socialaccount_login_error",
    "mfa_trust",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_signup_webauthn",
    "usersessions_list",
)


def test_pages_of_allauth_that_we_do_not_offer_are_not_there(gita):
    for name in NOT_HERE:
        for args in ([], ["x"], ["x", "y"]):
            with pytest.raises(NoReverseMatch):
                reverse(name, args=args)
    browser = came_in(gita)
    tails = (
        "",
        "signup/",
        "email/",
        "confirm-email/",
        "password/set/",
        "login/",
        "logout/",
        "social/connections/",
        "3rdparty/",
        "3rdparty/signup/",
        "2fa/",
        "2fa/totp/activate/",
        "code/request/",
        "sessions/",
    )
    for path in (f"{root}{tail}" for root in ("/accounts/", "/account/social/", "/_allauth/") for tail in tails):
        assert browser.get(path).status_code == 404, path
        assert browser.post(path).status_code == 404, path


def test_every_page_of_allauth_that_is_there_is_one_that_we_looked_at():
    """A new one needs its attack here, and its place in what a session may open without a second factor."""
    ours = {
        one.name: getattr(one.callback, "view_class", one.callback).__module__.partition(".")[0]
        for one in get_resolver("goldthread.web.signing.urls").url_patterns
    }
    assert sorted(name for name, room in ours.items() if room == "allauth") == [
        "account_reset_password_done",
        "mfa_view_recovery_codes",
        "openid_connect_callback",
        "openid_connect_login",
        "socialaccount_login_cancelled",
    ]


def test_nobody_connects_another_account_to_theirs(gita):
    browser = came_in(gita)
    for query in ({}, {"process": "connect"}, {"process": "redirect"}):
        assert browser.get("/sign-in/with/sso/", query).status_code == 404, "no provider is set"


def test_pages_that_show_a_secret_are_stored_by_no_browser(gita):
    browser = came_in(gita)
    page = confirmed(browser, "/account/two-factor/app/")
    assert 'id="key"' in page.content.decode() and "no-store" in page.headers["Cache-Control"]
    secret = page.content.decode().split('id="key">')[1].split("<")[0]
    shown = browser.post("/account/two-factor/app/", {"code": code_at(secret)}, follow=True)
    assert "They are shown only once" in said(shown) and "no-store" in shown.headers["Cache-Control"]
