"""Each sees what is theirs and nothing else, whatever address they write."""

import pytest
from django.test import Client

from goldthread.accounts.directory import people, posts
from goldthread.accounts.models import Organisation, Person, Right
from goldthread.accounts.rules import Role
from goldthread.vocabulary import Cut
from tests.web.conftest import WARD, links, said


PAGES = {
    "/home/": {"cath", "fay", "asha", "ben"},
    "/understand/": {"cath", "fay", "asha", "ben"},
    "/understand/themes/": {"cath", "fay", "asha", "ben"},
    "/understand/journey/": {"cath", "fay", "asha", "ben"},
    "/understand/words/": {"cath", "fay", "ben"},
    "/listen/imports/": {"cath", "ben"},
}
OURS, THEIRS = "XWR", "XTC"


@pytest.mark.parametrize("handle", ["cath", "fay", "asha", "ben", "dai"])
@pytest.mark.parametrize("path", PAGES)
def test_each_role_opens_its_pages_and_no_others(come_in, path, handle):
    answer = come_in(handle).get(path)
    assert answer.status_code == (200 if handle in PAGES[path] else 403)
    if answer.status_code == 403:
        assert "You do not have access" in said(answer)


@pytest.mark.parametrize("handle", ["cath", "fay", "asha", "ben"])
def test_no_link_of_any_page_is_closed_to_whoever_is_shown_it(come_in, handle):
    browser = come_in(handle)
    seen, waiting = set(), ["/home/"]
    while waiting and len(seen) < 60:
        path = waiting.pop(0)
        if path.split("?")[0] in {one.split("?")[0] for one in seen} or path.startswith("/static/"):
            continue
        seen.add(path)
        answer = browser.get(path)
        assert answer.status_code == 200, path
        waiting += links(answer) if "html" in answer.headers["Content-Type"] else []
    assert len(seen) > 8


def a_comment(site, organisation):
    return site.words.passages(cut=Cut(organisations=(organisation,)), limit=1).items[0]


def test_ben_reads_his_own_trust_and_not_another(site, come_in):
    ben = come_in("ben")
    assert ben.get(f"/understand/words/{a_comment(site, OURS).id}/").status_code == 200
    assert ben.get(f"/understand/words/{a_comment(site, THEIRS).id}/").status_code == 404
    assert "gt-quote" not in ben.get(f"/understand/words/?organisation={THEIRS}").content.decode()


def test_fay_reads_her_own_ward_and_not_the_next(site, come_in):
    fay = come_in("fay")
    own = site.words.passages(cut=Cut(services=(WARD,)), limit=1).items[0]
    other = site.words.passages(cut=Cut(organisations=(OURS,), services=("Emergency Department",)), limit=1).items
    assert fay.get(f"/understand/words/{own.id}/").status_code == 200
    for passage in other:
        assert fay.get(f"/understand/words/{passage.id}/").status_code == 404


def test_asha_reads_counts_and_nobodys_words(site, come_in):
    asha = come_in("asha")
    for organisation in (OURS, THEIRS):
        assert asha.get(f"/understand/words/{a_comment(site, organisation).id}/").status_code == 403
    for path in ("/home/", "/understand/", "/understand/themes/", "/understand/journey/?pathway=home-after-a-fall"):
        assert "gt-quote" not in asha.get(path).content.decode()


def test_a_batch_of_another_organisation_is_not_there(site, come_in):
    theirs = next(line for line in site.store.lines().standing if line.account.get("organisations") == [THEIRS])
    ben = come_in("ben")
    for path in ("", "rows-to-mend/"):
        assert ben.get(f"/listen/imports/{theirs.batch}/{path}").status_code == 404
    assert ben.post(f"/listen/imports/{theirs.batch}/undo/").status_code == 404
    assert theirs.batch in site.store.lines().standing_ids


@pytest.mark.parametrize("handle", ["cath", "fay", "asha"])
def test_only_analysts_bring_files_in_or_take_them_back(site, come_in, handle):
    ours = next(line for line in site.store.lines().standing if line.account.get("organisations") == [OURS])
    browser = come_in(handle)
    assert browser.post("/listen/imports/upload/").status_code == 403
    assert browser.post(f"/listen/imports/{ours.batch}/undo/").status_code == 403
    assert ours.batch in site.store.lines().standing_ids


@pytest.mark.parametrize("address", ["/understand/words/", "/understand/", "/understand/themes/"])
def test_filters_never_widen_what_is_seen(come_in, address):
    query = "?organisation=XTC&organisation=XWC&organisation=&pathway=home-after-a-fall"
    answer = come_in("ben").get(address + query)
    assert "Tarrowdale Community Services ·" not in said(answer)
    assert "Reablement," not in said(answer)


def test_a_right_that_ended_and_a_person_who_left_see_nothing(site):
    board = Organisation.objects.get(code="XIC")
    person = people.add(by="test", handle="gus", name="Gus")
    right, _ = posts.give(by="test", person=person, post=posts.Post(board, Role.COMMISSIONER))
    browser = Client()
    browser.force_login(person)
    assert browser.get("/home/").status_code == 200
    posts.end(by="test", right=right)
    assert browser.get("/home/").status_code == 403
    other, _ = posts.give(by="test", person=person, post=posts.Post(board, Role.PARTNER))
    assert browser.get("/understand/").status_code == 403
    assert browser.get("/home/").url == "/acting/"
    assert browser.post("/acting/", {"right": other.pk}).url == "/home/"
    assert browser.get("/home/").status_code == 200
    person.is_active = False
    person.save()
    assert browser.get("/home/").status_code == 302
    Right.objects.filter(person=person).delete()
    Person.objects.filter(handle="gus").delete()
