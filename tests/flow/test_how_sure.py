"""Accuracy stands beside suggested counts: on pages, in tables, in files."""

import csv
import json

import pytest

from goldthread import coding
from goldthread.vocabulary import THEMES
from tests.builders.site import cast


@pytest.fixture
def sixty(workspace, comments):
    rows = [(f"XWR W7 {n} - Q1", "what_good", f"The nurses were kind and gentle on day {n}.") for n in range(60)]
    workspace.imports.gather([comments("told.csv", rows)])
    return workspace


def test_tables_say_how_often_a_theme_is_right_and_found(sixty):
    (row,) = [row for row in sixty.findings.themes().rows if row["theme"] == "Staff manner & personal attributes"]
    assert 0.5 < row["right"] <= 1 and 0.5 < row["found"] <= 1


def test_a_journey_says_that_nobody_checked_what_it_was_measured_on(sixty):
    held = sixty.findings.journey().as_dict()["how_sure"]
    assert "no person has checked" in held["measured_on"]
    assert held["touchpoints"]["treatment"]["examples"] >= 20 and held["touchpoints"]["feedback"] is None


def test_the_command_line_and_files_show_it(sixty, tmp_path, capsys):
    from goldthread.cli.commands import app

    app(["show", "themes", "--workspace", str(sixty.folder)], standalone_mode=False)
    said = capsys.readouterr()
    assert "in 10" in said.out and "right" in said.out and "suggested by software" in said.err
    app(["show", "journey", "--workspace", str(sixty.folder)], standalone_mode=False)
    said = capsys.readouterr()
    assert "no person has checked" in said.out and "feeling: " in said.out
    app(["show", "themes", "--workspace", str(sixty.folder), "--json"], standalone_mode=False)
    assert all("right" in row for row in json.loads(capsys.readouterr().out)["rows"])
    app(["show", "themes", "--workspace", str(sixty.folder), "--out", str(tmp_path / "t.csv")], standalone_mode=False)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig") as lines:
        assert {"right", "found"} <= set(next(csv.reader(lines)))


def test_a_workspace_that_another_coder_coded_quotes_that_coders_figures(workspace, comments):
    pytest.importorskip("onnxruntime")
    workspace.imports.choose_coder("accurate")
    rows = [(f"XWR W7 {n} - Q1", "what_good", f"The nurses were kind and gentle on day {n}.") for n in range(12)]
    workspace.imports.gather([comments("told.csv", rows)])
    assert workspace.imports.coded_by() == "accurate"
    theme = "Staff manner & personal attributes"
    (row,) = [row for row in workspace.findings.themes().rows if row["theme"] == theme]
    assert row["right"] == coding.how_sure(THEMES, theme, "accurate").right != coding.how_sure(THEMES, theme).right
    workspace.imports.choose_coder("fast")
    workspace.imports.gather([comments("more.csv", [("XWR W8 1 - Q1", "what_good", "Kind and gentle nurses.")])])
    assert workspace.imports.coded_by() == "fast"


def test_the_page_says_what_it_does_how_well_where_it_fails_and_how_to_check():
    cast()
    from django.test import Client

    page = Client().get("/about/reading/").content.decode()
    for words in ("What it does", "How well it does", "Where it fails", "How to check it", "Never measured"):
        assert words in page
    assert page.count("in 10") > 20 and "no person has checked" in page
