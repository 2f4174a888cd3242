"""Whoever draws a journey chooses no figure: moments and windows tell no more than kinds at services do."""

import random
from datetime import date

import pytest

from goldthread.insight import asking
from goldthread.insight.journey import journey
from goldthread.insight.layers import layered
from goldthread.insight.themes import themes
from goldthread.insight.trend import volumes
from goldthread.vocabulary import Cut, Membership, PathwayMap, Scope, Touchpoint
from tests.builders.evidence import KEY, keep, store


KINDS = ("discharge", "arriving", "travel", "waiting")
PARTNER = Scope(person="asha", audience="commissioner", organisations=frozenset({"XWR", "XTC"}), words_from=frozenset())
READER = Scope(
    person="cath", audience="commissioner", organisations=frozenset({"XWR", "XTC"}), words_from=frozenset({"XWR"})
)
SERVICES = (("XWR", "Therapies"), ("XTC", "Nursing"))
WHERE = Cut(pathway="unions", touchpoint="m1", organisations=("XWR",), services=("Therapies",))


def drawn(key: str, *moments: tuple[str, ...], since: date | None = None, until: date | None = None) -> PathwayMap:
    return PathwayMap(
        key=key,
        version=1,
        title=key,
        about="",
        members=tuple(Membership(organisation=o, service=s, since=since, until=until) for o, s in SERVICES),
        touchpoints=tuple(
            Touchpoint(key=f"m{n}", title=f"M{n}", about="", kinds=kinds) for n, kinds in enumerate(moments)
        ),
    )


@pytest.fixture
def held(tmp_path):
    made, chance = store(tmp_path), random.Random(2)
    pieces = []
    for n in range(400):
        place = chance.choice(SERVICES)
        pieces.append(
            {
                "n": n,
                "respondent": KEY.identify("person", str(n)),
                "date": date(2026, chance.randrange(1, 5), chance.randrange(1, 28)),
                "organisation": place[0],
                "service": place[1],
                "role": chance.choice(["patient", "carer"]),
                "themes": chance.sample(["Discharge", "Parking"], chance.randrange(3)),
                "feelings": chance.sample(["alone", "sad", "safe"], chance.randrange(3)),
                "touchpoints": [
                    kind for kind, share in zip(KINDS, (0.4, 0.2, 0.04, 0.01), strict=True) if chance.random() < share
                ],
            }
        )
    keep(made, pieces)
    for one in (
        drawn("single", *((kind,) for kind in KINDS)),
        drawn("unions", KINDS, KINDS[:2], KINDS[1:3], KINDS[2:]),
        drawn("window", *((kind,) for kind in KINDS), since=date(2026, 2, 3), until=date(2026, 2, 7)),
    ):
        made.publish(one)
    return made


def steps(held, scope, key):
    """What each moment shows in each unit: in all, and of each feeling."""
    found = {}
    for unit, service in SERVICES:
        one = journey(held, scope, held.pathways()[key], Cut(organisations=(unit,), services=(service,)))
        for step in one.steps:
            found[unit, step.key] = {"": step.n} | step.feelings
    return found


def most(values):
    return max((value for value in values if value is not None), default=None)


def test_a_moment_shows_the_most_that_its_kinds_show_and_no_union(held):
    kinds = {(unit, KINDS[int(key[1:])]): told for (unit, key), told in steps(held, PARTNER, "single").items()}
    for (unit, key), told in steps(held, PARTNER, "unions").items():
        of = held.pathways()["unions"].touchpoints[int(key[1:])].kinds
        for feeling, n in told.items():
            assert n == most(kinds[unit, kind][feeling] for kind in of), (unit, key, feeling)
    assert {told[""] for told in kinds.values()} > {None}, "some kinds are few, or this shows nothing"


def test_over_several_services_it_is_the_sum_of_what_each_shows(held):
    each = steps(held, PARTNER, "unions")
    for step in journey(held, PARTNER, held.pathways()["unions"]).steps:
        shown = [each[unit, step.key][""] for unit, _ in SERVICES]
        assert step.n == (sum(n or 0 for n in shown) or None)


def test_whoever_may_read_the_words_sees_the_moment_whole(held):
    exact = journey(
        held, Scope.owner(), held.pathways()["unions"], Cut(organisations=("XWR",), services=("Therapies",))
    )
    mixed = steps(held, READER, "unions")
    assert {step.key: step.n for step in exact.steps} == {
        key: told[""] for (unit, key), told in mixed.items() if unit == "XWR"
    }


@pytest.mark.parametrize("ask", [themes, volumes], ids=["themes", "volumes"])
def test_a_cut_to_a_moment_shows_the_most_that_a_cut_to_a_kind_shows(held, ask):
    def shown(pathway, point):
        by = {"by": ("role",)} if ask is volumes else {}
        where = Cut(pathway=pathway, touchpoint=point, organisations=("XWR",), services=("Therapies",))
        found = ask(held, PARTNER, where, **by)
        key = "role" if ask is volumes else "theme"
        return {row[key]: row["n"] for row in found.rows}, found.denominator

    one, other, both = shown("single", "m0"), shown("single", "m1"), shown("unions", "m1")
    assert both[1] == most((one[1], other[1]))
    for label in one[0]:
        assert both[0][label] == most((one[0][label], other[0].get(label)))


def test_days_of_services_are_no_window(held):
    assert steps(held, PARTNER, "window") == steps(held, PARTNER, "single")
    assert (
        journey(held, Scope.owner(), held.pathways()["window"]).told
        < journey(held, Scope.owner(), held.pathways()["single"]).told
    )


def test_what_speaks_of_no_moment_is_not_told_of_a_drawn_journey(held):
    found = layered(held, PARTNER, held.pathways()["unions"])
    assert found.whole.elsewhere is None and {layer.placed for layer in found.layers} == {None}
    assert all(row["touchpoint"] for table in (found.source, found.whole.source) for row in table.rows)
    assert layered(held, Scope.owner(), held.pathways()["unions"]).whole.elsewhere > 0


def test_the_figures_that_this_is_about_are_shared(held):
    assert not asking.is_exact(held, PARTNER, Cut(pathway="unions"))


def test_a_moment_that_was_narrowed_after_the_close_still_shows_no_union(held):
    both = themes(held, PARTNER, WHERE)
    held.publish(drawn("unions", KINDS, KINDS[:1], KINDS[1:3], KINDS[2:]))
    later = themes(held, PARTNER, WHERE)
    assert (later.denominator, later.rows) == (both.denominator, both.rows)
