"""A measure counted from a store: who counts, and what stands in the way of agreeing it."""

from datetime import date

import pytest
import yaml

from goldthread.insight.measures import check_measure, counts_between, load_measure
from goldthread.vocabulary import BadDefinition, ClosedByPromise, NotFound, Scope, Terms, WrongUsage
from tests.builders.evidence import KEY, keep, store


QUESTION = "Did you know who was coming?"
TODAY = date(2026, 7, 15)
OWNER = Scope.owner()
ENDORSED = dict.fromkeys(
    ("why", "source and owner", "collection", "basis", "agreed by", "review"), "As the panel said."
)


def measure(tmp_path, **change: object):
    held = {
        "wording": "We know who is coming.",
        "definition": {"share answering yes": {"question": QUESTION, "yes": ["Yes"], "no": ["No", "Not sure"]}},
        "threshold": {"at least": "80 %"},
        "standing": "agreed",
    }
    path = tmp_path / "we-know.yaml"
    path.write_text(yaml.safe_dump(held | change), encoding="utf-8")
    return path


def answers(month: date, yes: int, no: int, first: int, **more: object) -> list[dict]:
    return [
        {"n": first + n, "date": month, "extra": ((QUESTION, "Yes" if n < yes else "no "),)} | more
        for n in range(yes + no)
    ]


