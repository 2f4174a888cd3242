"""Results of several clauses, held against each other before they are told (CONTRACTS §5 g)."""

from datetime import date, timedelta

import pytest

from goldthread.workspace import Workspace
from tests.builders.evidence import keep
from tests.builders.site import cast


cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.commitments import rules  # noqa: E402
from goldthread.commitments.actions import contracts, results  # noqa: E402
from tests.builders import round as made  # noqa: E402


FIRST = rules.first_period(made.STARTS, 3)
"""The first quarter of the builder's contract; it is over."""
MONTHS = [rules.after(FIRST, n) for n in range(3)]


@pytest.fixture
def workspace(tmp_path):
    """Twenty carers a month, and two patients in the last month of the quarter."""
    held = Workspace(tmp_path / "workspace")
    made.tell(held)
    day = rules.first_day(MONTHS[-1]).replace(day=9)
    two = {"date": day, "role": "patient", "organisation": "XWR", "extra": ((made.QUESTION, "Yes"),)}
    keep(held.store, [{"n": 800_000 + n} | two for n in range(2)])
    with made.undone():
        yield held


@pytest.fixture
def clauses(workspace):
    """The same measure of everybody by quarter, and of carers by month, in one contract."""
    panel = made.panel("test")
    everybody = made.clause(workspace, "test", panel, [], body=made.body(cut={}, period="quarter"))
    carers = made.clause(workspace, "test", panel, [], contract=everybody.contract)
    for one in (everybody, carers):
        made.endorse(one)
        made.sign(one)
    return everybody, carers


def told(workspace, clause, period):
    found = results.compute(by="test", workspace=workspace, clause=clause, period=period)
    return found.numerator, found.denominator


def test_months_of_carers_one_by_one_do_not_leave_two_patients_of_a_quarter(workspace, clauses):
    everybody, carers = clauses
    assert told(workspace, everybody, FIRST) == (47, 62)
    assert [told(workspace, carers, month) for month in MONTHS] == [(15, 20), (15, 20), (None, None)]


def test_nor_does_the_quarter_after_the_months(workspace, clauses):
    everybody, carers = clauses
    assert [told(workspace, carers, month) for month in MONTHS] == [(15, 20)] * 3
    assert told(workspace, everybody, FIRST) == (None, None)


def test_a_party_that_ends_leaves_its_results_of_whom_they_were(workspace, clauses):
    """Everybody of a provider, which then ends; carers of it under a second contract would leave two patients."""
    everybody, _ = clauses
    assert told(workspace, everybody, FIRST) == (47, 62)
    assert everybody.results.last().counted == ["XWR"]
    contracts.end_party(by="test", contract=everybody.contract, organisation="XWR", on=date.today(), successor="XWC")
    again = made.clause(workspace, "test", made.panel("test"), [], body=made.body(period="quarter"))
    made.endorse(again)
    made.sign(again)
    with clock.as_of(date.today() + timedelta(days=1)):
        assert told(workspace, again, FIRST) == (None, None)
