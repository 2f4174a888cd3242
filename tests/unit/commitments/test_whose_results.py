"""A result belongs to who reported it, or to whom it counts: nobody else corrects it or shows it early."""

import json
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from goldthread.vocabulary import NoRight, Scope
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import clock, opened  # noqa: E402
from goldthread.accounts.acting import acting  # noqa: E402
from goldthread.accounts.directory import people as directory  # noqa: E402
from goldthread.accounts.directory.posts import Post  # noqa: E402
from goldthread.accounts.models import Organisation  # noqa: E402
from goldthread.accounts.rules import Role  # noqa: E402
from goldthread.cli.commands import app  # noqa: E402
from goldthread.commitments import measuring, outcomes, parties, periods, showing  # noqa: E402
from goldthread.commitments.actions import contracts, results, returning  # noqa: E402
from goldthread.commitments.models import ClauseResult, ContractParty  # noqa: E402
from goldthread.commitments.returns import ReturnRow  # noqa: E402
from tests.builders import round as made  # noqa: E402


BOTH = [*made.PARTIES, ("XTC", "sub-contractor")]
MONTH = made.month(1)


@pytest.fixture
def contract():
    return contracts.add(
        by="test", title="Ring back", edition="nhs-standard-2026-27", starts=made.STARTS, ends=made.ENDS, parties=BOTH
    )


def on(contract, workspace, panel, body):
    return made.agreed(made.clause(workspace, "test", panel, [], body=body, contract=contract))


@pytest.fixture
def of_both(contract, workspace, panel):
    """A clause on a measure of nobody in particular."""
    return on(contract, workspace, panel, made.reported())


@pytest.fixture
def of_one(contract, workspace, panel):
    """A clause on a measure of XWR alone."""
    return on(contract, workspace, panel, made.reported(cut={"organisation": ["XWR"]}))


def report(clause, workspace, organisation="XWR", **given):
    usual = {"by": "test", "period": MONTH, "numerator": 50, "denominator": 60}
    return results.report(clause=clause, workspace=workspace, organisation=organisation, **usual | given)


def sent(clause, workspace, organisation, *, numerator=20, why="Counted again."):
    row = ReturnRow(number=2, clause=clause.key, month=MONTH, numerator=numerator, denominator=60, comment="", why=why)
    return returning.take(by="test", workspace=workspace, organisation=organisation, rows=[row])


def test_nobody_changes_what_another_reported(of_both, workspace):
    held = report(of_both, workspace)
    with pytest.raises(NoRight, match="reported this month. Only they can correct it"):
        report(of_both, workspace, "XTC", numerator=20, why="Counted again.")
    with pytest.raises(NoRight, match="this result is of"):
        results.show_now(by="test", result=held, organisation="XTC")
    with pytest.raises(NoRight, match="this result is of"):
        results.add_context(by="test", result=held, organisation="XTC", text="We think otherwise.")
    assert outcomes.results_of(of_both, "XTC") == [], "nor sees it before others do"
    (one,) = outcomes.results_of(of_both, "XWR")
    assert (one.result.numerator, one.before, one.result.shown_from > clock.now()) == (50, (), True)


def test_a_dispute_is_another_partys_right(of_both, workspace):
    held = report(of_both, workspace)
    results.dispute(by="test", result=held, organisation="XTC", reason="We count 20.", numerator=20, denominator=60)
    assert outcomes.results_of(of_both, "XWR")[0].disputed


@pytest.mark.parametrize("numerator", [20, 50])
def test_a_return_changes_nothing_of_another_nor_says_whether_it_is_the_same(of_both, workspace, numerator):
    report(of_both, workspace)
    account = sent(of_both, workspace, "XTC", numerator=numerator)
    ((_, why),) = account.set_aside
    assert "Only they can correct it" in why and (account.corrected, account.known) == (0, 0)
    assert ClauseResult.objects.count() == 1