@pytest.fixture
def held(tmp_path):
    made = store(tmp_path)
    pieces = []
    for k in range(24):
        month = date(2024 + (6 + k) // 12, (6 + k) % 12 + 1, 9)
        pieces += answers(month, 15, 5, 1_000 * k, role="carer")
    keep(made, pieces)
    return made


def codes(found):
    return [one.code for one in found.refused]


def check(held, path, scope=OWNER):
    return check_measure(held, scope, load_measure(path), today=TODAY)


def test_each_person_counts_once_a_month_and_every_month_is_there(held, tmp_path):
    same = {"n": 90_000, "respondent": KEY.identify("person", "0"), "date": date(2024, 7, 20)}
    keep(held, [same | {"extra": ((QUESTION, "Yes"),)}, {"n": 90_001, "date": None, "extra": ((QUESTION, "Yes"),)}])
    found = check(held, measure(tmp_path, **ENDORSED))
    assert [one.month for one in found.counted.months][::23] == ["2024-07", "2026-06"] and len(
        found.counted.months
    ) == 24
    assert {(one.numerator, one.denominator) for one in found.counted.months} == {(15, 20)}
    assert (found.rehearsed.failed, found.rehearsed.judged, found.refused) == (24, 24, ())
    assert found.as_dict()["left_out"] == {"no date": 1, "another answer": 0}


def test_other_answers_other_cuts_and_this_month_are_left_out(held, tmp_path):
    more = [
        *answers(date(2026, 6, 2), 4, 4, 70_000, role="patient"),
        *answers(date(2026, 7, 2), 4, 4, 71_000, role="carer"),
    ]
    more += [{"n": 72_000 + n, "date": date(2026, 6, 1), "extra": ((QUESTION, "Does not apply"),)} for n in range(3)]
    keep(held, more)
    assert check(held, measure(tmp_path, cut={"role": "carer"})).counted.months[-1].denominator == 20
    assert check(held, measure(tmp_path)).as_dict()["left_out"] == {"no date": 0, "another answer": 3}
    assert check(held, measure(tmp_path, cut={"role": "patient"})).counted.months[-1].denominator == 8


def test_events_are_rows_of_a_kind(held, tmp_path):
    keep(held, [piece | {"kind": "complaint"} for piece in answers(date(2026, 6, 2), 3, 1, 80_000)])
    events = {"share of events": {"kind": "complaint", "field": QUESTION, "good": "Yes", "other": "No"}}
    found = check(held, measure(tmp_path, definition=events))
    assert found.counted.months[-1][1:] == (3, 4) and sum(one.denominator for one in found.counted.months) == 4


def test_two_events_of_one_person_in_a_month_are_two(held, tmp_path):
    same = {"respondent": KEY.identify("person", "twice"), "kind": "complaint", "extra": ((QUESTION, "Yes"),)}
    keep(held, [{"n": 85_000 + n, "date": date(2026, 6, 3 + n)} | same for n in range(2)])
    events = {"share of events": {"kind": "complaint", "field": QUESTION, "good": "Yes", "other": "No"}}
    assert check(held, measure(tmp_path, definition=events)).counted.months[-1][1:] == (2, 2)


def test_reported_months_need_no_evidence(tmp_path):
    months = [{"month": f"2025-{n:02}", "numerator": 9, "denominator": 20} for n in range(1, 13)]
    reported = {"reported by the provider": {"numerator": "a", "denominator": "b", "months": months}}
    found = check(store(tmp_path), measure(tmp_path, definition=reported))
    assert (found.counted.months[-1].month, len(found.counted.months), found.counted.months[0]) == (
        "2025-12",
        24,
        ("2024-01", 0, 0),
    )
    assert "no baseline" in codes(found)


def test_at_six_replies_a_month_quarters_are_offered(tmp_path):
    made, pieces = store(tmp_path), []
    for k in range(24):
        pieces += answers(date(2024 + (6 + k) // 12, (6 + k) % 12 + 1, 9), 4, 2, 1_000 * k)
    keep(made, pieces)
    (refusal,) = check(made, measure(tmp_path, **ENDORSED)).refused
    assert refusal.code == "too few" and refusal.reason.startswith("There are about 6 replies a month")
    assert refusal.way_out == "Count it by quarter: 8 of 8 quarters have enough."
    assert check(made, measure(tmp_path, period="quarter", **ENDORSED)).refused == ()


@pytest.mark.parametrize(
    ("change", "code", "reason"),
    [
        ({"threshold": None}, "no threshold", "It has no threshold"),
        ({"cut": {"organisation": "NOBODY"}}, "no denominator", "Nobody here has answered"),
        ({"cut": {"pathway": "no-such-way"}}, "incomplete", "There is no pathway called no-such-way"),
        ({"why": None}, "incomplete", "Before it is agreed it must say: why."),
    ],
)
def test_what_stands_in_the_way_is_said(held, tmp_path, change, code, reason):
    (refusal,) = check(held, measure(tmp_path, **ENDORSED | change)).refused
    assert refusal.code == code and reason in refusal.sentence
    assert check(held, measure(tmp_path, **ENDORSED | {"standing": "watched", "why": None})).refused == ()


def test_a_promise_that_closes_what_it_counts_is_among_the_reasons(held, tmp_path):
    held.publish(Terms(hidden_fields=frozenset({"extra"}), made_by="panel:1"))
    found = check(held, measure(tmp_path, **ENDORSED))
    assert codes(found) == ["forbidden"] and found.counted.months == ()
    assert found.as_dict()["refused"] == [found.refused[0].sentence]
    with pytest.raises(ClosedByPromise):
        counts_between(held, OWNER, load_measure(measure(tmp_path)), "2026-04", "2026-05")


def test_any_months_are_counted_as_the_two_years_are(held, tmp_path):
    made = load_measure(measure(tmp_path))
    keep(held, [{"n": 95_000, "date": date(2026, 4, 30), "extra": ((QUESTION, "Yes"),)}])
    two_years = check(held, measure(tmp_path)).counted.months
    assert counts_between(held, OWNER, made, "2024-07", "2026-06") == two_years
    assert counts_between(held, OWNER, made, "2026-04", "2026-05") == (("2026-04", 16, 21), ("2026-05", 15, 20))
    assert counts_between(held, OWNER, made, "2026-12", "2027-01") == (("2026-12", 0, 0), ("2027-01", 0, 0))


def test_reported_months_are_those_that_were_reported(tmp_path):
    months = [{"month": "2026-02", "numerator": 9, "denominator": 20}]
    reported = {"reported by the provider": {"numerator": "a", "denominator": "b", "months": months}}
    made = load_measure(measure(tmp_path, definition=reported))
    found = counts_between(store(tmp_path), OWNER, made, "2026-01", "2026-02")
    assert found == (("2026-01", 0, 0), ("2026-02", 9, 20))


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-05", "2026-04"),
        ("2026", "2026-05"),
        ("2026-00", "2026-05"),
        ("2026-05", "2026-13"),
        ("1999-01", "2026-01"),
        ("0000-01", "0000-02"),
        ("٢٠٢٦-05", "2026-05"),
        ("2026-05\n", "2026-05"),
    ],
)
def test_what_is_no_range_of_months_is_refused(held, tmp_path, since, until):
    with pytest.raises(WrongUsage):
        counts_between(held, OWNER, load_measure(measure(tmp_path)), since, until)


def test_an_unknown_pathway_is_refused(held, tmp_path):
    with pytest.raises(NotFound):
        counts_between(held, OWNER, load_measure(measure(tmp_path, cut={"pathway": "none"})), "2026-04", "2026-05")


def test_a_program_gets_every_key(held, tmp_path):
    told = check(held, measure(tmp_path)).as_dict()
    wanted = (
        "sentence definition months baseline threshold failed chance_failure smallest_change replies_a_month refused"
    )
    assert set(wanted.split()) <= set(told)
    assert told["months"][0] == {"month": "2024-07", "numerator": 15, "denominator": 20, "value": 0.75}
    assert (told["baseline"], told["threshold"], told["replies_a_month"]) == (0.75, 0.8, 20.0)


def test_a_bad_file_is_refused(held, tmp_path):
    with pytest.raises(BadDefinition):
        check(held, measure(tmp_path, wording=None))
