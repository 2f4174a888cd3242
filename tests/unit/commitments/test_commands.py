"""The commands of results: what they print is what CONTRACTS §7 says, and every row of a return is accounted for."""

import json

import pytest
from typer.testing import CliRunner

from goldthread.vocabulary import NoRight, NotFound
from goldthread.workspace import Workspace
from tests.builders.site import cast


PEOPLE = cast()

from goldthread.accounts import opened  # noqa: E402
from goldthread.cli.commands import app  # noqa: E402
from goldthread.commitments.actions import results  # noqa: E402
from tests.builders import round as made  # noqa: E402


@pytest.fixture
def reported(tmp_path, monkeypatch):
    workspace = Workspace(tmp_path / "workspace")
    made.tell(workspace)
    monkeypatch.setattr(opened, "workspace", lambda: workspace)
    for module in ("goldthread.commitments.commands", "goldthread.cli.agreements"):
        monkeypatch.setattr(f"{module}.with_site", lambda folder: None)
    with made.undone():
        panel = made.panel("test")
        held = made.clause(workspace, "test", panel, [], body=made.reported())
        made.endorse(held)
        made.sign(held)
        for back, numerator in ((3, 15), (2, 9)):
            results.report(
                by="test",
                workspace=workspace,
                clause=held,
                organisation="XWR",
                period=made.month(back),
                numerator=numerator,
                denominator=20,
            )
        yield held


def run(*words):
    return CliRunner().invoke(app, [*words], catch_exceptions=False)


def test_results_are_shown_as_the_contract_of_commands_says(reported):
    shown = json.loads(run("show", "results", "--json").stdout)
    usual = {"contract": reported.contract.key, "clause": reported.key, "measure": reported.measure.key}
    assert shown == [
        usual
        | {
            "month": made.month(back),
            "numerator": numerator,
            "denominator": 20,
            "value": numerator / 20,
            "status": status,
            "disputed": False,
        }
        for back, numerator, status in ((3, 15, "met"), (2, 9, "not met"))
    ]
    assert json.loads(run("show", "results", "--contract", reported.contract.key, "--json").stdout) == shown
    assert "9 of 20  not met" in run("show", "results").stdout
    with pytest.raises(NotFound):
        run("show", "results", "--contract", "no-such-contract")


def test_a_dispute_and_a_correction_are_told(reported):
    newest = reported.results.last()
    results.dispute(by="test", result=newest, organisation="XIC", reason="Our calls say otherwise.")
    assert [one["disputed"] for one in json.loads(run("show", "results", "--json").stdout)] == [False, True]


def test_a_return_is_taken_row_by_row_and_exits_with_1_where_a_row_is_to_be_mended(reported, tmp_path):
    file = tmp_path / "return.csv"
    rows = [f"{reported.key},{made.month(1)},12,20", f"{reported.key},{made.month(3)},18,20", "nothing,2026-05,1,2"]
    file.write_text("\n".join(["clause,month,numerator,denominator", *rows]))
    done = run("results", "report", str(file), "--person", "nell", "--json")
    told = json.loads(done.stdout)
    assert (told["rows_read"], told["reported"], told["corrected"], told["known"]) == (3, 1, 0, 0)
    assert [one["row"] for one in told["set_aside"]] == [3, 4], "a correction needs its reason"
    assert done.exit_code == 1
    file.write_text(f"clause,month,numerator,denominator\n{reported.key},{made.month(1)},12,20\n")
    done = run("results", "report", str(file), "--person", "nell")
    assert (done.exit_code, done.stdout) == (
        0,
        "1 rows read = 0 reported + 0 corrected + 1 already reported + 0 set aside.\n",
    )


@pytest.mark.parametrize("who", ["cath", "asha", "dai", "ben"])
def test_nobody_but_a_quality_lead_sends_a_return(reported, tmp_path, who):
    file = tmp_path / "return.csv"
    file.write_text("clause,month,numerator,denominator\n")
    with pytest.raises(NoRight):
        run("results", "report", str(file), "--person", who)
