"""What files call an organisation is placed when it is asked about: against a twin whose files said codes."""

from itertools import product

import pytest

from goldthread.evidence.narrowing import Narrowed, narrowed
from goldthread.evidence.placing import AS_SAID, placing
from goldthread.evidence.predicates import OneOf
from goldthread.vocabulary import (
    EVERYTHING,
    OPEN_TERMS,
    Acceptance,
    Cut,
    Directory,
    ListedOrganisation,
    Membership,
    NotFound,
    PathwayMap,
    Scope,
    Touchpoint,
)
from tests.builders.evidence import KEY, keep, store


ROYAL = ListedOrganisation(code="RXX", name="The Royal Hospital", aliases=("Royal NHSFT",))
CARE = ListedOrganisation(code="RYY", name="Home Care", aliases=("H.C.",))
DIRECTORY = Directory(organisations=(ROYAL, CARE))
SAID = {
    "RXX": "RXX",
    "The Royal Hospital": "RXX",
    "the royal  hospital.": "RXX",
    "ROYAL-NHSFT": "RXX",
    "Home care": "RYY",
    "hc": "RYY",
    "RYY": "RYY",
    "Royal": "Royal",
    "Elsewhere": "Elsewhere",
    "": "",
}


@pytest.mark.parametrize(("said", "code"), SAID.items())
def test_case_spaces_and_punctuation_make_no_difference(said, code):
    assert DIRECTORY.code_of(said) == code


def test_a_code_speaks_before_an_alias_and_an_alias_before_a_name():
    first = ListedOrganisation(code="A", name="B", aliases=("C",))
    other = ListedOrganisation(code="B", name="C", aliases=("A",))
    found = Directory(organisations=(other, first))
    assert [found.code_of(said) for said in "ABC"] == ["A", "B", "A"]


@pytest.mark.parametrize("said", ["—", " ", "…", "\u200b"])
def test_what_has_no_letter_or_digit_names_nobody(said):
    listed = ListedOrganisation(code="A", name="A", aliases=("—",))
    assert Directory(organisations=(listed,)).code_of(said) == said


def test_what_is_said_of_another_is_never_in_reach():
    """An organisation whose code stands in files as another's alias does not see that one's."""
    placed = placing(
        ["ONE", "TWO"], Directory(organisations=(ListedOrganisation(code="X", name="N", aliases=("ONE",)),))
    )
    assert placed.said({"X"}) == {"X", "ONE"} and placed.said({"ONE"}) == frozenset()
    assert placed.said({"TWO"}) == {"TWO"} and placed.said(()) == frozenset()


def test_nobody_sees_nothing_and_the_owner_everything_whatever_is_called_what():
    def seen(scope: Scope, cut: Cut = EVERYTHING) -> Narrowed:
        return narrowed(scope, OPEN_TERMS, cut, {}.__getitem__, placing(SAID, DIRECTORY))

    assert seen(Scope.owner()) == Narrowed()
    nobody = OneOf("organisation", frozenset())
    assert (seen(Scope.nobody()).tests, seen(Scope.nobody()).words) == ((nobody,), (nobody,))
    assert seen(Scope.nobody(), Cut(organisations=tuple(SAID))).tests[0] == nobody


