"""What each role finds first: what waits, what is worth a look, and the next step."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from goldthread.accounts import queries
from goldthread.accounts.acting import Request
from goldthread.accounts.models import Organisation
from goldthread.accounts.rules import Held, Role
from goldthread.insight import Journey, Step
from goldthread.thread import queries as threads
from goldthread.vocabulary import EVERYTHING, Cut, Passages, PlainError, Scope
from goldthread.web.opened import workspace
from goldthread.web.people.home import administrator
from goldthread.web.rights import theirs
from goldthread.web.understand import presenting


WEEK, HALF_YEAR = timedelta(days=6), timedelta(days=182)
Words = dict[str, Any]


def home_of(request: Request, right: Held) -> tuple[str, Words]:
    """The template of a role's home page, and what stands on it."""
    names = queries.names_of_organisations()
    base = {"organisation": names.get(right.organisation, right.organisation), "role": right.role, "names": names}
    if right.role is Role.ADMINISTRATOR:
        return "home/administrator.html", base | administrator(request.acting)
    template, fill = HOMES[right.role]
    own = threads.quoted(request.user)
    return template, base | {"own": own} | fill(request.acting.scope(), right)


def newest_day(scope: Scope, cut: Cut = EVERYTHING) -> date | None:
    """The day of the newest words in a scope, or of the newest month where words may not be read."""
    newest = workspace().words(scope=scope, cut=cut, limit=1)
    if newest.items:
        return newest.items[0].date
    months = [row["month"] for row in workspace().trend(scope=scope, cut=cut).rows]
    return date.fromisoformat(f"{months[-1]}-28") if months else None


def ward(scope: Scope, right: Held) -> Words:
    """The ward's own last seven days: thanks first, then what is worth reading together."""
    held = workspace()
    mine = Cut(organisations=(right.organisation,), services=right.services)
    end = newest_day(scope, mine) or date.today()
    week = replace(mine, since=end - WEEK, until=end)
    before = replace(mine, since=end - WEEK - timedelta(days=7), until=end - timedelta(days=7))
    return {
        "services": right.services, "since": week.since, "until": end,
        "thanks": _thanks(scope, week),
        "worth": held.words(scope=scope, cut=replace(week, sentiments=("4", "5")), limit=4, order="telling"),
        "total": held.words(scope=scope, cut=week, limit=1).total,
        "before": held.words(scope=scope, cut=before, limit=1).total,
        "glad": held.words(scope=scope, cut=replace(week, sentiments=("1", "2")), limit=1).total,
        "hard": held.words(scope=scope, cut=replace(week, sentiments=("4", "5")), limit=1).total,
    }  # fmt: skip


def _thanks(scope: Scope, week: Cut) -> Passages:
    """The warmest answers; where none is very positive, those that are positive."""
    for sentiments in (("1",), ("2",)):
        found = workspace().words(scope=scope, cut=replace(week, sentiments=sentiments), limit=3, order="telling")
        if found.items:
            break
    return found


def system(scope: Scope, right: Held) -> Words:
    """For commissioners and patient partners: the hardest and the best moment, and what people speak of."""
    end = newest_day(scope)
    recent = half_year(end) if end else EVERYTHING
    journey = _journey(scope, recent)
    return {
        "total": workspace().sentiment(scope=scope).denominator, "until": end, "since": recent.since,
        "journey": journey, "hardest": _moment(journey, low=True), "best": _moment(journey, low=False),
        "themes": presenting.bars(workspace().themes(scope=scope, cut=recent))[:5],
        "terms": workspace().terms(),
        "clauses": threads.stops("clause", scope)[:3], "results": threads.stops("result", scope)[:1],
        "dates": _dates(scope, max(end or date.min, date.today())), "members": _members(scope),
    }  # fmt: skip


def half_year(end: date) -> Cut:
    """Whole months up to a day's own, which cells can answer: nothing is newer than the newest day anyway."""
    return Cut(since=(end - HALF_YEAR).replace(day=1), until=end.replace(day=monthrange(end.year, end.month)[1]))


def _dates(scope: Scope, today: date) -> Words:
    """Contract meetings to come, with what is on the table, and the weeks to the next close; counted, never typed."""
    coming = threads.dates(scope, today)
    clauses = threads.stops("clause", scope)
    meetings = [
        {"stop": one, "weeks": _weeks(one.on - today), "with": one.organisations,
         "clauses": sum(bool(set(clause.organisations) & set(one.organisations)) for clause in clauses)}
        for one in coming if one.kind == "meeting"
    ]  # fmt: skip
    close = next((one for one in coming if one.kind == "close"), None)
    weeks = (close.on - today).days // 7 if close else None
    return {"every": coming, "meetings": meetings[:4], "close": close, "weeks": weeks}


def _weeks(left: timedelta) -> str:
    """How long until then, in words."""
    days = left.days
    if days < 2:
        return ("today", "tomorrow")[max(0, days)]
    return f"in {days} days" if days < 14 else f"in {days // 7} weeks"


def _members(scope: Scope) -> list[Organisation]:
    """The providers that a scope holds."""
    return list(Organisation.objects.filter(code__in=scope.organisations or ()).order_by("name"))


def _journey(scope: Scope, cut: Cut) -> Journey | None:
    """The first pathway that people have spoken of."""
    for key in sorted(workspace().pathways()):
        made: Journey = workspace().journey(scope=scope, pathway=key, cut=cut)
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


def _balance(step: Step) -> float:
    return step.balance or 0.0


def evidence(scope: Scope, right: Held) -> Words:
    """For analysts and information governance: what came in, what waits to be mended, what people speak of."""
    lines = workspace().batches()
    undone = {line.batch for line in lines if line.what == "undo"}
    mine = [line for line in lines if line.what == "import" and line.batch not in undone and theirs(line, scope)]
    waiting = [line for line in mine if line.account["set_aside"]]
    return {
        "imports": mine[:4], "waiting": waiting[:3], "to_mend": sum(line.account["set_aside"] for line in waiting),
        "mendable": {line.batch for line in waiting if has_mend(line.batch)},
        "total": workspace().sentiment(scope=scope).denominator, "until": newest_day(scope),
        "sentiment": presenting.balance(workspace().sentiment(scope=scope)),
        "themes": presenting.bars(workspace().themes(scope=scope))[:5],
    }  # fmt: skip


def has_mend(batch: str) -> bool:
    """Whether the rows to mend of an import can still be fetched here."""
    try:
        return bool(workspace().uploads.mend(batch))
    except PlainError:
        return False


HOMES: dict[Role, tuple[str, Callable[[Scope, Held], Words]]] = {
    Role.WARD: ("home/ward.html", ward),
    Role.COMMISSIONER: ("home/commissioner.html", system),
    Role.PARTNER: ("home/partner.html", system),
    Role.ANALYST: ("home/analyst.html", evidence),
    Role.GOVERNANCE: ("home/analyst.html", evidence),
}
