"""A page's test says the one status that the page must have: who accepts several accepts a page that changed."""

import ast
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
USERS = sorted(path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__))


def loose(code: str) -> list[int]:
    """Lines that compare a status with several at once, or with a range of them."""
    return [node.lineno for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Compare) and _is_loose(node)]


def _is_loose(node: ast.Compare) -> bool:
    sides = [node.left, *node.comparators]
    if not any(isinstance(one, ast.Attribute) and one.attr == "status_code" for one in sides):
        return False
    return not all(isinstance(one, ast.Eq) for one in node.ops)


def test_every_test_of_a_page_names_one_status():
    found = [f"{path.relative_to(ROOT)}:{line}" for path in USERS for line in loose(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "assert page.status_code in (200, 302)",
        "assert page.status_code in FINE",
        "assert page.status_code < 500",
        "assert page.status_code != 403",
        "assert 200 <= page.status_code < 300",
        "assert ask().status_code not in {5}",
    ],
)
def test_each_way_to_accept_several_is_seen(code):
    assert loose(code) == [1]


def test_one_status_is_what_is_wanted():
    assert loose("assert page.status_code == 200\nassert page.status_code == (403 if closed else 200)") == []
