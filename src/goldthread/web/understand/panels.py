"""What Understand shows on home pages: a ward's week, what is worth a look, what people speak of, how it felt."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from goldthread.accounts import queries
from goldthread.accounts.acting import Acting
from goldthread.accounts.rules import SYSTEM_WIDE
from goldthread.insight import Journey, JourneyPoint
from goldthread.vocabulary import Cut, NotShared, Passages, Scope
from goldthread.web.opened import workspace
from goldthread.web.understand.presenters import figures, journeys
from goldthread.workspace.recently import newest_day, newest_said, recent, shared_year


WEEK = timedelta(days=6)
CARED_FOR = ("patient", "carer")
Shown = dict[str, object]


def week(acting: Acting) -> Shown | None:
    """The ward's own last seven days: thanks first, then what is worth reading together."""
    held, scope, right = workspace(), acting.scope(), acting.right
    if right is None:
        return None
    mine = Cut(organisations=(right.organisation,), services=right.services)
    end = newest_day(workspace(), scope, mine) or date.today()
    days = replace(mine, since=end - WEEK, until=end)
    before = replace(mine, since=end - WEEK - timedelta(days=7), until=end - timedelta(days=7))
    return {
        "names": queries.names_of_organisations(),
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
    """The warmest answers of patients and carers, or else of anybody: very positive ones, or else positive ones."""
    for roles, sentiments in product((CARED_FOR, ()), (("1",), ("2",))):
        warm = replace(days, roles=roles, sentiments=sentiments)
        found = workspace().words.passages(scope=scope, cut=warm, limit=3, order="telling")
        if found.items:
            break
    return found


def total(scope: Scope) -> int | None:
    """How many answers with words there are; None where shared figures say fewer than 5, or none."""
    return workspace().findings.sentiment(scope=scope).denominator


def system(acting: Acting) -> Shown:
    """For commissioners and patient partners: the hardest and the best moment, and what people speak of."""
    scope = acting.scope()
    if scope.organisations is not None and not scope.organisations:
        return {"nobodys": commissions_nobody(acting)}
    end = newest_day(workspace(), scope)
    latest = recent(workspace(), scope, end)
    journey = first_journey(scope, latest)
    themes = figures.bars(workspace().findings.themes(scope=scope, cut=latest))
    return {
        "total": total(scope),
        "last": latest.until,
        "newest": newest_said(workspace(), scope),
        "since": latest.since,
        "least": workspace().findings.sentiment(scope=scope).asked["at_least"],
        "reads": workspace().findings.is_exact(scope, latest),
        "journey": journey,
        "hardest": _moment(journey, low=True),
        "best": _moment(journey, low=False),
        "themes": themes[:5],
        "worst": max(themes, key=lambda row: row["negative"] or 0, default=None),
    }


def commissions_nobody(acting: Acting) -> str:
    """Why somebody sees nothing who sees what their organisation commissions; empty where that is not why."""
    right, seen = acting.right, acting.scope().organisations
    if right is None or right.role not in SYSTEM_WIDE or seen is None or seen:
        return ""
    return (
        f"You see the feedback of organisations that {right.organisation_name or right.organisation} commissions. "
        "It does not commission any here yet. Ask your administrator to add them, or to give you another role."
    )


def terms(acting: Acting) -> Shown | None:
    """The data promises in force."""
    return {"terms": workspace().published.terms()} if total(acting.scope()) else None


def first_journey(scope: Scope, cut: Cut) -> Journey | None:
    """The first pathway that people have spoken of.

    A journey may pass through organisations whose figures are shared ones, which are of a financial year.
    """
    for key in sorted(workspace().published.pathways()):
        try:
            made: Journey = workspace().findings.journey(scope=scope, pathway=key, cut=cut)
        except NotShared:
            made = workspace().findings.journey(scope=scope, pathway=key, cut=shared_year(cut))
        if made.told and any(step.balance is not None for step in made.steps):
            return made
    return None


def _moment(journey: Journey | None, *, low: bool) -> Shown | None:
    """The step with the lowest or highest balance of feelings, and the feeling most shown there."""
    known = journey.marked if journey else ()
    if not known:
        return None
    step = min(known, key=_balance) if low else max(known, key=_balance)
    if step.mood == ("high" if low else "low"):
        return None
    good = journeys.good_feelings()
    felt = {name: n for name, n in step.feelings.items() if n and (name in good) != low}
    most = sorted(felt, key=lambda name: (-(felt[name] or 0), name))[:2]
    return {"step": step, "feelings": [(name, felt[name]) for name in most]} if most else None


def _balance(step: JourneyPoint) -> float:
    return step.balance or 0.0


def felt(acting: Acting) -> Shown | None:
    """How people felt, of everything that is held."""
    table = workspace().findings.sentiment(scope=acting.scope())
    return {"total": table.denominator, "sentiment": figures.balance(table)} if table.denominator else None
