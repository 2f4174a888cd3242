"""Sums of cells against their slow plain twin: the same questions counted row by row."""

import random
from datetime import date

import duckdb
import pytest

from goldthread.evidence.rollups import DIMENSIONS, FIGURES, Rollups
from goldthread.evidence.rollups.adding import make_rollup, write_rollup
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import THEMES, ClosedByPromise, Code, Cut, Scope, Terms
from tests.builders.evidence import KEY, keep, store


OWNER = Scope.owner()
PROVIDER = Scope(person="ben", audience="provider", organisations=frozenset({"XWR"}), words_from=frozenset({"XWR"}))
TEAM = Scope(
    person="fay",
    audience="own team",
    organisations=frozenset({"XWR"}),
    words_from=frozenset({"XWR"}),
    services=frozenset({("XWR", "Therapies")}),
)
BOARD = Scope(
    person="cath",
    audience="commissioner",
    organisations=frozenset({"XWR", "XTC", "XOT"}),
    words_from=frozenset({"XTC", "XWR"}),
)
SPRING = Cut(since=date(2026, 2, 1), until=date(2026, 4, 30))
ASKED = [
    ("volumes", {"by": ("month", "organisation")}),
    ("volumes", {"by": ("role",), "words_only": True}),
    ("themes", {"by": ("organisation", "service")}),
    ("sentiment", {"by": ("kind",)}),
    ("journey", {}),
    ("score", {"by": ("organisation",)}),
    ("themes", {"by": ("month",)}),
    ("replies", {"by": ("month", "organisation")}),
    ("replies", {"by": ("kind",), "field": "Were you told?"}),
    ("replies", {"by": ("month",), "field": "Row"}),
]
CUTS = [Cut(), SPRING, Cut(organisations=("XTC",)), Cut(services=("Therapies",), roles=("carer",)), Cut(kinds=("x",))]


def pieces(chance, count, first):
    for n in range(first, first + count):
        person = chance.randrange(first, first + count) if chance.random() < 0.4 else n
        place = random.Random(person)
        yield {
            "n": n,
            "respondent": KEY.identify("person", str(person)),
            "date": None if chance.random() < 0.1 else date(2026, place.randrange(1, 6), place.randrange(1, 28)),
            "organisation": place.choice(["XWR", "XTC"]),
            "service": place.choice(["Therapies", "Nursing"]),
            "role": chance.choice(["patient", "carer"]) if chance.random() < 0.1 else "patient",
            "answered": chance.choice(["words", "words", "words", "blank"]),
            "score": chance.choice("123"),
            "scale": chance.choice(["fft_2020", "fft_2020", ""]),
            "themes": chance.sample(["Discharge", "Parking", "Food"], chance.randrange(3)),
            "sentiment": chance.choice(["1", "2", "3", "5", ""]),
            "feelings": chance.sample(["alone", "sad", "safe"], chance.randrange(3)),
            "touchpoints": chance.sample(["discharge", "arriving"], chance.randrange(3)),
            "extra": (("Were you told?", ["Yes", "No", ""][n % 3]), ("Row", f"R{n}"))[: n % 4],
        }


def answers(made, scope, turn):
    """Every question, each about another cut; turn by turn each cut meets each question."""
    for place, (question, how) in enumerate(ASKED):
        cut = CUTS[(place + turn) % len(CUTS)]
        table = made.ask(scope, question, cut, **how)
        rows = sorted(map(repr, map(sorted, map(dict.items, table.rows))))
        yield question, cut, how, rows, table.denominator, table.people
    for cut in (CUTS[turn % len(CUTS)], Cut(themes=("Parking",)), Cut(themes=("Food", "Parking"))):
        words = made.ask(scope, "words", cut, limit=3)
        yield "words", cut, [item.id for item in words.items], words.total


def twins(folder):
    fast, plain = store(folder), store(folder)
    fast.worth_summing = 0
    plain.uses_rollups = False
    return fast, plain


def agree(fast, plain, turn=0):
    scope = (OWNER, PROVIDER, BOARD, TEAM)[turn % 4]
    for found, counted in zip(answers(fast, scope, turn), answers(plain, scope, turn), strict=True):
        assert found == counted


def sums(made):
    return made.is_summed()


@pytest.fixture
def both(tmp_path):
    fast, plain = twins(tmp_path)
    chance = random.Random(3)
    keep(fast, list(pieces(chance, 60, 0)))
    keep(fast, list(pieces(chance, 40, 40)))
    fast.refresh()
    return fast, plain


def test_sums_are_what_counting_gives(both):
    assert sums(both[0])
    agree(*both)


