"""Which feedback belongs to a pathway and falls on a moment, and which pathways hang together."""

from dataclasses import replace
from datetime import date

import pytest

from goldthread.insight import defined_pathways
from goldthread.pathways import rules
from goldthread.vocabulary import Cut, Membership, NotFound, PathwayMap, Scope, Touchpoint
from tests.builders.evidence import keep, store


KINDS = {"discharge", "transfer", "aftercare", "arrival"}
OURS = {"XWR", "XWC"}
WARD, HOME = ("XWR", "Ward 7"), ("XWC", "Home Care")
MAP = PathwayMap(
    key="home",
    version=1,
    title="Home",
    about="",
    members=(
        Membership(organisation="XWR", service="Ward 7"),
        Membership(organisation="XWC", service="Home Care", since=date(2026, 3, 1), until=date(2026, 9, 30)),
    ),
    touchpoints=(
        Touchpoint(key="going", title="Going", about="", kinds=("discharge",), services=(WARD, HOME), transition=True),
        Touchpoint(key="after", title="After", about="", kinds=("aftercare", "arrival")),
    ),
)


def wrong(drawn: PathwayMap) -> str:
    return " ".join(rules.problems(drawn, kinds=KINDS, organisations=OURS))


def test_a_sound_pathway_has_no_problems():
    assert wrong(MAP) == ""


@pytest.mark.parametrize(
    ("day", "belongs"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
        (None, False),
    ],
)
def test_a_service_belongs_between_its_days_both_counted(day, belongs):
    assert rules.belongs(MAP, *HOME, day) is belongs


def test_feedback_falls_on_moments_by_kind_in_the_services_a_moment_names():
    assert rules.touchpoints_of(MAP, *WARD, {"discharge"}) == ("going",)
    assert rules.touchpoints_of(MAP, *WARD, {"discharge", "arrival"}) == ("going", "after")
    assert rules.touchpoints_of(MAP, "XWR", "Maternity", {"discharge"}) == ()
    assert rules.touchpoints_of(MAP, *HOME, {"discharge"}, date(2025, 1, 1)) == ()


def test_the_store_counts_at_a_moment_what_the_rule_says(tmp_path):
    held = store(tmp_path)
    pieces = [
        {"n": n, "organisation": organisation, "service": service, "date": day, "touchpoints": kinds}
        for n, (organisation, service, day, kinds) in enumerate(
            (organisation, service, day, kinds)
            for organisation, service in (WARD, HOME, ("XWR", "Maternity"))
            for day in (date(2026, 2, 1), date(2026, 5, 1), date(2026, 10, 5))
            for kinds in ((), ("discharge",), ("arrival", "discharge"), ("transfer",))
        )
    ]
    keep(held, pieces)
    held.publish(MAP)
    for point in MAP.touchpoints:
        slow = sum(
            point.key in rules.touchpoints_of(MAP, p["organisation"], p["service"], p["touchpoints"], p["date"])
            for p in pieces
        )
        fast = held.ask(Scope.owner(), "volumes", Cut(pathway="home", touchpoint=point.key)).denominator
        assert slow == fast > 0


@pytest.mark.parametrize("drawn", list(defined_pathways().values()), ids=lambda drawn: drawn.key)
def test_the_pathways_that_come_with_the_software_are_sound(drawn):
    kinds = {kind for point in drawn.touchpoints for kind in point.kinds}
    assert rules.problems(drawn, kinds=kinds, organisations={"XAM", "XWR", "XTC", "XWC"}) == []


def test_answers_that_name_no_service_may_belong_once():
    unnamed = Membership(organisation=MAP.members[0].organisation, service="")
    changed = rules.with_member(MAP, unnamed)
    known = {"organisations": {one.organisation for one in MAP.members}}
    kinds = {kind for point in MAP.touchpoints for kind in point.kinds}
    assert rules.problems(changed, kinds=kinds, **known) == []
    assert rules.differences(MAP, changed) == ["Answers that name no service are on the journey from now on."]
    (twice,) = rules.problems(rules.with_member(changed, unnamed), kinds=kinds, **known)
    assert twice == "Answers that name no service belong twice at the same time."


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (replace(MAP, title=" "), "no name"),
        (replace(MAP, members=()), "No service belongs"),
        (replace(MAP, touchpoints=()), "no moment"),
        (replace(MAP, members=(*MAP.members, Membership(organisation="XOT", service="A"))), "XOT is no organisation"),
        (replace(MAP, members=(*MAP.members, MAP.members[0])), "belongs twice"),
        (rules.with_ended(MAP, *HOME, date(2026, 1, 1)), "ends before it begins"),
        (replace(MAP, members=MAP.members[:1]), "Home Care does not belong"),
        (rules.with_changed(MAP, replace(MAP.touchpoints[0], services=(WARD,))), "between two organisations"),
        (rules.with_changed(MAP, replace(MAP.touchpoints[1], kinds=())), "nothing could fall on it"),
        (rules.with_changed(MAP, replace(MAP.touchpoints[1], kinds=("lunch",))), "no kind of moment called lunch"),
        (replace(MAP, touchpoints=(*MAP.touchpoints, MAP.touchpoints[0])), "the same name"),
        (replace(MAP, about="x" * 401), "longer than 400"),
    ],
)
def test_what_does_not_hang_together_is_said(drawn, said):
    assert said in wrong(drawn)


def test_a_service_may_leave_and_come_back():
    again = Membership(organisation="XWC", service="Home Care", since=date(2026, 10, 1))
    assert wrong(rules.with_member(MAP, again)) == ""


def test_moments_move_as_far_as_there_is_room():
    keys = [point.key for point in rules.moved(MAP, "after", -5).touchpoints]
    assert keys == ["after", "going"]
    assert rules.moved(MAP, "after", 3) == MAP


def test_an_unknown_moment_or_service_is_not_found():
    for act in (
        lambda: rules.moved(MAP, "no", 1),
        lambda: rules.without_touchpoint(MAP, "no"),
        lambda: rules.with_ended(MAP, "XWR", "no", date(2026, 1, 1)),
    ):
        with pytest.raises(NotFound):
            act()


def test_keys_are_plain_and_taken_once():
    assert rules.key_of("Ward → home") == "ward-to-home"
    assert rules.key_of("Ward → home", ["ward-to-home"]) == "ward-to-home-2"
    assert rules.key_of("???") == "moment"


def test_differences_are_said_in_sentences():
    later = rules.moved(rules.with_ended(MAP, *WARD, date(2026, 5, 1)), "after", -1)
    assert rules.differences(MAP, later) == ["The order changed.", "Ward 7 is on the journey up to 2026-05-01."]
    assert rules.differences(None, MAP) == ["The first version."]
    assert rules.differences(MAP, rules.without_touchpoint(MAP, "after")) == ["“After” was removed."]
