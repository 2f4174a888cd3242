"""What a workspace can do is said by namespaces, and rooms over the database are promised no more than they use."""

import inspect
import re
from pathlib import Path

import goldthread
from goldthread.accounts import workspaces


SOURCE = Path(goldthread.__file__).parent
ROOMS = ("accounts", "forms", "thread", "pathways", "listening", "web")
NAMESPACES = ("imports", "findings", "words", "concerns", "measures", "published", "withdrawals", "maintenance")
HELD = ("folder", "settings", "store", "uploads", "elsewhere", "audit_keys", "version", "is_invented", "delivering")


def verbs(of: object) -> set[str]:
    return {name for name, _ in inspect.getmembers(type(of), callable) if not name.startswith("_")}


def test_a_workspace_is_its_namespaces_and_what_it_holds(workspace):
    assert {name for name in dir(workspace) if not name.startswith("_")} == {*NAMESPACES, *HELD, "searches"}
    assert verbs(workspace) == {"delivering"}


def test_a_verb_is_in_one_namespace_alone(workspace):
    held = [name for one in NAMESPACES for name in verbs(getattr(workspace, one))]
    assert len(held) > 40 and sorted(held) == sorted(set(held))


def test_rooms_are_promised_no_verb_that_none_of_them_uses():
    promised = {
        f"{namespace}.{name}"
        for namespace, protocol in (
            ("imports", workspaces.ImportsLike),
            ("words", workspaces.WordsLike),
            ("published", workspaces.PublishedLike),
            ("withdrawals", workspaces.WithdrawalsLike),
        )
        for name in vars(protocol)
        if not name.startswith("_")
    }
    used = "\n".join(path.read_text("utf-8") for room in ROOMS for path in (SOURCE / room).rglob("*.py"))
    assert promised
    assert {one for one in promised if not re.search(rf"\.{re.escape(one)}\(", used)} == set()
