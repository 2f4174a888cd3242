"""What the thread shows on home pages: dates to come, one's own words, and what was promised."""

from datetime import date, timedelta

from goldthread.accounts.acting import Acting
from goldthread.accounts.opened import workspace
from goldthread.thread import queries
from goldthread.thread.forms import date_form
from goldthread.vocabulary import Scope
from goldthread.workspace.recently import newest_day, recent


Shown = dict[str, object]


def dates(acting: Acting) -> Shown:
    """Contract meetings and closes to come, with the forms that add and remove one."""
    scope = acting.scope()
    end = newest_day(workspace(), scope)
    since = recent(workspace(), scope, end).since
    return {"dates": _dates(scope, max(end or date.min, date.today())), "date_form": date_form(scope), "since": since}


def own(acting: Acting) -> Shown | None:
    """Somebody's own words on the thread."""
    quoted = queries.quoted(acting.person) if acting.person else []
    return {"own": quoted} if quoted and _is_anything_held(acting.scope()) else None


def promised(acting: Acting) -> Shown | None:
    """Clauses on the thread and the newest monthly result."""
    scope = acting.scope()
    clauses = queries.placeholders("clause", scope)[:3]
    if not clauses or not _is_anything_held(scope):
        return None
    return {"clauses": clauses, "results": queries.placeholders("result", scope)[:1]}


def _is_anything_held(scope: Scope) -> bool:
    return bool(workspace().findings.sentiment(scope=scope).denominator)


def _dates(scope: Scope, today: date) -> Shown:
    """Contract meetings to come, with what is on the table, and the weeks to the next close; counted, never typed."""
    coming = queries.dates(scope, today)
    clauses = queries.placeholders("clause", scope)
    meetings = [
        {
            "stop": one,
            "weeks": _weeks(one.on - today),
            "with": one.organisations,
            "clauses": sum(bool(set(clause.organisations) & set(one.organisations)) for clause in clauses),
        }
        for one in coming
        if one.kind == "meeting"
    ]
    close = next((one for one in coming if one.kind == "close"), None)
    weeks = (close.on - today).days // 7 if close else None
    return {"every": coming, "meetings": meetings[:4], "close": close, "weeks": weeks}


def _weeks(left: timedelta) -> str:
    """How long until then, in words."""
    days = left.days
    if days < 2:
        return ("today", "tomorrow")[max(0, days)]
    return f"in {days} days" if days < 14 else f"in {days // 7} weeks"
