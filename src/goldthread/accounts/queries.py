"""Reads: who somebody is, what they may do and see."""

from collections.abc import Iterable
from datetime import date

from goldthread.accounts import rules
from goldthread.accounts.models import AuditEvent, Organisation, Person, Right
from goldthread.accounts.rules import Held, Permission, Role
from goldthread.vocabulary import Scope, SharingAgreement


def rights_of(person: Person) -> list[Held]:
    """The rights that hold today, as facts."""
    today = date.today()
    held = Right.objects.filter(person=person).select_related("organisation").order_by("id")
    return [_held(right) for right in held if _valid(right, today)]


def _valid(right: Right, today: date) -> bool:
    return (right.since is None or right.since <= today) and (right.until is None or right.until >= today)


def _held(right: Right) -> Held:
    commissioned = right.organisation.commissions.order_by("code").values_list("code", flat=True)
    return Held(
        role=Role(right.role), organisation=right.organisation.code, member=right.organisation.member,
        services=tuple(right.services), commissions=tuple(commissioned),
    )  # fmt: skip


def permissions_of(person: Person) -> frozenset[Permission]:
    """Everything that a person may do."""
    return rules.permissions(rights_of(person)) if person.is_active else frozenset()


def scope_for(person: Person, agreements: Iterable[SharingAgreement] = ()) -> Scope:
    """What a person may see."""
    if not person.is_active:
        return Scope.nobody()
    return rules.scope(str(person), rights_of(person), agreements)


def safeguarding_scope(person: Person) -> Scope:
    """What a person may read for safeguarding: words of the organisations that gave the right; nothing without it."""
    held = [one for one in rights_of(person) if one.member and Permission.SAFEGUARD in rules.GRANTS[one.role]]
    if not person.is_active or not held:
        return Scope.nobody()
    theirs = frozenset(one.organisation for one in held)
    return Scope(
        person=str(person), audience="provider", organisations=theirs, words_from=theirs, use="safeguarding"
    )  # fmt: skip


def looked_at(ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Who last looked at the concerns of some answers, and on which day, from the audit."""
    about = {f"feedback:{one}": one for one in ids}
    events = AuditEvent.objects.filter(what="concern looked at", about__in=list(about)).order_by("id")
    names = {str(one): one.name for one in Person.objects.all()}
    return {about[one.about]: (names.get(one.by, "somebody"), one.at.date().isoformat()) for one in events}


def first_right(person: Person) -> Held | None:
    """The right that decides a person's home page."""
    return next((right for right in rights_of(person) if right.member), None)


def names_of_organisations() -> dict[str, str]:
    """Names by code."""
    return dict(Organisation.objects.values_list("code", "name"))


def names_of_people(references: Iterable[str]) -> dict[str, str]:
    """Names of people by the references that agreements keep of them; whoever is unknown is left out."""
    wanted = [one.removeprefix("person:") for one in references]
    return {f"person:{key}": name for key, name in
            Person.objects.filter(reference__in=wanted).values_list("reference", "name")}  # fmt: skip


def audit_is_whole() -> bool:
    """Whether no event of the audit chain was changed, taken out or put in."""
    from goldthread.accounts.auditing import seal_of

    previous = ""
    for event in AuditEvent.objects.order_by("id").iterator():
        if event.previous != previous or event.seal != seal_of(event, previous):
            return False
        previous = event.seal
    return True
