"""What each role finds first: a few figures, and the next step."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest

from goldthread.accounts import queries
from goldthread.accounts.rules import Held, Role
from goldthread.vocabulary import Cut
from goldthread.web.opened import workspace
from goldthread.web.rights import scope_of


def home_of(request: HttpRequest, right: Held) -> dict[str, Any]:
    """The home page of one role."""
    names = queries.names_of_organisations()
    base = {"organisation": names.get(right.organisation, right.organisation), "role": right.role.value}
    if right.role == Role.WARD:
        return base | _ward(request, right)
    scope = scope_of(request)
    sentiment = workspace().sentiment(scope=scope)
    return base | {
        "themes": workspace().themes(scope=scope).rows[:5],
        "sentiment": sentiment,
        "intro": INTRO[right.role],
    }


INTRO = {
    Role.COMMISSIONER: "What people live through in the care you plan and pay for.",
    Role.PARTNER: "What people said, and where it goes from here.",
    Role.ANALYST: "The evidence that your organisation holds.",
    Role.GOVERNANCE: "What is held, what was removed, and what must go.",
}


def _ward(request: HttpRequest, right: Held) -> dict[str, Any]:
    """The ward's last four weeks: its own words and totals."""
    scope = scope_of(request)
    mine = Cut(organisations=(right.organisation,), services=right.services)
    newest = workspace().words(scope=scope, cut=mine, limit=1)
    end = newest.items[0].date if newest.items and newest.items[0].date else date.today()
    recent = replace(mine, since=end - timedelta(days=27), until=end)
    thanks = workspace().words(scope=scope, cut=replace(recent, sentiments=("1",)), limit=3, order="telling")
    worth = workspace().words(scope=scope, cut=replace(recent, sentiments=("4", "5")), limit=4, order="telling")
    return {
        "ward": True, "services": right.services, "since": recent.since, "until": end, "thanks": thanks,
        "worth": worth, "themes": workspace().themes(scope=scope, cut=recent).rows[:5],
        "total": workspace().words(scope=scope, cut=recent, limit=1).total,
        "intro": "Four weeks of your own ward, in ten minutes.",
    }  # fmt: skip