def test_they_stay_so_while_files_come_marks_are_made_and_imports_are_undone(both):
    fast, plain = both
    chance = random.Random(4)
    last = keep(fast, list(pieces(chance, 30, 90)))
    assert not sums(fast)
    agree(fast, plain, 1)
    fast.refresh()
    assert sums(fast)
    agree(fast, plain, 2)
    fast.mark([(KEY.identify("id", str(n)), Code(THEMES, "Food", "person:asha", 1.0, "agreed")) for n in (3, 95)])
    fast.refresh()
    agree(fast, plain, 3)
    older = fast.lines().standing[0].batch
    keep(fast, [{"n": 5, "text": "Other words.", "themes": ["Food"]}], supersede=[(KEY.identify("id", "5"), older)])
    fast.refresh()
    agree(fast, plain, 4)
    fast.undo(last)
    fast.refresh()
    assert sums(fast)
    agree(fast, plain, 5)


def test_whoever_withdraws_is_subtracted_and_nowhere_in_the_cache(both, tmp_path):
    fast, plain = both
    person = KEY.identify("person", "7")
    assert fast.withdraw(person, tmp_path).left_in == ()
    assert sums(fast)
    agree(fast, plain, 6)


def test_data_promises_close_what_they_hide(both):
    fast, plain = both
    fast.publish(Terms(sources=frozenset({"stories"}), made_by="panel:1"))
    agree(fast, plain, 7)
    assert fast.ask(OWNER, "volumes").denominator == 0
    fast.publish(Terms(hidden_fields=frozenset({"role"}), made_by="panel:1"))
    assert not sums(fast)


def test_a_cache_that_is_damaged_or_gone_is_only_slower(both):
    fast, plain = both
    summaries = Rollups(Tables(fast.folder))
    for path in summaries.folder.glob("cells-*"):
        path.write_bytes(b"damaged")
    agree(fast, plain, 8)
    summaries.drop()
    agree(fast, plain, 9)
    fast.refresh()
    assert sums(fast)
    agree(fast, plain, 10)


def test_columns_with_many_values_are_counted_row_by_row_and_never_in_part(tmp_path):
    fast, plain = twins(tmp_path)
    many = [{"n": n, "extra": (("Row", f"R{n}"), ("Were you told?", "Yes"))} for n in range(60)]
    keep(fast, many[:20])
    fast.refresh()
    assert Rollups(Tables(fast.folder)).manifest().open == ()
    keep(fast, [one | {"n": 100 + place} for place, one in enumerate(many)])
    fast.refresh()
    assert Rollups(Tables(fast.folder)).manifest().open == ("Row",)
    assert fast.is_summed()
    for field in ("Row", "Were you told?"):
        found, same = (made.ask(OWNER, "replies", by=("month",), field=field) for made in (fast, plain))
        assert found.rows == same.rows and sum(row["n"] for row in found.rows) == 80
    assert {row["asked"] for row in fast.ask(OWNER, "replies").rows} == {"Were you told?"}


def test_a_promise_about_one_column_leaves_cells_in_use(tmp_path):
    fast, plain = twins(tmp_path)
    keep(fast, list(pieces(random.Random(2), 60, 0)))
    fast.refresh()
    fast.publish(Terms(hidden_fields=frozenset({"extra:Row"}), made_by="panel:1"))
    assert fast.is_summed()
    found, same = (made.ask(OWNER, "replies", by=("month",)) for made in (fast, plain))
    assert found.rows == same.rows and {row["asked"] for row in found.rows} == {"Were you told?"}
    for made in (fast, plain):
        with pytest.raises(ClosedByPromise):
            made.ask(OWNER, "replies", field="Row")


def test_a_cell_is_in_a_file_of_sums_while_anything_of_it_is(tmp_path):
    """One person of a cell left and another came: nothing changed in all, but what they said did."""
    written = tmp_path / "cells.parquet"
    with duckdb.connect() as connection:
        make_rollup(connection)
        columns = (*DIMENSIONS, "label", "second", "facet", "n", "people")
        for role, label, facet, n in (
            ("patient", "", "all", 0),
            ("patient", "Parking", "theme", -1),
            ("patient", "Food", "theme", 1),
            ("carer", "", "all", 0),
            ("carer", "Food", "theme", 0),
        ):
            held = {**dict.fromkeys(DIMENSIONS, ""), "role": role, "label": label, "second": "", "facet": facet}
            held |= dict.fromkeys(FIGURES, 0) | {"n": n, "people": n}
            asked = ", ".join("?" * len(columns))
            connection.execute(
                f"insert into cells ({', '.join(columns)}) values ({asked})", [held[name] for name in columns]
            )
        write_rollup(connection, "cells", str(written))
        found = connection.execute(f"select role, facet, label, n from '{written}' order by all").fetchall()
    assert found == [("patient", "all", "", 0), ("patient", "theme", "Food", 1), ("patient", "theme", "Parking", -1)]
