"""Files in, files out, without a workspace: what contradicts itself is refused before anything is read or written."""

import csv

import pytest

from goldthread.vocabulary import THEMES, Code, UnreadableFile, WrongUsage
from goldthread.workspace import code_file, train_file
from goldthread.workspace.files import marked_by_people
from tests.builders.coded import coded, write_coded
from tests.builders.evidence import KEY, keep


@pytest.fixture
def comments(tmp_path):
    return write_coded(tmp_path / "coded.csv", coded(12))


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"base": "there"},
        {"coder": "cascade", "source": "there"},
        {"framework": "there"},
        {"examples": "there"},
        {"framework": "there", "examples": "there", "source": "there"},
        {"framework": "there", "examples": "there", "from_marks": True},
        {"framework": "there", "examples": "there", "feelings": "there"},
        {"from_marks": True},
    ],
)
def test_ways_of_training_that_contradict_themselves_are_refused(comments, tmp_path, how):
    given = {name: comments if value == "there" else value for name, value in how.items()}
    with pytest.raises(WrongUsage):
        train_file(given.pop("source", None), tmp_path / "model", **given)
    assert not (tmp_path / "model").exists()


def test_a_file_is_coded_row_by_row(comments, tmp_path):
    assert code_file(comments, tmp_path / "out.csv") == 12
    with (tmp_path / "out.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["id"] for row in rows] == [one.id for one in coded(12)]


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UnreadableFile):
        code_file(tmp_path / "no.csv", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_only_what_people_agreed_is_learned_from_with_the_themes_that_hold_now(workspace):
    keep(workspace.store, [{"n": n, "text": f"Words number {n}.", "themes": ["Parking"]} for n in range(4)])
    one, two, three = (KEY.identify("id", str(n)) for n in range(3))
    workspace.words.mark(
        [
            (one, Code(THEMES, "Food", "person:asha", 1.0, "agreed")),
            (two, Code(THEMES, "Parking", "person:asha", 1.0, "rejected")),
            (three, Code(THEMES, "Parking", "person:asha", 1.0, "agreed")),
        ]
    )
    found = {row.text: set(row.labels) for row in marked_by_people(workspace.folder)}
    assert found == {"Words number 0.": {"Food", "Parking"}, "Words number 2.": {"Parking"}}


def test_marks_are_taken_from_a_workspace_alone(tmp_path):
    for nothing in (None, tmp_path / "no"):
        with pytest.raises(WrongUsage):
            marked_by_people(nothing)
