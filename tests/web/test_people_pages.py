"""An administrator's pages: only theirs, only for people within reach, and nothing typed is lost."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goldthread.accounts.directory import access, posts
from goldthread.accounts.directory.posts import Post
from goldthread.accounts.models import Organisation, Person, Right
from goldthread.accounts.rules import Role
from goldthread.web.people.urls import PEOPLE, PLACES
from tests.web.conftest import WARD, said, signed_in


YESTERDAY = date.today() - timedelta(days=1)
PASSWORD = "a long sentence of one's own"


def addresses(person, held) -> list[str]:
    """Every address of people and organisations, about one person and one of their roles."""
    given = {"reference": person.reference, "key": held.pk, "token": "0" * 24, "code": "XTC"}
    made = []
    for page in (*PEOPLE, *PLACES):
        made.append(reverse(page.name, kwargs={key: value for key, value in given.items() if f":{key}>" in page.route}))
    return made


@pytest.mark.parametrize("handle", ["cath", "fay", "asha", "ben", "hana", "dai"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_other_role_opens_any_of_them(staff, handle, method):
    browser = signed_in(Person.objects.get(handle=handle))
    for address in addresses(staff["p.cy"], staff["p.cy"].rights.get()):
        assert getattr(browser, method)(address).status_code == 403, address


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_and_an_administrator_outside_this_care_system_open_none(staff, method):
    for address in addresses(staff["p.cy"], staff["p.cy"].rights.get()):
        assert getattr(Client(), method)(address).url.startswith("/sign-in/")
        assert getattr(signed_in(staff["p.ed"]), method)(address).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_administrator_touches_nobody_of_another_organisation_by_any_id(staff, method):
    browser, mine = signed_in(staff["p.ada"]), staff["p.cy"]
    theirs = staff["p.di"]
    before = list(Right.objects.order_by("id").values_list("id", "until")), theirs.password
    for name in ("person", "person_change", "person_end", "person_reset", "role_add"):
        expected = 405 if name == "person" and method == "post" else 404
        assert getattr(browser, method)(reverse(name, args=[theirs.reference])).status_code == expected, name
    for name in ("role_change", "role_end"):
        for reference in (theirs.reference, mine.reference):
            address = reverse(name, args=[reference, theirs.rights.get().pk])
            assert getattr(browser, method)(address).status_code == 404
    assert getattr(browser, method)(reverse("organisation_change", args=["XTC"])).status_code == 404
    theirs.refresh_from_db()
    assert (list(Right.objects.order_by("id").values_list("id", "until")), theirs.password) == before


def test_an_administrators_home_and_menu_hold_people_and_nothing_that_was_said(staff):
    browser = signed_in(staff["p.ada"])
    home = browser.get("/home/")
    assert "You manage who can sign in" in said(home) and "People" in home.content.decode()
    for address in ("/understand/", "/understand/words/", "/understand/themes/", "/listen/imports/", "/thread/"):
        assert browser.get(address).status_code == 403, address


def test_the_list_shows_ones_own_people_and_is_searched(staff):
    browser = signed_in(staff["p.ada"])
    everyone = said(browser.get("/people/"))
    assert "P.CY" in everyone and "P.DI" not in everyone and "P.BO" not in everyone
    found = said(browser.get("/people/?search=p.cy"))
    assert "P.CY" in found and "P.ADA" not in found
    assert "P.CY" not in said(browser.get("/people/?role=administrator"))
    assert "Nobody matches" in said(browser.get("/people/?search=<script>"))
    assert "Nobody matches" in said(browser.get("/people/?organisation=XTC"))
    assert "P.DI" in said(signed_in(staff["p.bo"]).get("/people/?organisation=XTC"))


def test_somebody_is_added_and_comes_in_by_their_link(staff):
    browser = signed_in(staff["p.ada"])
    given = {"name": "New Person", "handle": "P.New", "organisation": "XWR", "role": "analyst"}
    answer = browser.post("/people/add/", given)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    link = answer.context["link"] if answer.context else said(answer).split("Link: ")[1].split()[0]
    path = "/" + link.split("/", 3)[3]
    newcomer = Client()
    here = newcomer.get(path).url
    assert path.startswith(here.removesuffix("choose/")) and path.split("/")[3] not in here
    assert newcomer.get("/password/" + "0" * 32 + "/choose/").status_code == 404, "another's with this one's link"
    assert "p.new" in said(newcomer.get(here))
    weak = newcomer.post(here, {"password": "short"})
    assert weak.status_code == 400 and "too short" in said(weak)
    assert newcomer.post(here, {"password": PASSWORD}).url == "/sign-in/"
    assert newcomer.get(path, follow=True).status_code == newcomer.get(here).status_code == 404
    assert newcomer.post("/sign-in/", {"login": "p.new", "password": PASSWORD}).url == "/home/"
    assert newcomer.get("/home/").status_code == 200


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(staff):
    browser = signed_in(staff["p.ada"])
    given = {
        "name": "<b>Kept</b>",
        "handle": "p.cy",
        "email": "no",
        "organisation": "XTC",
        "role": "king",
        "teams": "Ward 1\nWard 2",
        "since": "31/02/2026",
    }
    answer = browser.post("/people/add/", given)
    page = answer.content.decode()
    assert answer.status_code == 400 and "<title>Error: Add a person" in page
    for field in ("organisation", "role", "since"):
        assert f'href="#id_{field}"' in page and f'id="id_{field}-error"' in page
    assert "&lt;b&gt;Kept&lt;/b&gt;" in page and "Ward 1\nWard 2" in page and "31/02/2026" in page
    taken = browser.post("/people/add/", given | {"organisation": "XWR", "role": "analyst", "since": "", "email": ""})
    assert taken.status_code == 400 and "already" in said(taken) and 'href="#id_handle"' in taken.content.decode()
    assert not Person.objects.filter(name="<b>Kept</b>").exists()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [({"until": "2020-01-01"}, "could not sign in"), ({"name": "=cmd"}, "begins with a letter")],
)
def test_nobody_is_added_who_could_not_sign_in_or_has_a_formula_for_a_name(staff, wrong, why):
    given = {"name": "New", "handle": "p.new", "organisation": "XWR", "role": "analyst"} | wrong
    answer = signed_in(staff["p.ada"]).post("/people/add/", given)
    assert answer.status_code == 400 and why in said(answer)
    assert not Person.objects.filter(handle="p.new").exists()


def test_ending_a_role_says_until_when_and_what_is_left(staff):
    browser, cy = signed_in(staff["p.ada"]), staff["p.cy"]
    page = reverse("person", args=[cy.reference])
    first, royal = cy.rights.get(), Organisation.objects.get(code="XWR")
    other, _ = posts.give(by="test", person=cy, post=Post(royal, Role.GOVERNANCE))
    later = date.today() + timedelta(days=40)
    for right, on, told in (
        (
            other,
            later.isoformat(),
            f"is information governance at {royal.name} until {later:%-d %B %Y}; still analyst at {royal.name}.",
        ),
        (first, "", f"is no longer analyst at {royal.name}; still information governance at {royal.name}."),
        (first, "", f"had ended already as analyst at {royal.name}."),
        (other, "", f"is no longer information governance at {royal.name}."),
    ):
        answer = browser.post(f"{page}roles/{right.pk}/end/", {"on": on}, follow=True)
        assert told in said(answer)


def test_a_role_out_of_reach_cannot_be_chosen_by_hand(staff):
    given = {"name": "New", "handle": "p.new", "organisation": "XTC", "role": "analyst"}
    assert signed_in(staff["p.ada"]).post("/people/add/", given).status_code == 400
    assert not Person.objects.filter(handle="p.new").exists()


def test_a_person_is_changed_given_a_role_and_ended(staff):
    browser, cy = signed_in(staff["p.ada"]), staff["p.cy"]
    page = f"/people/{cy.reference}/"
    answer = browser.post(f"{page}change/", {"name": "Cy Two", "handle": "p.cy", "email": "cy@example.org"})
    assert answer.url == page and Person.objects.get(handle="p.cy").name == "Cy Two"
    answer = browser.post(f"{page}roles/add/", {"organisation": "XWR", "role": "ward team", "teams": "Ward 1"})
    assert answer.url == page
    right = Right.objects.get(person=cy, role="ward team")
    assert right.services == ["Ward 1"]
    assert browser.post(f"{page}roles/{right.pk}/", {"teams": "Ward 2", "until": "2020-01-01"}).url == page
    wrong = browser.post(f"{page}roles/{right.pk}/", {"since": "2026-02-02", "until": "2026-01-01"})
    assert wrong.status_code == 400 and "before the first" in said(wrong)
    assert browser.post(f"{page}roles/{right.pk}/end/").url == page
    assert "(not today)" not in said(browser.get(page)) and "ended 1 January 2020" in said(browser.get(page))
    assert browser.post(f"{page}end/").url == "/people/"
    assert not Person.objects.get(handle="p.cy").is_active
    assert "Cy Two has left and cannot sign in" in said(browser.get("/people/"))
    assert "Cy Two" not in said(browser.get("/people/"))
    assert "Left" in said(browser.get("/people/?everybody=yes"))
    back = browser.post(f"{page}roles/add/", {"organisation": "XWR", "role": "analyst"})
    assert "can sign in again" in said(back)


def test_the_last_administrator_is_ended_only_when_that_is_ticked(staff):
    browser, ada = signed_in(staff["p.bo"]), staff["p.ada"]
    Right.objects.filter(organisation__code="XWR", role="administrator").exclude(person=ada).delete()
    refused = browser.post(f"/people/{ada.reference}/end/")
    assert refused.status_code == 400 and "last administrator" in said(refused) and "End it anyway" in said(refused)
    assert Person.objects.get(handle="p.ada").is_active
    assert browser.post(f"/people/{ada.reference}/end/", {"sure": "yes"}).status_code == 302


def test_nobody_changes_themselves(staff):
    browser, ada = signed_in(staff["p.ada"]), staff["p.ada"]
    for name in ("role_add", "person_end"):
        given = {"organisation": "XWR", "role": "analyst", "sure": "yes"}
        assert browser.post(reverse(name, args=[ada.reference]), given).status_code == 403
    assert [right.role for right in ada.rights.all()] == ["administrator"]


WARD_TEAM = {"name": "Sister", "handle": "p.sister", "organisation": "XWR", "role": "ward team"}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "A ward team sees nothing until you name its wards or teams at Wenbrook Royal Hospital."),
        ({"teams": "ward 7"}, "Fewer than 5 people have told us of “ward 7” at Wenbrook Royal Hospital, or none."),
        ({"teams": f"{WARD}\nAsh\nElm"}, "Fewer than 5 people have told us of “Ash” and “Elm” at"),
        ({"known": [WARD]}, ""),
        ({"teams": WARD}, ""),
    ],
)
def test_a_ward_team_that_would_see_nothing_is_said_so(staff, given, says):
    browser = signed_in(staff["p.ada"])
    page = said(browser.post("/people/add/", WARD_TEAM | given))
    assert "is added" in page and (says in page if says else "Nothing to see yet" not in page)
    teams = Person.objects.get(handle="p.sister").rights.get().services
    assert teams == [*given.get("known", []), *given.get("teams", "").splitlines()]
    assert ("No ward yet" in said(browser.get(f"/people/{Person.objects.get(handle='p.sister').reference}/"))) == (
        not teams
    )


def test_teams_that_are_known_are_offered_and_a_role_keeps_both_kinds(staff):
    browser = signed_in(staff["p.ada"])
    form = browser.get("/people/add/").content.decode()
    assert f'value="{WARD}"' in form and "Reablement" not in form, "those of one's own organisation alone"
    browser.post("/people/add/", WARD_TEAM | {"known": [WARD], "teams": "Ash"})
    sister = Person.objects.get(handle="p.sister")
    page = f"/people/{sister.reference}/roles/{sister.rights.get().pk}/"
    Right.objects.filter(person=sister).update(services=[WARD, "<b>Ash</b>"])
    form = browser.get(page).content.decode()
    assert "&lt;b&gt;Ash&lt;/b&gt;" in form and "checked" in form
    assert browser.post(page, {"known": [WARD], "teams": "Elm"}, follow=True).status_code == 200
    assert sister.rights.get().services == [WARD, "Elm"]
    assert browser.post(page, {"known": ["Never offered"]}).status_code == 400


def test_new_roles_are_on_the_home_of_administrators_and_commissioners(staff, come_in):
    for browser, shown, hidden in (
        (signed_in(staff["p.ada"]), ("P.CY",), ("P.DI",)),
        (signed_in(staff["p.bo"]), ("P.CY", "P.DI"), ("P.ED",)),
        (come_in("cath"), ("P.CY", "P.DI"), ("P.ED",)),
    ):
        page = said(browser.get("/home/"))
        assert "Roles given in the last 30 days" in page
        assert all(name in page for name in shown) and not any(name in page for name in hidden)
    assert "Roles given" not in said(come_in("ben").get("/home/"))


def test_who_also_works_elsewhere_is_not_reset_here(staff):
    posts.give(by="test", person=staff["p.cy"], post=Post(Organisation.objects.get(code="XTC"), Role.GOVERNANCE))
    browser = signed_in(staff["p.ada"])
    page = f"/people/{staff['p.cy'].reference}/"
    assert "you do not manage" in said(browser.get(page)) and "Reset sign-in" not in said(browser.get(page))
    assert browser.post(f"{page}reset/").status_code == 403
    assert signed_in(staff["p.bo"]).post(f"{page}reset/").status_code == 200


def test_a_reset_ends_the_persons_sessions(staff):
    cy = signed_in(staff["p.cy"])
    assert cy.get("/home/").status_code == 200
    assert signed_in(staff["p.ada"]).post(f"/people/{staff['p.cy'].reference}/reset/").status_code == 200
    assert cy.get("/home/").status_code == 302


def test_whose_address_was_set_out_of_reach_begins_afresh_and_the_page_says_so(staff):
    cy = f"/people/{staff['p.cy'].reference}/"
    given = {"name": "P.CY", "handle": "p.cy", "email": "mine@attacker.example"}
    assert signed_in(staff["p.ada"]).post(f"{cy}change/", given).status_code == 302
    access.choose(person=staff["p.cy"], password=PASSWORD)
    role = {"organisation": "XTC", "role": "analyst", "teams": "", "since": "", "until": ""}
    page = said(signed_in(staff["p.bo"]).post(f"{cy}roles/add/", role))
    assert "P.CY signs in afresh" in page and "Send this link to P.CY." in page
    held = Person.objects.get(handle="p.cy")
    assert not held.email and not held.has_usable_password()
