"""One question asked of staff and carers: the difference, and what it may say."""

from datetime import date

import pytest

from goldthread.insight.measures import draw_chart, gap
from goldthread.vocabulary import ClosedByPromise, Cut, Scope, Terms
from goldthread.vocabulary.measures import ShareOfAnswers
from tests.builders.evidence import keep, store


QUESTION = "Are carers told who is coming?"
ASKED = ShareOfAnswers(question=QUESTION, yes=("Yes",), no=("No",))
TODAY = date(2026, 7, 15)
BOARD = Scope(person="cath", audience="commissioner", organisations=frozenset({"XWR"}), words_from=frozenset())


def answers(month: date, role: str, yes: int, no: int, first: int) -> list[dict]:
    return [
        {"n": first + n, "date": month, "role": role, "extra": ((QUESTION, "Yes" if n < yes else "No"),)}
        for n in range(yes + no)
    ]


@pytest.fixture
def held(tmp_path):
    made, pieces = store(tmp_path), []
    for k in range(24):
        month = date(2024 + (6 + k) // 12, (6 + k) % 12 + 1, 9)
        pieces += answers(month, "staff", 9, 1, 1_000 * k)
        pieces += answers(month, "carer", 5, 5, 1_000 * k + 500) if k != 3 else []
    keep(made, pieces)
    return made


def test_the_difference_is_charted_month_by_month(held):
    found = gap(held, Scope.owner(), ASKED, today=TODAY)
    assert (len(found.months), found.is_clear) == (24, True) and found.difference == pytest.approx(0.4)
    assert [one.difference for one in found.months[:4]] == [pytest.approx(0.4)] * 3 + [None]
    assert found.sentence == (
        "Answering yes: 90% of 240 staff, 50% of 230 carers. That is 40 percentage points more of staff than of carers."
    )
    assert (found.chart.is_gap, found.chart.points[3].value, found.chart.rows()[0][1]) == (
        True,
        None,
        pytest.approx(0.4),
    )
    assert "+40 points" in draw_chart(found.chart) and "Are carers told" in draw_chart(found.chart, caveats=True)


def test_a_difference_that_chance_could_make_is_said_to_be_one(tmp_path):
    made = store(tmp_path)
    month = date(2026, 6, 2)
    keep(made, [*answers(month, "staff", 3, 7, 0), *answers(month, "carer", 5, 5, 100)])
    found = gap(made, Scope.owner(), ASKED, today=TODAY)
    assert not found.is_clear and found.sentence.endswith("Chance alone could make such a difference.")
    assert "20 percentage points fewer of staff than of carers" in found.sentence


def test_where_one_group_was_not_asked_there_is_nothing_to_compare(held):
    found = gap(held, Scope.owner(), ASKED, roles=("staff", "patient"), today=TODAY)
    assert (found.difference, found.is_clear) == (None, False)
    assert found.sentence == "Answering yes: 90% of 240 staff, no patients. There is nothing to compare."
    assert draw_chart(found.chart)


def test_without_the_words_it_is_of_shared_figures(held):
    found = gap(held, BOARD, ASKED, today=TODAY)
    assert all(count % 5 == 0 for one in found.months for count in (*one.first[1:], *one.second[1:]))
    assert any("rounded to 5" in one for one in found.chart.notes)
    nobody = gap(held, BOARD, ASKED, roles=("staff", "patient"), today=TODAY)
    assert "fewer than 5 a month of, or no, patients" in nobody.sentence


def test_a_promise_closes_it(held):
    held.publish(Terms(hidden_fields=frozenset({"role"}), made_by="panel:1"))
    with pytest.raises(ClosedByPromise):
        gap(held, Scope.owner(), ASKED, cut=Cut(), today=TODAY)
