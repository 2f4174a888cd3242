"""Who is told by mail: a panel's members, and the people of a party who report results."""

from goldthread.accounts import outgoing_mail
from goldthread.accounts.models import Person
from goldthread.accounts.rules import Role
from goldthread.commitments.models import Clause
from goldthread.partnership.queries import seated


def tell_panel(*, by: object, kind: str, clause: Clause) -> None:
    """Tell every member with an account that a clause waits for them."""
    for member in seated(clause.panel):
        if member.person and str(member.person) != str(by):
            outgoing_mail.tell(by=by, person=member.person, kind=kind, about=f"clause:{clause.pk}")


def quality_leads(organisation: str) -> list[Person]:
    """The people who report results for an organisation."""
    held = Person.objects.filter(
        rights__organisation__code=organisation, rights__role=Role.QUALITY, is_active=True
    ).distinct()
    return list(held)
