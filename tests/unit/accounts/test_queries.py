"""Which rights hold today, and who people are in what they left behind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from goldthread.accounts import auditing, queries
from goldthread.accounts.directory import organisations
from goldthread.accounts.models import Person, Right
from goldthread.accounts.rules import Role


TODAY = timezone.localdate()
DAY = timedelta(days=1)


def cy(system):
    return Person.objects.get(handle="t.cy")


def held(person):
    return [(one.role, one.organisation) for one in queries.held_by(person)]


def test_a_right_says_what_its_organisation_commissions(system):
    (found,) = queries.held_by(Person.objects.get(handle="t.bo"))
    assert (found.role, found.organisation, found.organisation_name) == (Role.ADMINISTRATOR, "TIC", "Test Board")
    assert found.commissions == ("THC", "TRH")
    (other,) = queries.held_by(cy(system))
    assert other.commissions == ()


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (TODAY, None, True),
        (None, TODAY, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
        (TODAY - DAY, TODAY + DAY, True),
        (TODAY + DAY, TODAY + 2 * DAY, False),
    ],
)
def test_a_right_holds_from_its_first_day_to_its_last(system, since, until, holds):
    Right.objects.filter(person=cy(system)).update(since=since, until=until)
    assert bool(queries.held_by(cy(system))) is holds


def test_rights_come_in_the_order_in_which_they_were_given_and_others_not_at_all(system):
    person = cy(system)
    Right.objects.create(person=person, organisation=system.home, role=Role.WARD, services=["Ward 7"])
    Right.objects.create(person=person, organisation=system.board, role=Role.COMMISSIONER)
    assert held(person) == [(Role.ANALYST, "TRH"), (Role.WARD, "THC"), (Role.COMMISSIONER, "TIC")]
    assert [one.services for one in queries.held_by(person)] == [(), ("Ward 7",), ()]


def test_a_right_outside_this_care_system_opens_nothing_here(system):
    outside = organisations.add(by="test", code="TOU", name="Outside", member=False)
    person = cy(system)
    Right.objects.create(person=person, organisation=outside, role=Role.COMMISSIONER)
    assert held(person) == [(Role.ANALYST, "TRH")]


def test_however_many_rights_take_two_questions(system, django_asked):
    person = cy(system)
    for place in (system.home, system.board, system.far):
        Right.objects.create(person=person, organisation=place, role=Role.WARD)
    with django_asked() as asked:
        assert len(queries.held_by(person)) == 4
    assert len(asked) == 2


def test_names_are_given_for_references_that_are_known(system):
    person = cy(system)
    assert queries.names_of_people([str(person), "person:nobody", "command line"]) == {str(person): person.name}
    assert queries.names_of_people([]) == {}


def test_organisations_have_names_by_their_codes(system):
    names = queries.names_of_organisations()
    assert (names["TRH"], names["TIC"]) == ("Royal Hospital", "Test Board")


def test_who_looked_last_at_concerns_is_read_from_the_audit(system):
    person, one, two, three = cy(system), "1" * 32, "2" * 32, "3" * 32
    auditing.record(by="someone else", what="concern looked at", about=f"feedback:{one}")
    auditing.record(by=person, what="concern looked at", about=f"feedback:{one}")
    auditing.record(by="a machine", what="concern looked at", about=f"feedback:{two}")
    auditing.record(by=person, what="linked", about=f"feedback:{three}")
    today = timezone.now().date().isoformat()
    assert queries.looked_at([one, two, three]) == {one: (person.name, today), two: ("someone", today)}
    assert queries.looked_at([]) == {}
