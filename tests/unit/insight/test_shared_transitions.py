"""What another organisation was told at an accepted transition is told kind by kind: nobody sees a union of them."""

import random
from dataclasses import replace
from datetime import date

import pytest

from goldthread.insight.layers import layered
from goldthread.insight.themes import themes
from goldthread.insight.trend import volumes
from goldthread.vocabulary import Acceptance, Cut, Membership, PathwayMap, Scope, Touchpoint
from tests.builders.evidence import KEY, keep, store


KINDS = ("discharge", "arriving", "travel")
SHARES = (0.5, 0.3, 0.05)
SERVICES = (("XWR", "Therapies"), ("XWR", "Clinic"), ("XTC", "Nursing"))
PARTNER = Scope(person="asha", audience="partner", organisations=frozenset({"XTC"}), words_from=frozenset())
READER = replace(PARTNER, audience="provider", words_from=frozenset({"XTC"}))
AGREED = replace(PARTNER, audience="provider", words_from=frozenset({"XTC", "XWR"}))
ROLES = ("patient", "carer", "staff")


def transition(*kinds: str, key: str = "t", services=SERVICES) -> Touchpoint:
    return Touchpoint(key=key, title=key, about="", kinds=kinds, services=services, transition=True)


def pathway(*points: Touchpoint, key: str = "home") -> PathwayMap:
    members = tuple(Membership(organisation=o, service=s) for o, s in SERVICES)
    return PathwayMap(key=key, version=1, title=key, about="", members=members, touchpoints=points)


def accept(held, *points: Touchpoint, key: str = "home") -> None:
    for point in points:
        for code in ("XWR", "XTC"):
            held.publish(
                Acceptance(
                    pathway=key, touchpoint=point.key, organisation=code, services=point.services, kinds=point.kinds
                )
            )


def draw(held, *points: Touchpoint, key: str = "home") -> PathwayMap:
    held.publish(made := pathway(*points, key=key))
    accept(held, *points, key=key)
    return made


@pytest.fixture
def held(tmp_path):
    made, chance = store(tmp_path), random.Random(3)
    pieces = []
    for n in range(600):
        organisation, service = chance.choice(SERVICES)
        pieces.append(
            {
                "n": n,
                "respondent": KEY.identify("person", str(n)),
                "date": date(2026, chance.randrange(1, 5), chance.randrange(1, 28)),
                "organisation": organisation,
                "service": service,
                "role": chance.choices(ROLES, (6, 3, 1))[0],
                "touchpoints": [kind for kind, share in zip(KINDS, SHARES, strict=True) if chance.random() < share],
            }
        )
    keep(made, pieces)
    return made


def told(held, scope, drawn):
    """How many answers of each layer there are."""
    return {layer.who: layer.told for layer in layered(held, scope, drawn).layers}


def of_service(held, service, role, kind=""):
    """What the closed list shows of one service, somebody's role, and a kind of moment."""
    everybody = Scope(person="a", audience="partner", organisations=frozenset({"XWR", "XTC"}), words_from=frozenset())
    kinds = (kind,) if kind else ()
    cut = Cut(organisations=(service[0],), services=service[1:], roles=(role,), touchpoints=kinds)
    return volumes(held, everybody, cut, words_only=True).denominator or 0


def expected(held, *kinds):
    """Own services whole, others the most that one of these kinds shows there; added up."""
    made = {}
    for role in ROLES:
        own = of_service(held, ("XTC", "Nursing"), role)
        others = [max(of_service(held, one, role, kind) for kind in kinds) for one in SERVICES[:2]]
        made[role] = (own + sum(others)) or None
    return made


@pytest.mark.parametrize("kinds", [KINDS, KINDS[:2], KINDS[1:], KINDS[:1]], ids=" ".join)
def test_of_another_organisation_the_most_that_one_kind_shows_is_told(held, kinds):
    assert told(held, PARTNER, draw(held, transition(*kinds))) == expected(held, *kinds)


def test_two_transitions_are_no_way_to_a_union_either(held):
    both = draw(held, transition(KINDS[0], key="one"), transition(KINDS[1], key="two"))
    assert told(held, PARTNER, both) == expected(held, *KINDS[:2])


def test_a_kind_that_two_transitions_have_counts_once(held):
    both = draw(held, transition(KINDS[0], key="one"), transition(KINDS[0], key="two"))
    assert told(held, PARTNER, both) == expected(held, KINDS[0])


def test_readers_of_the_words_see_it_whole_and_readers_of_their_own_alone_do_not(held):
    drawn = draw(held, transition(*KINDS))
    exact, mixed = told(held, AGREED, drawn), told(held, READER, drawn)
    for role in ROLES:
        own = volumes(held, READER, Cut(services=("Nursing",), roles=(role,)), words_only=True)
        assert own.asked["exact"]
        others = [max(of_service(held, one, role, kind) for kind in KINDS) for one in SERVICES[:2]]
        assert mixed[role] == own.denominator + sum(others)
        assert exact[role] > own.denominator
    assert exact != mixed


def test_what_was_accepted_after_the_close_does_not_open_what_was_drawn_before(held):
    wide = transition(*KINDS)
    held.publish(pathway(wide))
    themes(held, PARTNER)  # the first close
    alone = told(held, PARTNER, pathway(wide))
    assert alone == {role: of_service(held, ("XTC", "Nursing"), role) or None for role in ROLES}
    draw(held, transition(KINDS[0]))
    assert told(held, PARTNER, pathway(wide)) == alone, "nobody has accepted what figures of the close are of"
    draw(held, wide)
    assert told(held, PARTNER, pathway(wide)) == expected(held, *KINDS)
