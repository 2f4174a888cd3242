"""An invented file goes in, and what people experience comes out, with the words behind it."""

import pytest

from goldthread.vocabulary import Cut, NotFound, Scope, Table


ALONE = (
    "When Dad was discharged nobody told us who would come or when. I was left on my own with him all night.",
    "I felt completely abandoned after discharge. No carers came for three days and no one rang me back.",
    "He came home from hospital and I was alone with him, frightened, with nobody to ask about his new tablets.",
    "We were sent home from the ward with no plan. I did not know who to ring and I felt so alone.",
)
FOOD = (
    "The food on the ward was hot and tasty, thank you.",
    "Lovely meals and plenty of choice, the staff were kind and helpful.",
    "Staff were friendly and the dinners were excellent.",
    "Really good food and very kind nurses, I was well looked after.",
)


@pytest.fixture
def told(workspace, comments):
    """40 carers left alone after discharge, 40 patients who liked the food."""
    carers = [(f"XWR W7 {n} - Q1", "could_improve", f"{ALONE[n % 4]} It was week {n}.") for n in range(40)]
    patients = [(f"XWR W7 {100 + n} - Q1", "what_good", f"{FOOD[n % 4]} Day {n}.") for n in range(40)]
    (carers_in,) = workspace.imports.gather([comments("carers.csv", carers, role="Relative or carer", fft_score="5")])
    (patients_in,) = workspace.imports.gather([comments("patients.csv", patients)])
    assert (carers_in.error, carers_in.kept, patients_in.kept) == ("", 40, 40)
    return workspace


def cell(table: Table, **keys: str) -> dict:
    found = [row for row in table.rows if all(row.get(key) == value for key, value in keys.items())]
    assert len(found) == 1, (keys, table.rows)
    return found[0]


def test_counts_are_an_account_of_everything(told):
    counts = told.imports.counts()
    assert (counts["feedback"], counts["with_words"]) == (80, 80)
    assert sum(counts["sources"].values()) == 80


def test_themes_come_with_their_denominator_and_who_they_were_disclosed_for(told):
    table = told.findings.themes()
    assert table.disclosed_for == "owner"
    assert table.denominator == 80
    food = [row for row in table.rows if "food" in str(row).lower()]
    assert food
    assert 20 <= food[0]["n"] <= 60


def test_the_words_behind_a_cut_are_the_words_that_went_in(told):
    carers = told.words.passages(cut=Cut(roles=("carer",)), limit=100)
    assert {one.text.rpartition(" It was")[0] for one in carers.items} == set(ALONE)
    assert all(one.codes and one.coder and one.redactor for one in carers.items)


def test_a_feeling_opens_the_words_that_show_it(told):
    alone = told.words.passages(cut=Cut(feelings=("alone",)), limit=100)
    assert len(alone.items) >= 10
    assert {one.role for one in alone.items} == {"carer"}


def test_one_comment_stands_in_its_context(told):
    first = told.words.passages(cut=Cut(roles=("patient",)), limit=1).items[0]
    passage = told.words.passage(first.id)
    assert passage.text == first.text
    assert (passage.organisation, passage.service) == ("XWR", "Ward 7 - Older People")
    citation = told.words.cite(first.id, 0, 10)
    assert citation.passage == first.text[:10]
    assert told.store.still_stands(Scope.owner(), citation)


def test_the_journey_of_the_pathway_shows_the_same_people(told):
    journey = told.findings.journey(pathway="home-after-a-fall")
    assert journey.table().disclosed_for == "owner"
    assert journey.told == 80
    home = next(step for step in journey.steps if step.key == "ward-to-home")
    assert home.transition
    assert (home.n or 0) >= 10
    assert (home.feelings["alone"] or 0) >= 10


def test_another_trust_sees_nothing(told):
    dai = Scope(person="dai", audience="provider", organisations=frozenset({"XOT"}), words_from=frozenset({"XOT"}))
    assert told.words.passages(scope=dai).items == ()
    assert not any(row["n"] for row in told.findings.themes(scope=dai).rows)
    some = told.words.passages(limit=1).items[0].id
    with pytest.raises(NotFound):
        told.words.passage(some, scope=dai)


def test_a_stranger_sees_nothing(told):
    assert told.words.passages(scope=Scope.nobody()).items == ()
    assert not any(row["n"] for row in told.findings.themes(scope=Scope.nobody()).rows)
