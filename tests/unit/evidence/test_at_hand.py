"""Narrow rows in memory against their slow plain twin: the same questions over the store's files."""

import random
from dataclasses import replace
from itertools import product

import pytest

from goldthread.evidence import at_hand, engine
from goldthread.evidence.engine import Engine
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import (
    FEELINGS,
    SENTIMENT,
    THEMES,
    Acceptance,
    Code,
    Cut,
    Membership,
    PathwayMap,
    Terms,
    Touchpoint,
)
from tests.builders.evidence import KEY, keep, store
from tests.unit.evidence.test_rollups import BOARD, OWNER, PROVIDER, SPRING, TEAM, pieces


HOME = PathwayMap(
    key="home",
    title="Home",
    version=1,
    about="",
    members=(
        Membership(organisation="XWR", service="Therapies"),
        Membership(organisation="XTC", service="Nursing", since=SPRING.since, until=SPRING.until),
    ),
    touchpoints=(
        Touchpoint(
            key="leaving", title="Leaving", about="", kinds=("discharge", "arriving"), services=(("XWR", "Therapies"),)
        ),
        Touchpoint(
            key="across",
            title="Across",
            about="",
            kinds=("discharge",),
            transition=True,
            services=(("XWR", "Therapies"), ("XTC", "Nursing")),
        ),
    ),
)
CUTS = [
    Cut(),
    SPRING,
    Cut(themes=("Food", "Parking")),
    Cut(question_types=("nonspecific",), sentiments=("1", "5")),
    Cut(organisations=("XTC",), feelings=("sad",), roles=("patient",)),
    Cut(pathway="home"),
    Cut(pathway="home", touchpoint="across"),
    Cut(teams=("Night",)),
]
ASKED = [
    ("volumes", {"by": ("month", "service")}),
    ("volumes", {"by": ("about:age",), "words_only": True}),
    ("volumes", {"shared_points": True, "by": ("role",)}),
    ("themes", {"by": ("organisation",)}),
    ("sentiment", {}),
    ("journey", {"by": ("role",)}),
    ("score", {"by": ("team",)}),
    ("asked", {}),
    ("replies", {"by": ("month",)}),
    ("replies", {"by": ("organisation", "role"), "field": "Were you told?"}),
    ("words", {"limit": 7}),
    ("words", {"limit": 5, "offset": 2, "order": "telling"}),
]


def told(chance, count, first):
    for piece in pieces(chance, count, first):
        yield piece | {
            "about": (("age", chance.choice(["75-84", "under 16"])),),
            "team": chance.choice(["Night", ""]),
            "extra": (("Were you told?", chance.choice(["Yes", "No", ""])),) if chance.random() < 0.5 else (),
            "text": "It was as it was. " * chance.randrange(1, 30),
        }


@pytest.fixture
def both(tmp_path):
    held, files = store(tmp_path), store(tmp_path)
    files.most_at_hand = 0
    chance = random.Random(5)
    keep(held, list(told(chance, 60, 0)))
    held.publish(HOME)
    across = HOME.touchpoints[1]
    for code in across.organisations:
        held.publish(
            Acceptance(
                pathway="home", touchpoint="across", organisation=code, services=across.services, kinds=across.kinds
            )
        )
    return held, files


def agree(held, files, turn=0):
    """Each question about another cut, turn by turn."""
    scope = (OWNER, PROVIDER, BOARD, TEAM)[turn % 4]
    for place, (question, how) in enumerate(ASKED):
        cut = CUTS[(place + turn) % len(CUTS)]
        assert held.ask(scope, question, cut, **how) == files.ask(scope, question, cut, **how)
    assert in_memory(held) > 0
    assert in_memory(files) == 0


def in_memory(made):
    return made.in_memory().answers


def test_memory_gives_what_the_files_give(both):
    for turn in range(len(CUTS)):
        agree(*both, turn)


def test_it_stays_so_while_files_come_marks_are_made_and_imports_are_undone(both):
    held, files = both
    chance = random.Random(6)
    agree(held, files, 1)
    last = keep(held, list(told(chance, 30, 60)))
    agree(held, files, 2)
    one, other = KEY.identify("id", "3"), KEY.identify("id", "61")
    marks = [
        (one, Code(THEMES, "Food", "person:asha", 1.0, "agreed")),
        (one, Code(FEELINGS, "sad", "p", 1.0, "rejected")),
    ]
    held.mark([*marks, (other, Code(SENTIMENT, "5", "person:asha", 1.0, "agreed"))])
    agree(held, files, 3)
    older = held.lines().standing[0].batch
    keep(held, [{"n": 5, "text": "Other words.", "themes": ["Food"]}], supersede=[(KEY.identify("id", "5"), older)])
    agree(held, files, 4)
    held.undo(last)
    agree(held, files, 5)
    held.compact()
    agree(held, files, 6)


