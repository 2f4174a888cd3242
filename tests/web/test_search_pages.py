"""Search in the browser's eyes: what is found by whom, folded and opened, cited, saved and forgotten."""

import html
import re

import pytest

from goldthread.thread.models import Link, QuotedPassage
from goldthread.vocabulary import Cut
from tests.web.conftest import WARD, links, said
from tests.web.readability import age


SEARCH = "/understand/search/"
ODD = "<b>quince</b> {{ 7 * 191 }} marmalade"
SAME = "The teal kettle in the day room was never hot, not once"


@pytest.fixture(scope="module")
def kettles(site, tmp_path_factory):
    """Answers with words of their own: three that say nearly the same, one alone, five of them hostile."""
    path = tmp_path_factory.mktemp("kettles") / "kettles.csv"
    told = [SAME, SAME.upper(), SAME + ".", "Someone mended the teal kettle and we were glad", *[ODD] * 5]
    path.write_text(
        "Comment ID,Date,Service,FFT score,What could we do better?\n"
        + "".join(f'K{at},2031-11-0{at + 1},{WARD},4,"{words}"\n' for at, words in enumerate(told)),
        encoding="utf-8",
    )
    (account,) = site.imports.gather([path], issuer="XWR")
    assert account.kept == len(told), account
    yield account
    site.imports.undo(account.batch)


def test_it_stands_in_the_menu_of_whoever_reads_words(come_in):
    for handle in ("ben", "cath", "fay"):
        assert SEARCH in links(come_in(handle).get("/understand/"))
    for handle in ("asha", "dai"):
        assert come_in(handle).get(SEARCH).status_code == 403
        assert SEARCH not in come_in(handle).get("/home/").content.decode()


def test_words_are_found_marked_and_folded(come_in, kettles):
    answer = come_in("ben").get(SEARCH, {"q": "teal kettles"})
    page = answer.content.decode()
    assert page.count('class="gt-quote gt-result"') == 2
    assert '<mark class="gt-found">teal kettle</mark>' in page or page.count('<mark class="gt-found">kettle</mark>')
    assert "and 2 like it" in page
    opened = come_in("ben").get(next(one for one in links(answer) if "same=" in one))
    assert opened.content.decode().count('class="gt-quote gt-result"') == 3
    assert "Nearly the same answers" in said(opened) and "Someone mended" not in said(opened)


def test_whoever_may_read_the_words_is_told_how_many_there_are(come_in, kettles):
    assert "4 answers hold teal kettle" in said(come_in("ben").get(SEARCH, {"q": "teal kettle"}))
    assert "5 answers hold marmalade" in said(come_in("ben").get(SEARCH, {"q": "marmalade"}))


def test_a_choice_of_few_people_opens_the_words_that_a_wider_one_opens(come_in, kettles):
    one = {"q": "kettle", "service": WARD, "since": "2031-11-01", "until": "2031-11-01"}
    for handle in ("ben", "cath", "fay"):
        assert "teal kettle in the day room" in said(come_in(handle).get(SEARCH, one)).lower()


def test_a_ward_reads_its_own_words(come_in, kettles):
    page = come_in("fay").get(SEARCH, {"q": "teal kettle", "service": WARD}).content.decode()
    assert page.count('class="gt-quote gt-result"') == 2


@pytest.mark.parametrize(
    "query", ["organisation=XTC", "organisation=XWC&organisation=XTC", "pathway=home-after-a-fall"]
)
def test_nobody_finds_another_organisations_words(site, come_in, query):
    theirs = {
        one.id
        for code in ("XTC", "XWC")
        for one in site.words.passages(cut=Cut(organisations=(code,)), limit=400).items
    }
    for page in (1, 2):
        found = re.findall(
            r"/understand/words/(\w{32})/cite/",
            come_in("ben").get(f"{SEARCH}?q=the&{query}&page={page}").content.decode(),
        )
        assert not theirs & set(found)


@pytest.mark.parametrize(
    ("query", "some"),
    [
        ({"theme": "Discharge"}, True),
        ({"feeling": "confused"}, True),
        ({"touchpoint": "discharge"}, True),
        ({"role": "carer"}, True),
        ({"step": "home-after-a-fall/ward-to-home"}, True),
        ({"since": "2031-12"}, False),
    ],
)
def test_filters_narrow_what_is_found_and_are_kept(come_in, query, some):
    answer = come_in("cath").get(SEARCH, {"q": "home"} | query)
    page = answer.content.decode()
    assert ('class="gt-quote gt-result"' in page) == some
    assert page.count("gt-chip") == 1 and "selected" in page or "since" in query
    if not some:
        assert "Nothing found" in page and f"{SEARCH}?q=home" in links(answer)


def test_a_page_further_and_what_was_found_stay_apart(come_in):
    ben = come_in("ben")
    first, second = ben.get(SEARCH, {"q": "the"}), ben.get(SEARCH, {"q": "the", "page": "2"})
    ids = [re.findall(r"/understand/words/(\w{32})/cite/", one.content.decode()) for one in (first, second)]
    assert len(ids[0]) == len(ids[1]) == 20 and not set(ids[0]) & set(ids[1])
    assert any("page=2" in one for one in links(first))


