"""Reads: who somebody is, what they may do and see."""

from collections.abc import Iterable
from datetime import date

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone

from goldthread.accounts.models import AuditEvent, Organisation, Person, Right
from goldthread.accounts.rules import HeldRight, Role
from goldthread.vocabulary import Scope


def held_by(person: Person) -> list[HeldRight]:
    """The rights of a person that hold today and open something here, oldest first: what they may choose to act under.

    A right outside this care system opens nothing, and is left out.
    """
    today = timezone.localdate()
    held = Right.objects.filter(person=person, organisation__member=True).select_related("organisation").order_by("id")
    return _facts([one for one in held if _holds(one, today)])


def is_anybody(role: Role, organisation: str) -> bool:
    """Whether somebody acts in a role at an organisation today."""
    today = timezone.localdate()
    held = Right.objects.filter(role=role.value, organisation__code=organisation, person__is_active=True)
    return any(_holds(one, today) for one in held)


def _holds(right: Right, today: date) -> bool:
    return (right.since is None or right.since <= today) and (right.until is None or right.until >= today)


def _facts(rights: list[Right]) -> list[HeldRight]:
    """Rights as facts, with what their organisations commission, in two queries however many there are."""
    commissioned: dict[int, list[str]] = {}
    held = Organisation.objects.filter(commissioner__in=[one.organisation_id for one in rights]).order_by("code")
    for commissioner, code in held.values_list("commissioner_id", "code"):
        commissioned.setdefault(commissioner, []).append(code)
    return [
        HeldRight(
            role=Role(one.role),
            organisation=one.organisation.code,
            member=one.organisation.member,
            services=tuple(one.services),
            commissions=tuple(commissioned.get(one.organisation_id, ())),
            key=one.pk,
            organisation_name=one.organisation.name,
            chosen=one.chosen.isoformat() if one.chosen else "",
        )
        for one in rights
    ]


def with_address(address: str) -> list[Person]:
    """The people who have an e-mail address and have not left; "" is nobody's."""
    return list(Person.objects.filter(email__iexact=address, is_active=True)) if address else []


def comes_in_by(person: Person, provider: str) -> bool:
    """Whether a person comes in by an account at this single sign-on provider already."""
    held = apps.get_model("socialaccount", "SocialAccount").objects
    return bool(held.filter(user_id=person.pk, provider=provider).exists())


def looked_at(ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Who last looked at the concerns of some answers, and on which day, from the audit."""
    about = {f"feedback:{one}": one for one in ids}
    events = AuditEvent.objects.filter(what="concern looked at", about__in=list(about)).order_by("id")
    names = {str(one): one.name for one in Person.objects.all()}
    return {about[one.about]: (names.get(one.by, "someone"), one.at.date().isoformat()) for one in events}


def names_of_organisations() -> dict[str, str]:
    """Names by code."""
    return dict(Organisation.objects.values_list("code", "name"))


def organisations_within(scope: Scope) -> QuerySet[Organisation]:
    """The organisations of this system within a scope, by name: those that whoever has it may name as theirs."""
    return Organisation.objects.filter(member=True, code__in=scope.organisations or frozenset()).order_by("name")


def names_of_people(references: Iterable[str]) -> dict[str, str]:
    """Names of people by the references that agreements keep of them; whoever is unknown is left out."""
    wanted = [one.removeprefix("person:") for one in references]
    return {
        f"person:{key}": name
        for key, name in Person.objects.filter(reference__in=wanted).values_list("reference", "name")
    }


def audit_is_whole() -> bool:
    """Whether no event of the audit chain was changed, taken out or put in; `audit_check` says what is wrong."""
    from goldthread.accounts.audit_check import check

    return not check().wrong
