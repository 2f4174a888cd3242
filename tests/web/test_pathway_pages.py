"""Journeys are changed in the browser without a script, by those who may, each change a version that can be read."""

import pytest
from django.test import Client

from goldthread.accounts.directory import organisations, people, posts
from goldthread.accounts.rules import Role
from goldthread.pathways import queries
from tests.builders.round import undone
from tests.web.conftest import said


KEY = "moving-to-adult-services"
PAGE = f"/understand/pathways/{KEY}/"


@pytest.fixture
def cath(come_in):
    return come_in("cath")


def version() -> int:
    return queries.pathway(KEY).version


def post(browser, path, **given):
    return browser.post(f"{PAGE}{path}", {"based_on": version(), "why": "A test."} | given, follow=True)


def test_everyone_of_the_system_may_look_and_only_some_may_change(come_in):
    for handle in ("fay", "asha", "ben"):
        page = come_in(handle).get(PAGE)
        assert page.status_code == 200 and "Change it" not in said(page)
        assert come_in(handle).post(f"{PAGE}rename/", {"title": "x", "based_on": version()}).status_code == 403
    dai = come_in("dai")
    assert dai.get(PAGE).status_code == dai.post(f"{PAGE}rename/").status_code == 403


@pytest.fixture
def zoe(site):
    """A commissioner of another board of this care system, and of a trust that is in no journey here."""
    with undone():
        board = organisations.add(by="test", code="XIB", name="Another Board", kind="commissioner")
        organisations.add(by="test", code="XIT", name="Another Trust", commissioner=board)
        person = people.join(by="test", handle="zoe", name="Zoe", post=posts.Post(board, Role.COMMISSIONER))
        browser = Client()
        browser.force_login(person)
        yield browser


def test_a_commissioner_of_nobody_in_a_journey_reads_it_and_changes_nothing(zoe):
    before, page = version(), zoe.get(PAGE)
    assert page.status_code == 200 and "Change it" not in said(page) and "Take out" not in said(page)
    sent = {"based_on": before, "title": "Ours", "service": "XTC|Community Nursing", "to": "later"}
    for path in ("rename/", "services/", "services/end/", "moments/", *(f"moments/the-move/{do}" for do in DONE)):
        assert zoe.post(f"{PAGE}{path}", sent).status_code == 403, path
    assert version() == before


DONE = ("", "move/", "remove/")


def test_a_moment_is_added_changed_moved_and_taken_out(site, cath):
    first = version()
    page = post(cath, "moments/", title="The letter", kinds=["aftercare"], after="the-move")
    assert f"Version {first + 1}" in said(page) and "“The letter” was added." in said(page)
    assert [p.key for p in site.published.pathway(KEY).touchpoints].index("the-letter") == 4
    page = post(cath, "moments/the-letter/", title="The plain letter", kinds=["aftercare", "discharge"])
    assert "“The plain letter” was changed." in said(page)
    page = post(cath, "moments/the-letter/move/", to="earlier")
    assert "The order changed." in said(page)
    page = post(cath, "moments/the-letter/remove/")
    assert "“The plain letter” was removed." in said(page)
    assert version() == site.published.pathway(KEY).version == first + 4
    assert "by Cath" in said(page) and "“A test.”" in said(page)


def test_a_service_comes_and_goes(site, cath):
    post(cath, "services/", organisation="XTC", service="Community Nursing", since="2031-01-01")
    held = [m for m in site.published.pathway(KEY).members if m.service == "Community Nursing"]
    assert [m.since.isoformat() for m in held] == ["2031-01-01"]
    post(cath, "services/end/", service="XTC|Community Nursing", on="2031-06-30")
    held = [m for m in site.published.pathway(KEY).members if m.service == "Community Nursing"]
    assert [m.until.isoformat() for m in held] == ["2031-06-30"]


@pytest.mark.parametrize(
    ("path", "given", "status"),
    [
        ("moments/", {"title": "", "kinds": ["aftercare"]}, 400),
        ("moments/", {"title": "No kind"}, 400),
        ("moments/", {"title": "Alone", "kinds": ["transfer"], "transition": "yes"}, 400),
        ("services/", {"organisation": "XOT", "service": "Ward 1"}, 400),
        ("rename/", {"title": ""}, 400),
        ("moments/nothing/remove/", {}, 404),
        ("services/end/", {"service": "nonsense"}, 400),
    ],
)
def test_what_would_not_hang_together_is_refused_in_a_sentence(cath, path, given, status):
    before = version()
    answer = post(cath, path, **given)
    assert answer.status_code == status and version() == before