def test_whoever_withdraws_is_gone_from_memory_with_the_next_question(both, tmp_path):
    held, files = both
    agree(held, files)
    before, person = in_memory(held), KEY.identify("person", "7")
    gone = held.ask(OWNER, "volumes").people
    assert held.withdraw(person, tmp_path).left_in == ()
    agree(held, files)
    assert held.ask(OWNER, "volumes").people == gone - 1
    assert in_memory(held) < before


def test_what_promises_hide_is_hidden_in_memory_too(both):
    held, files = both
    held.publish(Terms(hidden_fields=frozenset({"text", "role", "about:age"}), made_by="panel:1"))
    for question, how in (("words", {"order": "telling"}), ("sentiment", {}), ("journey", {})):
        assert held.ask(OWNER, question, **how) == files.ask(OWNER, question, **how)
    assert {item.text for item in held.ask(OWNER, "words").items} == {""}
    held.publish(Terms(sources=frozenset({"stories"}), made_by="panel:1"))
    assert held.ask(OWNER, "volumes", Cut(teams=("Night",))).denominator == 0


def test_rows_of_an_import_that_has_not_ended_are_not_seen(both):
    held, _ = both
    held.ask(OWNER, "sentiment", Cut(teams=("Night",)))
    seen = held.ask(OWNER, "volumes").denominator
    with held.importing():
        writing = held.writing()
        whole = Tables(held.folder).read("feedback").slice(0, 3)
        at = whole.schema.get_field_index("batch")
        writing.add("feedback", whole.set_column(at, "batch", [[writing.batch] * 3]))
        held.forget_answers()
        assert held.ask(OWNER, "volumes").denominator == seen
        assert in_memory(held) > seen


def test_what_an_import_replaces_is_seen_until_it_has_ended(both):
    held, files = both
    held.ask(OWNER, "sentiment", Cut(teams=("Night",)))
    seen = held.ask(OWNER, "volumes").denominator
    with held.importing():
        writing = held.writing()
        rows = Tables(held.folder).read("feedback")
        at = rows.schema.get_field_index("batch")
        for first in (0, 2, 4):
            some = rows.slice(first, 2)
            replaced = list(zip(some["id"].to_pylist(), some["batch"].to_pylist(), strict=True))
            writing.add("feedback", some.set_column(at, "batch", [[writing.batch] * 2]))
            for _ in ("appended", "replaced"):
                held.forget_answers()
                assert held.ask(OWNER, "volumes").denominator == seen
                writing.supersede(replaced)
        held.forget_answers()
        assert held.ask(OWNER, "volumes").denominator == seen == files.ask(OWNER, "volumes").denominator


def test_one_pathway_after_another_is_kept_apart_and_dropped(both, monkeypatch):
    held, _ = both
    monkeypatch.setattr(engine, "MOST_APART", 1)
    held.publish(replace(HOME, key="ward", members=HOME.members[:1]))
    counted = {}
    for key, by in product(("home", "ward", "home", "ward"), (("role",), ("service",))):
        found = held.ask(OWNER, "volumes", Cut(pathway=key), by=by, words_only=True)
        held.forget_answers()
        assert counted.setdefault((key, by), found) == found
    assert counted["home", ("role",)].denominator > counted["ward", ("role",)].denominator > 0


def test_many_are_held_only_when_they_are_asked_about_again(both, monkeypatch):
    held, _ = both
    monkeypatch.setattr(at_hand, "FEW", 10)
    for n, cut in enumerate(replace(SPRING, teams=(team,)) for team in ("a", "b", "c")):
        held.ask(OWNER, "volumes", cut)
        assert (in_memory(held) > 0) == (n == 2)


def test_a_question_whose_view_others_drop_is_asked_again(both, monkeypatch):
    held, _ = both
    expected = held.ask(OWNER, "volumes", Cut(pathway="home"), by=("role",))
    held.forget_answers()
    written, dropped = Engine.written, []

    def once_dropped(self, what, rows, build):
        if not dropped:
            dropped.append(rows.get_name())
            self.forget_cuts()
        return written(self, what, rows, build)

    monkeypatch.setattr(Engine, "written", once_dropped)
    assert held.ask(OWNER, "volumes", Cut(pathway="home"), by=("role",)) == expected
    assert dropped


def test_whoever_sees_all_that_there_is_does_not_see_who_comes_later(both):
    held, files = both
    all_there_is = replace(BOARD, organisations=frozenset({"XWR", "XTC"}), words_from=frozenset({"XWR", "XTC"}))
    seen = held.ask(all_there_is, "sentiment")
    assert seen.denominator == held.ask(OWNER, "sentiment").denominator
    keep(held, [{"n": 900, "organisation": "XOT", "text": "A third place."}])
    assert held.ask(all_there_is, "sentiment").denominator == seen.denominator
    assert held.ask(OWNER, "sentiment").denominator == seen.denominator + 1
    words = held.ask(all_there_is, "words", limit=500)
    assert words == files.ask(all_there_is, "words", limit=500)
    assert "XOT" not in {item.organisation for item in words.items}