def test_nothing_found_says_what_to_try(come_in):
    answer = come_in("ben").get(SEARCH, {"q": '"quantum flamingo" trombone -zither', "role": "carer"})
    told = said(answer)
    assert "Nothing found" in told and "Try:" in told
    tried = [html.unescape(one) for one in links(answer) if one.startswith(SEARCH + "?q=")]
    assert any("q=trombone" in one for one in tried) and not any("zither" in one for one in tried[2:6])


@pytest.mark.parametrize("words", ['""', " -- ", "!!!"])
def test_no_word_at_all_is_said_beside_the_box(come_in, words):
    answer = come_in("ben").get(SEARCH, {"q": words})
    page = answer.content.decode()
    if words.strip() and answer.status_code == 400:
        assert re.search(r'<a href="#q">\s*There is no word', page) and 'id="q-error"' in page
        assert "<title>Error: " in page


def test_hostile_words_are_only_text(site, come_in, kettles):
    ben = come_in("ben")
    found = ben.get(SEARCH, {"q": "quince"})
    one = next(re.findall(r"/understand/words/(\w{32})/", one)[0] for one in links(found) if "/cite/" in one)
    for answer in (
        found,
        ben.get(f"/understand/words/{one}/cite/"),
        ben.get(f"/understand/words/{one}/like/"),
        ben.get(SEARCH, {"q": ODD + '" onmouseover="alert(1)</textarea><script>'}),
    ):
        page = answer.content.decode()
        assert "<b>quince" not in page and "1337" not in page and 'onmouseover="alert' not in page
        assert "<script>" not in page.partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=home&same=%00", 200),
        ("q=home&same=nobody", 200),
        ("q=home&page=999", 200),
        ("q=%00", 200),
        ("q=home&step=../etc/x", 404),
        ("q=home&since=x", 400),
        ("q=" + "word+" * 400, 400),
        ("q=-home", 400),
        ("q=home&pathway=nothing", 404),
        ("q=home&service=No+such+service", 404),
    ],
)
def test_odd_addresses_are_answered_in_plain_words(come_in, query, status):
    assert come_in("ben").get(f"{SEARCH}?{query}").status_code == status


def an_answer(site, code="XWR"):
    return site.words.passages(cut=Cut(organisations=(code,)), limit=1, order="telling").items[0]


def test_every_answer_leads_to_more_like_it_and_to_its_citation(site, come_in):
    one = an_answer(site)
    page = links(come_in("ben").get(f"/understand/words/{one.id}/"))
    assert f"/understand/words/{one.id}/like/" in page and f"/understand/words/{one.id}/cite/" in page


def test_like_shows_what_one_may_read(site, come_in):
    one = an_answer(site)
    found = come_in("ben").get(f"/understand/words/{one.id}/like/")
    assert found.status_code == 200 and one.text[:40] in html.unescape(said(found))
    ids = set(re.findall(r"/understand/words/(\w{32})/cite/", found.content.decode()))
    assert ids and all(site.words.passage(key).organisation == "XWR" for key in ids) and one.id not in ids
    assert come_in("ben").get(f"/understand/words/{an_answer(site, 'XTC').id}/like/").status_code == 404


def test_a_citation_can_be_copied_whole_or_in_part(site, come_in):
    one, ben = an_answer(site), come_in("ben")
    address = f"/understand/words/{one.id}/cite/"
    whole, cited = ben.get(address), site.words.cite(one.id)
    text = html.unescape(re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", whole.content.decode(), re.S)[1])
    for part in (one.text, cited.reference, f"characters 0 to {len(one.text)}", cited.batch, cited.hash):
        assert part in text
    piece = one.text[5:30].strip()
    at = one.text.index(piece)
    part = ben.get(address, {"part": piece})
    text = html.unescape(re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", part.content.decode(), re.S)[1])
    held = site.words.cite(one.id, at, at + len(piece))
    assert f"“{piece}”" in text and held.hash in text and f"characters {at} to {at + len(piece)}" in text
    wrong = ben.get(address, {"part": "words that nobody said here"})
    assert wrong.status_code == 400 and "part-error" in wrong.content.decode()
    assert ben.get(f"/understand/words/{an_answer(site, 'XTC').id}/cite/").status_code == 404


def test_a_part_is_put_on_the_thread(site, come_in):
    one, cath = an_answer(site), come_in("cath")
    cath.post(f"/thread/quote/{one.id}/", {"start": "0", "end": "12"})
    made = QuotedPassage.objects.get(feedback=one.id, start=0, end=12)
    assert made.words == one.text[:12]
    for odd, status in (({"start": "x", "end": "-4"}, 400), ({"start": "", "end": ""}, 302)):
        assert cath.post(f"/thread/quote/{one.id}/", odd).status_code == status
    Link.objects.filter(upper__in=[str(held) for held in QuotedPassage.objects.filter(feedback=one.id)]).delete()
    QuotedPassage.objects.filter(feedback=one.id).delete()


def test_no_searched_words_stand_in_any_log(come_in, logged):
    ben = come_in("ben")
    ben.get(SEARCH, {"q": "xylophone secret"})
    ben.get(SEARCH, {"q": '""'})
    assert not [line for line in logged if "xylophone" in line and "INSERT" not in line and "SELECT" not in line]


def test_its_help_is_in_plain_words(come_in):
    assert age(come_in("ben").get(SEARCH)) <= 11
