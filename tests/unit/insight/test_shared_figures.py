"""Shared figures: cells, cuts, sums, shares, closes and readers, each against a slow plain twin (CONTRACTS §5)."""

from calendar import monthrange
from collections import namedtuple
from datetime import date, timedelta
from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldthread.insight.disclosure import (
    Figure,
    adding,
    check,
    closed_version,
    next_close,
    percentage,
    reads_all,
    unlisted,
)
from goldthread.insight.disclosure.cuts import financial_year, is_period
from goldthread.vocabulary import Cut, NotShared, Scope
from tests.builders.plain_cells import Cell, cell_key, figure, rounded, shared, total
from tests.builders.wider import ByWay


PEOPLE = st.lists(st.text("0123456789abcdef", min_size=32, max_size=32), max_size=40)
KEYS = st.integers(0, 2**32 - 1)


def plainly_rounded(n, key):
    """The rule as it is written, in exact fractions."""
    q, r = n // 5, n % 5
    return 5 * (q + 1) if Fraction(key, 2**32) < Fraction(r, 5) else 5 * q


@given(st.integers(0, 10**7), KEYS)
def test_rounding_is_the_written_rule(n, key):
    assert rounded(n, key) == plainly_rounded(n, key)


@given(st.integers(0, 10**7), KEYS)
def test_rounding_moves_a_count_by_four_at_most_and_never_moves_a_multiple(n, key):
    assert abs(rounded(n, key) - n) <= 4
    assert rounded(n, key) % 5 == 0
    assert n % 5 or rounded(n, key) == n


@pytest.mark.parametrize("n", range(5, 10))
def test_rounding_is_unbiased_over_keys(n):
    keys = [step * 2**32 // 1000 for step in range(1000)]
    assert abs(sum(rounded(n, key) for key in keys) / 1000 - n) < 0.01


@given(PEOPLE)
def test_the_key_is_of_distinct_people_in_any_order(people):
    plain = 0
    for one in sorted(set(people)):
        plain = (plain + int(one[:8], 16)) % 2**32
    assert cell_key(people) == cell_key(reversed(people)) == cell_key([*people, *people]) == plain


@given(PEOPLE, PEOPLE)
def test_keys_of_disjoint_cells_add_up(some, others):
    others = [one for one in others if one not in set(some)]
    assert cell_key([*some, *others]) == (cell_key(some) + cell_key(others)) % 2**32


@given(st.integers(0, 50), st.integers(0, 4), KEYS)
def test_fewer_than_five_people_and_nobody_are_one_answer(n, people, key):
    assert shared(Cell(n, people, key)) is None
    assert figure(Cell(n, people, key), exact=False) == figure(Cell(), exact=False)
    assert figure(Cell(n, people, key), exact=False).said == "fewer than 5, or none"


@given(st.integers(5, 10**6), KEYS)
def test_five_people_or_more_show_five_or_more(n, key):
    told = shared(Cell(n, 5, key))
    assert told is not None
    assert told >= 5


def test_exact_figures_tell_nobody_from_few():
    assert figure(Cell(0, 0, 0), exact=True).n == 0
    assert figure(Cell(3, 3, 7), exact=True).said == "3"


CELLS = st.builds(Cell, st.integers(0, 60), st.integers(0, 12), KEYS)


@given(st.lists(CELLS, min_size=2, max_size=8))
def test_a_sum_of_units_is_of_what_each_shows(cells):
    shown = [shared(cell) for cell in cells]
    made = total(figure(cell, exact=False) for cell in cells)
    if any(shown):
        assert (made.n, made.at_least) == (sum(n for n in shown if n), True)
        assert made.said.startswith("at least ")
    else:
        assert made == Figure(None, at_least=True)
        assert made.said == "fewer than 5 in each place, or none"


@given(st.lists(CELLS, min_size=1, max_size=8))
def test_a_sum_of_exact_units_is_exact(cells):
    made = total(figure(cell, exact=True) for cell in cells)
    assert (made.n, made.exact, made.at_least) == (sum(cell.n for cell in cells), True, False)


@given(CELLS)
def test_a_sum_of_one_unit_is_its_own_figure(cell):
    assert total([figure(cell, exact=False)]) == figure(cell, exact=False)


@given(CELLS, CELLS, st.lists(CELLS, min_size=1, max_size=4))
def test_few_and_nobody_are_one_answer_in_sums_too(cell, other, rest):
    """Whatever stands behind a unit that shows nothing, the sum is the same."""
    few, none = Cell(cell.n, min(cell.people, 4), cell.key), Cell()
    others = [figure(one, exact=False) for one in rest]
    assert total([figure(few, exact=False), *others]) == total([figure(none, exact=False), *others])


@pytest.mark.parametrize(
    "cut",
    [
        Cut(),
        Cut(services=("A", "B"), organisations=("X", "Y")),
        Cut(kinds=("complaints",)),
        Cut(kinds=("complaints",), services=("A",), since=date(2025, 4, 1), until=date(2026, 3, 31)),
        Cut(roles=("carer",), themes=("Food",), since=date(2026, 2, 1), until=date(2026, 2, 28)),
        Cut(themes=("Food",)),
        Cut(feelings=("alone",)),
        Cut(sentiments=("1", "2")),
        Cut(sentiments=("3",)),
        Cut(pathway="p", touchpoint="t"),
        Cut(since=date(2026, 2, 1), until=date(2026, 2, 28)),
        Cut(since=date(2025, 4, 1), until=date(2026, 3, 31)),
    ],
)
def test_cuts_on_the_list_pass(cut):
    check(cut)
    assert unlisted(cut, ("month", "organisation", "service", "role")) == ""


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (Cut(teams=("Blue",)), "one team"),
        (Cut(batch="b"), "one import"),
        (Cut(question_types=("what_good",)), "question"),
        (Cut(kinds=("complaints",), roles=("carer",)), "a kind of feedback beside"),
        (Cut(kinds=("complaints",), themes=("Food",)), "a kind of feedback beside"),
        (Cut(kinds=("complaints",), since=date(2026, 2, 1), until=date(2026, 2, 28)), "a kind of feedback beside"),
        (Cut(roles=("carer", "staff")), "several roles"),
        (Cut(kinds=("a", "b")), "several kinds"),
        (Cut(themes=("a", "b")), "several themes"),
        (Cut(themes=("a",), feelings=("b",)), "several themes"),
        (Cut(pathway="p", touchpoint="t", themes=("a",)), "several themes"),
        (Cut(sentiments=("1",)), "one point"),
        (Cut(since=date(2026, 2, 1)), "these days"),
        (Cut(until=date(2026, 2, 28)), "these days"),
        (Cut(since=date(2026, 2, 1), until=date(2026, 3, 1)), "these days"),
        (Cut(since=date(2026, 1, 1), until=date(2026, 3, 31)), "these days"),
        (Cut(since=date(2026, 1, 1), until=date(2026, 12, 31)), "these days"),
        (Cut(since=date(2026, 2, 3), until=date(2026, 2, 3)), "these days"),
    ],
)
def test_other_cuts_are_refused_in_a_sentence_that_says_which_there_are(cut, said):
    with pytest.raises(NotShared) as told:
        check(cut)
    assert said in told.value.sentence
    assert "one calendar month" in told.value.remedy


