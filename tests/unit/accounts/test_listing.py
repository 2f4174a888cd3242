"""Who is listed: the same people, in the same order and words, for a page and for the command line."""

from datetime import date, timedelta

import pytest

from goldthread.accounts.directory import lately, listing, people, posts
from goldthread.accounts.directory.posts import LastAdministrator, Post
from goldthread.accounts.models import Person, Right
from goldthread.accounts.rules import Role
from tests.unit.accounts.conftest import acting


TODAY = date.today()
BEFORE = TODAY - timedelta(days=3)


def handles(**how) -> list[str]:
    return [one.person.handle for one in listing.people(**how) if one.person.handle.startswith("t.")]


def who(handle: str) -> Person:
    return Person.objects.get(handle=handle)


@pytest.mark.parametrize("everybody", [False, True])
def test_a_page_and_the_command_line_list_the_same_people(system, everybody):
    Right.objects.filter(person=who("t.cy")).update(until=BEFORE)  # every role is over; nobody ended the sign-in
    people.end(by="test", person=who("t.di"))
    coming = Post(system.royal, Role.ANALYST, since=TODAY + timedelta(days=9))
    people.join(by="test", handle="t.new", name="New", post=coming)
    everywhere = {"t.ada", "t.bo", "t.new", *(["t.cy", "t.di"] if everybody else [])}
    assert handles(by="test", everybody=everybody) == sorted(everywhere | {"t.ed"})
    assert handles(by=acting("t.bo", system.board), everybody=everybody) == sorted(everywhere)
    for code in ("TRH", "THC"):
        asked = {"organisation": code, "everybody": everybody}
        assert handles(by="test", **asked) == handles(by=acting("t.bo", system.board), **asked)


def test_only_the_command_line_lists_somebody_who_has_no_role(system):
    people.add(by="test", handle="t.bare", name="Bare")
    assert "t.bare" in handles(by="test") and "t.bare" not in handles(by=acting("t.bo", system.board))


def test_who_has_left_is_said_by_one_rule(system):
    later = TODAY + timedelta(days=9)
    posts.give(by="test", person=who("t.cy"), post=Post(system.royal, Role.GOVERNANCE, since=later))
    Right.objects.filter(person=who("t.cy"), role=Role.ANALYST.value).update(until=BEFORE)
    people.end(by="test", person=who("t.di"))
    found = {one.person.handle: one for one in listing.people(by="test", everybody=True)}
    assert [found[name].left for name in ("t.ada", "t.cy", "t.di")] == [False, False, True]
    assert [found["t.cy"].days(one) for one in found["t.cy"].posts] == [
        f"ended {BEFORE:%-d %B %Y}",
        f"starts {later:%-d %B %Y}",
    ]
    assert [found["t.ada"].days(one) for one in found["t.ada"].posts] == [""]


@pytest.mark.parametrize("by", ["command line", "page"])
def test_the_last_administrators_end_is_confirmed_as_it_is_made(system, by):
    Right.objects.filter(person=who("t.bo")).exclude(organisation=system.board).delete()
    given = "command line" if by == "command line" else acting("t.bo", system.board)
    with pytest.raises(LastAdministrator) as refused:
        people.end(by=given, person=who("t.ada"))
    assert ("--last-administrator" in str(refused.value)) == (by == "command line")


def test_roles_given_lately_are_named_with_who_gave_them_and_none_of_elsewhere(system):
    given = Post(system.royal, Role.ANALYST)
    people.join(by=acting("t.ada", system.royal), handle="t.puppet", name="Puppet", post=given)
    newest, *older = lately.given({"TRH"})
    assert (newest.person, newest.role, newest.by, newest.on) == ("Puppet", "analyst", "T.Ada", TODAY)
    assert {one.person for one in older} == {"T.Ada", "T.Cy"}
    assert all("command line" in one.by for one in older)
    assert "Puppet" not in {one.person for one in lately.given({"THC", "TFA"})}
