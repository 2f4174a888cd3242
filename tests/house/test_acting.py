"""Only accounts asks for a person's rights: everything above reads what the session acts as."""

import ast
from pathlib import Path

import pytest


SOURCE = Path(__file__).parents[2] / "src" / "goldthread"
ASKED_IN_ACCOUNTS_ALONE = {
    "permissions_of",
    "scope_for",
    "safeguarding_scope",
    "first_right",
    "rights_of",
    "Right",
    "GRANTS",
    "AUDIENCES",
    "rights",
    "right_set",
}
"""Names under which a person's rights were or could be asked for."""
SWITCH_PAGE = {"web/home/views.py"}
"""Where one's own rights are listed, to choose one of them: `held_by`."""
ABOVE = sorted(
    path
    for path in SOURCE.rglob("*.py")
    if path.relative_to(SOURCE).parts[0] in ("web", "thread", "listening", "pathways", "demo", "cli", "config")
    and "migrations" not in path.parts
)


def asks(source: str) -> set[str]:
    """The names in a module that ask for rights: attributes read, names imported, names used."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("goldthread.accounts"):
            found |= {name.name for name in node.names}
    return found


@pytest.mark.parametrize("path", ABOVE, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nobody_above_accounts_asks_for_a_persons_rights(path):
    found = asks(path.read_text(encoding="utf-8"))
    assert found & ASKED_IN_ACCOUNTS_ALONE <= set()
    if str(path.relative_to(SOURCE)) not in SWITCH_PAGE:
        assert "held_by" not in found


@pytest.mark.parametrize(
    "source",
    [
        "queries.permissions_of(request.user)",
        "person.rights.all()",
        "from goldthread.accounts.models import Right as Held\nHeld.objects.all()",
        "models.Right.objects.filter(person=person)",
        "rules.GRANTS[role]",
    ],
)
def test_each_way_to_ask_is_noticed(source):
    assert asks(source) & ASKED_IN_ACCOUNTS_ALONE