@pytest.mark.parametrize("by", ["team", "channel", "question_type", "score", "extra:day"])
def test_other_splits_are_not_on_the_list(by):
    assert unlisted(Cut(), (by,)) == f"each {by.removeprefix('extra:').replace('_', ' ')}"


@pytest.mark.parametrize(
    ("cut", "by"),
    [
        (Cut(), ("kind", "role")),
        (Cut(), ("kind", "month")),
        (Cut(roles=("carer",)), ("kind",)),
        (Cut(themes=("Food",)), ("kind", "organisation")),
        (Cut(since=date(2026, 2, 1), until=date(2026, 2, 28)), ("kind",)),
    ],
)
def test_a_kind_of_feedback_is_split_by_place_and_year_alone(cut, by):
    assert unlisted(cut, by).startswith("each kind of feedback")
    assert (
        unlisted(Cut(services=("A",), since=date(2025, 4, 1), until=date(2026, 3, 31)), ("kind", "organisation")) == ""
    )


@pytest.mark.parametrize(("cut", "labelled"), [(Cut(themes=("Food",)), 2), (Cut(sentiments=("3",)), 2)])
def test_a_third_label_is_refused(cut, labelled):
    check(cut, 1)
    with pytest.raises(NotShared, match="moments with their feelings"):
        check(cut, labelled)


def test_a_filter_that_nobody_put_on_the_list_is_refused():
    with pytest.raises(NotShared, match="how it was told"):
        check(ByWay(ways=("SMS",)))


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def plain_periods(first, last):
    """Every month and financial year that touches some days, as first and last days."""
    months = {(d.replace(day=1), d.replace(day=monthrange(d.year, d.month)[1])) for d in (first, last)}
    years = {(date(y, 4, 1), date(y + 1, 3, 31)) for y in range(first.year - 1, last.year + 1)}
    return months | years


