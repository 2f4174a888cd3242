"""Whom an administrator manages, as plain facts."""

from itertools import product

import pytest

from goldthread.accounts.directory import rules
from goldthread.accounts.rules import GRANTS, HeldRight, Permission, Role, scope
from goldthread.vocabulary import NoRight, NotFound, PlainError, Scope, WrongUsage


@pytest.mark.parametrize(("role", "member"), list(product(Role, (True, False))))
def test_only_an_administrator_of_this_care_system_manages_anybody(role, member):
    reach = rules.reach_of("person:x", HeldRight(role=role, organisation="A", member=member, commissions=("B",)))
    assert reach.holds("A") == reach.holds("B") == (member and role is Role.ADMINISTRATOR)
    assert not reach.holds("C") and not reach.everything


def test_nobody_without_a_right_manages_anybody():
    assert rules.reach_of("person:x", None) == rules.NOTHING


def test_an_administrator_reads_no_words_and_sees_no_findings_or_imports():
    assert GRANTS[Role.ADMINISTRATOR] == {Permission.MANAGE_PEOPLE}
    assert not any(Permission.MANAGE_PEOPLE in GRANTS[role] for role in Role if role is not Role.ADMINISTRATOR)
    held = HeldRight(role=Role.ADMINISTRATOR, organisation="A", member=True, commissions=("B",))
    seen = scope("person:x", held)
    assert (seen.organisations, seen.words_from) == (Scope.nobody().organisations, Scope.nobody().words_from)


def test_a_commissioners_administrator_changes_what_it_commissions_and_not_itself():
    reach = rules.reach_of("p", HeldRight(role=Role.ADMINISTRATOR, organisation="A", member=True, commissions=("B",)))
    rules.must_commission(reach, "B")
    with pytest.raises(NoRight):
        rules.must_commission(reach, "A")
    with pytest.raises(NotFound):
        rules.must_commission(reach, "C")


@pytest.mark.parametrize("places", [["C"], []])
def test_nobody_is_known_who_has_no_right_within_reach(places):
    reach = rules.Reach(frozenset({"A"}))
    with pytest.raises(NotFound):
        rules.must_know(reach, places)
    rules.must_know(rules.EVERYTHING, places)


def test_the_sign_in_of_somebody_who_works_elsewhere_too_is_not_one_administrators():
    reach = rules.Reach(frozenset({"A"}))
    rules.must_hold_whole(reach, ["A"])
    with pytest.raises(NoRight):
        rules.must_hold_whole(reach, ["A", "C"])


@pytest.mark.parametrize(("said", "kept"), [("Gita", "gita"), (" g.patel-2 ", "g.patel-2"), ("7", "7")])
def test_a_sign_in_name_is_kept_in_lower_case(said, kept):
    assert rules.handle_of(said) == kept


@pytest.mark.parametrize("said", ["", " ", "g patel", "gitá", "=cmd()", "a" * 61, ".a", "a@b", "a\u202eb", "а"])
def test_what_cannot_be_a_sign_in_name_is_refused(said):
    with pytest.raises(WrongUsage):
        rules.handle_of(said)


@pytest.mark.parametrize("said", ["", "R X", "R/X", "../x", "A" * 21, "-A", "<b>"])
def test_what_cannot_be_a_code_is_refused(said):
    with pytest.raises(WrongUsage):
        rules.code_of(said)


def test_names_lose_what_cannot_be_seen_and_nothing_else():
    assert rules.name_of(" Zoë\u0000 \u202eO'Neill\n ", longest=60, what="The name") == "Zoë O'Neill"
    assert rules.name_of("=HYPERLINK(1)", longest=60, what="The name") == "=HYPERLINK(1)"


def test_what_was_typed_is_said_back_short_and_on_one_line():
    with pytest.raises(PlainError) as said:
        rules.role_of("king\n" * 40)
    assert "\n" not in said.value.sentence and len(said.value.sentence) < 70
