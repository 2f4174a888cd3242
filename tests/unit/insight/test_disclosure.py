"""Small numbers under attack: what is shown, with its sums, must never leave one value for what is hidden."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldthread.insight.disclosure import disclose, disclose_words, share
from goldthread.vocabulary import Passages, Scope, Table


OWNER = Scope.owner()
FAY = Scope(
    person="fay", audience="own team", organisations=frozenset({"XWR"}), words_from=frozenset({"XWR"}),
    services=frozenset({("XWR", "Ward 7")}),
)  # fmt: skip


def raw(counts, *, keys=("service",), cell_keys=None, cut=None, people=None):
    rows = []
    for place, (key, n) in enumerate(counts.items()):
        key = key if isinstance(key, tuple) else (key,)
        row = dict(zip(keys, key, strict=True)) | {"n": n, "people": n}
        rows.append(row | ({"cell_key": cell_keys[place]} if cell_keys else {}))
    total = sum(row["n"] for row in rows)
    return Table(
        question="volumes", keys=keys, figures=("n", "people"), rows=tuple(rows), denominator=total,
        people=total if people is None else people, store_version=1, asked={"cut": cut or {}},
    )  # fmt: skip


def shown(table):
    return {tuple(row[key] for key in table.keys): row["n"] for row in table.rows}


def is_told(hidden: list[int]) -> bool:
    """Whether an attacker who knows the sum of hidden counts, and that each is at least 1, knows them all."""
    total, ways = sum(hidden), 0
    for guess in product(range(1, total + 1), repeat=len(hidden)):
        ways += sum(guess) == total
        if ways > 1:
            return False
    return bool(hidden)


def test_a_worked_example():
    got = disclose(raw({"A": 40, "B": 3, "C": 12, "D": 0}), OWNER)
    assert shown(got) == {("A",): 40, ("B",): None, ("C",): None, ("D",): 0}
    assert got.denominator == 55
    assert got.people is None
    assert "people" not in got.rows[0]
    assert got.disclosed_for == "owner"
    assert got.notes


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 5, 6], [0, 5, 6]),
        ([4, 5, 6], [None, None, 6]),
        ([2, 3, 6], [None, None, 6]),
        ([1, 1, 6, 9], [None, None, None, 9]),
        ([4, 0, 0], [None, 0, 0]),
        ([4, 7, 7], [None, None, 7]),
    ],
)
def test_children_of_one_parent(counts, expected):
    got = disclose(raw(dict(zip("ABCD", counts, strict=False))), OWNER)
    assert list(shown(got).values()) == expected


def test_one_child_alone_takes_its_parent_along():
    assert disclose(raw({"A": 4}), OWNER).denominator is None
    assert disclose(raw(dict.fromkeys("ABCDEF", 1)), OWNER).denominator is None
    assert disclose(raw({"A": 4, "B": 6}), OWNER).denominator == 10


def test_people_count_not_answers():
    table = raw({"A": 40, "B": 30, "C": 50})
    few = table.with_rows(tuple(row | {"people": 4} if row["service"] == "A" else row for row in table.rows))
    assert shown(disclose(few, OWNER)) == {("A",): None, ("B",): None, ("C",): 50}


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_no_hidden_count_follows_from_its_siblings_and_their_sum(counts):
    table = raw(dict(zip("ABCDE", counts, strict=False)))
    got = disclose(table, OWNER)
    hidden = [row["n"] for row, out in zip(table.rows, got.rows, strict=True) if out["hidden"]]
    for row, out in zip(table.rows, got.rows, strict=True):
        assert out["n"] is None if out["hidden"] else out["n"] == row["n"]
        assert out["hidden"] or row["n"] == 0 or row["people"] >= 5
        assert not (row["n"] == 0 and out["hidden"])
    if hidden and got.denominator is not None:
        assert not is_told(hidden)


@given(st.dictionaries(st.tuples(st.sampled_from("ABC"), st.sampled_from("123")), st.integers(0, 12), min_size=1))
def test_no_hidden_count_follows_from_the_margins(counts):
    table = raw(counts, keys=("organisation", "month"))
    got = disclose(table, OWNER, parent=("organisation",))
    again = disclose(table.with_rows(tuple(reversed(table.rows))), OWNER, parent=("organisation",))
    assert shown(got) == shown(again)
    for axis in (0, 1):
        lines = defaultdict(list)
        for key, n in counts.items():
            lines[key[axis]].append((n, shown(got)[key]))
        for line in lines.values():
            hidden = [n for n, out in line if out is None]
            alone = not [n for n, out in line if out]
            assert not hidden or alone or (len(hidden) > 1 and sum(hidden) > len(hidden))


def test_a_theme_by_organisation_does_not_undo_the_theme_by_itself():
    """Theme × organisation beside the theme alone: the organisation with two answers must not follow."""
    counts = {("XTC", "Parking"): 2, ("XTC", "Food"): 3, ("XWR", "Parking"): 28, ("XWR", "Food"): 40}
    got = shown(disclose(raw(counts, keys=("organisation", "theme")), OWNER, parent=("organisation",)))
    assert got[("XTC", "Parking")] is None
    assert got[("XWR", "Parking")] is None
    assert got[("XWR", "Food")] is None


def test_only_the_teams_own_services_stand_unsuppressed():
    mine = {"organisations": ("XWR",), "services": ("Ward 7",)}
    assert shown(disclose(raw({"A": 2}, cut=mine), FAY)) == {("A",): 2}
    for other in (
        {}, {"organisations": ("XWR",)}, {"services": ("Ward 7",)}, mine | {"services": ("Ward 7", "Therapies")},
        mine | {"organisations": ("XWR", "XTC")}, mine | {"pathway": "home-after-a-fall"},
    ):  # fmt: skip
        assert shown(disclose(raw({"A": 2}, cut=other), FAY)) == {("A",): None}
    for audience in ("provider", "commissioner", "partner", "owner", "public"):
        scope = Scope(
            person="x", audience=audience, organisations=None, words_from=None, services=FAY.services
        )  # fmt: skip
        assert shown(disclose(raw({"A": 2}, cut=mine), scope)) == {("A",): None}


def test_personal_splits_are_rounded_by_their_cell_key():
    low, high = 0, 2**32 - 1
    table = raw({"18-24": 11, "25-34": 14, "35-44": 20}, keys=("about:age",), cell_keys=[low, high, high])
    assert list(shown(disclose(table, OWNER)).values()) == [15, 10, 20]
    middle = raw({"a": 13, "b": 13}, keys=("about:age",), cell_keys=[int(0.59 * 2**32), int(0.61 * 2**32)])
    assert list(shown(disclose(middle, OWNER)).values()) == [15, 10]


def test_a_personal_split_of_fewer_than_ten_people_is_hidden_in_its_own_group():
    counts = {("XTC", "a"): 7, ("XTC", "b"): 0, ("XWR", "a"): 40, ("XWR", "b"): 60, ("XWC", "a"): 30, ("XWC", "b"): 9}
    table = raw(counts, keys=("organisation", "about:sex"), cell_keys=[0] * 6)
    got = shown(disclose(table, OWNER, parent=("organisation",)))
    assert got[("XTC", "a")] is None
    assert all(n is None or n % 5 == 0 for n in got.values())
    few = raw({"a": 5, "b": 4}, keys=("about:sex",), cell_keys=[0, 0])
    assert set(shown(disclose(few, OWNER)).values()) == {None}


def test_parts_of_a_cell_are_its_children():
    def split(**parts):
        row = {"theme": "Food", "n": sum(parts.values()), "people": sum(parts.values())} | parts
        row |= {f"{name}_people": n for name, n in parts.items()}
        table = raw({"x": row["n"]}, keys=("theme",)).with_rows((row,), figures=tuple(row)[1:])
        got = disclose(table, OWNER, parts=tuple(parts)).rows[0]
        assert not [name for name in got if name.endswith("_people")]
        return [got[name] for name in parts]

    assert split(positive=20, neutral=2, negative=9) == [20, None, None]
    assert split(positive=20, neutral=1, negative=1) == [None, None, None]
    assert split(positive=20, neutral=0, negative=9) == [20, 0, 9]
    assert split(positive=2, neutral=0, negative=1) == [None, None, None]


def test_a_table_is_disclosed_once_and_shares_need_ten():
    got = disclose(raw({"A": 30, "B": 3, "C": 9}), OWNER)
    assert disclose(got, FAY) is got
    assert share(5, 9) is None
    assert share(None, 50) is None
    assert share(5, None) is None
    assert share(5, 10) == 50


def test_words_beside_a_personal_split_need_twenty():
    few = Passages(items=(), total=19, store_version=1)
    enough = Passages(items=(), total=20, store_version=1)
    assert disclose_words(few, OWNER, people=19, beside_personal=True).total is None
    assert disclose_words(enough, OWNER, people=20, beside_personal=True).total == 20