@given(DAYS, st.integers(0, 400))
def test_periods_are_whole_months_and_financial_years(since, length):
    until = since + timedelta(days=length)
    assert is_period(since, until) == ((since, until) in plain_periods(since, until))


@given(DAYS)
def test_a_financial_year_holds_its_day(day):
    first, last = financial_year(day)
    assert first <= day <= last
    assert is_period(first, last)
    assert (last - first).days in (364, 365)


@pytest.mark.parametrize(
    ("part", "whole", "wanted"),
    [
        (Figure(25), Figure(50), 50.0),
        (Figure(25), Figure(45), None),
        (Figure(None), Figure(100), None),
        (Figure(5), Figure(None), None),
        (Figure(105), Figure(100), 100.0),
        (Figure(3, exact=True), Figure(12, exact=True), 25.0),
        (Figure(3, exact=True), Figure(9, exact=True), None),
        (Figure(5), Figure(45, exact=True), None),
    ],
)
def test_percentages_are_of_shown_figures(part, whole, wanted):
    assert percentage(part, whole) == wanted


Line = namedtuple("Line", "version at what")


@given(st.lists(st.tuples(DAYS, st.sampled_from(["import", "undo", "marks", "close"])), max_size=12), DAYS)
def test_a_close_holds_what_was_before_the_month_or_the_first_close(changes, today):
    lines = [Line(at + 1, day.isoformat() + "T10:00:00+00:00", what) for at, (day, what) in enumerate(changes)]
    wanted, holds = None, False
    for line in lines:
        day = date.fromisoformat(line.at[:10])
        holds = holds or line.what == "import"
        if not holds:
            continue
        if (day.year, day.month) < (today.year, today.month) or line.what == "close":
            wanted = max(wanted or 0, line.version)
    assert closed_version(lines, today) == wanted


@pytest.mark.parametrize(
    ("today", "wanted"),
    [
        (date(2026, 1, 31), date(2026, 2, 1)),
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(2026, 11, 30), date(2026, 12, 1)),
    ],
)
def test_figures_change_next_on_the_first(today, wanted):
    assert next_close(today) == wanted


def scope(audience, words, *, seen=("X", "Y"), services=()):
    return Scope(
        person="p",
        audience=audience,
        organisations=frozenset(seen),
        words_from=frozenset(words),
        services=frozenset(services),
    )


@pytest.mark.parametrize(
    ("who", "unit", "wanted"),
    [
        (Scope.owner(), ("X", None), True),
        (Scope.nobody(), ("X", None), False),
        (scope("partner", ()), ("X", "A"), False),
        (scope("provider", ("X",)), ("X", None), True),
        (scope("provider", ("X",)), ("Y", "A"), False),
        (scope("commissioner", ("Y",)), ("Y", None), True),
        (scope("commissioner", ("Y",)), ("X", None), False),
        (scope("own team", ("X",), services=(("X", "A"),)), ("X", "A"), True),
        (scope("own team", ("X",), services=(("X", "A"),)), ("X", "B"), False),
        (scope("own team", ("X",), services=(("X", "A"),)), ("X", None), False),
    ],
)
def test_exact_is_for_readers_of_all_the_words(who, unit, wanted):
    assert reads_all(who, *unit) is wanted


@settings(deadline=None)  # the first takes as long as its libraries load
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["XWR", "XTC"]),
            st.sampled_from(["a", "b", ""]),
            st.sampled_from(["one", "two"]),
            st.integers(0, 40),
            st.integers(0, 12),
            st.integers(0, 2**32 - 1),
        ),
        unique_by=lambda row: row[:3],
    ),
    st.booleans(),
    st.sets(st.sampled_from(["XWR", "XTC"])),
)
def test_many_cells_at_once_show_what_each_shows_by_itself(rows, by_organisation, readable):
    names = ("organisation", "service", "label", "n", "people", "cell_key")
    columns = pa.table({name: [row[at] for row in rows] for at, name in enumerate(names)})
    keys = ("organisation", "service", "label") if by_organisation else ("label",)
    found = adding.summed(
        columns, keys, ("n",), lambda unit: unit[0] in readable, ("organisation", "service"), alone=by_organisation
    )
    plain: dict[tuple[str, ...], list[Figure]] = {}
    for organisation, service, label, n, people, key in rows:
        one = figure(Cell(n, people, key), exact=organisation in readable)
        plain.setdefault((organisation, service, label) if by_organisation else (label,), []).append(one)
    expected = {
        key: {"n": figures[0].n if by_organisation else total([*figures, Figure(None)]).n}
        for key, figures in plain.items()
    }
    assert found == expected
