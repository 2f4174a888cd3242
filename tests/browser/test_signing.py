"""Signing in in Chromium: a passkey by its virtual authenticator, and each page of one's own account."""

import base64
import hashlib
import hmac
import os
import re
import signal
import struct
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from tests.browser.conftest import DESK, PHONE, free_port, window
from tests.builders.following import follow


PASSWORD = "a long sentence of one's own"
PEOPLE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from goldthread.accounts.directory import organisations, people, posts
from goldthread.accounts.rules import Role
board = organisations.add(by="test", code="XIC", name="The Board", kind="commissioner", member=True, commissioner=None)
trust = organisations.add(by="test", code="XWR", name="The Trust", kind="provider", member=True, commissioner=board)
for handle in ("gita", "nia", "oona", "uma", "vera"):
    person = people.add(by="test", handle=handle, name=handle.title(), password="a long sentence of one's own")
    posts.give(by="test", person=person, post=posts.Post(trust, Role.ANALYST))
    posts.give(by="test", person=person, post=posts.Post(board, Role.COMMISSIONER))
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A site that is no demo, with people who have a password and two roles each: its address and its environment."""
    folder = tmp_path_factory.mktemp("real")
    env = os.environ | {"GOLDTHREAD_KEY_FILE": str(folder / "keys" / "site.key"), "GOLDTHREAD_DEMO": "0"}
    env["GOLDTHREAD_WORKSPACE"] = str(folder / "workspace")
    command = [sys.executable, "-m", "goldthread.cli"]
    subprocess.run([*command, "init", "--workspace", str(folder / "workspace")], env=env, check=True)
    subprocess.run([sys.executable, "-c", PEOPLE], env=env, check=True)
    port = free_port()
    place = ["--workspace", str(folder / "workspace"), "--port", str(port), "--host", "localhost"]
    with (folder / "log").open("w") as log:
        site = subprocess.Popen([*command, "serve", *place], env=env, stdout=log, stderr=log)
        try:
            for _ in range(300):
                if "Goldthread is at" in (folder / "log").read_text():
                    break
                time.sleep(0.2)
            time.sleep(2)
            yield SimpleNamespace(address=f"http://localhost:{port}", env=env)
        finally:
            site.send_signal(signal.SIGINT)
            site.wait(timeout=30)
    assert "Traceback" not in (folder / "log").read_text()


def press(page, button):
    """Press a button, and wait for the page that it leads to: no check is begun in a page that is going."""
    follow(page.get_by_role("button", name=button, exact=True))


def sign_in(page, handle):
    page.goto("/sign-in/")
    page.get_by_label("Sign-in name").fill(handle)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")


def clean(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    assert found == [], (page.url, [one["id"] for one in found])


def confirm(page):
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Continue")


def code_of(secret):
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_a_passkey_is_added_signs_in_alone_and_is_removed(real, browser):
    with window(browser, real.address, size=DESK) as page:
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        sign_in(page, "gita")
        page.get_by_label(re.compile("Analyst at The Trust")).check()
        press(page, "Continue")
        page.goto("/account/two-factor/")
        clean(page)
        follow(page.get_by_role("link", name="Add a passkey"))
        confirm(page)
        clean(page)
        page.get_by_label("Name of this passkey").fill("Work phone")
        press(page, "Add the passkey")
        page.wait_for_url("**/recovery-codes/")
        clean(page)
        page.goto("/account/two-factor/")
        assert "Work phone" in page.inner_text("main")
        press(page, "Sign out")
        page.goto("/sign-in/")
        clean(page)
        press(page, "Sign in with a passkey")
        page.wait_for_url("**/home/")
        assert "Acting as analyst at The Trust" in page.inner_text("header")
        press(page, "Sign out")
        sign_in(page, "gita")
        page.wait_for_url("**/second-step/")
        clean(page)
        press(page, "Use a passkey")
        page.wait_for_url("**/home/")
        page.goto("/account/two-factor/")
        follow(page.get_by_role("link", name="Remove Work phone"))
        confirm(page)
        clean(page)
        press(page, "Remove the passkey")
        page.wait_for_url("**/passkeys/")
        assert page.get_by_role("link", name="Remove Work phone").count() == 0


def test_an_app_is_set_up_on_a_phone_without_scripts(real, browser):
    with window(browser, real.address, size=PHONE, java_script_enabled=False) as page:
        sign_in(page, "nia")
        assert "What are you acting as?" in page.inner_text("main")
        page.get_by_label(re.compile("Commissioner at The Board")).check()
        press(page, "Continue")
        assert "Acting as commissioner at The Board" in page.inner_text("header")
        page.goto("/account/two-factor/app/")
        confirm(page)
        page.get_by_text("I cannot scan it").click()
        page.get_by_label("Code from the app").fill(code_of(page.inner_text("#key")))
        press(page, "Turn it on")
        codes = page.locator(".gt-codes li").all_inner_texts()
        assert len(codes) == 10
        press(page, "Sign out")
        sign_in(page, "nia")
        page.get_by_label("Code", exact=True).fill(codes[0])
        press(page, "Sign in")
        assert page.url.endswith("/home/")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_of_ones_account_are_accessible_and_fit(real, browser, size):
    with window(browser, real.address, size=size) as page:
        for path in ("/sign-in/", "/password/reset/", "/password/reset/sent/", "/sign-in/cancelled/"):
            page.goto(path)
            clean(page)
        sign_in(page, "oona")
        paths = ("/acting/", "/account/", "/account/password/", "/account/two-factor/", "/account/two-factor/app/")
        for path in paths:
            page.goto(path)
            if "/confirm/" in page.url:
                clean(page)
                confirm(page)
            clean(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size[0], path
            if shots := os.environ.get("GOLDTHREAD_SHOTS"):
                page.screenshot(path=f"{shots}/{size[0]}{path.replace('/', '-')}.png", full_page=True)
        page.goto("/sign-in/")
        page.goto("/account/password/")
        press(page, "Save the password")
        assert page.title().startswith("Error: ")
        clean(page)


OLD = """
import sys, django; django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from goldthread.accounts.models import Person
person, held = Person.objects.get(handle=sys.argv[1]), SessionStore()
held[SESSION_KEY], held[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
held[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
held.create()
print(held.session_key)
"""


def without_second_step(real, page, handle):
    """Give a window a session of somebody that never showed their second factor."""
    done = subprocess.run([sys.executable, "-c", OLD, handle], env=real.env, check=True, capture_output=True, text=True)
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": done.stdout.strip(), "url": real.address}])


def looked_at(page, size, name):
    """Nothing is wrong with a page, and it fits; kept as a picture where somebody wants to look."""
    clean(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name
    if shots := os.environ.get("GOLDTHREAD_SHOTS"):
        page.screenshot(path=f"{shots}/{size[0]}-{name}.png", full_page=True)


@pytest.mark.parametrize(("size", "handle"), [(PHONE, "uma"), (DESK, "vera")], ids=["phone", "desk"])
def test_every_page_of_two_step_sign_in_is_accessible_and_fits(real, browser, size, handle):
    with window(browser, real.address, size=size) as page:
        page.goto("/sign-in/")
        press(page, "Sign in")
        looked_at(page, size, "sign-in-error")
        sign_in(page, handle)
        page.get_by_label(re.compile("Analyst at The Trust")).check()
        press(page, "Continue")
        page.goto("/account/two-factor/app/")
        looked_at(page, size, "confirm-password")
        press(page, "Continue")
        looked_at(page, size, "confirm-password-error")
        confirm(page)
        press(page, "Turn it on")
        looked_at(page, size, "app-error")
        page.get_by_text("I cannot scan it").click()
        looked_at(page, size, "app")
        page.get_by_label("Code from the app").fill(code_of(page.inner_text("#key")))
        press(page, "Turn it on")
        looked_at(page, size, "recovery-codes")
        codes = page.locator(".gt-codes li").all_inner_texts()
        page.reload()
        looked_at(page, size, "recovery-codes-again")
        for path, name in (("", "two-factor"), ("recovery-codes/new/", "new-codes"), ("app/remove/", "remove-app")):
            page.goto(f"/account/two-factor/{path}")
            looked_at(page, size, name)
        page.goto("/account/confirm/code/")
        looked_at(page, size, "confirm-code")
        without_second_step(real, page, handle)
        page.goto("/home/")
        looked_at(page, size, "go-on")
        press(page, "Continue")
        looked_at(page, size, "go-on-error")
        page.get_by_label("Code", exact=True).fill(codes[0])
        press(page, "Continue")
        page.wait_for_url("**/acting/")
        press(page, "Sign out")
        sign_in(page, handle)
        looked_at(page, size, "second-step")
        page.get_by_label("Code", exact=True).fill("123")
        press(page, "Sign in")
        looked_at(page, size, "second-step-error")
        page.get_by_label("Code", exact=True).fill(codes[1])
        press(page, "Sign in")
        looked_at(page, size, "recovery-code-used")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_about_passkeys_are_accessible_and_fit(real, browser, size):
    with window(browser, real.address, size=size) as page:
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        sign_in(page, "gita")
        page.goto("/account/two-factor/passkeys/add/")
        confirm(page)
        looked_at(page, size, "add-passkey")
        press(page, "Add the passkey")
        page.wait_for_url("**/recovery-codes/")
        page.goto("/account/confirm/passkey/")
        looked_at(page, size, "confirm-passkey")
        without_second_step(real, page, "gita")
        page.goto("/account/two-factor/")
        looked_at(page, size, "go-on-by-passkey")
        press(page, "Use a passkey")
        page.wait_for_url("**/account/two-factor/")
        follow(page.get_by_role("link", name=re.compile("^Remove ")).first)
        looked_at(page, size, "remove-passkey")
        press(page, "Remove the passkey")
        page.wait_for_url("**/passkeys/")
