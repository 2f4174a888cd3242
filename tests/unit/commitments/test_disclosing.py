"""Small figures of a result are for the parties alone, wherever a result is shown (CONTRACTS §5 g)."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from goldthread.vocabulary import Scope
from goldthread.vocabulary.measures import ReportedCounts
from goldthread.workspace import Workspace, measure_from
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import clock, opened  # noqa: E402
from goldthread.accounts.registry import references  # noqa: E402
from goldthread.cli.commands import app  # noqa: E402
from goldthread.commitments import charting, disclosing, figures, outcomes, rules  # noqa: E402
from goldthread.commitments.actions import results  # noqa: E402
from tests.builders import round as made  # noqa: E402


def plain(numerator, denominator):
    """Whether nobody, or five, stand behind each part."""
    return not {numerator, denominator - numerator} & {1, 2, 3, 4}


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_figure_is_told_where_each_part_is_nobody_or_five(numerator, more):
    denominator = numerator + more
    assert disclosing.may_tell(numerator, denominator) == plain(numerator, denominator)
    assert disclosing.may_tell(numerator, denominator, exact=True)
    shown = figures.counted(numerator, denominator, exact=False)
    assert (shown == disclosing.LEFT_OUT) != plain(numerator, denominator)


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A clause with six results, of which two are small."""
    workspace = Workspace(tmp_path / "workspace")
    made.tell(workspace)
    monkeypatch.setattr(opened, "workspace", lambda: workspace)
    monkeypatch.setattr("goldthread.cli.agreements.with_site", lambda folder: None)
    with made.undone(), clock.as_of(date.today()):
        held = made.clause(workspace, "test", made.panel("test"), [], body=made.reported())
        made.endorse(held)
        made.sign(held)
        for back, numerator in ((6, 13), (5, 12), (4, 18), (3, 2), (2, 14), (1, 15)):
            found = results.report(
                by="test",
                workspace=workspace,
                clause=held,
                organisation="XWR",
                period=made.month(back),
                numerator=numerator,
                denominator=20,
            )
            results.show_now(by="test", result=found, organisation="XWR")
        yield held


def test_a_program_gets_no_small_figure(small):
    shown = json.loads(CliRunner().invoke(app, ["show", "results", "--json"], catch_exceptions=False).stdout)
    counts = [(one["numerator"], one["denominator"], one["value"]) for one in shown]
    assert counts == [
        (13, 20, 0.65),
        (12, 20, 0.6),
        (None, None, None),
        (None, None, None),
        (14, 20, 0.7),
        (15, 20, 0.75),
    ]
    lines = CliRunner().invoke(app, ["show", "results"], catch_exceptions=False).stdout.splitlines()
    assert "13 of 20" in lines[0] and "left out: a part of it is fewer than 5 people" in lines[3]
    assert [one["status"] for one in shown] == ["not met", "not met", "met", "not met", "met", "met"]


def test_the_thread_tells_small_figures_to_nobody(small):
    """A ward's team and a trust's analyst read there what the page of the clause leaves out for them."""
    key, own = small.results.get(period=made.month(3)).key, frozenset({"XWR"})
    everybody = (
        Scope(person="nell", audience="provider", organisations=own, words_from=own),
        Scope(person="fay", audience="own team", organisations=own, words_from=own),
        Scope.owner(),
        Scope(person="asha", audience="partner", organisations=frozenset({"XWR", "XWC"}), words_from=frozenset()),
        Scope(person="rob", audience="commissioner", organisations=frozenset({"XWR"}), words_from=frozenset()),
    )
    said = lambda scope: references.show("result", [key], references.Reader(scope=scope))[key].wording  # noqa: E731
    for scope in everybody:
        assert "left out: a part of it is fewer than 5 people, or none. Not met." in said(scope)
        assert "2 of 20" not in said(scope) and "10%" not in said(scope)


def of_every_period(_):
    return True


def test_a_chart_has_a_gap_where_a_figure_is_small_and_no_limit_knows_of_it(small):
    found = outcomes.results_of(small, "XIC")
    parties, others = (
        charting.of_results(small, found, exact=exact) for exact in (of_every_period, disclosing.of_no_period)
    )
    place = [one.month for one in others.points].index(made.month(3))
    assert (parties.points[place].numerator, others.points[place].numerator) == (2, 0)
    assert others.points[place].value is None
    told = [one for one in others.points if one.value is not None]
    assert others.points[0].centre == pytest.approx(sum(one.numerator for one in told) / (20 * len(told)))


def test_months_that_came_with_a_measure_are_left_out_by_the_same_rule():
    small_months = measure_from(made.reported() | {"key": "m"})
    assert disclosing.has_small(small_months), "16 of 20 leaves 4"
    left = disclosing.released(small_months)
    assert isinstance(left.definition, ReportedCounts) and left.definition.months == ()
    assert not disclosing.has_small(left)


@pytest.mark.parametrize("counts", [(rules.MOST_COUNTED + 1, rules.MOST_COUNTED + 1), (1, rules.MOST_COUNTED + 1)])
def test_no_way_in_takes_a_larger_count_than_another(small, counts):
    from goldthread.commitments import defining, returns
    from goldthread.commitments.actions import returning
    from goldthread.commitments.forms.results import DisputeResult, Report
    from goldthread.vocabulary import WrongUsage

    numerator, denominator = counts
    for form in (Report, DisputeResult):
        made_so = form({"numerator": str(numerator), "denominator": str(denominator), "period": "2026-05"})
        assert "denominator" in made_so.errors
    text = f"clause,month,numerator,denominator\n{small.key},{made.month(7)},{numerator},{denominator}"
    account = returning.take(
        by="test", workspace=opened.workspace(), organisation="XWR", rows=returns.read(text.encode())
    )
    assert account.reported == 0 and "cannot be above 100,000,000" in account.set_aside[0][1]
    with pytest.raises(WrongUsage, match="cannot be above"):
        defining.months([f"2026-05, {numerator}, {denominator}"])
    result = small.results.first()
    with pytest.raises(WrongUsage, match="cannot be above"):
        results.dispute(
            by="test", result=result, organisation="XIC", reason="No.", numerator=numerator, denominator=denominator
        )
