"""One class name, one meaning: nobody has to ask which of two is meant."""

import ast
from collections import Counter
from pathlib import Path


SOURCE = Path(__file__).parents[2] / "src" / "goldthread"


def classes(source=SOURCE):
    """How many classes have each name; private ones are left out, and migrations, which repeat their models."""
    return Counter(
        node.name
        for path in sorted(source.rglob("*.py"))
        if "migrations" not in path.parts
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )


def test_a_class_name_is_given_once():
    several = {name for name, count in classes().items() if count > 1}
    assert several == set(), "Name what is new otherwise: these names are taken."


def test_a_second_class_of_a_name_is_seen(tmp_path):
    for room in ("one", "two"):
        (tmp_path / f"{room}.py").write_text("class Heron:\n    class Meta: ...\n\n\nclass _Own: ...\n")
    assert {name for name, count in classes(tmp_path).items() if count > 1} == {"Heron"}
