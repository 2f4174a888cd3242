"""No measure counts who people are, whether its question says so or its answers do; files keep such columns apart."""

import pytest

from goldthread.insight.measures import asked_questions
from goldthread.insight.measures.checking import check_measure
from goldthread.vocabulary import Cut, Scope
from goldthread.vocabulary.measures import Measure, ShareOfAnswers
from tests.builders.evidence import keep, store


OWNER = Scope.owner()
PERSONAL = (
    ("Are you male or female?", "A", "B"),
    ("Who lives with you?", "Nobody", "Family"),
    ("Do you have a long-term condition?", "Yes", "No"),
    ("Year of birth", "1950", "1960"),
    ("Country of birth", "UK", "Elsewhere"),
    ("Pay band", "5", "6"),
    ("Q7", "Female", "Male"),
)
CARE = (("Were you told about your condition?", "Yes", "No"), ("Did staff ask about your age?", "Yes", "No"))


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    made = store(tmp_path_factory.mktemp("personal"))
    asked = (*PERSONAL, *CARE)
    keep(made, [{"n": n, "extra": tuple((q, yes if n % 2 else no) for q, yes, no in asked)} for n in range(60)])
    return made


@pytest.mark.parametrize(
    "scope", [OWNER, Scope(person="a", audience="partner", organisations=frozenset({"XWR"}), words_from=frozenset())]
)
def test_who_people_are_is_not_offered(held, scope):
    assert {one.question for one in asked_questions(held, scope)} == {question for question, *_ in CARE}


@pytest.mark.parametrize(("question", "yes", "no"), PERSONAL)
def test_who_people_are_is_refused_with_a_way_out(held, question, yes, no):
    measure = Measure(
        key="m", wording="w", definition=ShareOfAnswers(question=question, yes=(yes,), no=(no,)), cut=Cut()
    )
    (refused, *_) = check_measure(held, OWNER, measure).refused
    assert refused.code == "forbidden" and "asks who people are" in refused.reason
    assert refused.way_out == "Choose a question about what their care was like."
