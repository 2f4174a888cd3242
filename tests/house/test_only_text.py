"""Hostile text is only text: each face has one door, and nothing goes round it."""

import ast
from pathlib import Path

import goldthread


SOURCE = Path(goldthread.__file__).parent
RAW_CELLS = {"coding/tables.py", "workspace/mending.py"}
"""`goldthread code` gives every id back as it was given (CONTRACTS §7): a program reads it. A file of rows to mend that
loses some of them has its cells escaped already."""


def modules():
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith("demo/"):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def called(tree, *names):
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names
    ]


def test_every_csv_file_is_written_through_one_door():
    writers = {
        name
        for name, tree in modules()
        if any(
            ast.unparse(call.func) in ("csv.writer", "csv.DictWriter") for call in called(tree, "writer", "DictWriter")
        )
    }
    assert len(writers) >= 3
    for name in writers - RAW_CELLS:
        assert "in_cell(" in (SOURCE / name).read_text(encoding="utf-8"), f"{name} writes cells that may be formulas"


def test_only_the_printing_room_writes_to_the_terminal_by_itself():
    for name, tree in modules():
        for call in called(tree, "write"):
            said = ast.unparse(call.func)
            assert said not in ("sys.stdout.write", "sys.__stdout__.write"), f"{name} goes round the screen's door"


def test_templates_and_logs_have_their_doors():
    templating = (SOURCE / "web" / "templating.py").read_text(encoding="utf-8")
    settings = (SOURCE / "config" / "settings.py").read_text(encoding="utf-8")
    assert 'options["finalize"] = _shown' in templating
    assert "goldthread.vocabulary.only_text.OneLine" in settings