def pieces(said: list[str]) -> list[dict]:
    """Answers in twos and threes of each way of saying it, with all that a question counts."""
    made = []
    for n, name in enumerate(said * 3):
        made.append(
            {
                "n": n,
                "organisation": name,
                "respondent": KEY.identify("person", str(n // 2 if n % 5 else n)),
                "service": ("Therapies", "Nursing")[n % 2],
                "themes": [("Discharge", "Parking")[n % 2]],
                "sentiment": str(n % 5 + 1),
                "feelings": ["alone"] if n % 3 else [],
                "touchpoints": ["discharge"],
                "role": ("patient", "carer")[n % 4 == 0],
                "text": f"The staff were kind to me, {name.lower()} {n}.",
            }
        )
    return made


def services(*pairs) -> PathwayMap:
    members = tuple(Membership(organisation=code, service=service) for code, service in pairs)
    point = Touchpoint(key="home", title="Home", about="", kinds=("discharge",), services=pairs, transition=True)
    return PathwayMap(key="way", version=1, title="Way", about="", members=members, touchpoints=(point,))


@pytest.fixture(params=[0, 10**9], ids=["cells", "rows"])
def twins(tmp_path, request):
    """A store in whose files organisations are called anything, and one whose files say codes."""
    made = []
    for name, said in (("said", list(SAID)), ("codes", list(SAID.values()))):
        one = store(tmp_path / name)
        one.worth_summing = request.param
        keep(one, pieces(said))
        pairs = ("RXX", "Therapies"), ("RYY", "Nursing")
        one.publish(services(*pairs))
        for code in ("RXX", "RYY"):
            one.publish(
                Acceptance(pathway="way", touchpoint="home", organisation=code, services=pairs, kinds=("discharge",))
            )
        one.publish(DIRECTORY)
        one.refresh()
        made.append(one)
    return made


def scope(*codes, words=(), services=(), audience="provider") -> Scope:
    return Scope(
        person="ben",
        audience=audience,
        organisations=frozenset(codes),
        words_from=frozenset(words),
        services=frozenset(services),
    )


SCOPES = [
    Scope.owner(),
    scope("RXX", words=("RXX",)),
    scope("RXX", "RYY", words=("RYY",), audience="commissioner"),
    scope("RXX", words=("RXX",), services=(("RXX", "Therapies"),), audience="own team"),
    scope("Elsewhere"),
    scope(),
]
CUTS = [
    Cut(),
    Cut(organisations=("RXX",)),
    Cut(organisations=("RYY", "Elsewhere")),
    Cut(services=("Nursing",)),
    Cut(pathway="way"),
    Cut(pathway="way", touchpoint="home"),
]
ASKED = [
    ("volumes", {"by": ("organisation",)}),
    ("volumes", {"by": ("organisation", "service"), "words_only": True}),
    ("themes", {"by": ("organisation",)}),
    ("sentiment", {}),
    ("journey", {}),
    ("score", {"by": ("organisation",)}),
]


@pytest.mark.parametrize("seen", SCOPES, ids=lambda one: f"{one.audience}-{len(one.organisations or 'all')}")
def test_every_question_answers_as_if_files_had_said_codes(twins, seen):
    for cut, (question, how) in product(CUTS, ASKED):
        said, codes = (one.ask(seen, question, cut, **how) for one in twins)
        assert (said.rows, said.denominator, said.people) == (codes.rows, codes.denominator, codes.people), (
            question,
            cut,
        )


@pytest.mark.parametrize("seen", SCOPES, ids=lambda one: f"{one.audience}-{len(one.organisations or 'all')}")
def test_words_are_read_and_found_as_if_files_had_said_codes(twins, seen):
    for one in twins:
        one.index()
    for cut, (question, how) in product(CUTS, [("words", {"limit": 99}), ("search", {"words": "kind", "limit": 99})]):
        said, codes = (one.ask(seen, question, cut, **how) for one in twins)
        assert [item.id for item in said.items] == [item.id for item in codes.items], (question, cut)
        assert {item.organisation for item in said.items} == {item.organisation for item in codes.items}


def test_a_cut_may_name_an_organisation_as_files_do(twins):
    by_code, by_name = (
        twins[0].ask(Scope.owner(), "volumes", Cut(organisations=(name,))) for name in ("RXX", "ROYAL-NHSFT")
    )
    assert by_code.rows == by_name.rows and by_code.denominator == 12


def test_an_alias_holds_for_what_came_in_before_and_taken_away_it_leaves_nothing(tmp_path):
    held = store(tmp_path)
    keep(held, pieces(["The old name"]))
    mine = scope("RXX", words=("RXX",))
    before = held.counts()
    assert held.ask(mine, "words").total == 0
    renamed = ListedOrganisation(code="RXX", name="The Royal", aliases=("the old name",))
    held.publish(Directory(organisations=(renamed,)))
    found = held.ask(mine, "words")
    assert found.total == 3 and {item.organisation for item in found.items} == {"RXX"}
    assert held.ask(mine, "feedback", id=found.items[0].id).items
    held.publish(Directory(organisations=(CARE,)))
    assert held.ask(mine, "words").total == 0
    with pytest.raises(NotFound):
        held.cite(mine, found.items[0].id, 0, 3)
    assert {key: value for key, value in held.counts().items() if key != "store_version"} == {
        key: value for key, value in before.items() if key != "store_version"
    }


def test_where_files_say_codes_nothing_is_changed():
    assert placing(["RXX", "RYY", "Elsewhere", "", None], DIRECTORY) == AS_SAID
