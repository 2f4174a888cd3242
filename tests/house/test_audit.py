"""Audit is written by actions alone, in the transaction of the write; nothing but the outbox publishes from Django."""

import ast
from pathlib import Path

import pytest

from goldthread.rooms import ROOMS


SOURCE = Path(__file__).parents[2] / "src" / "goldthread"
ACTIONS = {"actions", "directory", "auditing", "outgoing_mail"}
"""Modules and folders of verbs; the directory is the accounts app's own, of people and organisations."""
OVER_THE_DATABASE = [path for room in (*ROOMS, "web", "cli") for path in sorted((SOURCE / room).rglob("*.py"))]


HOLDERS = ("", "workspace.", "held.", "opened.workspace.")
PUBLISHES = tuple(f"{holder}{name}" for holder in HOLDERS for name in ("published.publish", "store.publish"))


def name_of(call: ast.expr) -> str:
    """`auditing.record` for a call of it, "" for anything that is not a plain name."""
    if isinstance(call, ast.Attribute):
        return f"{name_of(call.value)}.{call.attr}"
    return call.id if isinstance(call, ast.Name) else name_of(call.func) if isinstance(call, ast.Call) else ""


def is_atomic(node: ast.AST) -> bool:
    if isinstance(node, ast.FunctionDef):
        return any(name_of(one) == "transaction.atomic" for one in node.decorator_list)
    return isinstance(node, ast.With) and any(name_of(i.context_expr) == "transaction.atomic" for i in node.items)


def calls(path: Path, *wanted: str) -> list[tuple[str, int, bool]]:
    """Calls of some functions in a file: the name, the line, and whether a transaction is open there."""
    found = []

    def walk(node: ast.AST, inside: bool) -> None:
        inside = inside or is_atomic(node)
        if isinstance(node, ast.Call) and name_of(node.func) in wanted:
            found.append((name_of(node.func), node.lineno, inside))
        for child in ast.iter_child_nodes(node):
            walk(child, inside)

    walk(ast.parse(path.read_text(encoding="utf-8")), inside=False)
    return found


@pytest.mark.parametrize("path", OVER_THE_DATABASE, ids=lambda path: str(path.relative_to(SOURCE)))
def test_audit_and_outbox_are_written_in_actions_within_a_transaction(path):
    found = calls(path, "auditing.record", "record", "outbox.put", "outbox.publish")
    mine = set(path.relative_to(SOURCE).with_suffix("").parts)
    assert not found or mine & (ACTIONS | {"outbox"}), f"{path.name} writes audit and is no module of actions"
    for name, line, inside in found:
        assert inside or mine & {"auditing", "outbox"}, f"{path.name}:{line}: {name} outside a transaction"


@pytest.mark.parametrize("path", OVER_THE_DATABASE, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_but_the_outbox_publishes(path):
    assert path.name == "outbox.py" or calls(path, *PUBLISHES) == []


def test_the_rule_finds_what_it_forbids(tmp_path):
    bad = tmp_path / "views.py"
    bad.write_text(
        "def view(request):\n    auditing.record(by=1, what='x')\n"
        "@transaction.atomic\ndef sound():\n    auditing.record(by=1, what='x')\n"
        "def also():\n    with transaction.atomic():\n        auditing.record(by=1, what='x')\n"
    )
    assert [inside for _, _, inside in calls(bad, "auditing.record")] == [False, True, True]
    bad.write_text("workspace().published.publish(1)\nheld.published.publish(1)\nworkspace.store.publish(1)\n")
    assert [line for _, line, _ in calls(bad, *PUBLISHES)] == [1, 2, 3]