def test_only_those_of_the_measure_report_it(of_one, workspace):
    with pytest.raises(NoRight, match="Only the provider that this clause measures"):
        report(of_one, workspace, "XTC")
    assert sent(of_one, workspace, "XTC").set_aside == ((2, "There is no clause of that name that you report."),)
    assert periods.due_reports("XTC") == [] and periods.due_reports("XWR")
    with clock.as_of(clock.today() + timedelta(days=60)):
        assert {one.organisation for one in periods.late_reports()} == {"XWR"}
    assert sent(of_one, workspace, "XWR", why="").reported == 1
    assert sent(of_one, workspace, "XWR", numerator=21).corrected == 1


def test_a_month_that_nobody_reported_is_anybodys_of_the_measure(of_both, workspace):
    held = report(of_both, workspace, "XTC")
    assert outcomes.replying(held) == ("XTC",)
    with pytest.raises(NoRight, match="Only they can correct it"):
        report(of_both, workspace, "XWR", why="Counted again.")
    report(of_both, workspace, "XTC", numerator=51, why="Counted again.")


def test_who_took_the_place_of_the_reporter_corrects_its_results(of_one, workspace):
    held = report(of_one, workspace)
    ContractParty.objects.create(contract=of_one.contract, organisation="XWC", capacity="provider")
    gone = of_one.contract.parties.get(organisation="XWR")
    gone.until, gone.successor = clock.today() - timedelta(days=1), "XWC"
    gone.save()
    clause = type(of_one).objects.get(pk=of_one.pk)
    assert parties.line_of(clause.contract, "XWC") == {"XWR", "XWC"} == parties.line_of(clause.contract, "XWR")
    assert measuring.reporters(clause) == ("XWC",) and "XWC" in outcomes.replying(held)
    assert report(clause, workspace, "XWC", numerator=51, why="Counted again.").number == 2
    with pytest.raises(NoRight):
        report(clause, workspace, "XTC", numerator=20, why="Counted again.")


def test_a_result_of_several_is_not_shown_early_by_one_of_them(contract, workspace, panel):
    held = on(contract, workspace, panel, made.body())
    shared = results.compute(by="test", workspace=workspace, clause=held, period=MONTH)
    assert set(outcomes.replying(shared)) == {"XWR", "XTC"}
    with pytest.raises(NoRight, match="counts other organisations too"):
        results.show_now(by="test", result=shared, organisation="XTC")
    results.add_context(by="test", result=shared, organisation="XTC", text="Two wards were closed.")
    alone = on(contract, workspace, panel, made.body(cut={"organisation": ["XWR"], "role": "carer"}))
    own = results.compute(by="test", workspace=workspace, clause=alone, period=made.month(2))
    assert outcomes.replying(own) == ("XWR",) and not outcomes.is_shown(own, "XTC")
    assert results.show_now(by="test", result=own, organisation="XWR").shown_from <= clock.now()


def test_the_thread_shows_a_result_early_to_nobody_but_whose_it_is(of_both, workspace):
    held = report(of_both, workspace)

    def seen(code):
        scope = Scope(person="p", audience="provider", organisations=frozenset({code}), words_from=frozenset({code}))
        return showing.results([held.key], showing.Reader(scope=scope, workspace=workspace))

    assert seen("XWR") and not seen("XTC")


def test_months_of_before_are_added_by_those_of_the_measure(of_one, of_both):
    post = Post(Organisation.objects.get(code="XTC"), Role.QUALITY)
    tess = acting(directory.join(by="test", handle="tess", name="Tess", post=post))

    def gives(who, clause):
        return parties.gives_months(who, clause.measure, measuring.measured(clause.measure))

    assert gives(tess, of_both) and not gives(tess, of_one)
    nell = acting(PEOPLE["nell"])
    assert gives(nell, of_both) and gives(nell, of_one)


def test_the_command_refuses_what_another_reported(of_both, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(opened, "workspace", lambda: workspace)
    monkeypatch.setattr("goldthread.commitments.commands.with_site", lambda folder: None)
    report(of_both, workspace, "XTC")
    file = tmp_path / "return.csv"
    file.write_text(f"clause,month,numerator,denominator,why\n{of_both.key},{MONTH},20,60,Counted again.\n", "utf-8")
    done = CliRunner().invoke(app, ["results", "report", str(file), "--person", "nell", "--json"])
    assert done.exit_code == 1
    assert "Only they can correct it" in json.loads(done.stdout)["set_aside"][0]["reason"]
