"""One meaning of a cut: what an engine does not know is never ignored, and what nobody knows is refused or closed."""

import ast
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import ibis
import pytest

from goldthread import coding
from goldthread.evidence import evaluating, narrowing, view
from goldthread.evidence.predicates import Knows, Test
from goldthread.evidence.questions import QUESTIONS, searching, summing
from goldthread.evidence.questions.counting import SPLIT_BY
from goldthread.evidence.questions.declared import Question
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import (
    EVERYTHING,
    ClosedByPromise,
    Cut,
    Passages,
    PlainError,
    RawCells,
    Scope,
    Terms,
    Unanswerable,
    filters,
)
from goldthread.vocabulary.filters import filtered
from tests.builders.evidence import KEY, keep, store
from tests.builders.narrowing import engines, in_force, rows


OWNER = Scope.owner()
SAFE = replace(OWNER, use="safeguarding")
TOLD = rows()
FIRST = KEY.identify("id", str(next(row["n"] for row in TOLD if row["answered"] == "words")))
HOW = {
    "answers": {"ids": (FIRST,)},
    "behind": {"field": "Were you told?"},
    "feedback": {"id": FIRST},
    "search": {"words": "ward"},
    "similar": {"id": FIRST},
}
SPLIT = [name for name in sorted(QUESTIONS) if "by" in (QUESTIONS[name].answer.__kwdefaults__ or {})]


def who(question: str) -> Scope:
    return SAFE if question == "concerns" else OWNER


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    return engines(tmp_path_factory.mktemp("cuts"), TOLD)


@dataclass(frozen=True, slots=True)
class EvenSite(Test):
    """A test that nobody has written an engine for."""

    @property
    def columns(self) -> frozenset[str]:
        return frozenset({"site"})


@pytest.fixture
def unknown_test(monkeypatch) -> Iterator[None]:
    """Every view holds a test that no engine knows."""
    made = narrowing.narrowed
    monkeypatch.setattr(view, "narrowed", lambda *given: made(*given).and_also(EvenSite()))
    return monkeypatch


# -- an unknown test


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_a_test_that_no_engine_knows_is_refused_by_every_question(held, unknown_test, question):
    for name, made in held.all.items():
        with pytest.raises(Unanswerable, match="EvenSite"):
            made.ask(who(question), question, Cut(services=("Nursing",)), **HOW.get(question, {})), name


def test_no_fast_engine_answers_what_it_does_not_know(held, unknown_test):
    seen = held.cells.view(OWNER)
    assert EvenSite() in seen.narrow.tests
    for engine in (summing.CELLS, evaluating.MEMORY, searching.index_knows(seen)):
        assert engine.unknown(seen.narrow.tests) == [EvenSite()]
    assert summing.summed(seen, "all") is None


def test_the_slowest_engine_answers_what_it_alone_knows(held, unknown_test, monkeypatch):
    monkeypatch.setitem(evaluating.EVALUATES, EvenSite, lambda rows, _: rows.site == "North")
    slow = Knows("rows of files", {**evaluating.FILES.tests, EvenSite: lambda _: True})
    monkeypatch.setattr(view, "FILES", slow)
    north = [row for row in TOLD if row["site"] == "North"]
    words = [row for row in north if row["answered"] == "words"]
    for name, made in held.all.items():
        assert made.ask(OWNER, "volumes").denominator == len(north), name
        assert made.ask(OWNER, "words", limit=500).total == len(words), name
        assert {one.id for one in made.ask(OWNER, "search", words="ward", limit=500).items} == {
            KEY.identify("id", str(row["n"])) for row in words
        }, name
        found = {row["theme"]: row["n"] for row in made.ask(OWNER, "themes").rows}
        assert found == Counter(theme for row in words for theme in row["themes"]), name


def test_every_engine_evaluates_what_it_says_that_it_knows():
    assert set(summing.CELLS.tests) - {narrowing.Hidden} == set(summing.EVALUATES)
    assert set(evaluating.FILES.tests) - {narrowing.Hidden} == set(evaluating.EVALUATES)


READ_ONCE = "narrowing.py"
NOUNS = {"scope": Scope, "cut": Cut, "terms": Terms}


def test_no_other_file_of_the_store_reads_what_narrows_a_question():
    folder, read = Path(narrowing.__file__).parent, set()
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                of = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
                if of in NOUNS and node.attr in {one.name for one in fields(NOUNS[of])}:
                    read.add(path.name)
    assert read == {READ_ONCE}


# -- a new filter, a new kind of promise, a new limit of a right


