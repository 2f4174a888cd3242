"""What Listen shows on home pages: concerns that wait, rows to mend, and the newest files."""

from goldthread.accounts.acting import Acting
from goldthread.accounts.rules import Permission
from goldthread.web.opened import workspace
from goldthread.web.rights import standing_imports
from goldthread.web.understand.presenters import figures
from goldthread.workspace.recently import newest_day
from goldthread.workspace.to_fix import rows_to_fix


Shown = dict[str, object]


def concerns(acting: Acting) -> Shown | None:
    """The way to what needs somebody's attention, for whoever may read it."""
    return {} if acting.may(Permission.SAFEGUARD) else None


def to_mend(acting: Acting) -> Shown | None:
    """Rows of imports that wait to be mended."""
    lines = standing_imports(acting.scope())
    left = rows_to_fix(lines)
    waiting = [(line, left[line.batch]) for line in lines if line.batch in left]
    return {"waiting": waiting[:3], "to_mend": sum(left.values())} if waiting else None


def files_in(acting: Acting) -> Shown:
    """What came in, and what people speak of."""
    scope = acting.scope()
    themes = figures.bars(workspace().findings.themes(scope=scope))[:5]
    return {"imports": standing_imports(scope)[:4], "until": newest_day(workspace(), scope), "themes": themes}
