"""A form's score counts once, however many comments the form holds, and under the name that its scale gives it."""

import random
from collections import Counter
from datetime import date

import pytest

from goldthread.vocabulary import Cut, Scope
from goldthread.vocabulary.scores import FFT_2020
from tests.builders.evidence import KEY
from tests.builders.narrowing import engines


SPELT = {
    "1": "Very good",
    "Very good": "Very good",
    "VERY POOR ": "Very poor",
    "neither": "Neither good nor poor",
    "7": "7",
}


def forms(count=80):
    """Forms of two questions each: two answers with one score. Every tenth person fills in two forms, months apart."""
    chance = random.Random(5)
    told = []
    for n in range(count):
        form = {
            "respondent": KEY.identify("person", str(n // 2 if n % 20 < 2 else n)),
            "date": date(2026, 1 + n % 4, 3),
            "organisation": chance.choice(["XWR", "XTC"]),
            "service": chance.choice(["Therapies", "Nursing"]),
            "role": chance.choice(["patient", "carer"]),
            "scale": "fft_2020",
            "score": chance.choice(list(SPELT)),
        }
        told += [
            form | {"n": 2 * n + at, "question_type": kind} for at, kind in enumerate(("what_good", "could_improve"))
        ]
    return told


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    told = forms()
    return told, engines(tmp_path_factory.mktemp("scores"), told)


@pytest.mark.parametrize("by", [(), ("organisation",), ("month", "service"), ("role",)])
@pytest.mark.parametrize(
    "cut", [Cut(), Cut(organisations=("XWR",)), Cut(since=date(2026, 2, 1), until=date(2026, 3, 31))]
)
def test_each_engine_counts_forms_and_not_their_comments(held, by, cut):
    told, stores = held
    kept = [
        one
        for one in told
        if (not cut.organisations or one["organisation"] in cut.organisations)
        and (not cut.since or cut.since <= one["date"] <= cut.until)
    ]
    every = {
        (f"{one['date']:%Y-%m}", *(one[key] for key in ("respondent", "organisation", "service", "role", "score")))
        for one in kept
    }
    named = [
        dict(zip(("month", "respondent", "organisation", "service", "role", "score"), one, strict=True))
        for one in every
    ]
    wanted = Counter((*(one[key] for key in by), "fft_2020", SPELT[one["score"]]) for one in named)
    for name, store in stores.all.items():
        found = store.ask(Scope.owner(), "score", cut, by=by)
        got = {tuple(row[key] for key in found.keys): row["n"] for row in found.rows}
        assert got == dict(wanted), name
        assert found.denominator == len(every), name


def test_a_split_by_question_counts_each_form_under_each(held):
    told, stores = held
    found = stores.memory.ask(Scope.owner(), "score", by=("question_type",))
    by_kind = {
        kind: sum(row["n"] for row in found.rows if row["question_type"] == kind)
        for kind in ("what_good", "could_improve")
    }
    assert by_kind == dict.fromkeys(by_kind, found.denominator)


def test_numbers_words_and_capitals_are_one_point(held):
    _, stores = held
    scores = {row["score"] for row in stores.cells.ask(Scope.owner(), "score").rows}
    assert scores == {*SPELT.values()} and scores - {"7"} <= {*FFT_2020}
