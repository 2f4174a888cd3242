"""An administrator's day in a real browser: axe, phone and desk, by keyboard, with and without scripts."""

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.browser.conftest import DESK, PHONE, free_port, wait_until_up, window
from tests.browser.test_accessible import wrong
from tests.builders.following import follow, press


PASSWORD = "a long sentence of one's own"
PAGES = ("/home/", "/people/", "/people/add/", "/people/list/", "/organisations/", "/organisations/add/")


@pytest.fixture(scope="module")
def staffed(tmp_path_factory):
    """A site of its own with a board, a trust and an administrator; gives its address and the link to come in by."""
    folder = tmp_path_factory.mktemp("staffed")
    env = {key: value for key, value in os.environ.items() if not key.startswith(("GOLDTHREAD_", "DATABASE_URL"))}
    env |= {"GOLDTHREAD_WORKSPACE": str(folder / "site"), "GOLDTHREAD_KEY_FILE": str(folder / "site.key")}

    def run(*words):
        command = [sys.executable, "-m", "goldthread.cli", *words]
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout

    run("init")
    run("organisations", "add", "XIC", "--name", "The Board", "--kind", "commissioner")
    run(
        "organisations", "add", "XWR", "--name", "A Hospital with a rather long name NHS Trust", "--commissioner", "XIC"
    )
    told = run("people", "add", "bo", "--name", "Bo", "--role", "administrator", "--organisation", "XIC", "--json")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with (folder / "log").open("w") as log:
        command = [sys.executable, "-m", "goldthread.cli", "serve", "--port", str(port)]
        site = subprocess.Popen(command, env=env, stderr=log, stdout=log)
        try:
            wait_until_up(site, f"{address}/sign-in/", folder / "log")
            yield address, "/" + json.loads(told)["link"].split("/", 3)[3]
        finally:
            site.send_signal(signal.SIGINT)
            site.wait(timeout=30)
    assert "Traceback" not in (folder / "log").read_text()


@pytest.fixture(scope="module")
def state(staffed, browser):
    """The administrator's cookies: in by their link, with a password of their own."""
    address, link = staffed
    with window(browser, address) as page:
        page.goto(link)
        assert wrong(page) == []
        page.locator("input[type=password]").fill(PASSWORD)
        follow(page.get_by_role("button", name="Save password"))
        page.get_by_label("Sign-in name").fill("bo")
        page.locator("input[type=password]").fill(PASSWORD)
        follow(page.get_by_role("button", name="Sign in", exact=True))
        page.wait_for_url("**/home/")
        return page.context.storage_state()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_has_anything_wrong_or_wider_than_the_screen(staffed, state, browser, size):
    with window(browser, staffed[0], size=size, storage_state=state) as page:
        for path in PAGES:
            page.goto(path)
            assert wrong(page) == []
            if path.endswith("/add/"):
                follow(page.locator("main button[type=submit]"))
                assert page.get_by_text("There is a problem").is_visible() and wrong(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_person_is_added_by_keyboard(staffed, state, browser, scripts):
    handle = "kay" if scripts else "lee"
    with window(browser, staffed[0], storage_state=state, java_script_enabled=scripts) as page:
        page.goto("/people/add/")
        page.get_by_label("Name", exact=True).focus()
        for typed in (handle.title(), handle, ""):
            page.keyboard.type(typed)
            page.keyboard.press("Tab")
        page.keyboard.type("The")
        page.keyboard.press("Tab")
        page.keyboard.type("Analyst")
        press(page, "Add person")
        page.get_by_role("heading", name=f"{handle.title()} is added").wait_for()
        page.goto("/people/")
        assert page.get_by_role("link", name=handle.title()).is_visible()