@dataclass(frozen=True, slots=True, kw_only=True)
class WiderCut(Cut):
    """Three new filters: on a column that memory holds, on one of files alone, and on one that no store has."""

    channels: tuple[str, ...] = filtered(
        column="channel", test="one of", parameter="channel", label="How it was told", option="Told in this way."
    )
    sites: tuple[str, ...] = filtered(
        column="site", test="one of", parameter="site", label="Site", option="At this site."
    )
    colours: tuple[str, ...] = filtered(
        column="colour", test="one of", parameter="colour", label="Colour", option="Of this colour."
    )
    shouted: str = filtered(column="text", test="loudness", parameter="loud", label="Loudness", option="This loud.")
    undeclared: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("cut", "column", "value"),
    [(WiderCut(channels=("SMS",)), "channel", "SMS"), (WiderCut(sites=("North",)), "site", "North")],
)
def test_a_new_filter_counts_the_same_in_every_engine(held, cut, column, value):
    meant = [row for row in TOLD if row[column] == value]
    words = {KEY.identify("id", str(row["n"])) for row in meant if row["answered"] == "words"}
    assert 0 < len(meant) < len(TOLD)
    for name, made in held.all.items():
        assert made.ask(OWNER, "volumes", cut).denominator == len(meant), name
        by_role = {row["role"]: row["n"] for row in made.ask(OWNER, "volumes", cut, by=("role",)).rows}
        assert by_role == {r: sum(row["role"] == r for row in meant) for r in ("patient", "carer", "staff")}, name
        assert {one.id for one in made.ask(OWNER, "words", cut, limit=500).items} == words, name
        assert {one.id for one in made.ask(OWNER, "search", cut, words="ward", limit=500).items} == words, name


@pytest.mark.parametrize("cut", [WiderCut(colours=("red",)), WiderCut(shouted="yes"), WiderCut(undeclared=("x",))])
@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_a_filter_that_nothing_can_test_is_refused(held, cut, question):
    for made in held.all.values():
        with pytest.raises(Unanswerable):
            made.ask(who(question), question, cut, **HOW.get(question, {}))


def test_every_filter_is_declared_and_tests_in_a_known_way():
    assert all(one is not None and one.test in narrowing.CUTS for one in filters(Cut).values())
    assert len({one.parameter for one in filters(Cut).values()}) == len(filters(Cut))


@pytest.mark.parametrize("name", filters(Cut))
def test_every_form_that_offers_a_filter_knows_its_choices(name):
    declared = filters(Cut)[name]
    if not declared.forms or declared.choices or declared.offered in ("pathways", "points"):
        return
    if declared.offered == "held":
        assert declared.column == "date" or declared.column in SPLIT_BY, "its values are found by a split"
    else:
        assert coding.offered(declared.offered), "a list that coding keeps"


def test_a_filter_is_said_whole_or_refused():
    said = {"column": "channel", "test": "one of", "parameter": "channel", "label": "How it was told"}
    with pytest.raises(TypeError, match="option"):
        filtered(**said)
    with pytest.raises(TypeError, match="forms"):
        filtered(**said, option="Told in this way.", addressed=False)
    assert filtered(**said, option="").metadata["filter"].option == ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterTerms(Terms):
    """A kind of promise that a noun of this version holds, and that nothing enforces yet."""

    coarse: tuple[dict[str, object], ...] = ()
    quiet: int = 0


COARSE = LaterTerms(made_by="panel:1", coarse=({"concerns": {"fields": ["role"]}, "to": 5},))


@pytest.mark.parametrize("question", SPLIT)
def test_an_unknown_promise_closes_its_field_on_every_question_that_splits(held, monkeypatch, question):
    with in_force(COARSE, monkeypatch):
        for made in held.all.values():
            with pytest.raises(ClosedByPromise, match="coarse"):
                made.ask(OWNER, question, by=("role",))
            with pytest.raises(ClosedByPromise, match="coarse"):
                made.ask(OWNER, question, Cut(roles=("carer",)))
            assert made.ask(OWNER, question).rows


@pytest.mark.parametrize("question", ["words", "feedback", "search"])
def test_and_its_field_is_blank_wherever_words_are_shown(held, monkeypatch, question):
    with in_force(COARSE, monkeypatch):
        for made in held.all.values():
            found = made.ask(OWNER, question, **HOW.get(question, {}))
            assert found.items
            assert {one.role for one in found.items} == {"unknown"}


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_a_promise_that_does_not_say_what_it_concerns_closes_every_question(held, monkeypatch, question):
    with in_force(LaterTerms(made_by="panel:1", quiet=3), monkeypatch):
        for made in held.all.values():
            with pytest.raises(ClosedByPromise, match="quiet"):
                made.ask(who(question), question, **HOW.get(question, {}))


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitedScope(Scope):
    """A right that is limited in a way that nothing knows."""

    from_floors: frozenset[str] = field(default=frozenset())


