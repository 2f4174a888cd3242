"""What each role finds first: what waits, what is worth a look, and the next step."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from goldthread.accounts import queries
from goldthread.accounts.acting import Acting
from goldthread.accounts.registry import panels
from goldthread.accounts.rules import HeldRight, Permission, Role
from goldthread.insight import Journey, JourneyPoint, financial_year
from goldthread.thread import queries as threads
from goldthread.vocabulary import EVERYTHING, Cut, Passages, PlainError, Scope
from goldthread.web.opened import workspace
from goldthread.web.rights import theirs
from goldthread.web.thread.forms import date_form
from goldthread.web.understand import presenting


WEEK, HALF_YEAR = timedelta(days=6), timedelta(days=182)
Words = dict[str, Any]


def home_of(acting: Acting, right: HeldRight) -> Words:
    """What stands on a role's home page: its heading, and its panels in order, as the apps registered them."""
    names = queries.names_of_organisations()
    own_team = ", ".join(right.services) if right.role == Role.WARD else ""
    return {
        "organisation": names.get(right.organisation, right.organisation),
        "role": right.role,
        "names": names,
        "own_team": own_team,
        "greets": right.role == Role.PARTNER,
        "panels": list(_filled(acting, right)),
    }


def _filled(acting: Acting, right: HeldRight) -> Iterator[tuple[str, Words]]:
    for panel in panels.of(right.role):
        words = panel.fill(acting)
        if words is not None:
            yield panel.template, words


def register() -> None:
    """Register the panels of this face's own pages."""
    both = (Role.COMMISSIONER, Role.PARTNER)
    files = (Role.ANALYST, Role.GOVERNANCE)
    for key, roles, order, fill in (
        ("week", (Role.WARD,), 20, week),
        ("dates", (Role.COMMISSIONER,), 10, dates),
        ("own", (Role.PARTNER,), 10, own),
        ("look", (Role.COMMISSIONER,), 20, system),
        ("said", (Role.PARTNER,), 20, system),
        ("promised", (Role.COMMISSIONER,), 30, promised),
        ("terms", both, 90, terms),
        ("concerns", files, 10, concerns),
        ("mend", files, 20, to_mend),
        ("files", files, 30, files_in),
        ("felt", files, 40, felt),
    ):
        panels.register(key=key, roles=roles, order=order, template=f"home/{key}.html", fill=fill)


def newest_day(scope: Scope, cut: Cut = EVERYTHING) -> date | None:
    """The day of the newest words in a scope, or of the newest month where words may not be read."""
    newest = workspace().words.passages(scope=scope, cut=cut, limit=1)
    if newest.items:
        return newest.items[0].date
    months = [row["month"] for row in workspace().findings.trend(scope=scope, cut=cut).rows]
    return date.fromisoformat(f"{months[-1]}-28") if months else None


def _newest_told(scope: Scope) -> str:
    """The day of the newest words in a scope as people read it; its month, where words may not be read."""
    newest = workspace().words.passages(scope=scope, limit=1).items
    if newest and newest[0].date:
        return f"{newest[0].date:%-d %B %Y}"
    end = newest_day(scope)
    return f"{end:%B %Y}" if end else ""


def week(acting: Acting) -> Words | None:
    """The ward's own last seven days: thanks first, then what is worth reading together."""
    held, scope, right = workspace(), acting.scope(), acting.right
    if right is None:
        return None
    mine = Cut(organisations=(right.organisation,), services=right.services)
    end = newest_day(scope, mine) or date.today()
    days = replace(mine, since=end - WEEK, until=end)
    before = replace(mine, since=end - WEEK - timedelta(days=7), until=end - timedelta(days=7))
    return {
        "services": right.services,
        "since": days.since,
        "until": end,
        "this_week": end >= date.today() - WEEK,
        "thanks": _thanks(scope, days),
        "worth": held.words.passages(scope=scope, cut=replace(days, sentiments=("4", "5")), limit=4, order="telling"),
        "total": held.words.passages(scope=scope, cut=days, limit=1).total,
        "before": held.words.passages(scope=scope, cut=before, limit=1).total,
        "glad": held.words.passages(scope=scope, cut=replace(days, sentiments=("1", "2")), limit=1).total,
        "hard": held.words.passages(scope=scope, cut=replace(days, sentiments=("4", "5")), limit=1).total,
    }


def _thanks(scope: Scope, days: Cut) -> Passages:
    """The warmest answers; where none is very positive, those that are positive."""
    for sentiments in (("1",), ("2",)):
        found = workspace().words.passages(
            scope=scope, cut=replace(days, sentiments=sentiments), limit=3, order="telling"
        )
        if found.items:
            break
    return found


def total(scope: Scope) -> int:
    """How many answers with words there are."""
    return workspace().findings.sentiment(scope=scope).denominator or 0


