"""Why a session acts as nothing: a right that ended, one that has not begun, or none that opens anything here."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from goldthread.accounts.models import Person, Right


@dataclass(frozen=True)
class Lapsed:
    """A right that does not hold today, as it is said: `name` is the role and its organisation."""

    name: str
    since: date | None = None
    until: date | None = None

    @property
    def ended(self) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < timezone.localdate()


def chosen(person: Person, key: int | None) -> Lapsed | None:
    """The right that a session chose and that has ended; None where it chose none, or its right is gone."""
    found = Right.objects.select_related("organisation").filter(person=person, pk=key).first() if key else None
    return _said(found) if found else None


def newest(person: Person) -> Lapsed | None:
    """The right of somebody who holds none today: the next that begins, else the last that ended."""
    today = timezone.localdate()
    theirs = Right.objects.select_related("organisation").filter(person=person)
    coming = theirs.filter(since__gt=today).order_by("since", "id").first()
    found = coming or theirs.filter(until__lt=today).order_by("-until", "-id").first()
    return _said(found) if found else None


def only_outside(person: Person) -> bool:
    """Whether somebody holds a right today, and none at an organisation of this care system."""
    today = timezone.localdate()
    places = [
        one.organisation.member
        for one in Right.objects.select_related("organisation").filter(person=person)
        if (one.since is None or one.since <= today) and (one.until is None or one.until >= today)
    ]
    return bool(places) and not any(places)


def _said(right: Right) -> Lapsed:
    return Lapsed(f"{right.role} at {right.organisation.name}", right.since, right.until)
