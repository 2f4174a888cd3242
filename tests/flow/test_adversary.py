"""The adversary of small numbers: its bounds hold what is true, and it finds each weakness that is planted."""

import os
import sys
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from goldthread.insight.disclosure import check
from goldthread.vocabulary import Cut, NotShared


sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from adversary.attacking import attack, small_cells  # noqa: E402  # a benchmark, and no installed package
from adversary.closed_list import CHOICES, CHOSEN, cuts  # noqa: E402
from adversary.closed_list import Cut as Named  # noqa: E402
from adversary.people import Shape, populate  # noqa: E402
from adversary.program import Program, needed  # noqa: E402
from adversary.simulated import OLD, WEAKENED, WEAKENED_MOMENTS, Moments, Rules, Simulated  # noqa: E402
from adversary.stored import stored  # noqa: E402


SMALL = Shape(organisations=2, services=3, roles=3, kinds=1, months=6, themes=1, people=220)
DRAWN = Shape(organisations=1, services=2, roles=2, kinds=1, months=4, themes=0, moments=4, people=200)
"""Kinds of moment with all their unions."""
LONG = os.environ.get("GOLDTHREAD_LONG") == "1"
FIGURES = ("exact", "two or fewer left", "proved not empty")


@pytest.fixture(scope="module")
def people():
    return populate(SMALL, 4)


@pytest.fixture(scope="module")
def by_the_rules(people):
    return attack(Simulated(people, Rules()), 24, 4).shares()


def test_nothing_exact_is_learned_by_the_rules(by_the_rules):
    assert by_the_rules["cells"] >= 20
    assert by_the_rules["exact"] == 0
    assert by_the_rules["two or fewer left"] <= 10


@pytest.mark.parametrize("name", WEAKENED)
def test_each_planted_weakness_is_found(people, by_the_rules, name):
    found = attack(Simulated(people, WEAKENED[name]), 24, 4).shares()
    assert found["cells"] == by_the_rules["cells"]
    more = {figure: found[figure] - by_the_rules[figure] for figure in FIGURES}
    assert max(more.values()) > 0, more


@pytest.fixture(scope="module")
def drawn():
    people = populate(DRAWN, 1)
    return cache(lambda rules: attack(Moments(people, rules), 20, 1).shares())


def test_moments_that_somebody_draws_tell_nothing_exact(drawn):
    found = drawn(Rules())
    assert found["cells"] == 20 and found["exact"] == found["two or fewer left"] == 0


@pytest.mark.parametrize("name", WEAKENED_MOMENTS)
def test_a_union_of_kinds_that_is_rounded_as_one_is_found(drawn, name):
    found, rules = drawn(WEAKENED_MOMENTS[name]), drawn(Rules())
    assert found["two or fewer left"] >= 20 and found["proved not empty"] > rules["proved not empty"]
    assert name != "moments rounded as one" or found["exact"] > 0


def test_what_the_rules_tell_of_a_moment_adds_nothing_to_what_they_tell_of_its_kinds():
    source = Moments(populate(DRAWN, 1), Rules())
    (family,), size = source.families(), int(np.prod(DRAWN.sizes))
    told = source.told(family, 0)
    kinds = [one for one in told if one.label not in dict(family.drawn)]
    assert len(kinds) < len(told)
    whole, short = (Program(some, family, size) for some in (told, kinds))
    cells = small_cells(source, family, 0)
    for label, close, atoms, _ in cells[:: len(cells) // 6]:
        assert whole.bounds(label, close, atoms) == short.bounds(label, close, atoms)


def test_the_rules_of_old_give_nearly_every_count_away():
    """Exact figures of five and more with free filters: one month is what two say less what the other says."""
    found = attack(Simulated(populate(SMALL, 5), OLD), 24, 5).shares()
    assert found["exact"] >= 90


def test_what_kinds_would_tell_if_they_crossed_with_everything():
    """Why the closed list lets a kind of feedback go with a place and a year alone (decision 0026)."""
    people = populate(Shape(organisations=1, services=2, roles=2, kinds=2, months=4, themes=0, people=120), 3)
    wide = attack(Simulated(people, Rules(choice="everything crosses")), 30, 3).shares()
    chosen = attack(Simulated(people, Rules()), 30, 3).shares()
    assert wide["proved not empty"] > chosen["proved not empty"]


def test_the_closed_list_is_the_products():
    crosses = CHOICES[CHOSEN]
    for named in map(Named, *zip(*np.ndindex(2, 2, 2, 2, 2), strict=True)):
        days = {"since": date(2026, 5, 1), "until": date(2026, 5, 31)} if named.month else {}
        chosen = {"services": "A", "roles": "carer", "kinds": "survey", "themes": "Food"}
        asked = (named.service, named.role, named.kind, named.label)
        given = {name: (value,) for (name, value), used in zip(chosen.items(), asked, strict=True) if used}
        if crosses(named):
            check(Cut(**given, **days))
        else:
            with pytest.raises(NotShared):
                check(Cut(**given, **days))


@pytest.mark.skipif(not LONG, reason="a real store is asked some thousand questions: GOLDTHREAD_LONG=1")
def test_a_real_store_tells_nothing_exact():
    found = stored(12, 2)["the rules"]
    assert found["cells"] >= 10 and found["refused"] and found["asked"] > 100
    assert found["exact"] == 0


def test_answers_that_are_left_out_say_nothing_more(people):
    """What is taken out for being within a cell that is as small moves no bound."""
    source = Simulated(people, Rules())
    family, size = source.families()[0], int(np.prod(SMALL.sizes))
    told = source.told(family, 0)
    short, kept = Program(told, family, size), needed(told, family)
    assert len(kept) < len(told)
    assert len(told) == 2 * sum(len(list(cuts(SMALL, label=label))) for label in (False, True, True, True))
    whole = Program(told, family, size, everything=True)
    for label, close, atoms, _ in small_cells(source, family, 0)[:4]:
        assert short.bounds(label, close, atoms) == whole.bounds(label, close, atoms)
