"""A site over a small demo: the fictional care system at a tenth of its size, and its cast."""

import logging
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import django
import pytest


django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from goldthread import demo  # noqa: E402
from goldthread.accounts import clock  # noqa: E402
from goldthread.accounts.directory import people  # noqa: E402
from goldthread.accounts.directory.posts import Post  # noqa: E402
from goldthread.accounts.models import Alias, Organisation, Person  # noqa: E402
from goldthread.accounts.rules import Role  # noqa: E402
from goldthread.web.opened import workspace as opened  # noqa: E402
from goldthread.workspace import Workspace  # noqa: E402


TODAY = date(2031, 11, 19)
CAST = ("cath", "fay", "asha", "ben")
WARD = "Ward 7 - Older People"


@pytest.fixture(scope="session")
def site() -> Workspace:
    """The workspace that the pages show, built once, with none of the people and threads of other tests."""
    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    demo.build(Path(settings.WORKSPACE), today=TODAY, pieces=2_000)
    return opened()


@pytest.fixture(autouse=True)
def today():
    """The site's agreements are of the day that the demo was built for."""
    with clock.as_of(TODAY):
        yield


@pytest.fixture
def come_in(site):
    """Steps in as one of the cast, as the first page does."""

    def step_in(handle: str, **how) -> Client:
        browser = Client(**how)
        assert browser.post(f"/who/{handle}/").status_code == 302
        return browser

    return step_in


@pytest.fixture
def logged():
    """Everything that is written to any log meanwhile."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    keep = Keep(level=logging.DEBUG)
    root = logging.getLogger()
    before = root.level
    root.addHandler(keep)
    root.setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(keep)
    root.setLevel(before)


class Reader(HTMLParser):
    """The words of a page's main part, by the element that they stand in."""

    def __init__(self):
        super().__init__()
        self.words: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._main = False

    def handle_starttag(self, tag, attrs):
        self._main = self._main or tag == "main"
        if tag not in ("br", "input", "rect", "path", "meta", "link"):
            self._open.append(tag)

    def handle_endtag(self, tag):
        self._main = self._main and tag != "main"
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        if self._main and data.strip() and "svg" not in self._open:
            self.words.append((self._open[-1] if self._open else "", " ".join(data.split())))


def said(answer) -> str:
    """A page's words, without its tags."""
    reader = Reader()
    reader.feed(answer.content.decode())
    return " ".join(words for _, words in reader.words)


def title_of(answer) -> str:
    return re.search(r"<title>(.*?)</title>", answer.content.decode(), re.S)[1]


def links(answer) -> list[str]:
    """Every address that a page's main part leads to, as a person would follow it."""
    import html

    return [html.unescape(one) for one in re.findall(r'href="(/[^"#]*)', answer.content.decode())]


@pytest.fixture
def staff(site):
    """An administrator of the hospital, one of the board, and somebody in the hospital and elsewhere."""
    royal, board, care, other = (Organisation.objects.get(code=code) for code in ("XWR", "XIC", "XTC", "XOT"))
    made = {}
    for handle, place, role in (
        ("p.ada", royal, Role.ADMINISTRATOR),
        ("p.bo", board, Role.ADMINISTRATOR),
        ("p.cy", royal, Role.ANALYST),
        ("p.di", care, Role.ANALYST),
        ("p.ed", other, Role.ADMINISTRATOR),
    ):
        made[handle] = people.join(by="test", handle=handle, name=handle.upper(), post=Post(place, role))
    yield made
    Alias.objects.all().delete()
    Person.objects.filter(handle__startswith="p.").delete()
    Organisation.objects.filter(code__startswith="P").delete()


def signed_in(person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser
