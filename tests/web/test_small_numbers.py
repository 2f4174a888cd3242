"""Somebody who may read the words gets exact figures; everybody else gets shared ones, whatever they ask for."""

import json
import re
from dataclasses import replace

import pytest

from goldthread.accounts.actions import share_words
from goldthread.vocabulary import Cut, Scope
from goldthread.web.understand.controls import choices
from tests.web.conftest import WARD, links, said


FALL = "home-after-a-fall"
ALL = frozenset({"XWR", "XTC", "XWC", "XAM"})
PARTNER = Scope(person="asha", audience="partner", organisations=ALL, words_from=frozenset())
FILTERS = (
    "",
    f"?service={WARD}",
    "?since=2031-10&until=2031-10",
    "?role=staff",
    f"?service={WARD}&role=carer&since=2031-10&until=2031-10",
)


def shown(answer):
    cells = [row.split("<")[0].strip() for row in answer.content.decode().split('data-label="Answers">')[1:]]
    return [int(n.replace(",", "")) if n[:1].isdigit() else None for n in cells]


@pytest.mark.parametrize("query", FILTERS)
def test_partners_see_multiples_of_five_and_every_declared_row(come_in, query):
    answer = come_in("asha").get(f"/understand/themes/{query}")
    figures, page = shown(answer), answer.content.decode()
    assert all(n is None or (n >= 5 and n % 5 == 0) for n in figures)
    few = re.search(r'<ul class="gt-few">(.*?)</ul>', page, re.S)
    named = re.findall(r"<li>(.*?)</li>", few[1]) if few else []
    assert len(figures) + len(named) == 32
    assert page.count("fewer than 5 in each place, or none") <= 4  # said once for a list, not for each of its rows


@pytest.mark.parametrize(
    "query",
    ["?since=2031-10-03&until=2031-10-09", "?role=staff&role=carer", "?sentiment=neutral&theme=Parking&feeling=alone"],
)
@pytest.mark.parametrize("page", ["themes/", "journey/", "known/", "known/brief.json"])
def test_other_cuts_are_refused_to_partners_in_a_sentence(come_in, query, page):
    answer = come_in("asha").get(f"/understand/{page}{query}")
    if page.startswith("known") and "sentiment" in query:  # a brief is about no label
        return
    assert answer.status_code == 400
    assert "one calendar month" in said(answer)


def test_analysts_get_exact_figures_of_their_own(site, come_in):
    cut = Cut(organisations=("XWR",), services=(WARD,), roles=("carer",))
    exactly = site.store.ask(Scope.owner(), "themes", cut)
    wanted = sorted(row["n"] for row in exactly.rows)
    figures = shown(come_in("ben").get(f"/understand/themes/?service={WARD}&role=carer"))
    assert sorted(figures) == wanted
    assert any(n < 5 for n in wanted)


def test_a_brief_of_few_names_nothing_of_theirs(site, come_in):
    asha, found = come_in("asha"), 0
    for service in (WARD, "Discharge Lounge", "Therapies"):
        for month in ("2031-08", "2031-09", "2031-10"):
            query = f"service={service}&role=carer&since={month}&until={month}"
            brief = json.loads(asha.get(f"/understand/known/brief.json?{query}").content)
            part = {one["key"]: one for one in brief["sections"]}
            if not part["sure"]["sentences"][0].startswith("Fewer than five"):
                continue
            found += 1
            assert [row for row in part["said"]["rows"] if row["n"] is not None] == []
            assert part["sources"]["rows"] == []
            figures = [row["n"] for row in part["numbers"]["rows"]]  # more gave a score alone
            assert all(n >= 5 and n % 5 == 0 for n in figures)
            assert "words" not in part["words"]
    assert found


def test_shared_numbers_are_no_links(come_in):
    page = come_in("asha").get(f"/understand/journey/?pathway={FALL}").content.decode()
    assert not re.search(r"feeling=\w+&amp;point=", page)


def test_fay_reads_her_own_few(site, come_in):
    own = site.words.passages(cut=Cut(services=(WARD,)), limit=1).items[0]
    day = own.date.isoformat()
    answer = come_in("fay").get(f"/understand/words/?service={WARD}&since={day}&until={day}")
    assert "gt-quote" in answer.content.decode()


