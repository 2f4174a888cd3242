"""From when a clause counts: by the day it was signed, at the edges of months and quarters, and back-dated."""

from datetime import date, timedelta

import pytest

from goldthread.commitments import periods, rules
from goldthread.vocabulary import WrongUsage
from goldthread.workspace import Workspace
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.accounts.models import OutgoingMail  # noqa: E402
from goldthread.commitments import queries, routines  # noqa: E402
from goldthread.commitments.actions import contracts, results  # noqa: E402
from tests.builders import round as made  # noqa: E402


APRIL, MARCH = date(2026, 4, 1), date(2027, 3, 31)


def firsts(starts, signed, size, *, until=date(2027, 4, 1), back_dated=False):
    since = rules.counts_from(starts, signed, back_dated=back_dated)
    return rules.periods(since, MARCH, until, size)[:1]


@pytest.mark.parametrize(
    ("signed", "month", "quarter"),
    [
        (date(2026, 3, 20), "2026-04", "2026-04"),
        (date(2026, 4, 1), "2026-04", "2026-04"),
        (date(2026, 4, 2), "2026-05", "2026-07"),
        (date(2026, 6, 30), "2026-07", "2026-07"),
        (date(2026, 7, 1), "2026-07", "2026-07"),
        (date(2026, 7, 2), "2026-08", "2026-10"),
        (date(2026, 12, 31), "2027-01", "2027-01"),
    ],
)
def test_the_first_period_is_the_first_that_begins_once_it_is_signed(signed, month, quarter):
    assert firsts(APRIL, signed, 1) == [month]
    assert firsts(APRIL, signed, 3) == [quarter]


def test_a_back_dated_clause_counts_from_the_contracts_first_day():
    assert firsts(APRIL, date(2026, 9, 9), 1, back_dated=True) == ["2026-04"]
    assert rules.counts_from(APRIL, None, back_dated=True) is None, "nothing counts before it is signed"


@pytest.mark.parametrize(
    ("starts", "month", "quarter"),
    [
        (date(2026, 4, 1), "2026-04", "2026-04"),
        (date(2026, 4, 15), "2026-05", "2026-07"),
        (date(2026, 5, 1), "2026-05", "2026-07"),
        (date(2026, 6, 30), "2026-07", "2026-07"),
        (date(2026, 12, 31), "2027-01", "2027-01"),
    ],
)
def test_a_contract_that_begins_within_a_quarter_has_the_quarters_of_the_calendar(starts, month, quarter):
    assert firsts(starts, starts, 1) == [month]
    assert firsts(starts, starts, 3) == [quarter]


def test_a_contract_that_ends_within_a_period_has_no_result_of_it():
    ends = date(2026, 8, 31)
    assert rules.periods(APRIL, ends, date(2027, 1, 1), 1)[-1] == "2026-08"
    assert rules.periods(APRIL, ends, date(2027, 1, 1), 3) == ["2026-04"]
    assert rules.periods(APRIL, ends - timedelta(days=1), date(2027, 1, 1), 1)[-1] == "2026-07"


def test_every_month_is_in_the_quarter_that_holds_it():
    for month in range(1, 13):
        quarter = rules.quarter_of(f"2026-{month:02}")
        assert int(quarter[5:]) in rules.QUARTER_MONTHS
        assert quarter <= f"2026-{month:02}" < rules.after(quarter, 3)


def test_nothing_is_late_before_there_was_time_to_report_it():
    assert rules.late_on("2026-04", 1) == date(2026, 5, 16)
    assert rules.late_on("2026-04", 1, date(2026, 4, 1)) == date(2026, 5, 16)
    assert rules.late_on("2026-04", 1, date(2026, 9, 1)) == date(2026, 9, 16), "it was signed afterwards"


@pytest.fixture
def workspace(tmp_path):
    held = Workspace(tmp_path / "workspace")
    made.tell(held)
    with made.undone(), clock.as_of(date.today()):
        yield held


@pytest.fixture
def clause(workspace):
    held = made.clause(workspace, "test", made.panel("test"), [], body=made.reported())
    made.endorse(held)
    return held


def test_a_clause_that_is_signed_today_asks_for_nothing_from_before(clause, workspace):
    made.sign(clause, on=date.today())
    assert periods.of_clause(clause).is_in_force
    assert periods.of_clause(clause).due == []
    assert periods.due_reports("XWR") == []
    assert periods.late_reports() == []
    assert routines.results_of_today() == 0
    assert not OutgoingMail.objects.filter(kind="result late").exists()
    with pytest.raises(WrongUsage, match="before the clause was signed"):
        results.report(
            by="test",
            workspace=workspace,
            clause=clause,
            organisation="XWR",
            period=made.month(1),
            numerator=12,
            denominator=20,
        )


def test_a_clause_that_is_signed_within_the_contract_asks_for_what_began_since(clause):
    made.sign(clause, on=rules.first_day(made.month(4)) + timedelta(days=1))
    assert periods.of_clause(clause).due == [made.month(back) for back in (3, 2, 1)]


def test_it_counts_since_the_last_party_signed(clause):
    seen = {"by": "test", "clause": clause, "name": "Pat Doe", "job": "Director"}
    for code, back in (("XIC", 6), ("XWR", 3)):
        with clock.as_of(rules.first_day(made.month(back))):
            contracts.sign(**seen, seen=queries.standing_of(clause), organisation=code)
    assert periods.of_clause(clause).due[0] == made.month(3)


def test_another_signature_after_a_rewording_asks_for_the_same_periods(clause):
    made.sign(clause)
    before = periods.of_clause(clause).due
    contracts.reword(
        by="test", clause=clause, based_on=1, wording="They know who is coming.", organisation="XWR", why_differs="-"
    )
    made.endorse(clause)
    made.sign(clause, on=date.today())
    assert periods.of_clause(clause).due == before and len(before) == 7


def test_nothing_is_reported_of_a_clause_that_nobody_signed(clause, workspace):
    with pytest.raises(WrongUsage, match="not signed by every party"):
        results.report(
            by="test",
            workspace=workspace,
            clause=clause,
            organisation="XWR",
            period=made.month(1),
            numerator=12,
            denominator=20,
        )


def test_a_back_dated_clause_asks_for_all_of_the_contract_and_nothing_of_it_is_late_at_once(workspace):
    held = made.clause(workspace, "test", made.panel("test"), [], body=made.reported(), back_dated=True)
    made.endorse(held)
    made.sign(held, on=date.today())
    assert periods.of_clause(held).due == [made.month(back) for back in range(7, 0, -1)]
    assert periods.late_reports() == []
    assert len(periods.late_reports(date.today() + timedelta(days=rules.REPORT_DAYS))) == 7


def test_a_result_from_before_stays_and_can_be_corrected(clause, workspace):
    held = made.clause(workspace, "test", clause.measure.panel, [], body=made.reported(), back_dated=True)
    made.endorse(held)
    made.sign(held, on=date.today())
    usual = {"by": "test", "workspace": workspace, "clause": held, "organisation": "XWR", "period": made.month(2)}
    results.report(**usual, numerator=12, denominator=20)
    held.back_dated = False
    held.save()
    assert results.report(**usual, numerator=13, denominator=20, why="One was late.").number == 2
