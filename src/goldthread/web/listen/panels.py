"""What Listen shows on home pages: concerns that wait, rows to mend, and the newest files."""

from typing import Any

from goldthread.accounts.acting import Acting
from goldthread.accounts.rules import Permission
from goldthread.vocabulary import Scope
from goldthread.web.opened import workspace
from goldthread.web.rights import theirs
from goldthread.web.understand.presenters import figures
from goldthread.workspace.recently import newest_day


Shown = dict[str, object]


def concerns(acting: Acting) -> Shown | None:
    """The way to what needs somebody's attention, for whoever may read it."""
    return {} if acting.may(Permission.SAFEGUARD) else None


def _imports(scope: Scope) -> list[Any]:
    lines = workspace().imports.batches()
    undone = {line.batch for line in lines if line.what == "undo"}
    return [line for line in lines if line.what == "import" and line.batch not in undone and theirs(line, scope)]


def to_mend(acting: Acting) -> Shown | None:
    """Rows of imports that wait to be mended."""
    waiting = [line for line in _imports(acting.scope()) if line.account["set_aside"]]
    return {"waiting": waiting[:3], "to_mend": sum(line.account["set_aside"] for line in waiting)} if waiting else None


def files_in(acting: Acting) -> Shown:
    """What came in, and what people speak of."""
    scope = acting.scope()
    themes = figures.bars(workspace().findings.themes(scope=scope))[:5]
    return {"imports": _imports(scope)[:4], "until": newest_day(workspace(), scope), "themes": themes}
