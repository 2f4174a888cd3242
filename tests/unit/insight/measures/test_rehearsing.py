"""A clause rehearsed: its meetings with that month's words, and nothing that its reader may not see."""

from datetime import date

import pytest

from goldthread.insight.measures import MonthCount, Unseen, check_measure, measure_from, rehearse
from goldthread.vocabulary import Cut, Scope, Terms
from tests.builders.evidence import KEY, keep, store


QUESTION = "Did you know who was coming?"
TODAY = date(2026, 7, 15)
OWNER = Scope.owner()


def scope(person, audience, organisations, words=()):
    return Scope(person=person, audience=audience, organisations=frozenset(organisations), words_from=frozenset(words))


READER = scope("cath", "commissioner", {"XWR"}, {"XWR"})
BOARD = scope("cath", "commissioner", {"XWR"}, set())
DAI = scope("dai", "provider", {"XTC"}, {"XTC"})


def answers(month: date, yes: int, no: int, first: int, **more: object) -> list[dict]:
    return [
        {"n": first + n, "date": month, "extra": ((QUESTION, "Yes" if n < yes else "No"),)} | more
        for n in range(yes + no)
    ]


def the_month(k: int) -> date:
    return date(2024 + (6 + k) // 12, (6 + k) % 12 + 1, 9)


@pytest.fixture
def held(tmp_path):
    made, pieces = store(tmp_path), []
    for k in range(24):
        yes = 10 if k in (13, 20) else 18
        pieces += answers(the_month(k), yes, 20 - yes, 1_000 * k, role="carer", text="Nobody rang us at all.")
    pieces += [{"n": 90_000 + n, "service": "Maternity", "role": "staff", "date": date(2026, 6, 1)} for n in range(9)]
    pieces += answers(date(2026, 6, 2), 1, 1, 91_000, service="Maternity", role="patient")
    keep(made, pieces)
    return made


def measure(**change: object):
    held = {
        "wording": "We know who is coming.",
        "definition": {"share answering yes": {"question": QUESTION, "yes": "Yes", "no": "No"}},
        "threshold": {"at least": 0.8},
        "cut": {"service": "Therapies"},
    }
    return measure_from({key: one for key, one in (held | change).items() if one is not None}, "we-know")


def test_each_period_not_met_is_a_meeting_with_the_words_of_its_month(held):
    found = rehearse(held, OWNER, measure(), today=TODAY)
    assert [one.period for one in found.meetings] == ["2025-08", "2026-03"]
    assert found.meetings[0].count == MonthCount("2025-08", 10, 20)
    assert (len(found.meetings[0].passages), found.meetings[0].words) == (20, 20)
    words = {
        f"feedback:{one.id}"
        for one in held.ask(OWNER, "words", Cut(since=date(2025, 8, 1), until=date(2025, 8, 31)), limit=99).items
    }
    assert set(found.meetings[0].passages) <= words
    assert found.said[0].startswith("With 20 replies a month, changes under about")
    assert any("chance alone would miss it in" in one for one in found.said)


def test_a_quarter_not_met_has_the_words_of_three_months(held):
    found = rehearse(held, OWNER, measure(period="quarter", threshold={"at least": 0.85}), today=TODAY)
    assert [(one.period, one.count.denominator, one.words) for one in found.meetings] == [
        ("2025-07", 60, 60),
        ("2026-01", 60, 60),
    ]
    assert found.by_quarter == found.checked.rehearsed


def test_quarters_are_there_where_months_have_too_few(tmp_path):
    made = store(tmp_path)
    keep(made, [one for k in range(24) for one in answers(the_month(k), 4, 2, 1_000 * k)])
    found = rehearse(made, OWNER, measure(), today=TODAY)
    assert found.checked.refused[0].code == "too few" and found.meetings == ()
    assert (len(found.by_quarter.periods), found.by_quarter.judged) == (8, 8)


def test_who_is_not_in_its_numbers_is_said_from_shared_figures(held):
    found = rehearse(held, OWNER, measure(cut=None), today=TODAY).unseen
    assert Unseen("role", "staff", None) in found and Unseen("service", "Maternity", None) in found
    assert Unseen("role", "patient", None) in found and not [one for one in found if one.name == "Therapies"]
    assert next(one for one in found if one.name == "staff").sentence == "Staff: fewer than 5 replies a month, or none."
    assert [one.name for one in rehearse(held, OWNER, measure(cut={"role": "staff"}), today=TODAY).unseen][0] == "staff"


def test_without_the_words_figures_are_shared_and_no_passage_is_there(held):
    for k in range(24):
        yes = 20 if k in (13, 20) else 36
        keep(held, answers(the_month(k), yes, 40 - yes, 200_000 + 1_000 * k, role="carer"))
    found = rehearse(held, BOARD, measure(), today=TODAY)
    assert found.checked.counted.notes and found.checked.as_dict()["notes"]
    assert all(count % 5 == 0 for one in found.checked.counted.months for count in one[1:])
    assert found.meetings and all(one.passages == () for one in found.meetings)
    told = [one.denominator for one in found.checked.counted.months if one.denominator]
    assert told and min(told) >= 50, "a month is a percentage, which stands on 50 people"


def test_a_reader_of_the_words_gets_exact_counts(held):
    found = rehearse(held, READER, measure(), today=TODAY)
    assert found.checked.counted == check_measure(held, OWNER, measure(), today=TODAY).counted
    assert found.meetings[0].passages and found.checked.counted.notes == ()


def test_somebody_elsewhere_sees_nothing(held):
    found = rehearse(held, DAI, measure(), today=TODAY)
    assert (sum(one.denominator for one in found.checked.counted.months), found.meetings) == (0, ())


def test_shared_figures_that_show_nobody_are_not_called_nobody(tmp_path):
    made = store(tmp_path)
    keep(made, [one for k in range(24) for one in answers(the_month(k), 2, 2, 1_000 * k)])
    (refusal, *_) = check_measure(made, BOARD, measure(), today=TODAY).refused
    assert refusal.code == "too few" and "Nobody here has answered" not in refusal.sentence


def test_shared_figures_of_events_are_refused_with_a_way_out(held):
    events = {"share of events": {"kind": "complaints", "field": "In time", "good": "Y", "other": "N"}}
    checked = check_measure(held, BOARD, measure(definition=events), today=TODAY)
    assert [one.code for one in checked.refused] == ["forbidden"] and checked.refused[0].way_out


def test_what_a_promise_closes_is_a_refusal_and_no_meeting(held):
    held.publish(Terms(hidden_fields=frozenset({f"extra:{QUESTION}"}), made_by="panel:1"))
    found = rehearse(held, OWNER, measure(), today=TODAY)
    assert [one.code for one in found.checked.refused] == ["forbidden"]
    assert (found.meetings, found.unseen, found.said) == ((), (), ())


def test_a_withdrawn_voice_is_before_no_meeting(held, tmp_path):
    gone = KEY.identify("person", str(13_000))
    assert (
        f"feedback:{KEY.identify('id', '13000')}" in rehearse(held, OWNER, measure(), today=TODAY).meetings[0].passages
    )
    held.withdraw(gone, tmp_path)
    after = rehearse(held, OWNER, measure(), today=TODAY).meetings[0]
    assert (len(after.passages), after.count) == (19, MonthCount("2025-08", 9, 19))
