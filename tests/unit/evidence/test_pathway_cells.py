"""Cells of a pathway's close, counted once for everybody: against the same questions counted for each asker."""

from datetime import date
from itertools import product

import pytest

from goldthread.vocabulary import (
    THEMES,
    Acceptance,
    Code,
    Cut,
    Directory,
    ListedOrganisation,
    Membership,
    PathwayMap,
    Scope,
    SharingAgreement,
    Touchpoint,
)
from tests.builders.evidence import KEY, keep, store
from tests.unit.evidence.test_shared_cells import BOARD, DIRECTORY, OWNER, TEAM, TRUST, piece, rows


BOTH = (("ONE", "Therapies"), ("TWO", "Nursing"))
HOME = PathwayMap(
    key="home",
    version=1,
    title="Home",
    about="",
    members=tuple(Membership(organisation=o, service=s) for o, s in (*BOTH, ("ONE", "Nursing"), ("TWO", ""))),
    touchpoints=(
        Touchpoint(key="leaving", title="Leaving", about="", kinds=("discharge", "arriving")),
        Touchpoint(key="there", title="There", about="", kinds=("arriving",), services=(("TWO", "Nursing"),)),
        Touchpoint(key="between", title="Between", about="", kinds=("discharge",), services=BOTH, transition=True),
    ),
)
NOBODY_OF_IT = Scope(person="x", audience="partner", organisations=frozenset({"ELSE"}), words_from=frozenset())
NOTHING = Scope.nobody()
HIDES_ROLES = Scope(
    person="cy",
    audience="commissioner",
    organisations=frozenset({"ONE", "TWO"}),
    words_from=frozenset(),
    withheld=frozenset({("ONE", "role")}),
)
SCOPES = (OWNER, BOARD, TRUST, TEAM, NOBODY_OF_IT, NOTHING, HIDES_ROLES)
MARCH = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}
CUTS = [
    Cut(pathway="home"),
    Cut(pathway="home", **MARCH),
    Cut(pathway="home", organisations=("ONE",)),
    Cut(pathway="home", organisations=("The First", "TWO")),
    Cut(pathway="home", services=("Nursing",)),
    Cut(pathway="home", roles=("carer",)),
    Cut(pathway="home", touchpoint="between"),
    Cut(pathway="home", touchpoints=("discharge",)),
]
BY = [
    ("organisation", "service"),
    ("role", "organisation", "service"),
    ("month", "organisation", "service"),
    ("organisation",),
    (),
]
ASKED = [
    ("volumes", {}),
    ("volumes", {"words_only": True, "shared_points": True}),
    ("themes", {}),
    ("sentiment", {}),
    ("score", {}),
    ("journey", {}),
]


@pytest.fixture
def both(tmp_path):
    fast, plain = store(tmp_path), store(tmp_path)
    fast.worth_summing, plain.uses_rollups = 0, False
    keep(fast, [piece(n) for n in range(150)])
    fast.refresh()
    fast.publish(DIRECTORY)
    fast.publish(HOME)
    return fast, plain


