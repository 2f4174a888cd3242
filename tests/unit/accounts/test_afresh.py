"""A role further away ends every way in that an administrator out of its reach had a hand in, and nothing else."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import check_password

from goldthread.accounts import actions, current, queries
from goldthread.accounts.directory import access, afresh, people, posts
from goldthread.accounts.directory.posts import Post
from goldthread.accounts.models import AuditEvent, Person, Right
from goldthread.accounts.rules import Role
from tests.unit.accounts.conftest import acting


PASSWORD, SECOND = "a long sentence of one's own", "another long sentence of mine"


def who(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def under(by, do) -> None:
    """Do something as a request does it: under the right that somebody acts under."""
    right = Right.objects.get(person=by.person, organisation__code=by.right.organisation)
    with current.during(lambda: (str(by), f"right:{right.pk}")):
        do()


def sign(person: Person) -> tuple[str, str]:
    return tuple(access.link(person).rstrip("/").split("/")[-2:])


def address(by) -> None:
    people.change(by=by, person=who("t.cy"), email="mine@attacker.example")


def link(by) -> None:
    people.reset(by=by, person=who("t.cy"))
    access.shown(by=by, person=who("t.cy"))
    access.choose(person=who("t.cy"), password=PASSWORD)


def link_and_then_as_them(by) -> None:
    link(by)
    actions.set_password(by=who("t.cy"), person=who("t.cy"), password=SECOND)


def passkey(by) -> None:
    link(by)
    Authenticator.objects.create(user=who("t.cy"), type=Authenticator.Type.WEBAUTHN, data={})


def subject(by) -> None:
    address(by)
    actions.link_subject(by=who("t.cy"), person=who("t.cy"), provider="sso", subject="of the attacker")


KINDS = (address, link, link_and_then_as_them, passkey, subject)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_an_administrator_could_set_opens_a_role_out_of_their_reach(system, kind):
    people.change(by="test", person=who("t.cy"), email="cy@example.org")
    access.choose(person=who("t.cy"), password="what they chose themselves")
    under(acting("t.ada", system.royal), lambda: kind(acting("t.ada", system.royal)))
    before, session = sign(who("t.cy")), who("t.cy").get_session_auth_hash()
    bo = acting("t.bo", system.board)
    assert "signs in afresh" in posts.begins_afresh(who("t.cy"), system.home)
    under(bo, lambda: posts.give(by=bo, person=who("t.cy"), post=Post(system.home, Role.ANALYST)))
    cy = who("t.cy")
    assert not any(check_password(one, cy.password) for one in (PASSWORD, SECOND, "what they chose themselves"))
    assert not queries.with_address("mine@attacker.example"), "neither a reset by mail nor single sign-on finds them"
    assert not Authenticator.objects.filter(user=cy).exists() and not SocialAccount.objects.filter(user=cy).exists()
    assert access.opened(*before) is None and cy.get_session_auth_hash() != session
    assert access.opened(*sign(cy)) == cy, "a link of whoever gave the role opens"
    assert AuditEvent.objects.filter(what=afresh.BEGUN, about=str(cy)).count() == 1


def test_an_address_that_nobody_out_of_reach_set_stays(system):
    ada = acting("t.ada", system.royal)
    people.change(by="test", person=who("t.cy"), email="cy@example.org")
    under(ada, lambda: link(ada))
    posts.give(by="test", person=who("t.cy"), post=Post(system.home, Role.ANALYST))
    assert who("t.cy").email == "cy@example.org" and not who("t.cy").has_usable_password()


def kept(system, by, place) -> bool:
    access.choose(person=who("t.cy"), password=PASSWORD)
    if by:
        under(by, lambda: (address(by), people.change(by=by, person=who("t.cy"), name="Cy Two")))
    posts.give(by="test", person=who("t.cy"), post=Post(place, Role.WARD))
    return bool(who("t.cy").has_usable_password() and who("t.cy").email == ("mine@attacker.example" if by else ""))


def test_whom_no_administrator_touched_keeps_what_they_sign_in_with(system):
    assert kept(system, None, system.home)


def test_an_administrator_who_looks_after_both_takes_nothing(system):
    assert kept(system, acting("t.bo", system.board), system.home)


def test_a_further_role_within_the_same_reach_takes_nothing(system):
    assert kept(system, acting("t.ada", system.royal), system.royal)


def test_beginning_afresh_counts_once(system):
    ada, bo = acting("t.ada", system.royal), acting("t.bo", system.board)
    under(ada, lambda: address(ada))
    under(bo, lambda: posts.give(by=bo, person=who("t.cy"), post=Post(system.home, Role.ANALYST)))
    under(bo, lambda: access.shown(by=bo, person=who("t.cy")))
    access.choose(person=who("t.cy"), password=SECOND)
    under(bo, lambda: posts.give(by=bo, person=who("t.cy"), post=Post(system.board, Role.COMMISSIONER)))
    assert check_password(SECOND, who("t.cy").password)
    posts.give(by="test", person=who("t.cy"), post=Post(system.far, Role.ANALYST))
    assert not who("t.cy").has_usable_password(), "the board's administrator does not look after Far Away"


def test_a_name_alone_is_no_way_in(system):
    ada = acting("t.ada", system.royal)
    access.choose(person=who("t.cy"), password=PASSWORD)
    under(ada, lambda: people.change(by=ada, person=who("t.cy"), name="Cy Two"))
    posts.give(by="test", person=who("t.cy"), post=Post(system.home, Role.ANALYST))
    assert check_password(PASSWORD, who("t.cy").password)
