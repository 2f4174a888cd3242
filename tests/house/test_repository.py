"""Tests that watch the repository itself."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from goldthread import __version__, vocabulary


ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "goldthread"
MODULES = sorted(SOURCE.rglob("*.py"))
BANNED_ROOMS = {"core", "common", "utils", "helpers", "services", "manager", "util", "helper", "misc"}
LONGEST_FILE, LONGEST_FUNCTION = 500, 45


def tracked(*endings: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if name.endswith(endings) and (ROOT / name).is_file()]


def test_no_room_is_a_drawer():
    named = {part for path in MODULES for part in path.relative_to(SOURCE).with_suffix("").parts}
    assert not named & BANNED_ROOMS
    assert not {name for name in named if re.search(r"(^|_)(new|v2|legacy|temp|nextgen)($|_)", name)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_stay_readable(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    if "migrations" in path.parts:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno <= LONGEST_FUNCTION, f"{node.name} is too long"


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("definitions/**/*.yaml"), *SOURCE.rglob("*.yaml")]), ids=lambda path: path.name
)
def test_every_definition_loads_and_says_something(path):
    assert yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_that_holds_anything_says_what_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body and "web" not in path.parts and "migrations" not in path.parts:
        assert ast.get_docstring(tree)


def test_nothing_names_a_package_index_or_this_machine():
    places = tracked(".txt", ".toml", ".py", ".md", ".yaml", ".cfg", "run", "test", "check")
    for path in places:
        if path.name == "test_repository.py":
            continue
        text = path.read_text(encoding="utf-8")
        assert "--index-url" not in text or path.parent.name == "scripts", path
        assert not re.search(r"https?://(pypi|registry|files\.pythonhosted)", text), path
        assert "/work/" not in text, path


def test_the_changelog_and_the_package_agree_on_the_version():
    found = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert found and found[1] == __version__


def test_every_test_that_a_page_names_is_there():
    pages = [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
    path_of_a_test = re.compile(r"`(tests/[\w/-]+(?:\.\w+)?)")
    named = {(page.name, path) for page in pages for path in path_of_a_test.findall(page.read_text())}
    assert len(named) > 20
    assert sorted((page, path) for page, path in named if not (ROOT / path).exists()) == []


def test_decisions_have_their_own_numbers_and_matching_headings():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert pages and len(set(numbers)) == len(numbers)
    for page in pages:
        assert page.read_text(encoding="utf-8").startswith(f"# {page.name[:4]} ")


NO_PAGES = frozenset({6, 7, 8, 9, 10, 11, 13})
"""Numbers below the newest that no page has; a number that was skipped once stays so, and none is skipped again."""


def test_decisions_are_numbered_without_holes():
    numbers = {int(page.name[:4]) for page in (ROOT / "docs" / "decisions").glob("*.md")}
    assert set(range(1, max(numbers) + 1)) - numbers == NO_PAGES


def test_every_noun_that_crosses_a_wall_is_in_the_glossary():
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").lower()
    nouns = [name for name in vocabulary.__all__ if name[0].isupper() and not name.isupper()]
    plain = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() for name in nouns]
    assert [name for name in plain if name not in glossary] == []


def test_every_dependency_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.findall(r'^  "[a-z].*$', text[: text.index("[project.scripts]")], re.M)
    assert listed and all("# " in line for line in listed if not line.strip().startswith('"config"'))


def test_only_deidentify_makes_feedback():
    makers = [
        path
        for path in MODULES
        if re.search(r"(?<![A-Za-z_])Feedback\(", path.read_text(encoding="utf-8")) and path.parent.name != "vocabulary"
    ]
    assert {path.relative_to(SOURCE).parts[0] for path in makers} <= {"deidentify"}
