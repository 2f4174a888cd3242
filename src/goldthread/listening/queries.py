"""Reads: somebody's own files on their way in."""

from django.db.models import QuerySet

from goldthread.accounts.acting import Acting
from goldthread.listening.models import Arrival, Stage


def arrival(acting: Acting, token: str) -> Arrival | None:
    """A long file that this very person sent, for the organisation that they act for now."""
    return _sent(acting).filter(token=token).first()


def on_their_way(acting: Acting) -> list[Arrival]:
    """What a person sent for the organisation that they act for now and that is not in yet, newest first."""
    return list(_sent(acting).filter(stage__in=[Stage.LOOK, Stage.LOOKED, Stage.BRING]))


def _sent(acting: Acting) -> QuerySet[Arrival]:
    if acting.right is None:
        return Arrival.objects.none()
    return Arrival.objects.filter(person=acting.person, issuer=acting.right.organisation)
