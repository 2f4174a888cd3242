"""Links where somebody chooses a password, by mail: asked for by themselves, or by whoever looks after people."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from goldthread.accounts import limits
from goldthread.accounts.directory import access
from goldthread.accounts.models import OutgoingMail, Person
from goldthread.accounts.outgoing_mail import tell
from goldthread.accounts.registry.mails import Letter


ASKED, INVITED, RESET, CHANGED = "password link", "invitation", "sign-in reset", "password changed"
ONCE = "It works once, for three days:"
ENOUGH = "Several links were sent in the last hour. They still work."


def link_by_mail(*, by: object, person: Person, kind: str) -> str:
    """Send somebody the link where they choose a password; not more often in an hour than anybody needs it.

    Gives: "" where it waits to be sent; else why it is not.
    """
    if _too_many(str(person.pk)):
        return ENOUGH
    return tell(by=by, person=person, kind=kind)


@transaction.atomic
def sent_to_nobody(address: str) -> None:
    """Do for an address that is nobody's what is done for one that is somebody's: the answer takes as long."""
    if settings.EMAIL.on and not _too_many(address.strip().casefold()):
        OutgoingMail.objects.create(kind=ASKED, by="stranger", due=timezone.now())


def _too_many(whose: str) -> bool:
    return limits.count(f"reset links {whose}", window=limits.AN_HOUR) > limits.LINKS_AN_HOUR


def asked(row: OutgoingMail) -> Letter | None:
    """The letter for who lost their password."""
    return _letter(
        row,
        "Set a new password for Goldthread",
        "Someone, probably you, asked for a link to set a new password for Goldthread.",
        "Did you not ask for this? Then there is nothing to do. Your password stays as it is.",
    )


def invited(row: OutgoingMail) -> Letter | None:
    """The letter for who has just been added."""
    return _letter(row, "Your account on Goldthread", "You now have an account on Goldthread.")


def reset(row: OutgoingMail) -> Letter | None:
    """The letter for somebody whose sign-in was reset."""
    return _letter(
        row,
        "Choose a new password for Goldthread",
        "The person who looks after Goldthread where you work has reset your sign-in. You are signed out everywhere.",
    )


def _letter(row: OutgoingMail, subject: str, why: str, *after: str) -> Letter | None:
    person = row.person
    if person is None:
        return None
    name = f"You sign in with the name: {person.handle}"
    return Letter(subject, (why, f"Open this link to choose a password. {ONCE}"), access.link(person), (name, *after))


def password_changed(row: OutgoingMail) -> Letter | None:
    """What somebody is told once their password is another, so that a stranger cannot change it unseen."""
    return Letter(
        "Your Goldthread password was changed",
        (f"Your password was changed on {timezone.localtime(row.at):%-d %B %Y at %H:%M}.",),
        "",
        ("Was it not you? Tell the person who looks after Goldthread where you work, at once.",),
    )
