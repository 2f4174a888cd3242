"""Every exact number that is a link opens a list of that length, for every role, from every page."""

import html
import json
import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve
from typer.testing import CliRunner

from goldthread.accounts.models import Person
from goldthread.cli.commands import app
from tests.web.conftest import WARD, said, signed_in


ROLES = ("cath", "asha", "fay", "ben", "hana", "nell", "owen")
MOST_PAGES, MOST_LISTS = 2, 6
"""How many pages of a kind are walked, and how many lists are opened from each."""
NUMBER = re.compile(r"(?<![\w,.])\d{1,3}(?:,\d{3})*(?![\w,.]|\s*%)")
LISTS = {"words", "themes"}
SHOWN = re.compile(r'<tr[^>]*><th scope="row"><a[^>]*>([^<]+)</a>(?:(?!</tr>).)*?data-label="Answers">(\d+)<', re.S)


class Links(HTMLParser):
    """Every link of a page's main part with its words; a link that begins an item of a list has the whole item's."""

    def __init__(self):
        super().__init__()
        self.found: list[list[str]] = []
        self._main = self._in_link = False
        self._item: list[str] | None = None

    def handle_starttag(self, tag, attrs):
        self._main = self._main or tag == "main"
        if tag == "li":
            self._item = []
        if tag == "a" and self._main:
            self._in_link = True
            held = dict(attrs)
            self.found.append([held.get("href") or held.get("xlink:href") or "", ""])
            if self._item == []:
                self._item = self.found[-1]

    def handle_endtag(self, tag):
        self._main = self._main and tag != "main"
        if tag == "a":
            self._in_link = False
        if tag == "li":
            self._item = None

    def handle_data(self, data):
        if self._main and self._in_link:
            self.found[-1][1] += data
        elif self._main and self._item:
            self._item[1] += data


def named(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).url_name or ""
    except Resolver404:
        return ""


def links(answer) -> list[tuple[str, str]]:
    reader = Links()
    reader.feed(answer.content.decode())
    return [(href, " ".join(words.split())) for href, words in reader.found if href.startswith("/")]


def numbers(words: str) -> list[int]:
    return [int(one.replace(",", "")) for one in NUMBER.findall(words)]


def length(browser, path: str) -> int | None:
    """How long the list is that an address opens; None where the page says no length."""
    answer = browser.get(path)
    assert answer.status_code == 200, path
    if named(path) == "words":
        told = re.search(r"([\d,]+) answers?, newest first", said(answer))
        return int(told[1].replace(",", "")) if told else 0
    told = re.search(r'gt-themes__chosen">.*?data-label="Answers">([\d,]+)<', answer.content.decode(), re.S)
    return int(told[1].replace(",", "")) if told else None


def walk(browser):
    """Pages from home and the menu, a few of each kind, each with its links."""
    waiting = ["/home/", *(f"/understand/{page}" for page in ("", "journey/", "known/", "themes/"))]
    seen, met = Counter(), set(waiting)
    while waiting:
        path = waiting.pop(0)
        kind = named(path)
        if not kind or seen[kind] == MOST_PAGES or "." in urlsplit(path).path:
            continue
        seen[kind] += 1
        answer = browser.get(path)
        opened = answer.status_code == 200
        if not opened or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        found = links(answer)
        yield path, found
        fresh = [one.partition("#")[0] for one, _ in found]
        waiting += [
            one for one in dict.fromkeys(fresh) if one not in met and named(one) not in ("comment", "cite", "like")
        ]
        met.update(fresh)


@pytest.mark.parametrize("handle", ROLES)
def test_a_number_that_is_a_link_opens_a_list_of_that_length(site, handle):
    browser, lengths, wrong, tried = signed_in(Person.objects.get(handle=handle)), {}, [], 0
    for path, found in walk(browser):
        counted = [(href, numbers(words)[0], words) for href, words in found if named(href) in LISTS and numbers(words)]
        counted = [one for one in counted if "page=" not in one[0]]
        counted = [one for one in counted if named(one[0]) == "words" or "theme=" in one[0]]
        step = max(1, len(counted) // MOST_LISTS)
        for href, n, words in counted[::step]:
            if href not in lengths:
                lengths[href] = length(browser, href)
            tried += 1
            if lengths[href] != n:
                wrong.append(f"{path}: “{words}” opens {href}, of {lengths[href]}")
    assert not wrong, "\n".join(wrong)
    assert tried or handle in ("asha", "hana")


def test_a_theme_on_home_opens_the_days_that_its_count_is_of(come_in):
    cath = come_in("cath")
    to_themes = [(href, numbers(words)) for href, words in links(cath.get("/home/")) if "theme=" in href]
    found = [(href, told[0]) for href, told in to_themes if told]
    assert len(found) == 5 and all("since=" in href and length(cath, href) == n for href, n in found)


def owned(*words: str) -> dict:
    """What a command prints as JSON for the folder's owner."""
    done = CliRunner().invoke(app, ["show", *words, "--workspace", str(settings.WORKSPACE), "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_one_question_has_one_answer_on_pages_in_commands_and_in_the_brief(site, come_in):
    whole = come_in("nell").get("/understand/themes/?organisation=XWR&service=" + quote(WARD))
    on_page = {html.unescape(theme): int(n) for theme, n in SHOWN.findall(whole.content.decode())}
    cut = ("--organisation", "XWR", "--service", WARD)
    in_command = {row["theme"]: row["n"] for row in owned("themes", *cut)["rows"] if row["n"]}
    parts = {part["key"]: part for part in owned("brief", *cut)["sections"]}
    in_brief = {row["theme"]: row["n"] for row in parts["said"]["rows"]}
    assert on_page == in_command and in_brief.items() <= in_command.items() and len(in_brief) > 3
    most = max(in_command, key=lambda theme: in_command[theme])
    assert owned("words", *cut, "--theme", most)["total"] == in_command[most]
    in_journey = {step["title"]: step["n"] for step in owned("journey", *cut)["steps"]}
    felt = {row["moment"]: row["n"] for row in parts["felt"]["rows"] if row["who"] == "Everyone"}
    assert felt == in_journey


def test_how_sure_the_mood_is_has_one_figure(site, come_in):
    sure = next(one for one in site.findings.brief().section("sure").sentences if one.startswith("How it felt"))
    figure = re.search(r"bout (\d+ in 10)", sure)[1]
    assert (
        figure in said(come_in("cath").get("/understand/")).partition("How it felt is suggested by software.")[2][:80]
    )
