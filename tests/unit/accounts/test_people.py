"""People are added, changed, ended and reset within reach; everything is audited without a name."""

from datetime import date, timedelta
from functools import partial
from itertools import product

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import check_password

from goldthread.accounts import queries
from goldthread.accounts.acting import NOBODY, Acting
from goldthread.accounts.directory import access, organisations, people, posts, teams
from goldthread.accounts.directory.posts import LastAdministrator, Post
from goldthread.accounts.models import AuditEvent, Person, Right
from goldthread.accounts.rules import Role
from goldthread.vocabulary import NoRight, NotFound, PlainError, WrongUsage
from tests.unit.accounts.conftest import acting


TODAY = date.today()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def who(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def right_of(handle: str) -> Right:
    return Right.objects.select_related("organisation", "person").get(person__handle=handle)


def facts() -> list:
    """Everything that a refused change must leave as it is."""
    return [
        list(Person.objects.order_by("id").values_list("handle", "name", "email", "password", "is_active", "until")),
        list(Right.objects.order_by("id").values_list("person", "organisation", "role", "services", "since", "until")),
        AuditEvent.objects.count(),
    ]


def test_an_administrator_adds_somebody_to_their_own_organisation(system):
    ada = acting("t.ada", system.royal)
    added = people.join(by=ada, handle="T.New", name="New", post=Post(system.royal, Role.WARD, ("W7",)))
    assert (added.handle, added.has_usable_password()) == ("t.new", False)
    assert right_of("t.new").services == ["W7"]


OUT_OF_REACH = {
    "add to another": lambda by, s: people.join(by=by, handle="t.new", name="New", post=Post(s.home, Role.ANALYST)),
    "give at another": lambda by, s: posts.give(by=by, person=who("t.cy"), post=Post(s.home, Role.ANALYST)),
    "give to another's": lambda by, s: posts.give(by=by, person=who("t.di"), post=Post(s.royal, Role.ANALYST)),
    "end another's right": lambda by, s: posts.end(by=by, right=right_of("t.di")),
    "end another": lambda by, s: people.end(by=by, person=who("t.di")),
    "change another": lambda by, s: people.change(by=by, person=who("t.di"), email="x@example.org"),
    "reset another": lambda by, s: people.reset(by=by, person=who("t.di")),
    "give themselves": lambda by, s: posts.give(by=by, person=by.person, post=Post(s.royal, Role.ANALYST)),
    "end themselves": lambda by, s: people.end(by=by, person=by.person, sure=True),
}


@pytest.mark.parametrize("what", OUT_OF_REACH)
def test_an_administrator_touches_nobody_elsewhere_and_not_themselves(system, what):
    before = facts()
    with pytest.raises(NoRight if "themselves" in what else NotFound):
        OUT_OF_REACH[what](acting("t.ada", system.royal), system)
    assert facts() == before


@pytest.mark.parametrize(
    ("what", "role"), list(product(OUT_OF_REACH, [role for role in Role if role != Role.ADMINISTRATOR]))
)
def test_no_other_role_changes_anybody(system, what, role):
    before = facts()
    with pytest.raises(PlainError):
        OUT_OF_REACH[what](acting("t.cy", system.royal, role), system)
    assert facts() == before


def test_a_person_without_an_acting_right_changes_nobody(system):
    for by in (who("t.ada"), object(), None, Acting(person=who("t.ada")), NOBODY):
        with pytest.raises(NotFound):
            people.end(by=by, person=who("t.cy"))


def test_a_commissioners_administrator_manages_the_people_of_what_it_commissions(system):
    bo = acting("t.bo", system.board)
    assert posts.give(by=bo, person=who("t.di"), post=Post(system.royal, Role.ANALYST))[1]
    assert people.end(by=bo, person=who("t.cy"))
    with pytest.raises(NotFound):
        people.end(by=bo, person=who("t.ed"))


def test_somebody_who_works_elsewhere_too_keeps_their_sign_in(system):
    posts.give(by="test", person=who("t.cy"), post=Post(system.far, Role.GOVERNANCE))
    ada = acting("t.ada", system.royal)
    for refused in (
        lambda: people.reset(by=ada, person=who("t.cy")),
        lambda: people.change(by=ada, person=who("t.cy"), email="ada@example.org"),
    ):
        with pytest.raises(NoRight):
            refused()
    assert people.end(by=ada, person=who("t.cy"))
    assert who("t.cy").is_active
    left = Right.objects.filter(person=who("t.cy"), until__isnull=True)
    assert [right.organisation.code for right in left] == ["TFA"]


def test_who_once_worked_elsewhere_and_has_left_there_is_theirs(system):
    right, _ = posts.give(by="test", person=who("t.cy"), post=Post(system.far, Role.GOVERNANCE))
    posts.end(by="test", right=right)
    people.reset(by=acting("t.ada", system.royal), person=who("t.cy"))


def test_a_person_who_ends_at_once_is_signed_out_and_has_no_password(system):
    access.choose(person=who("t.cy"), password="a long sentence of one's own")
    assert people.end(by="test", person=who("t.cy"))
    gone = who("t.cy")
    assert (gone.is_active, gone.has_usable_password(), gone.until) == (False, False, YESTERDAY)
    assert queries.held_by(gone) == []
    assert not people.end(by="test", person=gone)


def test_a_person_who_ends_on_a_day_may_sign_in_until_then(system):
    assert people.end(by="test", person=who("t.cy"), on=TODAY)
    assert who("t.cy").is_active and len(queries.held_by(who("t.cy"))) == 1
    Person.objects.filter(handle="t.cy").update(until=YESTERDAY)
    assert not who("t.cy").is_active
    Right.objects.filter(person=who("t.cy")).update(until=YESTERDAY)
    assert not people.end(by="test", person=who("t.cy"), on=YESTERDAY)
    posts.give(by="test", person=who("t.cy"), post=Post(system.royal, Role.ANALYST))
    assert who("t.cy").is_active and who("t.cy").until is None


def test_somebody_who_comes_back_needs_a_link(system):
    people.end(by="test", person=who("t.cy"))
    _, changed = posts.give(by="test", person=who("t.cy"), post=Post(system.royal, Role.ANALYST))
    assert changed and who("t.cy").is_active and not who("t.cy").has_usable_password()
    assert access.opened(*_parts(access.link(who("t.cy")))) == who("t.cy")


def test_the_last_administrator_goes_only_where_that_is_said(system):
    for going in (
        lambda sure: people.end(by="test", person=who("t.ada"), sure=sure),
        lambda sure: posts.end(by="test", right=right_of("t.ada"), sure=sure),
        lambda sure: posts.give(
            by="test",
            person=who("t.ada"),
            post=Post(system.royal, Role.ADMINISTRATOR, until=TOMORROW),
            sure=sure,
        ),
    ):
        before = facts()
        with pytest.raises(LastAdministrator):
            going(False)
        assert facts() == before
    assert people.end(by="test", person=who("t.ada"), sure=True)


def test_an_administrator_may_go_while_another_stays(system):
    posts.give(by="test", person=who("t.cy"), post=Post(system.royal, Role.ADMINISTRATOR))
    assert people.end(by="test", person=who("t.ada"))


def test_another_administrator_who_leaves_that_day_does_not_count(system):
    posts.give(by="test", person=who("t.cy"), post=Post(system.royal, Role.ADMINISTRATOR, until=TOMORROW))
    with pytest.raises(LastAdministrator):
        people.end(by="test", person=who("t.ada"), on=TOMORROW)
    assert people.end(by="test", person=who("t.ada"), on=TODAY)


def test_a_reset_takes_the_password_and_every_link_from_before(system):
    access.choose(person=who("t.cy"), password="a long sentence of one's own")
    before, session = access.link(who("t.cy")), who("t.cy").get_session_auth_hash()
    people.reset(by="test", person=who("t.cy"))
    assert not who("t.cy").has_usable_password() and who("t.cy").get_session_auth_hash() != session
    assert access.opened(*_parts(before)) is None
    after = access.link(who("t.cy"))
    access.choose(person=access.opened(*_parts(after)), password="another long sentence")
    assert check_password("another long sentence", who("t.cy").password)
    assert access.opened(*_parts(after)) is None


def test_a_link_opens_nobody_who_has_left(system):
    link = access.link(who("t.cy"))
    assert access.opened(*_parts(link)) == who("t.cy")
    people.end(by="test", person=who("t.cy"))
    assert access.opened(*_parts(link)) is None
    assert access.opened("0" * 32, "x") is None


def linked(person) -> None:
    SocialAccount.objects.create(user=person, provider="sso", uid="of an attacker")


def test_a_right_elsewhere_ends_what_an_administrator_took_before(system):
    access.choose(person=who("t.cy"), password="a long sentence of one's own")
    before, session = access.link(who("t.cy")), who("t.cy").get_session_auth_hash()
    linked(who("t.cy"))
    posts.give(by="test", person=who("t.cy"), post=Post(system.royal, Role.WARD))
    assert access.opened(*_parts(before)) and who("t.cy").get_session_auth_hash() == session, "within the same reach"
    posts.give(by="test", person=who("t.cy"), post=Post(system.home, Role.GOVERNANCE))
    assert access.opened(*_parts(before)) is None and who("t.cy").get_session_auth_hash() != session
    assert not SocialAccount.objects.exists() and who("t.cy").has_usable_password()
    assert access.opened(*_parts(access.link(who("t.cy")))) == who("t.cy")


@pytest.mark.parametrize("what", ["reset", "change", "end"])
def test_single_sign_on_is_unlinked_with_a_line_in_the_audit(system, what):
    linked(who("t.cy"))
    {"reset": people.reset, "end": people.end, "change": partial(people.change, email="new@example.org")}[what](
        by="test", person=who("t.cy")
    )
    assert not SocialAccount.objects.exists()
    assert AuditEvent.objects.filter(what="single sign-on unlinked", about=str(who("t.cy"))).count() == 1


def test_single_sign_on_does_not_outlive_a_return(system):
    Person.objects.filter(handle="t.cy").update(is_active=False)
    linked(who("t.cy"))
    posts.give(by="test", person=who("t.cy"), post=Post(system.royal, Role.ANALYST))
    assert who("t.cy").is_active and not SocialAccount.objects.exists()


@pytest.mark.parametrize("weak", ["short", "password1234", "123456789012"])
def test_a_password_that_is_easily_guessed_is_refused(system, weak):
    with pytest.raises(access.WeakPassword):
        access.choose(person=who("t.cy"), password=weak)


def test_a_sign_in_name_is_one_persons_however_it_is_written(system):
    with pytest.raises(people.NameTaken):
        people.add(by="test", handle="T.CY", name="Cy")
    with pytest.raises(people.NameTaken):
        people.change(by="test", person=who("t.di"), handle="T.Cy")
    assert not people.change(by="test", person=who("t.cy"), handle="T.Cy")


@pytest.mark.parametrize("email", ["no", "a@b", "a@b.c\nBcc: x@y.z", "a b@c.de"])
def test_what_is_no_address_is_refused(system, email):
    with pytest.raises(WrongUsage):
        people.change(by="test", person=who("t.cy"), email=email)


def test_every_change_is_audited_by_reference_alone(system):
    before = AuditEvent.objects.count()
    ada = acting("t.ada", system.royal)
    added = people.join(
        by=ada, handle="t.zoe", name="Zoe Quark", email="zoe@example.org", post=Post(system.royal, Role.ANALYST)
    )
    people.change(by=ada, person=added, name="Zoe Quirk")
    people.reset(by=ada, person=added)
    posts.end(by=ada, right=right_of("t.zoe"))
    people.end(by=ada, person=added)
    events = list(AuditEvent.objects.order_by("id"))[before:]
    assert [event.what for event in events] == [
        "person added",
        "right given",
        "person changed",
        "sign-in reset",
        "right ended",
        "sign-in ended",
    ]
    assert {event.by for event in events} == {str(who("t.ada"))}
    assert {event.about for event in events} == {str(added)}
    told = " ".join(str([event.by, event.about, event.what, event.detail]) for event in events).lower()
    assert not any(word in told for word in ("zoe", "quark", "quirk", "example.org"))


def test_the_same_again_changes_nothing_and_writes_nothing(system):
    before = facts()
    posts.give(by="test", person=who("t.cy"), post=Post(system.royal, Role.ANALYST))
    people.change(by="test", person=who("t.cy"), name="T.Cy", email="")
    assert facts() == before


def _parts(link: str) -> list[str]:
    return link.rstrip("/").split("/")[-2:]


def test_an_address_is_one_persons_and_the_refusal_says_not_whose(system):
    people.change(by="test", person=who("t.ed"), email="Cath@icb.example")
    ada = acting("t.ada", system.royal)
    for refused in (
        lambda: people.change(by=ada, person=who("t.cy"), email="cath@ICB.example"),
        lambda: people.join(
            by=ada, handle="t.dup", name="D", email="CATH@icb.example", post=Post(system.royal, Role.WARD)
        ),
    ):
        with pytest.raises(people.AddressTaken) as error:
            refused()
        assert "T.Ed" not in str(error.value) and "t.ed" not in str(error.value)
    assert not people.change(by="test", person=who("t.ed"), email="Cath@icb.example")


def test_the_last_administrator_is_not_moved_into_the_future(system):
    post = Post(system.royal, Role.ADMINISTRATOR, since=date(2099, 1, 1))
    with pytest.raises(posts.LastAdministrator):
        posts.give(by="test", person=who("t.ada"), post=post)
    posts.give(by="test", person=who("t.cy"), post=post)
    with pytest.raises(posts.LastAdministrator):  # who begins in 2099 manages nobody today
        posts.give(by="test", person=who("t.ada"), post=post)
    with pytest.raises(posts.LastAdministrator):
        people.end(by="test", person=who("t.ada"))
    posts.give(by="test", person=who("t.ada"), post=post, sure=True)


def test_a_commissioner_is_of_a_commissioner_alone_and_whoever_adds_one_hears_what_is_missing(system):
    with pytest.raises(WrongUsage, match="Royal Hospital is not a commissioner") as refused:
        people.join(by="test", handle="t.fi", name="Fi", post=Post(system.royal, Role.COMMISSIONER))
    assert "Choose another role" in refused.value.remedy
    lone = organisations.add(by="test", code="TLO", name="Lone Board", kind="commissioner")
    people.join(by="test", handle="t.fi", name="Fi", post=Post(lone, Role.COMMISSIONER))
    assert "--commissioner TLO" in teams.sees_nothing(None, Post(lone, Role.COMMISSIONER))
    assert teams.sees_nothing(None, Post(system.board, Role.COMMISSIONER)) == ""


def test_a_commissioner_given_before_can_still_be_ended(system):
    person = Person.objects.get(handle="t.cy")
    Right.objects.create(person=person, organisation=system.royal, role=Role.COMMISSIONER)
    _, changed = posts.give(by="test", person=person, post=Post(system.royal, Role.COMMISSIONER, until=date.today()))
    assert changed
