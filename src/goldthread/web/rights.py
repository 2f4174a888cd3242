"""Whose a batch is, and who may be told how many rows it has."""

from dataclasses import replace
from typing import Any

from goldthread.accounts.opened import workspace
from goldthread.intake import HeldAlready
from goldthread.vocabulary import Scope


def may_count(line: object, scope: Scope) -> bool:
    """Whether somebody may be told how many rows of a batch there are: whoever may read all its words.

    An account is exact, and what a file holds is often one service, month and kind.
    """
    return scope.words_from is None or theirs(line, replace(scope, organisations=scope.words_from))


def theirs(line: Any, scope: Scope) -> bool:
    """Whether a batch came in from within this scope, and every organisation that it names is within it too.

    Of what came in on the command line without an issuer, only codes that the file itself says count. A name that
    somebody gave an organisation later never makes a batch theirs.
    """
    said = frozenset(line.account.get("organisations", ())) - {""}
    if not said or scope.organisations is None:
        return False
    if not (issuer := line.account.get("issuer", "")):
        return said <= scope.organisations
    return issuer in scope.organisations and workspace().published.directory().codes_of(said) <= scope.organisations


def standing_imports(scope: Scope) -> list[Any]:
    """Imports from within a scope that stand, newest first."""
    held = workspace()
    standing = held.store.lines().standing_ids
    return [
        line
        for line in held.imports.batches()
        if line.what == "import" and line.batch in standing and theirs(line, scope)
    ]


def held_import(held: HeldAlready | None, scope: Scope) -> dict[str, object] | None:
    """What a page says of the import that holds a file's answers; its file only where it is within this scope."""
    if held is None:
        return None
    lines = (line for line in workspace().imports.batches() if line.what == "import" and line.batch == held.batch)
    mine = any(theirs(line, scope) for line in lines)
    return {"one": held, "batch": held.batch if mine else ""}
