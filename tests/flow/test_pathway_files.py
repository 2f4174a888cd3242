"""A new workspace makes its own journey from a file: shown from the library, finished, added, replaced, shown again."""

import json

import pytest
import yaml

from tests.unit.cli.test_command_line import run


__all__ = ["run"]


@pytest.fixture
def place(run):
    assert run("init").returncode == 0
    made = run("organisations", "add", "R0A", "--name", "Elm Surgery", "--kind", "provider")
    assert made.returncode == 0, made.stderr
    return run


def test_a_journey_goes_from_the_library_into_a_workspace_and_out_again(place, tmp_path):
    listed = json.loads(place("pathways", "list", "--json").stdout)
    assert listed["journeys"] == {} and "gp-practice" in listed["library"]
    shown = yaml.safe_load(place("pathways", "show", "gp-practice", "--library").stdout)
    path = tmp_path / "our-surgery.yaml"
    path.write_text(yaml.safe_dump(shown), encoding="utf-8")
    bare = place("pathways", "add", path)
    assert bare.returncode == 1 and "No service belongs to the journey yet" in bare.stderr
    assert "service" in bare.stderr and "organisation" in bare.stderr  # what to write there
    path.write_text(
        yaml.safe_dump(shown | {"services": [{"organisation": "R0A", "service": "Surgery"}]}), encoding="utf-8"
    )
    added = place("pathways", "add", path)
    assert (added.returncode, added.stdout.strip()) == (0, "our-surgery is added, version 1: Using our GP practice.")
    taken = place("pathways", "add", path)
    assert taken.returncode == 2 and "--replace" in taken.stderr
    path.write_text(place("pathways", "show", "our-surgery").stdout.replace("Using our GP practice", "Our surgery"))
    assert "version 2: Our surgery" in place("pathways", "add", path, "--replace").stdout
    assert "our-surgery: Our surgery" in place("pathways", "list").stdout
    assert place("show", "journey", "--pathway", "our-surgery", "--json").returncode == 0


def started(place, tmp_path, headings, first, second):
    """A journey of the library, with the services that an imported file names."""
    (tmp_path / "survey.csv").write_text(
        f"{headings},What was good?\n"
        f"13/05/2026,{first},I was given an appointment the same day\n"
        f"14/05/2026,{second},The receptionist got me an appointment at once\n"
    )
    assert place("import", tmp_path / "survey.csv", "--issuer", "R0A").returncode == 0
    path = tmp_path / "our-surgery.yaml"
    path.write_text(place("pathways", "show", "gp-practice", "--library", "--organisation", "R0A").stdout)
    return path


def test_a_practice_whose_files_name_no_service_has_a_journey(place, tmp_path):
    path = started(place, tmp_path, "Timestamp,Which branch did you visit?", "Mill Lane", "Elm Road")
    assert yaml.safe_load(path.read_text())["services"] == [{"organisation": "R0A", "service": ""}]
    assert place("pathways", "add", path).returncode == 0
    found = json.loads(place("show", "brief", "--pathway", "our-surgery", "--json").stdout)
    assert found["sections"][0]["rows"][0]["n"] == 2
    assert "There are no comments about" not in str(found)


def test_a_journey_starts_with_the_services_that_the_files_name(place, tmp_path):
    path = started(place, tmp_path, "date,service", "Night Desk", "Day Desk")
    assert [one["service"] for one in yaml.safe_load(path.read_text())["services"]] == ["Day Desk", "Night Desk"]
    assert place("pathways", "add", path).returncode == 0
    strange = place("pathways", "show", "gp-practice", "--library", "--organisation", "R0Z")
    assert strange.returncode == 1 and "R0Z" in strange.stderr
    alone = place("pathways", "show", "our-surgery", "--organisation", "R0A")
    assert alone.returncode == 2 and "--library" in alone.stderr


@pytest.mark.parametrize("content", ["", "- a\n- b\n", "title: [", "title: x\ntouchpoints: 3\n"])
def test_a_file_that_is_no_journey_is_refused_in_a_sentence(place, tmp_path, content):
    path = tmp_path / "wrong.yaml"
    path.write_text(content)
    done = place("pathways", "add", path)
    assert done.returncode == 1 and "The pathway wrong.yaml" in done.stderr and "Traceback" not in done.stderr