@pytest.fixture
def withheld(site):
    """The invented agreements, without who told and on which day."""
    agreed = [one for one in site.published.agreements() if one.reader == "XIC"]
    for one in agreed:
        share_words(by="test", agreement=replace(one, withholds=frozenset({"role", "day"})), workspace=site)
    yield
    for one in agreed:
        share_words(by="test", agreement=one, workspace=site)


def test_withheld_labels_are_neither_shown_nor_offered(come_in, withheld):
    cath = come_in("cath")
    for page in ("words/", "themes/", "journey/", f"journey/?pathway={FALL}", "known/", "search/?q=ward"):
        html = cath.get(f"/understand/{page}").content.decode()
        assert 'id="role"' not in html and "role=carer" not in html
        assert not re.search(r"· from a (patient|carer)|\d \w+ 2031 ·", html)
    assert "gt-quote" in cath.get("/understand/words/").content.decode()
    narrowed = cath.get("/understand/words/?role=carer").content.decode()
    assert "gt-quote__words" not in narrowed
    assert "· from a" in come_in("ben").get("/understand/words/").content.decode()


def test_the_choices_of_a_filter_are_only_what_is_held(site):
    offered = choices(Scope(person="b", audience="provider", organisations=frozenset({"XTC"}), words_from=frozenset()))
    assert offered["organisations"] == ["XTC"]
    assert WARD not in offered["services"]


def test_a_page_without_words_says_whether_nobody_spoke_or_they_are_not_ones_own(come_in):
    """Nobody, and not yours to read, are two answers for whoever may read words; a partner has no such page."""
    gone, long_ago = "organisation=XAM", "since=1990-01-01&until=1990-01-02"
    cath, ben, fay = come_in("cath"), come_in("ben"), come_in("fay")
    assert "There are no comments here." in said(ben.get(f"/understand/words/?{long_ago}"))
    assert "You do not have access to these words." in said(ben.get(f"/understand/words/?{gone}"))
    assert "do not have access" not in said(ben.get(f"/understand/words/?{long_ago}"))
    assert "do not have access" not in said(fay.get(f"/understand/words/?service={WARD}&{long_ago}"))
    assert "You do not have access to these words." in said(fay.get("/understand/words/?service=Therapies"))
    both = said(fay.get(f"/understand/words/?{long_ago}"))
    assert "There are no comments here that you can read." in both and "do not have access" in both
    assert "There are no comments here." in said(cath.get(f"/understand/words/?organisation=XWR&{long_ago}"))
    assert come_in("asha").get("/understand/words/").status_code == 403


@pytest.fixture
def closed(site):
    """The invented agreements, ended."""
    agreed = [one for one in site.published.agreements() if one.reader == "XIC"]
    for one in agreed:
        share_words(by="test", agreement=replace(one, until="2001-01-01"), workspace=site)
    yield
    for one in agreed:
        share_words(by="test", agreement=one, workspace=site)


def test_how_many_rows_a_file_held_is_for_whoever_may_read_its_words(come_in, closed):
    """A file is often of one service, month and kind: its account would be an exact count of these."""
    cath, ben = come_in("cath"), come_in("ben")
    page, exact = cath.get("/listen/imports/"), ben.get("/listen/imports/")
    assert "only for people who can read these comments" in said(page)
    assert 'data-label="Kept"' not in page.content.decode()
    assert 'data-label="Kept"' in exact.content.decode() and "people who can read these comments" not in said(exact)
    accounts = [one for one in links(page) if re.fullmatch(r"/listen/imports/[^/]+/", one)]
    assert accounts
    for address in accounts[:5]:
        account = cath.get(address)
        assert "Only people who can read these comments" in said(account)
        assert "gt-sum" not in account.content.decode() and "may need review" not in said(account)


def test_a_reader_under_an_agreement_sees_the_account(come_in):
    assert 'data-label="Kept"' in come_in("cath").get("/listen/imports/").content.decode()
