"""A session acts under one right: whatever else its person holds changes nothing, over all pairs of rights."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

import pytest

from goldthread.vocabulary import Scope, SharingAgreement
from tests.builders.site import cast


PEOPLE = cast()

from django.db import transaction  # noqa: E402

from goldthread.accounts import acting as acting_module  # noqa: E402
from goldthread.accounts import actions, queries  # noqa: E402
from goldthread.accounts.acting import CHOSEN, Acting, acting, begin, usual  # noqa: E402
from goldthread.accounts.directory import posts  # noqa: E402
from goldthread.accounts.models import AuditEvent, Organisation, Person, Right  # noqa: E402
from goldthread.accounts.rules import AUDIENCES, GRANTS, Role  # noqa: E402
from goldthread.vocabulary import NotFound  # noqa: E402
from goldthread.web.menu import menu  # noqa: E402


TODAY, DAY = date.today(), timedelta(days=1)
WHEN = {"now": (None, None), "ended": (None, TODAY - DAY), "not begun": (TODAY + DAY, None)}
PLACES = ("XWR", "XIC", "XOT")
AGREEMENTS = [
    SharingAgreement(provider=one, reader="XIC", controller=one, agreement="a", dpia="d", since="2024-01-01")
    for one in ("XWR", "XTC")
]


@dataclass(frozen=True)
class Kind:
    """One kind of right: a role, at an organisation, at a time."""

    role: Role
    place: str
    when: str


KINDS = [Kind(*one) for one in product(Role, PLACES, WHEN)]


class Agreed:
    """A workspace that holds sharing agreements and nothing else."""

    @property
    def published(self):
        return self

    def agreements(self):
        return AGREEMENTS


@pytest.fixture(autouse=True)
def agreed(monkeypatch):
    monkeypatch.setattr(acting_module, "workspace", Agreed)


@pytest.fixture
def people():
    """Two people without rights, gone afterwards."""
    with transaction.atomic():
        yield [Person.objects.create(handle=name, name=name) for name in ("one-right", "two-rights")]
        transaction.set_rollback(True)


def give(person: Person, kind: Kind) -> Right:
    since, until = WHEN[kind.when]
    held = Organisation.objects.get(code=kind.place)
    return Right.objects.create(person=person, organisation=held, role=kind.role.value, since=since, until=until)


def seen(held: Acting) -> dict:
    """Everything that a session's acting right decides, without whose it is."""
    whose = {"person": ""}
    return {
        "permissions": held.permissions,
        "scope": replace(held.scope(), **whose),
        "safeguarding": replace(held.scope(use="safeguarding"), **whose),
        "menu": [(area["title"], [page["title"] for page in area["pages"]]) for area in menu(held.permissions, "home")],
        "right": replace(held.right, key=0) if held.right else None,
    }


@pytest.mark.parametrize("first", KINDS, ids=lambda one: f"{one.role} {one.place} {one.when}")
def test_a_second_right_changes_nothing_of_the_first(people, first):
    alone, both = people
    only = give(alone, first)
    right = give(both, first)
    expected = seen(acting(alone, only.pk))
    for second in KINDS:
        if (second.role, second.place) == (first.role, first.place):
            continue
        other = give(both, second)
        assert seen(acting(both, right.pk)) == expected, second
        other.delete()


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: f"{one.role} {one.place} {one.when}")
def test_only_a_right_that_holds_in_this_care_system_opens_anything(people, kind):
    person = people[0]
    held = acting(person, give(person, kind).pk)
    if kind.when == "now" and kind.place != "XOT":
        assert held.permissions >= GRANTS[kind.role]
        if held.may("see findings"):
            assert (held.scope().audience, held.scope().person) == (AUDIENCES[kind.role], str(person))
        else:
            assert held.scope() == Scope.nobody()
    else:
        assert held.permissions == frozenset() and held.right is None
        assert held.scope() == held.scope(use="safeguarding") == Scope.nobody()


def test_a_commissioner_who_is_also_an_analyst_does_not_undo_as_an_analyst(people):
    person = people[0]
    board = give(person, Kind(Role.COMMISSIONER, "XIC", "now"))
    trust = give(person, Kind(Role.ANALYST, "XWR", "now"))
    assert not acting(person, board.pk).may("undo an import")
    assert acting(person, board.pk).scope().organisations == {"XWR", "XTC", "XWC", "XAM"}
    assert acting(person, trust.pk).may("undo an import")
    assert acting(person, trust.pk).scope().organisations == {"XWR"}


def test_a_right_that_ends_leaves_the_session_with_none_and_not_with_another(people):
    person = people[0]
    right = give(person, Kind(Role.COMMISSIONER, "XIC", "now"))
    give(person, Kind(Role.GOVERNANCE, "XWR", "now"))
    posts.end(by="test", right=right)
    held = acting(person, right.pk)
    assert held.right is None and held.several and held.permissions == frozenset()


def test_the_right_of_somebody_else_opens_nothing(people):
    theirs = give(people[1], Kind(Role.GOVERNANCE, "XWR", "now"))
    give(people[0], Kind(Role.PARTNER, "XIC", "now"))
    assert acting(people[0], theirs.pk).permissions == frozenset()
    with pytest.raises(NotFound):
        actions.act_under(by=people[0], key=theirs.pk)


def test_whoever_has_left_acts_as_nobody(people):
    person = people[0]
    right = give(person, Kind(Role.ANALYST, "XWR", "now"))
    person.is_active = False
    for held in (acting(person), acting(person, right.pk)):
        assert held.person is None and held.permissions == frozenset() and held.scope() == Scope.nobody()


def test_without_a_choice_the_only_right_and_none_of_several(people):
    person = people[0]
    first = give(person, Kind(Role.PARTNER, "XIC", "now"))
    assert acting(person).right.key == first.pk and usual(queries.held_by(person)).key == first.pk
    second = give(person, Kind(Role.ANALYST, "XWR", "now"))
    assert usual(queries.held_by(person)) is None
    assert (acting(person).right, acting(person).several, acting(person).permissions) == (None, True, frozenset())
    actions.act_under(by=person, key=second.pk)
    assert acting(person).right is None, "a session without a choice does not follow another one's"
    assert usual(queries.held_by(person)).key == second.pk, "the next sign-in begins with it"
    event = AuditEvent.objects.order_by("-id").first()
    assert (event.what, event.by, event.detail["role"]) == ("acting chosen", str(person), "analyst")


def test_a_session_keeps_what_it_began_with(people):
    person, session = people[0], {}
    first = give(person, Kind(Role.PARTNER, "XIC", "now"))
    begin(session, usual(queries.held_by(person)))
    second = give(person, Kind(Role.ANALYST, "XWR", "now"))
    actions.act_under(by=person, key=second.pk)  # in another browser
    assert acting(person, session[CHOSEN]).right.key == first.pk


def test_an_apps_own_permission_comes_with_the_acting_right_alone(people):
    from goldthread.accounts.registry import permissions

    person = people[0]
    analyst = give(person, Kind(Role.ANALYST, "XWR", "now"))
    ward = give(person, Kind(Role.WARD, "XWR", "now"))
    permissions.register("keep toys", roles=(Role.WARD,))
    try:
        assert acting(person, ward.pk).may("keep toys") and not acting(person, analyst.pk).may("keep toys")
    finally:
        permissions.PERMISSIONS.drop("keep toys")
