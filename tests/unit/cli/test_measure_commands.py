"""`goldthread measure`: a check in words and for a program, and a chart as a file."""

import json

import pytest
from typer.testing import CliRunner

import goldthread
from goldthread.cli.commands import app
from goldthread.vocabulary import WrongUsage
from tests.unit.insight.measures.test_rehearsing import answers, the_month


QUESTION = "Did you know who was coming?"
MEASURE = f"""
wording: We know who is coming.
definition: {{share answering yes: {{question: "{QUESTION}", yes: Yes, no: No}}}}
threshold: {{at least: 95%}}
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    from tests.builders.evidence import keep

    monkeypatch.setenv("GOLDTHREAD_KEY_FILE", str(tmp_path / "key"))
    opened = goldthread.open(tmp_path / "ws")
    keep(opened.store, [one for k in range(23, -1, -1) for one in answers(the_month(k), 18, 2, 1_000 * k)])
    (tmp_path / "we-know.yaml").write_text(MEASURE, encoding="utf-8")
    return tmp_path


def run(place, *words):
    return CliRunner().invoke(app, ["measure", *words, "--workspace", str(place / "ws")])


def test_a_check_says_what_a_program_is_given(place):
    made = run(place, "check", str(place / "we-know.yaml"))
    assert made.exit_code == 0 and "the share who answered “Yes”" in made.stdout and " %" not in made.stdout
    held = json.loads(run(place, "check", str(place / "we-know.yaml"), "--json").stdout)
    assert {"sentence", "definition", "months", "baseline", "threshold", "failed", "chance_failure"} <= set(held)
    assert (
        held["threshold"] == 0.95 and len(held["months"]) == 24 and all(isinstance(one, str) for one in held["refused"])
    )


@pytest.mark.parametrize("form", ["pptx", "xlsx", "png", "svg"])
def test_a_chart_is_written_for_its_owner_alone(place, form):
    out = place / f"chart.{form}"
    assert run(place, "chart", str(place / "we-know.yaml"), "--out", str(out)).exit_code == 0
    assert out.stat().st_size > 1_000 and out.stat().st_mode & 0o777 == 0o600
    if form == "svg":
        assert "Exact figures, for the owner of this workspace" in out.read_text(encoding="utf-8")


def test_a_form_that_is_not_written_is_refused(place):
    done = run(place, "chart", str(place / "we-know.yaml"), "--out", str(place / "chart.pdf"))
    assert isinstance(done.exception, WrongUsage) and ".pptx, .xlsx, .png, .svg" in str(done.exception)
