"""People are added, changed, ended and reset: keyword-only, by whom, one transaction, one audit event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from goldthread.accounts import auditing, limits
from goldthread.accounts.acting import Acting
from goldthread.accounts.directory import access, posts
from goldthread.accounts.directory.by import reach
from goldthread.accounts.directory.rules import (
    handle_of,
    must_be_another,
    must_be_to_come,
    must_hold_organisation,
    must_hold_whole,
    must_know,
    person_name_of,
    shortened,
)
from goldthread.accounts.models import AuditEvent, Person, Right
from goldthread.vocabulary import NotFound, PlainError, WrongUsage


LONGEST_NAME = 120


class AddressTaken(PlainError):
    """An e-mail address cannot be given to this person."""


class NameTaken(PlainError):
    """Another person signs in with this name."""


def named_so(handle: str) -> Person | None:
    """Who signs in with a name, however it is written."""
    return Person.objects.filter(handle__iexact=handle.strip()).first()


def must_be_there(handle: str) -> Person:
    """Who signs in with a name. Raises NotFound."""
    person = named_so(handle)
    if person is None:
        raise NotFound(f"Nobody signs in as {shortened(handle)}.", "`goldthread people list` shows who does.")
    return person


@transaction.atomic
def add(*, by: Acting | str, handle: str, name: str, email: str = "", password: str | None = None) -> Person:
    """Add somebody who may sign in; without a password they choose one by a link (see `access`).

    Raises: NameTaken where somebody signs in so already, WrongUsage for what cannot be a name or an address.
    """
    if password is not None:
        validate_password(password)
    handle = handle_of(handle)
    if named_so(handle):
        raise NameTaken(f"Someone signs in as {handle} already.", "Choose another sign-in name.")
    person = Person.objects.create(
        handle=handle,
        name=person_name_of(name, longest=LONGEST_NAME),
        email=own_email_of(email),
        password=make_password(password),
    )
    auditing.record(by=str(by), what="person added", about=str(person))
    return person


@transaction.atomic
def join(*, by: Acting | str, handle: str, name: str, post: posts.Post, email: str = "") -> Person:
    """Add somebody together with their first right. Raises: what `add` and `posts.give` raise."""
    must_be_to_come(post.until)
    person = add(by=by, handle=handle, name=name, email=email)
    posts.give(by=by, person=person, post=post, joining=True)
    return person


@dataclass(frozen=True)
class Joiner:
    """Somebody to add together with their first right."""

    handle: str
    name: str
    email: str
    post: posts.Post


@transaction.atomic
def join_all(*, by: Acting | str, joiners: Sequence[Joiner]) -> list[Person]:
    """Add many people at once, each as `join` adds one.

    Takes: joiners whose sign-in names and addresses nobody has yet and no two share, at organisations within reach.
    Raises: what `posts.Post.facts` and the checks of names raise; then nobody is added.
    """
    may = reach(by)
    for one in joiners:
        must_be_to_come(one.post.until)
        must_hold_organisation(may, one.post.organisation.code)
    people = Person.objects.bulk_create(
        Person(
            handle=handle_of(one.handle),
            name=person_name_of(one.name, longest=LONGEST_NAME),
            email=email_of(one.email),
            password=make_password(None),
        )
        for one in joiners
    )
    Right.objects.bulk_create(
        Right(person=person, organisation=one.post.organisation, role=one.post.role.value, **one.post.facts())
        for person, one in zip(people, joiners, strict=True)
    )
    events = []
    for person, one in zip(people, joiners, strict=True):
        events.append(AuditEvent(what="person added", about=str(person)))
        events.append(AuditEvent(what="right given", about=str(person), detail=one.post.audited()))
    if events:
        auditing.record_all(by=by, events=events)
    return people


@transaction.atomic
def change(
    *, by: Acting | str, person: Person, handle: str | None = None, name: str | None = None, email: str | None = None
) -> bool:
    """Change how a person is called and reached; None leaves a field as it is. Gives whether anything changed.

    Raises: NotFound, NoRight for a person who also works elsewhere, NameTaken, WrongUsage.
    """
    must_hold_whole(reach(by), posts.places_that_count(person))
    given: dict[str, str] = {}
    if handle is not None:
        given["handle"] = handle_of(handle)
        if (other := named_so(handle)) and other.pk != person.pk:
            raise NameTaken(f"Someone signs in as {given['handle']} already.", "Choose another sign-in name.")
    if name is not None:
        given["name"] = person_name_of(name, longest=LONGEST_NAME)
    if email is not None:
        given["email"] = own_email_of(email, person)
    changed = sorted(field for field, value in given.items() if getattr(person, field) != value)
    if not changed:
        return False
    for field in changed:
        setattr(person, field, given[field])
    person.save(update_fields=changed)
    if "email" in changed:
        access.end_entries(by=by, person=person)
    auditing.record(by=str(by), what="person changed", about=str(person), fields=changed)
    return True


@transaction.atomic
def end(*, by: Acting | str, person: Person, on: date | None = None, sure: bool = False) -> bool:
    """End a person's rights within reach, and their sign-in where no right elsewhere is left.

    Takes: the last day on which they hold, None to end them at once; whether a last administrator may go too.
    Gives: whether anything changed. Raises: NotFound, NoRight, LastAdministrator.
    """
    may = reach(by)
    must_know(may, posts.places_of(person))
    must_be_another(may, str(person))
    last = on or date.today() - timedelta(days=1)
    theirs = posts.lasting(Right.objects.filter(person=person), last).select_related("organisation")
    ended = [posts.end(by=by, right=one, on=on, sure=sure) for one in theirs if may.holds(one.organisation.code)]
    if not may.holds_all(posts.places_still_of(person, last)):
        return any(ended)
    return _end_sign_in(by, person, last) or any(ended)


@transaction.atomic
def _end_sign_in(by: Acting | str, person: Person, last: date) -> bool:
    """Close the door on a day; at once, with the password gone, where that day is over."""
    over = last < date.today()
    if person.until == last and person.is_active != over:
        return False
    if over and not person.is_active and person.until is not None and person.until < date.today():
        return False
    person.until, person.is_active = last, not over
    if over:
        person.set_unusable_password()
    person.save(update_fields=["until", "is_active", "password"])
    if over:
        access.end_entries(by=by, person=person)
    auditing.record(by=str(by), what="sign-in ended", about=str(person), until=str(last))
    return True


@transaction.atomic
def reset(*, by: Acting | str, person: Person, two_factor: bool = False) -> None:
    """Take a person's password, which ends every session of theirs; `access.link` gives them the way back in.

    Takes: whether their second factors (codes, passkeys) are forgotten too, for somebody who lost them.

    Raises: NotFound, NoRight for a person who also works elsewhere, WrongUsage for one whose sign-in has ended.
    """
    must_hold_whole(reach(by), posts.places_that_count(person))
    if not person.is_active:
        raise WrongUsage("This person's sign-in has ended.", "Give them a role first.")
    person.set_unusable_password()
    person.save(update_fields=["password"])
    access.end_entries(by=by, person=person)
    if two_factor:
        access.forget_second_factors(person)
    limits.lift(person)
    auditing.record(by=str(by), what="sign-in reset", about=str(person), two_factor=two_factor)


def must_wait_for_password(*, by: Acting | str, person: Person) -> None:
    """Somebody may be sent, or handed, the link where they choose a password only while they have none.

    Raises: NotFound, NoRight for a person who also works elsewhere, WrongUsage for one who has a password or has left.
    """
    must_hold_whole(reach(by), posts.places_that_count(person))
    if not person.is_active:
        raise WrongUsage("This person's sign-in has ended.", "Give them a role first.")
    if person.has_usable_password():
        raise WrongUsage("This person has chosen a password.", "Reset their sign-in to send them another link.")


def own_email_of(said: str, person: Person | None = None) -> str:
    """An address as it is kept, which is nobody else's: single sign-on goes by it. Raises AddressTaken, WrongUsage."""
    email = email_of(said)
    others = Person.objects.exclude(pk=person.pk) if person else Person.objects
    if email and others.filter(email__iexact=email).exists():
        raise AddressTaken("This email address cannot be used here.", "Leave it out, or ask whose address it is.")
    return email


def email_of(said: str) -> str:
    """An e-mail address as it is kept, empty for none. Raises WrongUsage."""
    email = said.strip()
    if email:
        try:
            validate_email(email)
        except ValidationError:
            raise WrongUsage(
                f"“{shortened(said)}” is not an email address.", "Write it like name@example.nhs.uk."
            ) from None
    return email
