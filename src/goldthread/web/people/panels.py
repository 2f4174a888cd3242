"""What an administrator finds first: how many people, who has not come yet, who is leaving."""

from datetime import date, timedelta

from goldthread.accounts.acting import Acting
from goldthread.accounts.directory import listing
from goldthread.accounts.directory.lately import given
from goldthread.accounts.directory.listing import ListedPerson


SOON = timedelta(days=30)


def administrator(acting: Acting) -> dict[str, object]:
    """The words of an administrator's home page."""
    found = [one for one in listing.people(by=acting) if one.posts]
    leaving = [(one, last) for one in found if (last := _last_day(one)) and last <= date.today() + SOON]
    return {
        "people": len(found),
        "never": [one for one in found if one.person.last_login is None],
        "leaving": sorted(leaving, key=lambda pair: pair[1]),
    }


def lately(acting: Acting) -> dict[str, object] | None:
    """Roles given in the last 30 days at the organisations that an administrator or a commissioner looks after."""
    right = acting.right
    if right is None or not right.member:
        return None
    found = given({right.organisation, *right.commissions})
    return {"given": found} if found else None


def _last_day(one: ListedPerson) -> date | None:
    """The day after which somebody has no role here any more; None while that is not known."""
    days = [held.until for held in one.holding]
    if not days or any(day is None for day in days):
        return one.person.until
    return max(day for day in days if day)