def dates(acting: Acting) -> Words:
    """Contract meetings and closes to come, with the forms that add and remove one."""
    scope = acting.scope()
    end = newest_day(scope)
    since = _recent(scope, end).since
    return {"dates": _dates(scope, max(end or date.min, date.today())), "date_form": date_form(scope), "since": since}


def own(acting: Acting) -> Words | None:
    """Somebody's own words on the thread."""
    quoted = threads.quoted(acting.person) if acting.person else []
    return {"own": quoted} if quoted and total(acting.scope()) else None


def system(acting: Acting) -> Words:
    """For commissioners and patient partners: the hardest and the best moment, and what people speak of."""
    scope = acting.scope()
    end = newest_day(scope)
    recent = _recent(scope, end)
    journey = _journey(scope, recent)
    return {
        "total": total(scope),
        "until": end,
        "newest": _newest_told(scope),
        "since": recent.since,
        "least": workspace().findings.sentiment(scope=scope).asked["at_least"],
        "reads": workspace().findings.is_exact(scope, recent),
        "journey": journey,
        "hardest": _moment(journey, low=True),
        "best": _moment(journey, low=False),
        "themes": presenting.bars(workspace().findings.themes(scope=scope, cut=recent))[:5],
    }


def promised(acting: Acting) -> Words | None:
    """Clauses on the thread and the newest monthly result."""
    scope = acting.scope()
    clauses = threads.placeholders("clause", scope)[:3]
    if not clauses or not total(scope):
        return None
    return {"clauses": clauses, "results": threads.placeholders("result", scope)[:1]}


def terms(acting: Acting) -> Words | None:
    """The data promises in force."""
    return {"terms": workspace().published.terms()} if total(acting.scope()) else None


def _recent(scope: Scope, end: date | None) -> Cut:
    """The last half year; the financial year where figures are shared, since those are of months and years alone."""
    if end is None:
        return EVERYTHING
    if workspace().findings.sentiment(scope=scope).asked["exact"]:
        return half_year(end)
    since, until = financial_year(end)
    return Cut(since=since, until=until)


def half_year(end: date) -> Cut:
    """Whole months up to a day's own, which cells can answer: nothing is newer than the newest day anyway."""
    return Cut(since=(end - HALF_YEAR).replace(day=1), until=end.replace(day=monthrange(end.year, end.month)[1]))


def _dates(scope: Scope, today: date) -> Words:
    """Contract meetings to come, with what is on the table, and the weeks to the next close; counted, never typed."""
    coming = threads.dates(scope, today)
    clauses = threads.placeholders("clause", scope)
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


def _journey(scope: Scope, cut: Cut) -> Journey | None:
    """The first pathway that people have spoken of."""
    for key in sorted(workspace().published.pathways()):
        made: Journey = workspace().findings.journey(scope=scope, pathway=key, cut=cut)
        if made.told and any(step.balance is not None for step in made.steps):
            return made
    return None


def _moment(journey: Journey | None, *, low: bool) -> Words | None:
    """The step with the lowest or highest balance of feelings, and the feeling most shown there."""
    known = journey.marked if journey else ()
    if not known:
        return None
    step = min(known, key=_balance) if low else max(known, key=_balance)
    if step.mood == ("high" if low else "low"):
        return None
    good = presenting.good_feelings()
    felt = {name: n for name, n in step.feelings.items() if n and (name in good) != low}
    most = sorted(felt, key=lambda name: (-(felt[name] or 0), name))[:2]
    return {"step": step, "feelings": [(name, felt[name]) for name in most]} if most else None


def _balance(step: JourneyPoint) -> float:
    return step.balance or 0.0


def concerns(acting: Acting) -> Words | None:
    """The way to what needs somebody's attention, for whoever may read it."""
    return {} if acting.may(Permission.SAFEGUARD) else None


def _imports(scope: Scope) -> list[Any]:
    lines = workspace().imports.batches()
    undone = {line.batch for line in lines if line.what == "undo"}
    return [line for line in lines if line.what == "import" and line.batch not in undone and theirs(line, scope)]


def to_mend(acting: Acting) -> Words | None:
    """Rows of imports that wait to be mended."""
    waiting = [line for line in _imports(acting.scope()) if line.account["set_aside"]]
    return {"waiting": waiting[:3], "to_mend": sum(line.account["set_aside"] for line in waiting)} if waiting else None


def files_in(acting: Acting) -> Words:
    """What came in, and what people speak of."""
    scope = acting.scope()
    themes = presenting.bars(workspace().findings.themes(scope=scope))[:5]
    return {"imports": _imports(scope)[:4], "until": newest_day(scope), "themes": themes}


def felt(acting: Acting) -> Words | None:
    """How people felt, of everything that is held."""
    table = workspace().findings.sentiment(scope=acting.scope())
    return {"total": table.denominator, "sentiment": presenting.balance(table)} if table.denominator else None


def has_mend(batch: str) -> bool:
    """Whether the rows to mend of an import can still be fetched here."""
    try:
        return bool(workspace().uploads.mend(batch))
    except PlainError:
        return False
