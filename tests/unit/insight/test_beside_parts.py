"""A contract's result beside what readers hold of its parts: their own exactly, or shared figures of each."""

import random
from datetime import date
from itertools import product

import numpy as np
import pytest

from goldthread.insight.disclosure.bounds import is_nearly_told, shown_between
from goldthread.insight.disclosure.cells import rounded_each
from goldthread.insight.measures import MonthCount, measure_from, release_of, tells_of_few
from goldthread.vocabulary import Scope
from tests.builders.evidence import KEY, keep, store


def values_left(n, key):
    """What each cell may be, by trying every way in which the cells come to their sum and show what they show."""
    shown = rounded_each(n, n, key)
    ways = [range(5) if np.isnan(one) else range(max(5, int(one) - 4), int(one) + 5) for one in shown]
    every = [way for way in product(*ways) if sum(way) == sum(n)]
    return [{way[place] for way in every} for place in range(len(n))]


def drawn(chance, cells):
    sizes = [chance.choice((chance.randrange(5), chance.randrange(5, 40))) for _ in range(cells)]
    return np.array(sizes, np.int64), np.array([chance.randrange(2**32) for _ in sizes], np.int64)


@pytest.mark.parametrize("cells", [2, 3, 4])
def test_a_small_part_may_still_be_nobody_and_keeps_more_than_two_values(cells):
    """As a plain twin finds it, which tries every way."""
    chance, refused = random.Random(cells), 0
    for _ in range(400):
        n, key = drawn(chance, cells)
        left = values_left(n, key)
        small = [one for size, one in zip(n, left, strict=True) if 0 < size < 5]
        found = is_nearly_told(n, shown_between(n, n, key))
        assert found == any(0 not in one or len(one) <= 2 for one in small), (n, left)
        refused += found
    assert 2 < refused < 200


QUESTION = "Did you know?"
ANSWERS = {"share answering yes": {"question": QUESTION, "yes": "Yes", "no": "No"}}
MEASURE = measure_from({"wording": "w", "definition": ANSWERS}, "k")


def told(tmp_path, *answers):
    """Whether a result of May would tell too much: of answers as (organisation, service, role, answer, people)."""
    made, pieces = store(tmp_path), list[dict[str, object]]()
    for organisation, service, role, answer, people in answers:
        pieces += [
            {
                "n": len(pieces) + n,
                "organisation": organisation,
                "service": service,
                "role": role,
                "extra": ((QUESTION, answer),),
                "date": date(2026, 5, 3),
                "respondent": KEY.identify("person", f"{organisation} {service} {role} {answer} {n}"),
            }
            for n in range(people)
        ]
    keep(made, pieces)
    yes = sum(people for *_, answer, people in answers if answer == "Yes")
    release = release_of(MEASURE, MonthCount("2026-05", yes, sum(people for *_, people in answers)))
    return tells_of_few(made, Scope.owner(), release, ())


def test_an_organisation_cannot_take_its_own_answers_off_a_result_of_two(tmp_path):
    both = [("XWR", "A", "patient", "Yes", 20), ("XWR", "B", "patient", "Yes", 20), ("XWC", "C", "patient", "Yes", 9)]
    assert not told(tmp_path / "many", *both)
    assert told(tmp_path / "few", *both, ("XWC", "C", "patient", "No", 2), ("XWR", "A", "patient", "No", 12))


def test_a_ward_cannot_take_its_own_answers_off_its_trusts(tmp_path):
    assert told(tmp_path / "two", ("XWR", "A", "patient", "Yes", 21), ("XWR", "B", "patient", "Yes", 3))
    many = [("XWR", ward, "patient", "Yes", 7) for ward in "ABCDEFGH"]
    assert not told(tmp_path / "many", *many, ("XWR", "I", "patient", "Yes", 3))


def test_a_person_who_answers_often_is_one_of_the_others(tmp_path):
    made = store(tmp_path)
    ward = {"extra": ((QUESTION, "Yes"),), "service": "A"}
    often = {"extra": ((QUESTION, "Yes"),), "service": "B", "respondent": KEY.identify("person", "often")}
    months = [date(2026, month, 3) for month in (4, 5, 6)]
    keep(
        made,
        [ward | {"n": n, "date": months[n % 3], "respondent": KEY.identify("person", str(n))} for n in range(60)]
        + [often | {"n": 100 + m, "date": months[m]} for m in range(3)]
        + [often | {"n": 200 + n, "date": months[n % 3], "respondent": KEY.identify("q", str(n))} for n in range(3)],
    )
    measure = measure_from({"wording": "w", "definition": ANSWERS, "period": "quarter"}, "k")
    release = release_of(measure, MonthCount("2026-04", 66, 66))
    assert tells_of_few(made, Scope.owner(), release, ())  # six answers of four people


def test_nothing_is_asked_of_who_is_not_there(tmp_path):
    assert not told(tmp_path, ("XWR", "A", "patient", "Yes", 8), ("XWR", "A", "carer", "No", 9))
