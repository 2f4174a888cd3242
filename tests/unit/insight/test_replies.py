"""A brief says what people answered to a closed question, exactly to the owner and rounded to everybody else."""

import pytest

from goldthread.insight import brief
from goldthread.vocabulary import Scope
from tests.builders import evidence


READER = Scope(person="cath", audience="provider", organisations=frozenset({"XWR"}), words_from=frozenset({"XWR"}))
SHARED = Scope(person="asha", audience="partner", organisations=frozenset({"XWR"}), words_from=frozenset())


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = evidence.store(tmp_path_factory.mktemp("replies"))
    forms = []
    for n in range(40):
        about = (
            ("Did you feel safe?", "Yes" if n < 33 else "No"),
            ("What is your ethnic group?", "A" if n < 20 else "B"),
        )
        for at in range(2):
            forms.append({"n": 2 * n + at, "respondent": evidence.KEY.identify("person", str(n)), "extra": about})
    evidence.keep(made, forms)
    return made


def said(store, scope):
    sentences = brief(store, scope).section("numbers").sentences
    return next(one for one in sentences if "feel safe" in one), next((one for one in sentences if "ethnic" in one), "")


def test_the_owner_is_told_what_people_said(store):
    safe, personal = said(store, Scope.owner())
    assert safe == "A survey asked “Did you feel safe?”. 40 people answered: 33 said “Yes” and 7 said “No”."
    assert personal == "A survey asked “What is your ethnic group?”. 40 people answered."


@pytest.mark.parametrize("scope", [READER, SHARED])
def test_everybody_else_is_told_rounded_answers_and_nothing_of_who_people_are(store, scope):
    safe, personal = said(store, scope)
    shown = [int(word) for word in safe.replace(",", "").split() if word.isdigit()]
    assert "said “Yes” and" in safe and all(n % 5 == 0 for n in shown[-2:])
    assert "said" not in personal


def test_no_answer_is_no_answer_though_a_file_tells_one(tmp_path):
    made = evidence.store(tmp_path)
    answers = ["Yes"] * 30 + ["No"] * 9 + ["Did not answer"]
    evidence.keep(made, [{"n": n, "extra": (("Did you feel safe?", answers[n]),)} for n in range(40)])
    (safe,) = [one for one in brief(made, Scope.owner()).section("numbers").sentences if "feel safe" in one]
    assert safe == "A survey asked “Did you feel safe?”. 39 people answered: 30 said “Yes” and 9 said “No”."
