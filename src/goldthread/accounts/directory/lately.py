"""Roles that were given lately, and by whom: so that nobody adds a made-up colleague unseen (decision 0021)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from goldthread.accounts import queries
from goldthread.accounts.models import AuditEvent


LATELY = timedelta(days=30)
NEWEST = 20_000
"""Events of the audit that are looked at, from the newest: a home page never reads all of it."""


@dataclass(frozen=True)
class Given:
    """One role that was given: to whom, what, where, when, and by whom."""

    person: str
    role: str
    organisation: str
    on: date
    by: str


def given(codes: Collection[str]) -> list[Given]:
    """Roles given at some organisations in the last 30 days, newest first, as the audit has them.

    Takes: the organisations' codes.
    """
    newest = AuditEvent.objects.aggregate(newest=Max("id"))["newest"] or 0
    events = AuditEvent.objects.filter(id__gt=newest - NEWEST, what="right given", at__gte=timezone.now() - LATELY)
    found = [one for one in events.order_by("-id") if one.detail.get("organisation") in codes]
    people = queries.names_of_people({name for one in found for name in (one.about, one.by)})
    places = queries.names_of_organisations()
    return [
        Given(
            person=people.get(one.about, "Someone who is no longer listed"),
            role=str(one.detail.get("role", "")),
            organisation=places.get(one.detail["organisation"], one.detail["organisation"]),
            on=timezone.localtime(one.at).date(),
            by=people.get(one.by, "the person who looks after Goldthread, on the command line"),
        )
        for one in found
    ]
