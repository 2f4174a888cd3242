"""A result counts who gave the care as its period began: never others, and never everybody, once a party has left."""

from datetime import timedelta

import pytest

from goldthread.vocabulary import WrongUsage
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import clock  # noqa: E402
from goldthread.commitments import figures, measuring, outcomes, parties, rules  # noqa: E402
from goldthread.commitments.actions import contracts, results  # noqa: E402
from tests.builders import round as made  # noqa: E402


LAST = made.month(1)


def left(clause, successor=""):
    """The hospital's last day as a party is today; gives the first day of a month after it."""
    ended = contracts.end_party(
        by="test", contract=clause.contract, organisation="XWR", on=clock.today(), successor=successor
    )
    assert ended.until == clock.today()
    return rules.first_day(rules.after(made.month(0), 1))


@pytest.fixture
def clause(workspace, panel):
    return made.agreed(made.clause(workspace, "test", panel, []))


def test_nobody_is_counted_where_the_only_provider_has_left(clause, workspace):
    later = left(clause)
    held = type(clause).objects.get(pk=clause.pk)
    assert measuring.counted_for(held, rules.first_day(LAST)).cut.organisations == ("XWR",)
    with pytest.raises(WrongUsage, match="Nobody who gives this care"):
        measuring.counted_for(held, later)
    period = made.month(0)
    with clock.as_of(rules.first_day(rules.after(period, 2))):
        assert results.compute_all(by="test", workspace=workspace) >= 1
    told = {one.period: one.counted for one in held.results.all()}
    assert told[LAST] == ["XWR"] and rules.after(period, 1) not in told


def test_who_takes_a_partys_place_does_so_the_day_after_its_last_and_is_not_counted_before(clause):
    later = left(clause, successor="XWC")
    contract = type(clause).objects.get(pk=clause.pk).contract
    today = clock.today()
    assert parties.giving(contract, rules.first_day(LAST)) == parties.giving(contract, today) == ("XWR",)
    assert parties.giving(contract, today + timedelta(days=1)) == parties.giving(contract, later) == ("XWC",)


def test_a_measure_that_names_who_left_counts_those_who_took_its_place_and_nobody_else(workspace, panel):
    both = contracts.add(
        by="test",
        title="Ring back",
        edition="nhs-standard-2026-27",
        starts=made.STARTS,
        ends=made.ENDS,
        parties=[*made.PARTIES, ("XTC", "sub-contractor")],
    )
    body = made.body(cut={"organisation": ["XWR"]})
    named = made.clause(workspace, "test", panel, [], body=body, contract=both)
    assert measuring.counted_for(named).cut.organisations == ("XWR",)
    later = left(named)
    held = type(named).objects.get(pk=named.pk)
    with pytest.raises(WrongUsage, match="Nobody who gives this care"):
        measuring.counted_for(held, later)


def test_to_correct_a_figure_settles_no_dispute(workspace, panel):
    clause = made.agreed(made.clause(workspace, "test", panel, [], body=made.reported()))
    given = {"by": "test", "workspace": workspace, "clause": clause, "organisation": "XWR", "period": LAST}
    held = made.shown_result(clause, workspace, 30, 40)
    results.dispute(by="test", result=held, organisation="XIC", numerator=20, denominator=40, reason="We heard fewer.")
    with pytest.raises(WrongUsage, match="reported already"):
        results.report(**given, numerator=30, denominator=40, why="Again.")
    results.report(**given, numerator=31, denominator=40, why="One more came in.")
    (found,) = outcomes.every_result_of(clause)
    assert found.disputed and [one.numerator for one in found.disputes] == [20]
    shown = figures.period(found, "month", {}, exact=True)
    assert shown.disputed and [said for _, _, said in shown.disputes] == ["20 of 40 (50%)"]
