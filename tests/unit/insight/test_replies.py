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
    assert "said “Yes” and about" in safe and all(n % 5 == 0 for n in shown[-2:])
    assert "said" not in personal


@pytest.mark.parametrize("scope", [READER, SHARED])
def test_shared_figures_give_no_total_from_which_a_released_result_could_be_taken(store, scope):
    """A result counts yes and no exactly: of everybody who answered, it would leave the few who said something else."""
    safe, personal = said(store, scope)
    assert "people answered" not in safe and safe.startswith(
        "A survey asked “Did you feel safe?”. Of those who answered, "
    )
    assert personal == "A survey asked “What is your ethnic group?”. About 40 people answered.", (
        "of these there are no results"
    )


def test_what_nobody_is_shown_and_what_no_sentence_holds_is_said(tmp_path):
    made = evidence.store(tmp_path)
    few, many = ("Was it clean?", ("Yes", "No", "Partly")), ("What helped?", [f"Thing {n}" for n in range(7)])
    pieces = [
        {"n": 1_000 * k + n, "extra": ((asked, values[n % len(values)]),)}
        for k, (asked, values, people) in enumerate([(*few, 9), (*many, 70)])
        for n in range(people)
    ]
    evidence.keep(made, pieces)
    sentences = [one for one in brief(made, SHARED).section("numbers").sentences if "survey asked" in one]
    assert sentences == [
        "A survey asked “Was it clean?”. Fewer than 5 people gave each of its answers, or nobody did.",
        "A survey asked “What helped?”. People gave many different answers.",
    ]


def test_no_answer_is_no_answer_though_a_file_tells_one(tmp_path):
    made = evidence.store(tmp_path)
    answers = ["Yes"] * 30 + ["No"] * 9 + ["Did not answer"]
    evidence.keep(made, [{"n": n, "extra": (("Did you feel safe?", answers[n]),)} for n in range(40)])
    (safe,) = [one for one in brief(made, Scope.owner()).section("numbers").sentences if "feel safe" in one]
    assert safe == "A survey asked “Did you feel safe?”. 39 people answered: 30 said “Yes” and 9 said “No”."
