"""Reads: what is open on a panel, so that nobody ends it over something that waits for its members.

Rooms above register what waits for a panel there, such as a clause to answer: this one knows decisions and releases.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from goldthread.accounts.registry.entries import Entries
from goldthread.partnership.models import PatientPanel, ReleasedWords


@dataclass(frozen=True)
class StillOpen:
    """Something that waits for a panel: what it is, and its page."""

    what: str
    title: str
    address: str


Open = Callable[[PatientPanel], Sequence[StillOpen]]
OPEN: Entries[Open] = Entries("kind of thing that waits for a panel")


def register(name: str, still_open: Open) -> None:
    """Register what waits for a panel in a room above. Raises RegisteredTwice."""
    OPEN.add(name, still_open)


def still_open(panel: PatientPanel) -> list[StillOpen]:
    """Everything that must be closed or decided before a panel can end; open needs are handed on or closed with it."""
    held = panel.decisions.filter(closed_at=None).order_by("id")
    found = [StillOpen("Decision", one.title, reverse("decision", args=[one.key])) for one in held]
    waits = ReleasedWords.objects.filter(destination=str(panel), refused_at=None, second_at=None).order_by("id")
    found += [
        StillOpen("Words to release", "Words for this panel", reverse("release", args=[one.token])) for one in waits
    ]
    return found + [one for some in OPEN.all().values() for one in some(panel)]
