"""Scope, Terms and Cut together, drawn at random: every engine gives what a slow plain twin counts over the rows."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from goldthread.evidence.questions import summing
from goldthread.vocabulary import Cut, Scope, Terms, WrongUsage
from tests.builders.evidence import KEY
from tests.builders.narrowing import engines, in_force, read_by, rows, seen


TOLD = rows(80)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


PLACES = st.frozensets(st.sampled_from(["XWR", "XTC", "XOT"]))
DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 4, 30)))
SCOPES = st.builds(
    Scope,
    person=st.just("somebody"),
    audience=st.sampled_from(["own team", "provider", "commissioner", "owner"]),
    organisations=st.one_of(st.none(), PLACES),
    words_from=st.one_of(st.none(), PLACES),
    services=st.frozensets(st.sampled_from([("XWR", "Therapies"), ("XTC", "Nursing")])),
)
HIDDEN = ("channel", "text", "score", "about:age", "extra")
TERMS = st.builds(
    Terms,
    sources=st.one_of(st.none(), st.frozensets(st.sampled_from(["friends_and_family", "complaints"]))),
    hidden_fields=st.frozensets(st.sampled_from(HIDDEN), max_size=2),
    made_by=st.just("panel:1"),
    uses=st.sampled_from([None, frozenset({"improve care"})]),
)
CUTS = st.builds(
    Cut,
    organisations=some("XWR", "XTC"),
    services=some("Therapies", "Nursing"),
    kinds=some("complaints"),
    teams=some("Night", "Day"),
    question_types=some("what_good"),
    roles=some("patient", "carer"),
    themes=some("Parking", "Food"),
    sentiments=some("1", "5"),
    feelings=some("alone"),
    touchpoints=some("arriving"),
    pathway=st.sampled_from(["", "", "", "home"]),
    since=DAYS,
    until=DAYS,
)
FEW = st.builds(  # what cells can answer: whole months, and what is the same for everyone in a cell
    Cut,
    organisations=some("XWR", "XTC"),
    roles=some("patient"),
    themes=some("Food").map(lambda one: one[:1]),
    since=st.sampled_from([None, date(2026, 2, 1)]),
    until=st.sampled_from([None, date(2026, 3, 31)]),
)


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    return engines(tmp_path_factory.mktemp("narrowing"), TOLD)


def ids(told):
    return {KEY.identify("id", str(row["n"])) for row in told}


def by(told, *columns):
    return Counter(tuple(row[column] for column in columns) for row in told)


def agree(made, name, scope, terms, cut):
    counted = [row for row in TOLD if seen(scope, terms, cut)(row)]
    words = [row for row in counted if row["answered"] == "words"]
    whole = made.ask(scope, "volumes", cut)
    assert (whole.denominator, whole.people) == (len(counted), len({row["respondent"] for row in counted})), name
    split = made.ask(scope, "volumes", cut, by=("organisation", "role"))
    assert {(r["organisation"], r["role"]): r["n"] for r in split.rows} == by(counted, "organisation", "role"), name
    themes = {row["theme"]: row["n"] for row in made.ask(scope, "themes", cut).rows}
    assert themes == Counter(theme for row in words for theme in row["themes"]), name
    found = made.ask(scope, "words", cut, limit=200)
    mine = [row for row in counted if read_by(scope)(row)]
    assert {one.id for one in found.items} == ids(mine), name
    assert found.total == len(mine), name
    assert all(one.text == "" for one in found.items) or "text" not in terms.hidden_fields
    if "text" not in terms.hidden_fields:
        assert {one.id for one in made.ask(scope, "search", cut, words="ward", limit=200).items} == ids(mine), name


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(scope=SCOPES, terms=TERMS, cut=st.one_of(CUTS, FEW))
@example(Scope.owner(), Terms(), Cut())
@example(Scope.owner(), Terms(sources=frozenset(), made_by="panel:1"), Cut())
@example(Scope.nobody(), Terms(), Cut())
@example(Scope.owner(), Terms(), Cut(pathway="home", touchpoint="leaving"))
@example(Scope.owner(), Terms(), Cut(sentiments=("1", "x", "²")))
def test_every_engine_that_knows_all_tests_gives_what_the_plain_twin_counts(held, monkeypatch, scope, terms, cut):
    with in_force(terms, monkeypatch):
        for name, made in held.all.items():
            agree(made, name, scope, terms, cut)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(scope=SCOPES, terms=TERMS, cut=FEW.filter(lambda cut: not cut.themes))
def test_cells_answer_what_they_know(held, monkeypatch, scope, terms, cut):
    """The twin above would also pass where cells never answered."""
    hides_nothing_counted = not terms.hidden_fields & {"score"}
    with in_force(terms, monkeypatch):
        assert (summing.summed(held.cells.view(scope, cut), "all") is not None) == hides_nothing_counted


def test_a_moment_without_its_pathway_is_refused(held):
    with pytest.raises(WrongUsage, match="pathway"):
        held.memory.ask(Scope.owner(), "volumes", Cut(touchpoint="leaving"))
