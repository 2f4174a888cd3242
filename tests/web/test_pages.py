"""Every page: one heading, a title of its own, plain words, and the demo's word that all of it is invented."""

import re

import pytest
from django.test import Client

from goldthread.accounts.registry import menu
from goldthread.web.minute import MINUTES
from tests.web.conftest import CAST, Reader, links, said, title_of
from tests.web.readability import age


OPEN = ["/", "/public/", "/about/", "/about/figures/", "/about/next/", "/accessibility/", "/sign-in/", "/nowhere/"]
CLOSED = [
    "/home/",
    "/understand/",
    "/understand/themes/",
    "/understand/journey/",
    "/understand/journey/?pathway=home-after-a-fall",
]
PATIENTS = ["/public/", "/about/", "/about/figures/", "/about/next/", "/accessibility/", "/"]


def everything(come_in):
    for path in OPEN:
        yield f"visitor {path}", Client().get(path)
    for handle in CAST:
        browser = come_in(handle)
        for path in CLOSED:
            yield f"{handle} {path}", browser.get(path)
    ben = come_in("ben")
    words = ben.get("/understand/words/")
    yield "ben words", words
    yield "ben imports", ben.get("/listen/imports/")
    yield "ben comment", ben.get(next(one for one in links(words) if re.match(r"/understand/words/\w{32}/", one)))


def test_every_page_has_one_heading_a_language_a_skip_link_and_says_invented(come_in):
    for name, answer in everything(come_in):
        page = answer.content.decode()
        assert page.count("<h1") == 1, name
        assert '<html lang="en-GB"' in page
        assert page.index('href="#maincontent"') < page.index("<header")
        assert "<strong>invented</strong>" in page, name
        assert "None" not in said(answer) and "undefined" not in said(answer).lower(), name


def test_titles_tell_pages_apart(come_in):
    for handle in CAST:
        browser = come_in(handle)
        titles = [title_of(browser.get(path)) for path in CLOSED]
        assert len(set(titles)) == len(titles)
    assert len({title_of(Client().get(path)) for path in OPEN}) == len(OPEN)


def test_headings_never_skip_a_level(come_in):
    for name, answer in everything(come_in):
        levels = [int(one) for one in re.findall(r"<h([1-6])", answer.content.decode())]
        assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:], strict=False)), (name, levels)


def test_every_chart_has_a_table_beside_it(come_in):
    for name, answer in everything(come_in):
        page = answer.content.decode()
        assert page.count('<figure class="gt-figure">') <= page.count("The same as a table"), name


@pytest.mark.parametrize("path", PATIENTS)
def test_patients_pages_can_be_read_at_eleven(path):
    assert age(Client().get(path)) <= 11


def test_ashas_own_pages_can_be_read_at_eleven(come_in):
    assert age(come_in("asha").get("/home/")) <= 11


@pytest.mark.parametrize("handle", [*MINUTES])
def test_each_guided_minute_can_be_walked_with_next(site, handle):
    browser = Client()
    answer = browser.post(f"/who/{handle}/", follow=True) if handle != "visitor" else browser.get("/public/?minute=1")
    for step, stop in enumerate(MINUTES[handle], 1):
        page = answer.content.decode()
        assert answer.status_code == (403 if handle == "dai" else 200)
        assert f"{step} of {len(MINUTES[handle])}." in page
        assert stop.says[:20] in page
        following = re.search(r'gt-minute__next" href="([^"]+)"', page)
        if step < len(MINUTES[handle]):
            answer = browser.get(following[1].replace("&amp;", "&"))
    assert "That was the tour" in answer.content.decode()


def test_every_stop_with_words_has_words(site, come_in):
    for handle in ("fay", "cath"):
        browser = come_in(handle)
        for step, stop in enumerate(MINUTES[handle], 1):
            if stop.page == "words":
                assert "gt-quote" in browser.get(stop.address(step)).content.decode(), (handle, step)


def test_areas_that_are_not_built_are_said_to_come_and_are_no_links():
    page = Client().get("/about/next/")
    titles = [area.title for area in menu.AREAS if area.coming and not menu.entries(area.title)]
    assert titles and all(title in said(page) for title in titles)
    assert page.content.decode().count(titles[0]) == 1


def test_filters_narrow_and_say_so(come_in):
    ben = come_in("ben")
    answer = ben.get("/understand/words/?sentiment=negative&role=carer&since=2031-06&until=2031-10")
    assert {"Negative", "Carers", "from June 2031", "to October 2031"} <= set(
        re.findall(r'gt-chip">([^<]+)<', answer.content.decode())
    )
    assert "Show everything" in said(answer)
    everyone = int(re.search(r"([\d,]+) answers, newest", said(ben.get("/understand/words/")))[1].replace(",", ""))
    fewer = int(re.search(r"([\d,]+) answers, newest", said(answer))[1].replace(",", ""))
    assert 0 < fewer < everyone


def test_pages_of_words_lead_on_and_back(come_in):
    ben = come_in("ben")
    first = ben.get("/understand/words/").content.decode()
    second = ben.get("/understand/words/?page=2").content.decode()
    assert 'rel="next"' in first and 'rel="prev"' not in first
    assert 'rel="next"' in second and 'rel="prev"' in second
    ids = [set(re.findall(r"/understand/words/(\w{32})/", page)) for page in (first, second)]
    assert len(ids[0]) == 20 and not ids[0] & ids[1]


def test_one_answer_says_where_it_came_from(site, come_in):
    ben = come_in("ben")
    address = next(one for one in links(ben.get("/understand/words/")) if re.match(r"/understand/words/\w{32}/", one))
    page = ben.get(address)
    assert {"One answer in context", "What was removed", "Where it came from"} <= {
        words for tag, words in read(page) if tag in ("h1", "h2")
    }
    assert "Row" in said(page) and "/listen/imports/" in page.content.decode()


def read(answer):
    reader = Reader()
    reader.feed(answer.content.decode())
    return reader.words


@pytest.mark.parametrize("path", ["/nowhere/", "/understand/words/" + "0" * 32 + "/", "/listen/imports/none/"])
def test_what_is_not_there_is_said_in_plain_words(come_in, path):
    answer = come_in("ben").get(path)
    assert answer.status_code == 404 and "We could not find that" in said(answer)
