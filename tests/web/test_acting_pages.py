"""Acting under one right over HTTP: statuses, the switch, what an ended right does to a session under way."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from goldthread.accounts.acting import CHOSEN
from goldthread.accounts.directory import people as people_
from goldthread.accounts.directory import posts
from goldthread.accounts.models import AuditEvent, Organisation, Person, Right
from goldthread.accounts.rules import Role
from tests.web.conftest import said, title_of
from tests.web.test_uploads import HEADER, ROWS, send


PLACES = ("XWR", "XIC", "XOT")
RIGHTS = [(role, place) for role in Role for place in PLACES]
STRONG = [(Role.ANALYST, "XWR"), (Role.COMMISSIONER, "XIC"), (Role.GOVERNANCE, "XWR"), (Role.ANALYST, "XOT")]


def give(person, role, place):
    """A right; one of a commissioner at a provider, which nobody is given any more, as one that was there before."""
    organisation = Organisation.objects.get(code=place)
    if role is Role.COMMISSIONER and organisation.kind == "provider":
        return Right.objects.create(person=person, organisation=organisation, role=role.value)
    return posts.give(by="test", person=person, post=posts.Post(organisation, role))[0]


@pytest.fixture
def people(site):
    """Two people without rights, gone afterwards."""
    yield [people_.add(by="test", handle=name, name=name.title()) for name in ("nia", "oona")]
    Person.objects.filter(handle__in=("nia", "oona")).delete()


def signed_in(person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def choose(browser, right) -> Client:
    assert browser.post("/acting/", {"right": right.pk}).status_code == 302
    return browser


def asked(site, browser) -> dict[str, int]:
    """The status of each address at which much could go wrong; nothing is really undone or brought in."""
    theirs = next(
        line for line in site.imports.batches() if line.account and line.account.get("organisations") == ["XTC"]
    )
    calls = {
        "home": lambda: browser.get("/home/"),
        "concerns": lambda: browser.get("/listen/concerns/"),
        "look at a concern": lambda: browser.post(f"/listen/concerns/{'0' * 32}/", {"decision": "none"}),
        "imports": lambda: browser.get("/listen/imports/"),
        "undo another's": lambda: browser.post(f"/listen/imports/{theirs.batch}/undo/"),
        "upload": lambda: browser.post("/listen/imports/upload/"),
        "words": lambda: browser.get("/understand/words/"),
        "link": lambda: browser.post("/thread/dates/", {}),
    }
    return {name: call().status_code for name, call in calls.items()}


@pytest.mark.parametrize(("role", "place"), RIGHTS, ids=lambda one: str(one))
def test_statuses_are_those_of_the_acting_right_alone(site, people, role, place):
    alone, both = people
    only = give(alone, role, place)
    expected = asked(site, signed_in(alone) if place == "XOT" else choose(signed_in(alone), only))
    first = give(both, role, place)
    for other in STRONG:
        if other == (role, place):
            continue
        second = give(both, *other)
        browser = signed_in(both)
        session = browser.session
        session[CHOSEN] = first.pk
        session.save()
        found = asked(site, browser)
        if place == "XOT" and other[1] != "XOT":
            assert found.pop("home") == 302, "someone who could act as something is asked to choose"
            assert found == {name: status for name, status in expected.items() if name != "home"}
        else:
            assert found == expected, other
        second.delete()


def test_a_commissioner_and_analyst_undoes_only_as_analyst_of_their_trust(site, people):
    person = people[0]
    board, trust = give(person, Role.COMMISSIONER, "XIC"), give(person, Role.ANALYST, "XWR")
    theirs = next(line for line in site.store.lines().standing if line.account.get("organisations") == ["XTC"])
    browser = choose(signed_in(person), board)
    assert browser.post(f"/listen/imports/{theirs.batch}/undo/").status_code == 403
    assert choose(browser, trust).post(f"/listen/imports/{theirs.batch}/undo/").status_code == 404
    assert theirs.batch in site.store.lines().standing_ids


def test_the_header_says_what_one_acts_as_and_leads_to_the_choice(people):
    person = people[0]
    give(person, Role.PARTNER, "XIC")
    page = signed_in(person).get("/home/").content.decode()
    assert "Acting as patient partner at Wenbrook and Tarrowdale Integrated Care Board" in page
    assert 'href="/acting/"' not in page, "with one right there is nothing to change"
    trust = give(person, Role.ANALYST, "XWR")
    browser = choose(signed_in(person), trust)
    page = browser.get("/home/").content.decode()
    assert "Acting as analyst at Wenbrook Royal Hospital" in page and 'href="/acting/"' in page
    assert ">Listen</a>" in page
    event = AuditEvent.objects.filter(what="acting chosen", by=str(person)).last()
    assert event.detail == {"role": "analyst", "organisation": "XWR", "chosen": f"right:{trust.pk}"}


def test_the_choice_is_a_plain_form_that_says_what_is_wrong(people):
    person = people[0]
    board, trust = give(person, Role.COMMISSIONER, "XIC"), give(person, Role.ANALYST, "XWR")
    browser = choose(signed_in(person), trust)
    page = browser.get("/acting/?next=/understand/themes/").content.decode()
    assert len(re.findall(r'type="radio"', page)) == 2 and "<script src" in page
    assert re.search(rf'value="{trust.pk}"[^>]*checked', page) and 'value="/understand/themes/"' in page
    for wrong in ("", "0", "x", "-1", "1e9", str(10**30), "\x00"):
        answer = browser.post("/acting/", {"right": wrong})
        assert answer.status_code == 400 and title_of(answer).startswith("Error: ")
    answer = browser.post("/acting/", {"right": board.pk, "next": "/understand/themes/"})
    assert answer.url == "/understand/themes/"
    assert browser.post("/acting/", {"right": board.pk, "next": "//elsewhere.example/"}).url == "/home/"


def test_a_switch_gives_the_session_another_key_and_open_forms_stop(people):
    person = people[0]
    board, trust = give(person, Role.COMMISSIONER, "XIC"), give(person, Role.ANALYST, "XWR")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get("/acting/").content.decode())[1]
    before = browser.cookies["sessionid"].value
    assert browser.post("/acting/", {"right": trust.pk, "csrfmiddlewaretoken": token}).status_code == 302
    assert browser.cookies["sessionid"].value != before
    answer = browser.post("/listen/imports/upload/", {"csrfmiddlewaretoken": token})
    assert answer.status_code == 403 and "changed what you act as" in said(answer)
    assert board.pk != trust.pk


def test_a_waiting_file_waits_only_for_the_right_that_sent_it(people):
    person = people[0]
    trust, other = give(person, Role.ANALYST, "XWR"), give(person, Role.ANALYST, "XTC")
    browser = choose(signed_in(person), trust)
    waiting = send(browser, (HEADER + ROWS).encode()).url
    assert browser.get(waiting).status_code == 200
    choose(browser, other)
    assert browser.get(waiting).status_code == 404
    assert browser.post(f"{waiting}keep/").status_code == 404
    choose(browser, trust)
    assert browser.get(waiting).status_code == 200
    assert browser.post(f"{waiting}leave/").status_code == 302


def test_a_session_without_a_choice_acts_under_none_whatever_another_chooses(people):
    person = people[0]
    give(person, Role.ANALYST, "XWR")
    other = give(person, Role.ANALYST, "XTC")
    undecided, decided = signed_in(person), signed_in(person)
    pages = ("/understand/words/", "/listen/imports/")
    assert [undecided.get(page).status_code for page in pages] == [403, 403]
    choose(decided, other)
    assert [undecided.get(page).status_code for page in pages] == [403, 403]
    assert send(undecided, (HEADER + ROWS).encode()).status_code == 403
    assert undecided.get("/home/").url == "/acting/" and CHOSEN not in undecided.session
    assert decided.get("/listen/imports/").status_code == 200


def test_the_only_right_is_kept_by_the_session_when_another_is_given_and_chosen(people):
    person = people[0]
    browser = signed_in(person)
    only = give(person, Role.ANALYST, "XWR")
    assert browser.get("/listen/imports/").status_code == 200 and browser.session[CHOSEN] == only.pk
    choose(signed_in(person), give(person, Role.WARD, "XWR"))
    assert "Acting as analyst at Wenbrook Royal Hospital" in browser.get("/home/").content.decode()


def test_an_ended_right_stops_at_the_next_request(people):
    person = people[0]
    trust = give(person, Role.ANALYST, "XWR")
    board = give(person, Role.PARTNER, "XIC")
    browser = choose(signed_in(person), trust)
    assert browser.get("/listen/imports/").status_code == 200
    posts.end(by="test", right=trust)
    assert browser.get("/listen/imports/").status_code == 403
    refused = browser.get("/understand/")
    assert refused.status_code == 403, "no other right takes its place by itself"
    assert "Your role as analyst at Wenbrook Royal Hospital has ended. Choose what you act as now." in said(refused)
    assert 'type="radio"' in refused.content.decode() and 'value="/understand/"' in refused.content.decode()
    assert browser.post("/listen/imports/upload/").status_code == 403
    assert browser.get("/home/").url == "/acting/"
    choice = browser.get("/acting/")
    assert "Your role as analyst at Wenbrook Royal Hospital has ended." in said(choice)
    assert len(re.findall(r'type="radio"', choice.content.decode())) == 1
    choose(browser, board)
    assert browser.get("/home/").status_code == 200 and "has ended" not in said(browser.get("/acting/"))


PAGES_BEHIND_A_ROLE = ("/home/", "/acting/", "/understand/", "/listen/imports/", "/people/")


def refusals(browser) -> list[str]:
    answers = [browser.get(path) for path in PAGES_BEHIND_A_ROLE]
    assert [one.status_code for one in answers] == [403] * len(answers)
    return [said(one) for one in answers]


def test_somebody_without_a_role_learns_why_and_whom_to_ask(people):
    person = people[0]
    browser = signed_in(person)
    for words in refusals(browser):
        assert "You have no role at the moment Ask your administrator to give you one." in words
    right = give(person, Role.COMMISSIONER, "XIC")
    posts.end(by="test", right=right)
    last = date.today() - timedelta(days=1)
    for words in refusals(browser):
        assert "You have no role at the moment Your role as commissioner at Wenbrook and Tarrowdale" in words
        assert f"ended on {last.day} {last:%B %Y}. Ask your administrator" in words and "no part" not in words
    tomorrow = date.today() + timedelta(days=1)
    coming = posts.Post(Organisation.objects.get(code="XWR"), Role.ANALYST, since=tomorrow)
    posts.give(by="test", person=person, post=coming)
    assert browser.get("/home/").url.startswith("/sign-in/"), "a role elsewhere ends sessions from before"
    for words in refusals(signed_in(person)):
        assert f"Your role as analyst at Wenbrook Royal Hospital begins on {tomorrow.day} {tomorrow:%B %Y}." in words


def test_only_an_organisation_outside_is_told_that_it_has_no_part(people):
    give(people[0], Role.ANALYST, "XOT")
    for words in refusals(signed_in(people[0])):
        assert "You do not have access Your organisation has no part" in words


def test_a_refused_page_leads_on(people):
    person = people[0]
    board, trust = give(person, Role.COMMISSIONER, "XIC"), give(person, Role.ANALYST, "XWR")
    refused = choose(signed_in(person), trust).get("/listen/concerns/")
    assert refused.status_code == 403 and "You do not have access" in said(refused)
    assert "Choose another role" in said(refused) and 'href="/home/"' in refused.content.decode()
    assert board.pk != trust.pk


def test_whoever_has_left_is_signed_out(people):
    person = people[0]
    give(person, Role.ANALYST, "XWR")
    browser = signed_in(person)
    assert browser.get("/home/").status_code == 200
    person.is_active = False
    person.save()
    answer = browser.get("/home/")
    assert answer.status_code == 302 and answer.url.startswith("/sign-in/")


def test_after_sign_in_several_rights_are_chosen_from_and_the_choice_is_kept(site):
    password = "a long sentence of one's own"
    person = people_.add(by="test", handle="pia", name="Pia", password=password)
    try:
        board, trust = give(person, Role.COMMISSIONER, "XIC"), give(person, Role.ANALYST, "XWR")
        given = {"login": "pia", "password": password, "next": "/understand/themes/"}
        browser = Client()
        assert browser.post("/sign-in/", given).url == "/acting/?next=%2Funderstand%2Fthemes%2F"
        choose(browser, trust)
        browser.post("/sign-out/")
        assert browser.post("/sign-in/", given).url == "/understand/themes/"
        assert "Acting as analyst" in browser.get("/home/").content.decode()
        assert board.pk != trust.pk
    finally:
        person.delete()
