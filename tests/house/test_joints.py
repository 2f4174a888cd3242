"""Adding a filter, a column or an app takes as few files as we say; benchmarks/joints.py shows that each works."""

import importlib
import shutil
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git applies the patches")
NAMES = ("filter", "column", "app")


@pytest.fixture(scope="module")
def joints():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module("joints")


@pytest.mark.parametrize("name", NAMES)
def test_each_patch_fits_the_code_and_touches_few_files(joints, name):
    joint = next(one for one in joints.JOINTS if one.name == name)
    joints.apply(joints.patch_of(joint), ROOT, "--check")
    assert 1 <= len(joints.files_of(joint)) <= joint.limit


@pytest.mark.parametrize("name", NAMES)
def test_each_patch_has_a_probe(joints, name):
    assert (joints.PATCHES / name / "probe.py").is_file()


def test_migrations_docs_tests_and_an_apps_own_folder_do_not_count(joints):
    app = next(one for one in joints.JOINTS if one.folder)
    counted = ("src/goldthread/rooms.py", "src/goldthread/web/home.py")
    others = ("docs/a.md", "tests/b.py", f"{app.folder}models.py", "src/goldthread/accounts/migrations/0009_x.py")
    assert [name for name in (*counted, *others) if joints.counts(name, app)] == list(counted)
