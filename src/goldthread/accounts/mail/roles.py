"""What somebody is told of their roles: given, changed or ended by somebody else."""

from datetime import date

from goldthread.accounts.directory import access
from goldthread.accounts.models import OutgoingMail, Right
from goldthread.accounts.registry.mails import Letter


GIVEN, CHANGED, ENDED = "role given", "role changed", "role ended"


def given(row: OutgoingMail) -> Letter | None:
    """A role is new."""
    return _letter(row, "You have a new role on Goldthread", "You are now {role}{days}.")


def changed(row: OutgoingMail) -> Letter | None:
    """The wards, teams or days of a role are others."""
    said = "The wards, teams or days of a role have changed: {role}{days}."
    return _letter(row, "A role of yours on Goldthread has changed", said)


def ended(row: OutgoingMail) -> Letter | None:
    """A role has ended, or has a last day."""
    right = _right(row)
    if right is None or right.until is None:
        return None
    if right.until < date.today():
        return _letter(row, "A role of yours on Goldthread has ended", "Your role has ended: {role}.")
    return _letter(row, "A role of yours on Goldthread ends", "Your role ends: {role}{days}.")


def _letter(row: OutgoingMail, subject: str, said: str) -> Letter | None:
    right = _right(row)
    if right is None:
        return None
    role = f"{right.role} at {right.organisation.name}"
    return Letter(subject, (said.format(role=role, days=_days(right)),), access.page("home"))


def _right(row: OutgoingMail) -> Right | None:
    key = row.about.removeprefix("right:")
    return Right.objects.select_related("organisation").filter(pk=key, person=row.person).first() if key else None


def _days(right: Right) -> str:
    since = f", from {right.since:%-d %B %Y}" if right.since and right.since > date.today() else ""
    return since + (f", until {right.until:%-d %B %Y}" if right.until else "")
