"""Adding a filter, a column or an app takes as few files as we say; benchmarks/joints.py shows that each works."""

import importlib
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
NAMES = ("filter", "column", "app")


@pytest.fixture(scope="module")
def joints():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module("joints")


@pytest.mark.parametrize("name", NAMES)
def test_each_fits_the_code_and_changes_few_files(joints, name):
    joint = next(one for one in joints.JOINTS if one.name == name)
    changed = joints.edited(joint)
    assert all(text != (ROOT / path).read_text(encoding="utf-8") for path, text in changed.items())
    assert 1 <= len(joints.files_of(joint)) <= joint.limit


GROWN = {
    "filter": ("src/goldthread/vocabulary/questions.py", "    since: date", "    other: str = ''\n", ""),
    "column": ("src/goldthread/vocabulary/feedback.py", ' = "unknown"\n', "", '    more: str = "unknown"\n'),
    "app": ("src/goldthread/rooms.py", '    "listening",\n', "", '    "later",\n'),
}
"""Where somebody adds another: the file, a line that is there, and what they write before it or after it."""


@pytest.mark.parametrize("name", NAMES)
def test_each_still_fits_once_somebody_has_added_another_at_the_natural_place(joints, name):
    joint = next(one for one in joints.JOINTS if one.name == name)
    path, line, before, after = GROWN[name]
    text = (ROOT / path).read_text(encoding="utf-8")
    grown = text.replace(line, before + line + after, 1)
    assert grown != text
    made = joint.edits[path](grown)
    assert made != grown and before in made and after in made


@pytest.mark.parametrize("name", NAMES)
def test_each_has_a_probe(joints, name):
    assert (joints.PROBES / name / "probe.py").is_file()


def test_migrations_docs_tests_and_an_apps_own_folder_do_not_count(joints):
    app = next(one for one in joints.JOINTS if one.folder)
    counted = ("src/goldthread/rooms.py", "src/goldthread/web/home/views.py")
    others = ("docs/a.md", "tests/b.py", f"{app.folder}models.py", "src/goldthread/accounts/migrations/0009_x.py")
    assert [name for name in (*counted, *others) if joints.counts(name, app)] == list(counted)