def test_two_people_at_once_do_not_overwrite_each_other(cath):
    before = version()
    answer = cath.post(f"{PAGE}moments/the-move/move/", {"based_on": before - 1, "to": "later"})
    assert answer.status_code == 400 and "Someone else changed this journey" in said(answer)
    assert version() == before


def test_hostile_names_are_only_names(cath):
    before = queries.pathway(KEY)
    hostile = "<script>alert(1)</script>\x00 {{7*7}}"
    page = post(cath, "rename/", title=hostile, about="'; drop table pathways_version; --").content.decode()
    assert "<script>alert" not in page and "{{7*7}}" in page
    journey = cath.get(f"/understand/journey/?pathway={KEY}").content.decode()
    assert "<script>alert" not in journey
    post(cath, "rename/", title=before.title, about=before.about)
    assert queries.pathway(KEY).title == before.title


def test_a_change_that_cannot_reach_the_workspace_is_kept_said_to_wait_and_used_later(site, cath, monkeypatch):
    from goldthread.accounts import outbox
    from goldthread.workspace.published import PublishedNouns

    def full(self, noun, *, by):
        raise OSError(28, "No space left on device")

    before = version()
    with monkeypatch.context() as patch:
        patch.setattr(PublishedNouns, "publish", full)
        page = post(cath, "rename/", title="Moving on", about="")
    words = said(page)
    assert page.status_code == 200 and version() == before + 1
    assert f"Version {before + 1} of “Moving on” is saved." in words and "is in use from now on" not in words
    assert "figures do not use it yet" in words and "No space left on device" in words
    assert "1 change you made is not in the figures yet" in said(cath.get("/home/"))
    assert site.published.pathway(KEY).version == before
    assert outbox.deliver_waiting(site, at_once=True) == 1
    assert site.published.pathway(KEY).title == "Moving on" and "figures do not use it yet" not in said(cath.get(PAGE))


# -- from the library


LIBRARY = "/understand/journeys-to-start-from/"


def test_a_journey_is_started_from_one_of_the_library_and_changed_like_any_other(site, cath):
    assert LIBRARY in cath.get("/understand/pathways/").content.decode()
    page = cath.get(LIBRARY)
    assert "Using our GP practice" in said(page) and "Getting an appointment" in said(page)
    form = cath.get(f"{LIBRARY}gp-practice/")
    assert 'value="Using our GP practice"' in form.content.decode()
    wrong = cath.post(f"{LIBRARY}gp-practice/", {"title": "Our surgery", "organisation": "", "service": ""})
    assert (
        wrong.status_code == 400
        and "Choose an organisation" in said(wrong)
        and 'value="Our surgery"' in wrong.content.decode()
    )
    done = cath.post(
        f"{LIBRARY}gp-practice/", {"title": "Our surgery", "organisation": "XTC", "service": "Surgery"}, follow=True
    )
    assert "The journey “Our surgery” is added" in said(done) and "Results and follow-up" in said(done)
    assert site.published.pathway("our-surgery").members[0].service == "Surgery"


def test_only_those_who_may_change_journeys_start_one_and_only_from_what_there_is(cath, come_in):
    assert cath.get(f"{LIBRARY}nowhere/").status_code == 404
    for handle in ("fay", "asha", "ben"):
        assert come_in(handle).get(LIBRARY).status_code == 403
        assert come_in(handle).post(f"{LIBRARY}maternity/", {}).status_code == 403
    assert LIBRARY not in come_in("asha").get("/understand/pathways/").content.decode()


def test_without_journeys_the_page_says_what_will_be_here(cath, come_in, monkeypatch):
    monkeypatch.setattr("goldthread.pathways.views.pathways.queries.pathways", dict)
    monkeypatch.setattr("goldthread.pathways.views.pathways.actions.load_definitions", lambda **given: [])
    page = said(cath.get("/understand/pathways/"))
    assert "There are no journeys yet" in page and "Start from an example" in page
    assert "Start from an example" not in said(come_in("asha").get("/understand/pathways/"))
