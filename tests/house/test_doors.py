"""Tests and benchmarks speak to rooms by their doors: they use no name of ours that begins with an underscore."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
USERS = sorted(
    path for folder in ("tests", "benchmarks") for path in (ROOT / folder).rglob("*.py") if path != Path(__file__)
)
PRIVATE = re.compile(r"_[A-Za-z0-9]\w*")
BY_NAME = {"setattr", "getattr", "delattr", "hasattr"}
OLDER = {"benchmarks/pages_asked.py"}
"""It also measures an older commit, whose store had no door for it."""


def parsed(code: str) -> ast.Module | None:
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError):
        return None


@cache
def ours() -> frozenset[str]:
    """Every private name that a file of ours defines: functions, classes, attributes and module variables."""
    found: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
                found.add(node.id if isinstance(node, ast.Name) else node.attr)
    return frozenset(name for name in found if PRIVATE.fullmatch(name))


def used(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Private names that code reaches for outside itself, with their lines; of `self` and `cls` it may have its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and not _own(node.value):
            yield node.lineno, node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, one.name) for one in node.names)
        elif isinstance(node, ast.Call) and _called(node.func) in BY_NAME:
            given = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            yield from ((node.lineno, part) for text in given for part in text.split("."))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "import " in node.value:
            inner = parsed(node.value)
            yield from ((node.lineno, name) for _, name in (used(inner) if inner else ()))


def _own(of: ast.expr) -> bool:
    return isinstance(of, ast.Name) and of.id in ("self", "cls")


def _called(function: ast.expr) -> str:
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def private_uses(path: Path, names: frozenset[str]) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return [f"{path.relative_to(ROOT)}:{line} {name}" for line, name in used(tree) if name in names]


def test_no_test_and_no_benchmark_reaches_behind_a_door():
    names = ours()
    found = [one for path in USERS if str(path.relative_to(ROOT)) not in OLDER for one in private_uses(path, names)]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "store._engine.numbers('')",
        "from goldthread.cli import _usage",
        "monkeypatch.setattr(store, '_engine', None)",
        "monkeypatch.setattr('goldthread.cli._usage', None)",
        "CODE = '''\nimport sys\nstore._engine = None\n'''",
        "getattr(made(), '_engine')",
        "super()._usage()",
    ],
)
def test_each_way_behind_a_door_is_seen(code):
    assert {"_engine", "_usage"} & {name for _, name in used(ast.parse(code))}


def test_a_test_s_own_attributes_and_others_libraries_are_no_matter():
    assert {"_engine", "_usage"} <= ours()
    assert not {"_meta", "_tr"} & ours()
    assert [name for _, name in used(ast.parse("self._open.pop()")) if name == "_open"] == []
