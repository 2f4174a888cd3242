"""The adversary of small numbers: its bounds hold what is true, and it finds each weakness that is planted."""

import sys
from pathlib import Path

import numpy as np
import pytest


sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import adversary  # noqa: E402  # a benchmark, and no package


SMALL = adversary.Shape(organisations=2, services=3, roles=3, kinds=1, months=6, themes=1, people=220)


@pytest.fixture(scope="module")
def people():
    return adversary.populate(SMALL, 4)


@pytest.fixture(scope="module")
def by_the_rules(people):
    return adversary.attack(adversary.Simulated(people, adversary.Rules()), 24, 4).shares()


def test_nothing_exact_is_learned_by_the_rules(by_the_rules):
    assert by_the_rules["cells"] >= 20
    assert by_the_rules["exact"] == 0
    assert by_the_rules["two or fewer left"] <= 10


@pytest.mark.parametrize("name", adversary.WEAKENED)
def test_each_planted_weakness_is_found(people, by_the_rules, name):
    found = adversary.attack(adversary.Simulated(people, adversary.WEAKENED[name]), 24, 4).shares()
    assert found["cells"] == by_the_rules["cells"]
    more = {
        figure: found[figure] - by_the_rules[figure] for figure in ("exact", "two or fewer left", "proved not empty")
    }
    assert max(more.values()) > 0, more


def test_hiding_alone_gives_every_count_away():
    """Exact figures of five and more, as they were once: one month is what two months say less what the other says."""
    people = adversary.populate(SMALL, 5)
    rules = adversary.Rules(rounds=False, free_windows=True, shown_zeros=True)
    found = adversary.attack(adversary.Simulated(people, rules), 24, 5).shares()
    assert found["exact"] >= 50


def test_answers_that_are_left_out_say_nothing_more(people):
    """What is taken out for being within a cell that is as small moves no bound."""
    source = adversary.Simulated(people, adversary.Rules())
    family, size = source.families()[0], int(np.prod(SMALL.sizes))
    told = source.told(family, 0)
    short, kept = adversary.Program(told, family, size), adversary.needed(told, family)
    assert len(kept) < len(told)
    whole = adversary.Program(told, family, size, everything=True)
    for label, close, atoms, _ in adversary.small_cells(source, family, 0)[:4]:
        assert short.bounds(label, close, atoms) == whole.bounds(label, close, atoms)
