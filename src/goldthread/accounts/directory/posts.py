"""Roles at organisations are given, changed and ended: keyword-only, by whom, one transaction, one audit event."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from goldthread.accounts import auditing
from goldthread.accounts.acting import Acting
from goldthread.accounts.directory import access, afresh
from goldthread.accounts.directory.by import reach
from goldthread.accounts.directory.rules import must_be_another, must_follow, must_hold_organisation, must_know, name_of
from goldthread.accounts.models import Organisation, Person, Right
from goldthread.accounts.outgoing_mail import tell
from goldthread.accounts.rules import Role
from goldthread.vocabulary import PlainError, WrongUsage


LONGEST_TEAM = 200
COMMISSIONING = frozenset({"commissioner", "council"})
"""Kinds of organisations that commission others."""
CONFIRM = "repeat with `--last-administrator`"


class LastAdministrator(PlainError):
    """An organisation would be left without anybody who manages its people."""


@dataclass(frozen=True)
class Post:
    """A role at an organisation, with the person's own teams there and its first and last day; None is open-ended."""

    organisation: Organisation
    role: Role
    services: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def facts(self) -> dict[str, object]:
        """What is kept of it beside who and where. Raises WrongUsage."""
        must_follow(self.since, self.until)
        teams = [name_of(one, longest=LONGEST_TEAM, what="The team") for one in self.services if one.strip()]
        return {"services": teams, "since": self.since, "until": self.until}

    def audited(self) -> dict[str, object]:
        """What the audit holds of it."""
        return {
            "role": self.role.value,
            "organisation": self.organisation.code,
            "since": str(self.since or ""),
            "until": str(self.until or ""),
            "teams": sum(bool(one.strip()) for one in self.services),
        }


@transaction.atomic
def give(
    *, by: Acting | str, person: Person, post: Post, joining: bool = False, sure: bool = False
) -> tuple[Right, bool]:
    """Let a person act for an organisation in a role, or change their teams and days there.

    Takes: whether the person was added in this very transaction: then nobody can know them yet; whether a last day may
    be set for the last administrator of an organisation.
    Gives: the right, and whether anything changed. A person whose sign-in had ended may sign in again; one who
    `begins_afresh` needs a link to do so.
    Raises: NotFound for a person or organisation out of reach, NoRight for one's own rights, LastAdministrator,
    WrongUsage.
    """
    may = reach(by)
    must_hold_organisation(may, post.organisation.code)
    must_be_another(may, str(person))
    if not joining:
        must_know(may, places_of(person))
    facts = post.facts()
    held = Right.objects.filter(person=person, organisation=post.organisation, role=post.role.value).first()
    if held is None:
        must_commission_others(post)
    if held and not sure:
        must_leave_through(held, post, by)
    further, anew = is_further(person, post.organisation), begins_afresh(person, post.organisation)
    returned = _return(person, post.until)
    if anew:
        afresh.begin(by=by, person=person, place=post.organisation)
    elif returned or further:
        access.end_entries(by=by, person=person)  # whoever could reset them before may not reach them now
    if held and all(getattr(held, name) == value for name, value in facts.items()):
        return held, returned
    return _keep(by, person, post, facts, told=not joining), True


@transaction.atomic
def _keep(by: Acting | str, person: Person, post: Post, facts: dict[str, Any], *, told: bool) -> Right:
    right, new = Right.objects.update_or_create(
        person=person, organisation=post.organisation, role=post.role.value, defaults=facts
    )
    auditing.record(by=str(by), what="right given" if new else "right changed", about=str(person), **post.audited())
    if told:
        tell(by=by, person=person, kind="role given" if new else "role changed", about=f"right:{right.pk}")
    return right


def _return(person: Person, until: date | None) -> bool:
    """Let somebody whose sign-in had ended sign in again, with a password that they choose by a new link."""
    if (until and until < date.today()) or (person.is_active and person.until is None):
        return False
    if not person.is_active:
        person.set_unusable_password()
    person.is_active, person.until = True, None
    person.save(update_fields=["is_active", "until", "password"])
    return True


