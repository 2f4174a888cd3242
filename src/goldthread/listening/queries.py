"""Reads: somebody's own files on their way in."""

from goldthread.accounts.models import Person
from goldthread.listening.models import Arrival, Stage


def arrival(person: Person, token: str) -> Arrival | None:
    """A long file that this very person sent."""
    return Arrival.objects.filter(person=person, token=token).first()


def on_their_way(person: Person) -> list[Arrival]:
    """What a person sent and that is not in yet, newest first."""
    return list(Arrival.objects.filter(person=person, stage__in=[Stage.LOOK, Stage.LOOKED, Stage.BRING]))
