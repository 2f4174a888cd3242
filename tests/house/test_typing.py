"""Types reach every room, and the places at which they look away become fewer."""

import importlib.util
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
CEILINGS = {"type: ignore": 25, "Any": 321}
"""As many as there are at most. Lower them when there are fewer; never raise them."""


def loaded(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


typed = loaded("typed")


def test_every_room_is_checked_strictly():
    tree = typed.tree_here()
    assert typed.strict(tree) == typed.rooms(tree)
    assert {"accounts", "web", "listening", "vocabulary"} <= set(typed.rooms(tree))


@pytest.mark.parametrize("what", CEILINGS)
def test_the_checker_looks_away_no_more_often_than_before(what):
    found = typed.counted(typed.tree_here())[what]
    assert found <= CEILINGS[what], f"{found} `{what}` in src; at most {CEILINGS[what]}. Say what the type is."


def test_a_room_that_is_left_out_or_made_loose_is_seen():
    tree = {"src/goldthread/a/x.py": "", "src/goldthread/b/x.py": ""}
    said = '[tool.mypy]\nstrict = true\npackages = ["goldthread.a"]\n'
    assert typed.strict(tree | {"pyproject.toml": said}) == ["a"]
    whole = said.replace("goldthread.a", "goldthread")
    assert typed.strict(tree | {"pyproject.toml": whole}) == ["a", "b"]
    loose = whole + '[[tool.mypy.overrides]]\nmodule = ["goldthread.b.*"]\nignore_errors = true\n'
    assert typed.strict(tree | {"pyproject.toml": loose}) == []
    assert typed.strict(tree | {"pyproject.toml": whole.replace("true", "false")}) == []


def test_what_is_counted():
    code = 'from typing import Any\nx: Any = 1  # type: ignore[misc]\ny: "list[Any]"\nz = "Any # type: ignore"\n'
    assert (typed.anys(code), typed.ignores(code)) == (2, 1)