@transaction.atomic
def end(*, by: Acting | str, right: Right, on: date | None = None, sure: bool = False) -> bool:
    """End a right.

    Takes: the last day on which it holds, None to end it at once; whether the last administrator of an organisation
    may go too.
    Gives: whether anything changed. Raises: NotFound, NoRight, LastAdministrator.
    """
    may = reach(by)
    must_hold_organisation(may, right.organisation.code)
    must_be_another(may, str(right.person))
    last = on or date.today() - timedelta(days=1)
    if right.until == last or (on is None and right.until is not None and right.until < date.today()):
        return False
    if not sure:
        must_leave_an_administrator(right, last, by)
    right.until = last
    right.since = min(right.since, last) if right.since else None
    right.save(update_fields=["since", "until"])
    auditing.record(
        by=str(by),
        what="right ended",
        about=str(right.person),
        role=right.role,
        organisation=right.organisation.code,
        until=str(last),
    )
    tell(by=by, person=right.person, kind="role ended", about=f"right:{right.pk}")
    return True


def must_commission_others(post: Post) -> None:
    """Raises WrongUsage for a commissioner at an organisation that commissions nobody, by its kind and as is known."""
    here = post.organisation
    if post.role is Role.COMMISSIONER and here.kind not in COMMISSIONING and not here.commissions.exists():
        raise WrongUsage(
            f"{here.name} is not a commissioner, so a commissioner there would see nothing.",
            "Choose another role, such as quality lead or analyst, or the organisation that commissions it.",
        )


def places_of(person: Person) -> list[str]:
    """The organisations at which a person has, had or will have a right."""
    return list(person.rights.values_list("organisation__code", flat=True).distinct())


def places_still_of(person: Person, after: date) -> list[str]:
    """The organisations at which a person has a right that holds after a day."""
    return list(lasting(person.rights.all(), after).values_list("organisation__code", flat=True).distinct())


def places_that_count(person: Person) -> list[str]:
    """The organisations at which a person has a right today or later; of somebody who has none, all there were."""
    return places_still_of(person, date.today() - timedelta(days=1)) or places_of(person)


def is_further(person: Person, place: Organisation) -> bool:
    """Whether a role at an organisation is one where somebody who has roles has none yet, today or later."""
    known = places_that_count(person)
    return bool(known) and place.code not in known


def begins_afresh(person: Person, place: Organisation) -> str:
    """The sentence for whoever gives a person a role there, if they sign in afresh then, else empty: asked before."""
    return afresh.said(person, place) if is_further(person, place) and afresh.begins(person, place) else ""


def works_elsewhere(by: Acting | str, person: Person) -> bool:
    """Whether somebody has a right out of reach, today or later: then their sign-in is not theirs alone to change."""
    return not reach(by).holds_all(places_that_count(person))


def lasting(rights: QuerySet[Right], after: date) -> QuerySet[Right]:
    """Those of some rights that still hold after a day."""
    return rights.filter(Q(until__isnull=True) | Q(until__gt=after))


def must_leave_through(held: Right, post: Post, by: Acting | str) -> None:
    """Raises LastAdministrator where new days of a right leave its organisation without one, today or later."""
    today = date.today()
    if post.since and post.since > today and (held.since is None or held.since <= today):
        must_leave_an_administrator(held, today - timedelta(days=1), by)
    if post.until:
        must_leave_an_administrator(held, post.until, by)


def must_leave_an_administrator(right: Right, last: date, by: Acting | str) -> None:
    """Raises LastAdministrator where ending this right on that day leaves its organisation without one.

    Takes: by whom it is ended, since the command line confirms by an option and a page by a tick.
    """
    if right.role != Role.ADMINISTRATOR.value or (right.until is not None and right.until <= last):
        return
    others = lasting(Right.objects.filter(organisation=right.organisation, role=right.role), last)
    begins = Q(since__isnull=True) | Q(since__lte=max(last, date.today()))
    others = others.filter(begins, person__is_active=True).filter(
        Q(person__until__isnull=True) | Q(person__until__gt=last)
    )
    if not others.exclude(person=right.person).exists():
        raise LastAdministrator(
            f"This is the last administrator of {right.organisation.name}: nobody there could add or end people.",
            f"Add another administrator first, or {CONFIRM if isinstance(by, str) else 'confirm that you want this'}.",
        )