def agree(fast, plain, when):
    """Every question, split in every way, each for the next scopes and cuts in turn; how many rows there were."""
    seen = 0
    for turn, ((question, how), by) in enumerate(product(ASKED, BY)):
        for more in range(3):
            scope, cut = SCOPES[(turn + more) % len(SCOPES)], CUTS[(turn // 3 + more) % len(CUTS)]
            found = rows(fast, scope, question, cut, when, by=by, **how)
            assert found == rows(plain, scope, question, cut, when, by=by, **how), (question, how, by, scope, cut)
            seen += len(found)
    return seen


def accept(made):
    for code in ("ONE", "TWO"):
        made.publish(
            Acceptance(
                pathway="home", touchpoint="between", organisation=code, services=BOTH, kinds=("discharge",), holds=True
            )
        )


def test_each_asker_gets_what_counting_for_them_gives(both):
    assert agree(*both, (both[0].version, "9999")) > 500


def test_they_do_where_others_count_at_a_transition(both):
    accept(both[0])
    when = (both[0].version, "9999")
    assert agree(*both, when) > 500
    of_trust = rows(both[0], TRUST, "journey", Cut(pathway="home"), when, by=("organisation", "service"))
    assert any("'TWO'" in row and "'between'" in row for row in of_trust)
    assert not any("'TWO'" in row and "'leaving'" in row for row in of_trust)


def test_they_do_after_marks_files_names_and_another_drawing(both):
    fast, plain = both
    closed = (fast.version, "9999")
    assert agree(fast, plain, closed)
    fast.mark([(KEY.identify("id", str(n)), Code(THEMES, "Food", "person:asha", 1.0, "agreed")) for n in (3, 95)])
    keep(fast, [piece(n) for n in range(150, 200)])
    fast.refresh()
    assert agree(fast, plain, closed)
    fast.publish(Directory(organisations=(*DIRECTORY.organisations, ListedOrganisation(code="ELSE", name="Elsewhere"))))
    fast.publish(PathwayMap(**{**vars_of(HOME), "touchpoints": HOME.touchpoints[1:], "version": 2}))
    assert agree(fast, plain, closed)
    now = (fast.version, "9999")
    assert rows(fast, BOARD, "journey", Cut(pathway="home"), now, by=("organisation", "service")) != rows(
        fast, BOARD, "journey", Cut(pathway="home"), closed, by=("organisation", "service")
    )


def vars_of(pathway):
    return {name: getattr(pathway, name) for name in pathway.__dataclass_fields__}


def test_they_do_after_a_withdrawal(both, tmp_path):
    fast, plain = both
    closed = (fast.version, "9999")
    before = rows(fast, BOARD, "volumes", Cut(pathway="home"), closed, by=("organisation", "service"))
    for n in range(20):
        fast.withdraw(KEY.identify("person", str(n)), tmp_path)
    assert agree(fast, plain, closed)
    assert rows(fast, BOARD, "volumes", Cut(pathway="home"), closed, by=("organisation", "service")) != before


def test_the_second_who_asks_has_nothing_counted(both):
    fast, _ = both
    how, cut, when = {"by": ("organisation", "service")}, Cut(pathway="home"), (fast.version, "9999")
    rows(fast, BOARD, "journey", cut, when, **how)
    held = fast.in_memory()
    assert held.closed > 0
    for scope in (TRUST, TEAM, NOBODY_OF_IT):
        fast.forget_answers(cuts=True)
        assert rows(fast, scope, "journey", cut, when, **how) is not None
    assert fast.in_memory().closed == held.closed
    assert fast.in_memory().cuts < held.cuts


def test_who_may_not_be_told_a_role_shares_no_cells_with_those_who_may(both):
    fast, plain = both
    how, cut, when = {"by": ("role", "organisation", "service")}, Cut(pathway="home"), (fast.version, "9999")
    seen = rows(fast, BOARD, "volumes", cut, when, **how)
    hidden = rows(fast, HIDES_ROLES, "volumes", cut, when, **how)
    assert seen != hidden == rows(plain, HIDES_ROLES, "volumes", cut, when, **how)


def test_an_agreement_that_begins_changes_nothing_that_is_shared(both):
    fast, plain = both
    when = (fast.version, "9999")
    assert agree(fast, plain, when)
    fast.publish(
        SharingAgreement(
            provider="ONE", reader="XIC", controller="ONE", agreement="invented", dpia="invented", since="2023-01-01"
        )
    )
    assert agree(fast, plain, when)


def test_what_depends_on_others_answers_is_counted_for_each(both):
    fast, plain = both
    many = [
        piece(n) | {"organisation": "TWO", "service": "Nursing", "extra": [("Why?", str(n))]} for n in range(300, 340)
    ]
    few = [
        piece(n) | {"organisation": "ONE", "service": "Nursing", "extra": [("Why?", "yes")]} for n in range(340, 350)
    ]
    keep(fast, [*many, *few])
    fast.refresh()
    how, cut, when = {"by": ("organisation", "service")}, Cut(pathway="home"), (fast.version, "9999")
    for scope in (BOARD, TRUST):
        found = rows(fast, scope, "replies", cut, when, **how)
        assert found == rows(plain, scope, "replies", cut, when, **how)
    assert found
