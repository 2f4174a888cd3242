"""Words are never shown without the question that they answer."""

import re

import pytest


ADDRESSES = ("/understand/words/", "/understand/search/?q=ward", "/understand/known/", "/understand/", "/home/")


@pytest.mark.parametrize("handle", ["cath", "ben"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_each_answer_on_a_page_has_its_question(site, come_in, handle, address):
    page = come_in(handle).get(address).content.decode()
    told = re.findall(r'<article class="gt-quote.*?</article>', page, re.S)
    for article in told:
        key = re.search(r"/understand/words/([\w-]+)/", article)[1]
        question = site.words.passage(key).question
        assert ("gt-quote__asked" in article) == bool(question)
    assert told or handle == "ben" or address == "/home/"


def test_pages_of_one_answer_and_commands_have_it_too(site, come_in):
    one = next(item for item in site.words.passages(limit=50).items if item.question)
    for page in ("like", "cite"):
        assert "gt-quote__asked" in come_in("cath").get(f"/understand/words/{one.id}/{page}/").content.decode()
    held = site.findings.brief().as_dict()["sections"]
    assert all("question" in words for part in held for words in part.get("words", ()))