def test_a_right_that_is_limited_in_an_unknown_way_opens_nothing(held):
    plain = {one: getattr(OWNER, one) for one in ("person", "audience", "organisations", "words_from")}
    assert held.memory.ask(LimitedScope(**plain), "volumes").denominator == len(TOLD)
    with pytest.raises(Unanswerable, match="from_floors"):
        held.memory.ask(LimitedScope(**plain, from_floors=frozenset({"2"})), "volumes")


# -- what a question declares


def varied(question: Question, told: list[dict]) -> list[dict]:
    """The same answers, but for everything that a question has not declared, which is anything else."""
    other = random.Random(99)
    known = question.needs | question.reads | {"id", "respondent"}
    loose = {
        "organisation": ["XAA", "XBB"],
        "service": ["Other", "Nursing"],
        "team": ["A", "B"],
        "role": ["unknown", "staff"],
        "kind": ["survey", "complaints"],
        "channel": ["Post"],
        "question_type": ["could_improve"],
        "score": ["4", "5"],
        "scale": ["stars_5", ""],
        "about": [(("age", "20-30"),)],
        "extra": [(("Else?", "No"),)],
        "themes": [["Parking"], []],
        "sentiment": ["2", "4"],
        "feelings": [["safe"], []],
        "touchpoints": [["arriving"], []],
        "text": ["Something else was said here."],
        "site": ["West"],
    }
    return [row | {n: other.choice(v) for n, v in loose.items() if n not in known} for row in told]


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_a_question_reads_no_column_that_it_has_not_declared(tmp_path, held, question):
    other = store(tmp_path)
    keep(other, varied(QUESTIONS[question], TOLD[:30]))
    same = store(tmp_path / "same")
    keep(same, TOLD[:30])
    assert answer(same, question) == answer(other, question)


def answer(made, question):
    everything = {"limit": 500} if question in ("similar", "search", "words", "concerns") else {}
    found = made.ask(who(question), question, **HOW.get(question, {}), **everything)
    if isinstance(found, Passages):
        items = [replace(one, batch="", codes=()) for one in found.items]
        return sorted(items, key=lambda one: one.id) if question == "similar" else items, found.total
    if isinstance(found, RawCells):
        return sorted(tuple(sorted(row.items())) for row in found.columns.to_pylist())
    return found.rows, found.denominator, found.people


@pytest.mark.parametrize(("question", "column"), [("themes", "themes"), ("score", "scale"), ("asked", "extra")])
def test_a_column_that_is_not_declared_is_not_there_to_be_read(held, monkeypatch, question, column):
    shorter = replace(QUESTIONS[question], needs=QUESTIONS[question].needs - {column})
    monkeypatch.setitem(QUESTIONS, question, shorter)
    with pytest.raises((AttributeError, ibis.common.exceptions.IbisError)):
        held.files.ask(OWNER, question, Cut(teams=("Day",)))


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_a_hidden_column_that_a_question_needs_refuses_it(held, monkeypatch, question):
    for column in sorted(QUESTIONS[question].needs | {"respondent"}):
        with in_force(Terms(hidden_fields=frozenset({column}), made_by="panel:1"), monkeypatch):
            for made in held.all.values():
                with pytest.raises(ClosedByPromise, match=column):
                    made.ask(who(question), question, EVERYTHING, **HOW.get(question, {}))


def test_people_s_marks_do_not_show_what_is_hidden(tmp_path, monkeypatch):
    from goldthread.vocabulary import THEMES, Code

    made = store(tmp_path)
    keep(made, TOLD[:5])
    shown = next(row for row in TOLD[:5] if row["answered"] == "words")
    made.mark([(KEY.identify("id", str(shown["n"])), Code(THEMES, "Food", "person:asha", 1.0, "agreed"))])
    with in_force(Terms(hidden_fields=frozenset({"themes"}), made_by="panel:1"), monkeypatch):
        items = made.ask(OWNER, "words").items
        assert items
        assert not [code for one in items for code in one.codes if code.framework == THEMES]


def test_an_answer_given_before_a_promise_is_not_given_after_it(tmp_path, monkeypatch):
    """The line of a publication is written first: an answer between the two must not be remembered for later."""
    made = store(tmp_path)
    keep(made, TOLD)
    terms = Terms(sources=frozenset({"complaints"}), made_by="panel:1")
    append = Tables.append

    def between(tables, name, table):
        if name == "published":
            assert made.ask(OWNER, "volumes").denominator == len(TOLD)
        append(tables, name, table)

    monkeypatch.setattr(Tables, "append", between)
    made.publish(terms)
    assert made.ask(OWNER, "volumes").denominator == sum(row["kind"] == "complaints" for row in TOLD)


def test_errors_are_sentences():
    for kind in (ClosedByPromise, Unanswerable):
        assert issubclass(kind, PlainError)
