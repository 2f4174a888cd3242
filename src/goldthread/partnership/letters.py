"""What members are told by email: that something waits for them, never the words of it."""

from goldthread.accounts.directory import access
from goldthread.accounts.models import OutgoingMail
from goldthread.accounts.registry.mails import Letter
from goldthread.partnership.models import Decision, Departure, Need, Support, Vote


def departed(row: OutgoingMail) -> Letter | None:
    """An organisation departs from a panel."""
    found = Departure.objects.filter(pk=row.about.removeprefix("departure:")).select_related("panel").first()
    if found is None:
        return None
    said = f"An organisation does not follow what the panel “{found.panel.title}” decided."
    address = access.page("panel", found.panel.key)
    return Letter("An organisation does not follow your panel", (said, "Its reasons are on the panel’s page."), address)


def need_waits(row: OutgoingMail) -> Letter | None:
    """A need waits for a member's answer; None once it is closed, or they answered."""
    found = Need.objects.filter(pk=row.about.removeprefix("need:"), state="open").select_related("panel").first()
    if found is None or _answered(found, row):
        return None
    said = f"The panel “{found.panel.title}” asks what you think of a need. It takes about two minutes."
    return Letter("Your panel asks for your answer", (said,), access.page("need", found.key))


def _answered(need: Need, row: OutgoingMail) -> bool:
    number = need.wordings.count()
    return Support.objects.filter(need=need, number=number, member__person=row.person).exists()


def view_waits(row: OutgoingMail) -> Letter | None:
    """The view of patients and carers is wanted; None once it is stated, or the decision is closed."""
    held = Decision.objects.filter(pk=row.about.removeprefix("decision:"), closed_at=None, view_at=None)
    found = held.select_related("panel").first()
    if found is None:
        return None
    said = f"The panel “{found.panel.title}” will decide something. Patients and carers say what they think first."
    return Letter("Your panel asks what you think", (said,), access.page("decision", found.key))


def vote_waits(row: OutgoingMail) -> Letter | None:
    """A vote is open; None once it is closed, or they voted."""
    held = Decision.objects.filter(pk=row.about.removeprefix("decision:"), closed_at=None)
    found = held.select_related("panel").first()
    if found is None or Vote.objects.filter(decision=found, member__person=row.person).exists():
        return None
    last = f" It closes on {found.closes_on:%-d %B %Y}." if found.closes_on else ""
    said = f"A vote of the panel “{found.panel.title}” is open. It takes about five minutes.{last}"
    return Letter("Your panel votes", (said,), access.page("decision", found.key))
