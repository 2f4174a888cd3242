"""A value that nobody knows is refused with a sentence, and the refusal tells nobody what they are not shown."""

import pytest

from goldthread.insight import check_known
from goldthread.vocabulary import Cut, NotFound, Scope, Terms
from tests.builders import evidence


TEAM = Scope(
    person="ben",
    audience="own team",
    organisations=frozenset({"XWR"}),
    words_from=frozenset({"XWR"}),
    services=frozenset({("XWR", "Ward 9")}),
)
SHARED = Scope(person="asha", audience="partner", organisations=frozenset({"XWR"}), words_from=frozenset())


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = evidence.store(tmp_path_factory.mktemp("known"))
    answers = [{"n": n, "service": "Therapies", "team": "Blue"} for n in range(12)]
    evidence.keep(made, [*answers, {"n": 12, "service": "Hidden clinic"}])
    return made


@pytest.mark.parametrize(
    "cut",
    [
        Cut(organisations=("XWR", "nonsense")),
        Cut(services=("nonsense",)),
        Cut(teams=("nonsense",)),
        Cut(kinds=("nonsense",)),
    ],
)
def test_an_unknown_value_is_refused(store, cut):
    with pytest.raises(NotFound, match="“nonsense” is not a choice for"):
        check_known(store, Scope.owner(), cut)


def test_known_values_pass_and_a_misspelt_one_is_helped(store):
    check_known(
        store, Scope.owner(), Cut(organisations=("XWR",), services=("Therapies", "Hidden clinic"), teams=("Blue",))
    )
    with pytest.raises(NotFound, match="Did you mean “Therapies”"):
        check_known(store, Scope.owner(), Cut(services=("Therapie",)))


def test_a_team_s_own_service_is_known_before_anybody_has_spoken(store):
    check_known(store, TEAM, Cut(services=("Ward 9",)))


def test_a_service_with_few_people_is_as_unknown_as_one_that_is_not_there(store):
    said = []
    for service in ("Hidden clinic", "nonsense"):
        with pytest.raises(NotFound) as refused:
            check_known(store, SHARED, Cut(services=(service,)))
        said.append(str(refused.value).replace(service, ""))
    assert said[0] == said[1]
    check_known(store, SHARED, Cut(services=("Therapies",)))


def test_a_hidden_column_is_refused_by_its_promise_alone(tmp_path):
    made = evidence.store(tmp_path)
    evidence.keep(made, [{"n": 0}])
    made.publish(Terms(hidden_fields=frozenset({"service"}), made_by="panel:1"), by="test")
    check_known(made, Scope.owner(), Cut(services=("nonsense",)))
