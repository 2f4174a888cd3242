"""Saved searches in the browser's eyes: kept, repeated, shared with colleagues, deleted, and gone with a withdrawal."""

import pytest
from django.test import Client

from goldthread.accounts import actions as accounts
from goldthread.accounts import queries
from goldthread.accounts.directory import people, posts
from goldthread.accounts.models import AuditEvent, Organisation, Person
from goldthread.accounts.rules import Role
from goldthread.saved.models import SavedSearch
from tests.web.conftest import WARD, links, said


SEARCH = "/understand/search/"


@pytest.fixture(autouse=True)
def none_saved(site):
    yield
    SavedSearch.objects.all().delete()


def save(browser, **given):
    return browser.post(f"{SEARCH}saved/", {"q": "letter", "name": "Letters", "next": f"{SEARCH}?q=letter"} | given)


def test_a_search_is_saved_asked_again_and_deleted(come_in):
    ben = come_in("ben")
    answer = save(ben, feeling="confused", role="carer", shared="")
    assert answer.status_code == 302 and answer.url == f"{SEARCH}?q=letter"
    page = ben.get(SEARCH)
    again = next(one for one in links(page) if "q=letter" in one)
    assert "feeling=confused" in again and "role=carer" in again and "Only you see it" in said(page)
    assert ben.get(again).status_code == 200
    held = SavedSearch.objects.get()
    assert save(ben, q="letters").status_code == 302 and SavedSearch.objects.get().words == "letters"
    assert "is deleted" in said(ben.post(f"{SEARCH}saved/{held.token}/forget/", follow=True))
    assert SavedSearch.objects.count() == 0 and queries.audit_is_whole()
    assert not AuditEvent.objects.filter(what="search saved", detail__icontains="letter").exists()


def test_a_search_finds_what_came_since(site, come_in, tmp_path):
    ben = come_in("ben")
    save(ben, q="trombone recital", name="Music")
    assert "Nothing found" in said(ben.get(SEARCH, {"q": "trombone recital"}))
    path = tmp_path / "music.csv"
    path.write_text(
        "Comment ID,Date,Service,FFT score,What was good?\n"
        f"M1,2031-11-01,{WARD},1,The trombone recital on the ward made my week\n"
    )
    (account,) = site.imports.gather([path], issuer="XWR")
    again = next(one for one in links(ben.get(SEARCH)) if "trombone" in one)
    assert "made my week" in said(ben.get(again))
    site.imports.undo(account.batch)
    assert "Nothing found" in said(ben.get(again))


def test_colleagues_see_what_is_shared_and_others_nothing(site, come_in):
    ben, fay, cath = come_in("ben"), come_in("fay"), come_in("cath")
    save(ben, name="Mine alone")
    save(ben, name="For the trust", shared="yes")
    assert "For the trust" in said(fay.get(SEARCH)) and "Saved by Ben" in said(fay.get(SEARCH))
    assert "Mine alone" not in said(fay.get(SEARCH))
    assert "For the trust" not in said(cath.get(SEARCH))
    for held in SavedSearch.objects.all():
        for other in (fay, cath):
            assert other.post(f"{SEARCH}saved/{held.token}/forget/").status_code == 404
    assert SavedSearch.objects.count() == 2


def test_whoever_leaves_an_organisation_leaves_its_searches(site):
    trust = Organisation.objects.get(code="XWR")
    person = people.add(by="test", handle="gus", name="Gus")
    right, _ = posts.give(by="test", person=person, post=posts.Post(trust, Role.ANALYST))
    browser = Client()
    browser.force_login(person)
    assert save(browser, shared="yes").status_code == 302
    posts.end(by="test", right=right)
    assert browser.get(SEARCH).status_code == 403
    board = Organisation.objects.get(code="XIC")
    posts.give(by="test", person=person, post=posts.Post(board, Role.COMMISSIONER))
    assert "Letters" not in said(browser.get(SEARCH))
    person.rights.all().delete()
    Person.objects.filter(handle="gus").delete()
    assert SavedSearch.objects.count() == 0


@pytest.mark.parametrize("given", [{"name": ""}, {"q": ""}, {"name": "x" * 200}])
def test_a_search_that_says_too_little_is_refused(come_in, given):
    assert save(come_in("ben"), **given).status_code == 400
    assert SavedSearch.objects.count() == 0


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(come_in, wanted):
    assert save(come_in("ben"), next=wanted).url == SEARCH


def test_a_withdrawal_takes_the_search_that_repeats_it(site, come_in, tmp_path):
    path = tmp_path / "lilac.csv"
    path.write_text(
        "Comment ID,Date,Service,FFT score,What was good?\n"
        f"L1,2031-11-02,{WARD},1,My lilac umbrella was kept safe for eleven whole days\n"
    )
    (account,) = site.imports.gather([path], issuer="XWR")
    told = site.words.search("lilac umbrella").items[0]
    assert told.batch == account.batch
    ben = come_in("ben")
    save(ben, q=f'"{told.text}"', name="The umbrella")
    save(ben, q="umbrella was kept safe for eleven", name="A part")
    save(ben, q="umbrella", name="One word")
    done = accounts.withdraw(by="test", workspace=site, respondent=told.respondent)
    assert done.left_in == ()
    assert [one.name for one in SavedSearch.objects.all()] == ["One word"]
    assert "lilac" not in said(ben.get(SEARCH, {"q": "umbrella"}))


def test_no_saved_words_stand_in_any_log(come_in, logged):
    save(come_in("ben"), q="xylophone secret", name="My xylophone")
    assert not [line for line in logged if "xylophone" in line and "INSERT" not in line and "SELECT" not in line]


def test_the_address_that_saves_takes_forms_only_and_says_so(come_in):
    answer = come_in("ben").get(f"{SEARCH}saved/")
    assert answer.status_code == 405 and answer.headers["Allow"] == "POST"
    assert "There is no page here" in said(answer)
