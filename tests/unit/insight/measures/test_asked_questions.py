"""Questions to choose from: what is held, and nothing that a promise or small numbers close."""

from dataclasses import replace
from datetime import date

import pytest

from goldthread.insight.measures import FixedAnswer, asked_questions, counts_by_organisation, measure_from
from goldthread.vocabulary import Scope, Terms, WrongUsage
from tests.builders.evidence import keep, store


TOLD = "Did you know who was coming?"
BOARD = Scope(person="cath", audience="commissioner", organisations=frozenset({"XWR"}), words_from=frozenset())
OWNER = Scope.owner()


def rows(month: int, question: str, value: str, count: int, first: int, **more: object) -> list[dict]:
    when = {"date": date(2026, month, 9), "extra": ((question, value),)}
    return [{"n": first + place} | when | more for place in range(count)]


@pytest.fixture
def held(tmp_path):
    made = store(tmp_path)
    keep(
        made,
        [
            *rows(5, TOLD, "Yes", 20, 0),
            *rows(6, TOLD, "Yes", 10, 100),
            *rows(6, TOLD, "No", 6, 200),
            *rows(6, TOLD, "Not sure", 2, 300),
            *rows(6, "Deadline met", "Y", 9, 400, kind="complaints"),
            *rows(6, "Deadline met", "N", 7, 500, kind="complaints"),
            *rows(6, "Always the same", "X", 9, 600),
            *[one for n in range(40) for one in rows(6, "Case number", f"C{n}", 1, 700 + n)],
        ],
    )
    return made


def test_questions_and_events_come_with_their_answers(held):
    told, deadline = asked_questions(held, OWNER)
    assert (told.question, told.kind, told.replies_a_month, told.at_least) == (TOLD, "", 19.0, False)
    assert told.answers == (FixedAnswer("Yes", 15.0), FixedAnswer("No", 3.0), FixedAnswer("Not sure", 1.0))
    assert (deadline.question, deadline.kind, deadline.replies_a_month) == ("Deadline met", "complaints", 8.0)


def test_who_may_not_read_words_sees_no_answer_of_fewer_than_five(held):
    told, deadline = asked_questions(held, BOARD)
    assert [one.value for one in told.answers] == ["Yes", "No"] and told.at_least
    assert all(one.replies_a_month * 2 % 5 == 0 for one in (*told.answers, *deadline.answers))
    assert (deadline.kind, [one.value for one in deadline.answers]) == ("complaints", ["Y", "N"])
    elsewhere = Scope(person="dai", audience="provider", organisations=frozenset({"XTC"}), words_from=frozenset())
    assert asked_questions(held, elsewhere) == []


def test_of_old_replies_the_newest_months_count(tmp_path):
    made, early = store(tmp_path), date(2024, 6, 9)
    every = [
        row | {"date": early.replace(year=2024 + month // 12, month=month % 12 + 1)}
        for month in range(18)
        for row in (*rows(1, TOLD, "Yes", month + 1, 1_000 * month), *rows(1, TOLD, "No", 1, 1_000 * month + 500))
    ]
    keep(made, every)
    (told,) = asked_questions(made, OWNER)
    assert told.replies_a_month == sum(month + 2 for month in range(6, 18)) / 12


def test_what_a_promise_closes_is_not_offered(held):
    held.publish(Terms(hidden_fields=frozenset({f"extra:{TOLD}"}), made_by="panel:1"))
    assert [one.question for one in asked_questions(held, OWNER)] == ["Deadline met"]
    held.publish(Terms(hidden_fields=frozenset({"extra"}), made_by="panel:1"))
    assert asked_questions(held, OWNER) == [] and asked_questions(held, BOARD) == []


def test_nothing_is_offered_where_nothing_is_held(tmp_path):
    assert asked_questions(store(tmp_path), OWNER) == []


def test_each_organisation_is_counted_as_by_itself(held):
    keep(held, rows(6, TOLD, "no ", 4, 3_000, organisation="XTC") + rows(6, TOLD, "?", 4, 3_100, organisation="XZZ"))
    answers = {"share answering yes": {"question": TOLD, "yes": "Yes", "no": ["No", "Not sure"]}}
    made = measure_from({"wording": "We know.", "definition": answers}, "we-know")
    found = counts_by_organisation(held, OWNER, made, "2026-04", "2026-06")
    assert found == {
        "XTC": (("2026-04", 0, 0), ("2026-05", 0, 0), ("2026-06", 0, 4)),
        "XWR": (("2026-04", 0, 0), ("2026-05", 20, 20), ("2026-06", 10, 18)),
    }
    reported = {"reported by the provider": {"numerator": "a", "denominator": "b"}}
    with pytest.raises(WrongUsage):
        counts_by_organisation(
            held, OWNER, measure_from({"wording": "w", "definition": reported}, "k"), "2026-04", "2026-06"
        )


@pytest.mark.parametrize(("theirs", "own", "events"), [(2, 2, 0), (3, 2, 0), (4, 4, 0), (5, 0, 1), (0, 5, 1)])
def test_a_column_is_one_of_events_where_one_organisation_alone_shows_it(tmp_path, theirs, own, events):
    """Of two together, the one that knows how many are its own would learn whether the other has any."""
    made, column = store(tmp_path), "How it closed"
    keep(
        made,
        [
            *rows(6, column, "Upheld", 12, 0, kind="pals"),
            *rows(6, column, "Not upheld", 12, 100, kind="pals"),
            *rows(6, column, "Upheld", theirs, 200, kind="complaints"),
            *rows(6, column, "Upheld", own, 300, kind="complaints", organisation="XTC"),
        ],
    )
    both = replace(BOARD, organisations=frozenset({"XWR", "XTC"}))
    assert sorted(one.kind for one in asked_questions(made, both)) == ["", "complaints"][: 1 + events]
