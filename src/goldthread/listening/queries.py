"""Reads: somebody's own files on their way in, and whether the right that they were sent under still holds."""

from django.db.models import Q, QuerySet

from goldthread.accounts.acting import Acting, again
from goldthread.accounts.rules import Permission, Role
from goldthread.listening.models import Arrival, Stage


def arrival(acting: Acting, token: str) -> Arrival | None:
    """A long file that this very person sent, for the organisation that they act for now."""
    return _sent(acting).filter(token=token).first()


def on_their_way(acting: Acting) -> list[Arrival]:
    """What a person sent for the organisation that they act for now and that is not in yet, newest first."""
    return list(_sent(acting).filter(stage__in=[Stage.LOOK, Stage.ASKED, Stage.LOOKED, Stage.BRING]))


def may_still_import(by: str, right: int | None, issuer: str) -> bool:
    """Whether somebody may still bring in what they sent under a right: it holds today, at the same organisation."""
    held = again(by, right)
    return held.right is not None and held.right.organisation == issuer and held.may(Permission.IMPORT)


def lapsed(acting: Acting) -> list[Arrival]:
    """Files that were not taken since the right that they were sent under does not hold any more, newest first.

    Gives: a person's own, and for an administrator those for the organisations whose people they manage.
    """
    theirs = Q(person=acting.person)
    if acting.right is not None and acting.right.role == Role.ADMINISTRATOR:
        theirs |= Q(issuer__in={acting.right.organisation, *acting.right.commissions})
    found = Arrival.objects.filter(theirs, stage=Stage.LAPSED)
    return list(found.select_related("person", "right__organisation"))


def lapsed_panel(acting: Acting) -> dict[str, object] | None:
    """What the panel of such files shows; None where there are none."""
    found = lapsed(acting)
    return {"lapsed": found, "reader": acting.person} if found else None


def _sent(acting: Acting) -> QuerySet[Arrival]:
    if acting.right is None:
        return Arrival.objects.none()
    return Arrival.objects.filter(person=acting.person, right=acting.right.key)
