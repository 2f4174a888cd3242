"""Cells of a close, put together once for all who ask: against the same questions counted row by row."""

import random
from datetime import date
from itertools import product

import pytest

from goldthread.vocabulary import THEMES, Code, Cut, Directory, ListedOrganisation, RawCells, Scope
from tests.builders.evidence import KEY, keep, store


NAMED = ["One", "ONE", "The First", "Two", "Elsewhere"]
DIRECTORY = Directory(
    organisations=(
        ListedOrganisation(code="ONE", name="One", aliases=("The First",)),
        ListedOrganisation(code="TWO", name="Two"),
    )
)
OWNER = Scope.owner()
BOARD = Scope(person="cath", audience="commissioner", organisations=frozenset({"ONE", "TWO"}), words_from=frozenset())
TRUST = Scope(person="ben", audience="provider", organisations=frozenset({"ONE"}), words_from=frozenset())
TEAM = Scope(
    person="fay",
    audience="own team",
    organisations=frozenset({"ONE"}),
    words_from=frozenset(),
    services=frozenset({("ONE", "Therapies")}),
)
SCOPES = (BOARD, TRUST, TEAM)
MARCH = Cut(since=date(2026, 3, 1), until=date(2026, 3, 31))
YEAR = Cut(since=date(2026, 4, 1), until=date(2027, 3, 31))
CUTS = [
    Cut(),
    MARCH,
    YEAR,
    Cut(organisations=("ONE",)),
    Cut(organisations=("TWO",), since=MARCH.since, until=MARCH.until),
    Cut(organisations=("TWO", "ONE")),
    Cut(organisations=("NOBODY",)),
    Cut(services=("Therapies",)),
    Cut(services=("Therapies", "Nursing")),
    Cut(roles=("carer",)),
    Cut(roles=("carer",), since=MARCH.since, until=MARCH.until),
]
BY = [
    ("organisation",),
    ("month", "organisation"),
    ("organisation", "service"),
    ("organisation", "role"),
    ("service", "organisation"),
    (),
]
ASKED = [
    ("volumes", {}),
    ("volumes", {"words_only": True}),
    ("themes", {}),
    ("sentiment", {}),
    ("sentiment", {"together": True}),
    ("score", {}),
    ("replies", {"field": "Were you told?"}),
    ("replies", {}),
    ("journey", {}),
]


def piece(n: int) -> dict:
    chance = random.Random(n)
    person = chance.randrange(n // 2, n + 1) if chance.random() < 0.5 else n
    return {
        "n": n,
        "respondent": KEY.identify("person", str(person)),
        "date": None if chance.random() < 0.1 else date(2026, chance.randrange(2, 6), chance.randrange(1, 28)),
        "organisation": chance.choice(NAMED),
        "service": chance.choice(["Therapies", "Nursing", ""]),
        "role": chance.choice(["patient", "carer", ""]),
        "answered": chance.choice(["words", "words", "blank"]),
        "score": chance.choice("123"),
        "scale": chance.choice(["fft_2020", ""]),
        "themes": chance.sample(["Discharge", "Parking", "Food"], chance.randrange(3)),
        "sentiment": chance.choice(["1", "2", "3", "5", ""]),
        "feelings": chance.sample(["alone", "sad", "safe"], chance.randrange(3)),
        "touchpoints": chance.sample(["discharge", "arriving"], chance.randrange(3)),
        "extra": (("Were you told?", chance.choice(["Yes", "No", ""])), ("How long?", "Short"))[: n % 3],
    }


@pytest.fixture
def both(tmp_path):
    fast, plain = store(tmp_path), store(tmp_path)
    fast.worth_summing, plain.uses_rollups = 0, False
    for first in (0, 90):
        keep(fast, [piece(n) for n in range(first, first + 90)])
        fast.refresh()
    fast.publish(DIRECTORY)
    return fast, plain


def rows(made, scope, question, cut, when, **how):
    raw = made.ask(scope, question, cut, as_of=when, **how)
    assert isinstance(raw, RawCells)
    return sorted(map(repr, map(sorted, map(dict.items, raw.columns.to_pylist()))))


def agree(fast, plain, when):
    """Every question, split in every way, each for the next scope and cut in turn; how many rows there were."""
    assert fast.is_summed()
    seen = 0
    for turn, ((question, how), by) in enumerate(product(ASKED, BY)):
        for scope, cut in ((OWNER, CUTS[turn % len(CUTS)]), (SCOPES[turn % 3], CUTS[(turn // 3) % len(CUTS)])):
            found = rows(fast, scope, question, cut, when, by=by, **how)
            assert found == rows(plain, scope, question, cut, when, by=by, **how), (question, how, by, scope, cut)
            seen += len(found)
    return seen


def test_cells_of_a_close_are_what_counting_gives(both):
    assert agree(*both, (both[0].version, "9999")) > 500


def test_they_stay_so_while_files_come_marks_are_made_and_names_are_added(both):
    fast, plain = both
    closed = (fast.version, "9999")
    assert agree(fast, plain, closed)
    last = keep(fast, [piece(n) for n in range(150, 220)])
    fast.refresh()
    assert agree(fast, plain, closed)
    fast.mark([(KEY.identify("id", str(n)), Code(THEMES, "Food", "person:asha", 1.0, "agreed")) for n in (3, 95)])
    fast.refresh()
    assert agree(fast, plain, (fast.version, "9999"))
    elsewhere = ListedOrganisation(code="ELSE", name="Elsewhere")
    fast.publish(Directory(organisations=(*DIRECTORY.organisations, elsewhere)))
    assert agree(fast, plain, (fast.version, "9999"))
    fast.undo(last)
    fast.refresh()
    assert agree(fast, plain, (fast.version, "9999"))


def test_whoever_withdraws_is_in_none_of_them(both, tmp_path):
    fast, plain = both
    closed = (fast.version, "9999")
    before = rows(fast, OWNER, "volumes", Cut(), closed, by=("organisation",))
    for n in range(20):
        fast.withdraw(KEY.identify("person", str(n)), tmp_path)
    assert agree(fast, plain, closed)
    assert rows(fast, OWNER, "volumes", Cut(), closed, by=("organisation",)) != before
