"""The newest of what is held: its day, and the recent months that a page begins with."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from goldthread.insight import financial_year
from goldthread.vocabulary import EVERYTHING, Cut, Scope
from goldthread.workspace.opening import Workspace


HALF_YEAR = timedelta(days=182)


def newest_day(workspace: Workspace, scope: Scope, cut: Cut = EVERYTHING) -> date | None:
    """The day of the newest words in a scope, or of the newest month where words may not be read; None for none."""
    newest = workspace.words.passages(scope=scope, cut=cut, limit=1)
    if newest.items:
        return newest.items[0].date
    months = [row["month"] for row in workspace.findings.trend(scope=scope, cut=cut).rows]
    return date.fromisoformat(f"{months[-1]}-28") if months else None


def newest_said(workspace: Workspace, scope: Scope) -> str:
    """The same as people read it: a day, or the month alone where words may not be read; "" for none."""
    newest = workspace.words.passages(scope=scope, limit=1).items
    if newest and newest[0].date:
        return f"{newest[0].date:%-d %B %Y}"
    end = newest_day(workspace, scope)
    return f"{end:%B %Y}" if end else ""


def recent(workspace: Workspace, scope: Scope, end: date | None) -> Cut:
    """The last half year up to a day; its financial year where figures are shared, which are of months and years."""
    if end is None:
        return EVERYTHING
    if workspace.findings.sentiment(scope=scope).asked["exact"]:
        return half_year(end)
    return shared_year(Cut(until=end))


def shared_year(cut: Cut) -> Cut:
    """The financial year in which a cut ends, whole."""
    since, until = financial_year(cut.until) if cut.until else (None, None)
    return replace(cut, since=since, until=until)


def half_year(end: date) -> Cut:
    """Whole months up to a day's own, which rollups can answer: nothing is newer than the newest day anyway."""
    return Cut(since=(end - HALF_YEAR).replace(day=1), until=end.replace(day=monthrange(end.year, end.month)[1]))
