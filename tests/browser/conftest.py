"""One site and one Chromium for all stories; a window of its own, with its own person, for each."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from goldthread.web import frontend
from tests.builders.following import follow


FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
)
PHONE, DESK = (390, 844), (1280, 900)
CAST = ("asha", "cath", "fay", "ben", "nell", "hana", "dai")
"""Who can step in from the demo's first page."""


def chromium() -> str:
    """Where Chromium is; "" where this machine has none."""
    named = os.environ.get("GOLDTHREAD_CHROMIUM", "")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Browsers come last: Playwright keeps an event loop open, in which Django refuses to be asked."""
    items.sort(key=lambda item: Path(__file__).parent in item.path.parents)
    reason = "" if chromium() else "Chromium is not installed (apt-get install chromium)"
    if not reason and not (frontend.TARGET / "version").is_file():
        reason = "the design system's files are missing (python -m goldthread.web.frontend)"
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


@pytest.fixture(scope="session")
def address(tmp_path_factory) -> Iterator[str]:
    """The demo at a quarter of its size, for all stories that leave its words as they are."""
    with served(tmp_path_factory.mktemp("site"), pieces=5_000) as where:
        yield where


@contextmanager
def served(folder: Path, *, pieces: int, database: str = "") -> Iterator[str]:
    """A demo, built and served as anybody would, stopped as by Ctrl-C; its people's work in a file, if no database."""
    env = os.environ | {"GOLDTHREAD_KEY_FILE": str(folder / "keys" / "demo.key")}
    env.pop("GOLDTHREAD_WORKSPACE", None)
    env |= {"DATABASE_URL": database} if database else {}
    env["GOLDTHREAD_LOOK_SECONDS"] = "60"  # or a busy machine shows another preview, the worker's
    env["GOLDTHREAD_LONG_UPLOAD_MB"] = "0.2"  # so that a small file of a test goes the way of a long one
    command = [sys.executable, "-m", "goldthread.cli"]
    place = ["--workspace", str(folder / "workspace")]
    subprocess.run([*command, "demo", *place, "--pieces", str(pieces)], env=env, check=True, capture_output=True)
    port = free_port()
    with (folder / "log").open("w") as log:
        site = subprocess.Popen(
            [*command, "serve", "--demo", *place, "--port", str(port)], env=env, stderr=log, stdout=log
        )
        try:
            wait_until_up(site, f"http://127.0.0.1:{port}/", folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            site.send_signal(signal.SIGINT)
            assert site.wait(timeout=30) == 0, "Ctrl-C ends the site quietly"
    assert "Traceback" not in (folder / "log").read_text()


def wait_until_up(site, address, log) -> None:
    for _ in range(300):
        assert site.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The site never answered.")


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def states(address, browser) -> dict[str, dict]:
    return stepped_in(address, browser)


def stepped_in(address, browser) -> dict[str, dict]:
    """Each of the cast's cookies, once they have stepped in."""
    held = {}
    for handle in CAST:
        with window(browser, address) as page:
            page.goto("/")
            follow(page.get_by_role("button", name=f"Continue as {handle.capitalize()}"))
            held[handle] = page.context.storage_state()
    return held


@contextmanager
def window(browser, address, *, size=DESK, **how):
    """A window with nothing in it yet; what its console complains of is an error."""
    context = browser.new_context(
        base_url=address, viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **how
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.on(
        "request", lambda asked: complaints.append(asked.url) if not asked.url.startswith((address, "data:")) else None
    )
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def come_in_at(browser):
    """Opens a window at a site of its own, as one of the cast."""
    opened = []

    def step_in(where, handle, **how):
        held = window(browser, where, **how)
        opened.append(held)
        page = held.__enter__()
        page.goto("/")
        follow(page.get_by_role("button", name=f"Continue as {handle.capitalize()}"))
        return page

    yield step_in
    for held in opened:
        held.__exit__(None, None, None)


@pytest.fixture
def come_in(address, browser, states):
    """Opens a window as one of the cast, or as a visitor."""
    opened = []

    def step_in(handle="", **how):
        state = {"storage_state": states[handle]} if handle else {}
        held = window(browser, address, **state, **how)
        opened.append(held)
        return held.__enter__()

    yield step_in
    for held in opened:
        held.__exit__(None, None, None)
