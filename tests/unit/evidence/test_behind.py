"""Who stands behind the answers to one question, against a plain reading of what was told."""

from datetime import date

import pytest

from goldthread.vocabulary import Cut, Scope
from tests.builders.narrowing import engines, rows


ASKED = "Were you told?"
TOLD = [one | {"extra": ((ASKED, ("Yes", "Partly", "")[one["n"] % 3]),)} for one in rows(90)]
SPRING = Cut(since=date(2026, 2, 1), until=date(2026, 4, 30))
GROUPS = (Cut(roles=("carer",)), Cut(kinds=("survey",), services=("Nursing",)))


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    return engines(tmp_path_factory.mktemp("behind"), TOLD)


def places(one):
    return f"{one['date']:%Y-%m}", one["organisation"], one["service"], one["role"], one["extra"][0][1]


def test_each_answer_has_its_place_and_the_groups_that_hold_it(held):
    told = [one for one in TOLD if one["date"] and SPRING.since <= one["date"] <= SPRING.until and places(one)[-1]]
    wanted = sorted(
        (*places(one), int(one["role"] == "carer"), int(one["kind"] == "survey" and one["service"] == "Nursing"))
        for one in told
    )
    people = {one["respondent"] for one in told}
    assert 0 < len(people) < len(told)
    for name, made in held.all.items():
        found = made.ask(Scope.owner(), "behind", SPRING, field=ASKED, groups=GROUPS)
        assert found.keys == ("month", "organisation", "service", "role", "value")
        each = found.columns.to_pylist()
        assert sorted((*(row[key] for key in found.keys), row["in_0"], row["in_1"]) for row in each) == wanted, name
        assert len({row["answer"] for row in each}) == len(told), name
        assert len({row["person"] for row in each}) == len(people), name
        assert {row["person_key"] for row in each} == {int(one[:8], 16) for one in people}, name


def test_nobody_stands_behind_a_question_that_was_not_asked(held):
    for made in held.all.values():
        found = made.ask(Scope.owner(), "behind", SPRING, field="Were you there?", groups=GROUPS)
        assert found.columns.num_rows == 0
