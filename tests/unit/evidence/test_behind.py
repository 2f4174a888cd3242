"""How many people stand behind answers that are in one group and in none of others, against a plain count."""

from datetime import date

import pytest

from goldthread.vocabulary import Cut, Scope
from tests.builders.narrowing import engines, rows


ASKED = "Were you told?"
TOLD = [one | {"extra": ((ASKED, ("Yes", "Partly", "No")[one["n"] % 3]),)} for one in rows(90)]
SPRING = Cut(since=date(2026, 2, 1), until=date(2026, 4, 30))
CARERS, WARDS = Cut(roles=("carer",)), Cut(services=("Nursing",))


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    return engines(tmp_path_factory.mktemp("behind"), TOLD)


def plain(cut, values):
    """The numbers of the answers of a group."""
    return {
        one["n"]
        for one in TOLD
        if (not cut.roles or one["role"] in cut.roles)
        and (not cut.services or one["service"] in cut.services)
        and (not cut.since or (one["date"] and cut.since <= one["date"] <= cut.until))
        and one["extra"][0][1] in values
    }


@pytest.mark.parametrize(
    "without",
    [(), ((CARERS, ("Yes",)),), ((CARERS, ("Yes", "Partly")), (WARDS, ("Yes",))), ((SPRING, ("Yes", "Partly")),)],
)
def test_people_count_once_however_often_they_answer(held, without):
    left = plain(SPRING, ("Yes", "Partly")).difference(*(plain(*one) for one in without))
    people = {one["respondent"] for one in TOLD if one["n"] in left}
    assert len(people) < len(left) or not left
    for name, made in held.all.items():
        found = made.ask(Scope.owner(), "behind", SPRING, field=ASKED, values=("Yes", "Partly"), without=without)
        assert (found.denominator, found.people) == (len(left), len(people)), name
