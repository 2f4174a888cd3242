"""Beginning afresh: a role further away ends every way in that an administrator out of its reach had a hand in."""

from django.db import transaction

from goldthread.accounts import auditing
from goldthread.accounts.directory import access
from goldthread.accounts.models import AuditEvent, Organisation, Person, Right


BEGUN = "sign-in begun afresh"
ADDED, CHANGED = "person added", "person changed"
HANDS = (ADDED, CHANGED, "sign-in reset", "reset link shown")
"""What the audit holds of everybody who could set, or see, a way in of somebody else."""
SAID = (
    "{} signs in afresh, since an administrator who does not look after {} could have set how they sign in until now."
)


def begins(person: Person, place: Organisation) -> bool:
    """Whether a role at an organisation makes a person begin afresh, where they have none there yet."""
    return bool(_hands(person, place))


def said(person: Person, place: Organisation) -> str:
    """The sentence for whoever gives that role."""
    return SAID.format(person.name, place.name)


@transaction.atomic
def begin(*, by: object, person: Person, place: Organisation) -> bool:
    """Where it is so, take their password, second factors, sessions, links and single sign-on accounts.

    Their e-mail address goes too where it was set out of reach: it is where links are sent and by what single sign-on
    finds them. Whatever nobody out of reach had a hand in stays. Gives whether they begin afresh.
    """
    hands = _hands(person, place)
    if not hands:
        return False
    person.set_unusable_password()
    if (set_by := _address_set(person)) is None or set_by in hands:
        person.email = ""
    person.save(update_fields=["password", "email"])
    access.forget_second_factors(person)
    access.end_entries(by=by, person=person)
    auditing.record(by=str(by), what=BEGUN, about=str(person), organisation=place.code)
    return True


def _hands(person: Person, place: Organisation) -> list[AuditEvent]:
    """What administrators who do not look after a place did about a person's ways in, since these last began afresh."""
    about = AuditEvent.objects.filter(about=str(person))
    last = about.filter(what=BEGUN).order_by("-id").values_list("id", flat=True).first() or 0
    theirs = about.filter(id__gt=last, what__in=HANDS, by__startswith="person:").exclude(by=str(person))
    return [one for one in theirs if _counts(one) and not _looks_after(one.right, place)]


def _address_set(person: Person) -> AuditEvent | None:
    """When somebody else last set a person's address, or left it empty."""
    set_by = AuditEvent.objects.filter(about=str(person), what__in=(ADDED, CHANGED)).order_by("-id")
    return next(filter(_sets_address, set_by), None)


def _counts(event: AuditEvent) -> bool:
    return event.what != CHANGED or _sets_address(event)


def _sets_address(event: AuditEvent) -> bool:
    return event.what == ADDED or (event.what == CHANGED and "email" in event.detail.get("fields", ()))


def _looks_after(right: str, place: Organisation) -> bool:
    """Whether the right that somebody acted under reaches a place today."""
    key = right.removeprefix("right:")
    held = Right.objects.filter(pk=int(key)).first() if key.isdecimal() else None
    return held is not None and held.organisation_id in (place.pk, place.commissioner_id)
