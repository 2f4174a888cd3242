"""Reads: what was not sent, for whoever looks after people."""

from collections.abc import Collection

from goldthread.accounts.acting import Acting
from goldthread.accounts.directory import listing
from goldthread.accounts.models import OutgoingMail, Person
from goldthread.accounts.registry import mails


def not_sent(people: Collection[Person] | None = None) -> list[OutgoingMail]:
    """What is still to be sent and failed so far, or was given up, oldest first; of some people, or all."""
    held = OutgoingMail.objects.filter(sent=None).exclude(failed="").select_related("person")
    return list(held.filter(person__in=people) if people is not None else held)


def waiting() -> list[OutgoingMail]:
    """Everything that is not sent: what waits for its hour too."""
    return list(OutgoingMail.objects.filter(sent=None, person__isnull=False).select_related("person"))


def newest(person: Person) -> OutgoingMail | None:
    """The last link that was, or is to be, sent to somebody."""
    urgent = [name for name, kind in mails.KINDS.all().items() if kind.urgent]
    return person.mails.filter(kind__in=urgent).last()


def panel(acting: Acting) -> dict[str, object] | None:
    """Emails to the people whom an administrator manages that were not sent."""
    found = not_sent([one.person for one in listing.people(by=acting)])
    return {"not_sent": [(one, _title(one)) for one in found]} if found else None


def _title(row: OutgoingMail) -> str:
    """What people call a kind of mail; one whose app is gone has no name left."""
    kind = mails.KINDS.get(row.kind)
    return kind.title if kind else "An email"
