"""Writes: a panel, and who sits on it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from goldthread.accounts import auditing, clock
from goldthread.accounts import queries as accounts
from goldthread.accounts.models import Organisation, Person
from goldthread.accounts.rules import Role
from goldthread.partnership import ending, rules
from goldthread.partnership.actions.sitting import check_goes_on
from goldthread.partnership.actions.telling import tell_members
from goldthread.partnership.keys import key_for
from goldthread.partnership.models import HandedOn, PanelMember, PatientPanel
from goldthread.vocabulary import WrongUsage


EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


@transaction.atomic
def add(
    *,
    by: object,
    title: str,
    host: str,
    organisations: Sequence[str],
    quorum: int,
    quorum_share: int,
    about: str = "",
    pathway: str = "",
    method: str = "ballot",
    closes_early: bool = True,
    key: str = "",
) -> PatientPanel:
    """Add a panel. Any organisation may host it.

    Takes: whether a ballot may be closed before its last day once its quorum is there.
    Raises: WrongUsage for no title, no organisation, an unknown host or method, or a quorum that cannot be met.
    """
    title = rules.checked(title, "name", 120, missing="Enter a name for the panel.")
    if not Organisation.objects.filter(code=host).exists():
        raise WrongUsage("That organisation is not known here.", "Choose who hosts the panel.")
    if not organisations:
        raise WrongUsage("The panel speaks to nobody.", "Choose at least one organisation.")
    _check_quorum(quorum, quorum_share)
    if method not in dict(rules.METHODS):
        raise WrongUsage("That is no way of voting.", "Choose a secret ballot or a show of hands.")
    made = PatientPanel.objects.create(
        key=key or key_for(PatientPanel),
        title=title,
        about=rules.checked(about, "description", 400),
        host=host,
        organisations=sorted(set(organisations)),
        pathway=pathway,
        quorum=quorum,
        quorum_share=quorum_share,
        method=method,
        closes_early=closes_early,
        by=str(by),
    )
    auditing.record(by=by, what="panel added", about=str(made), quorum=quorum, share=quorum_share)
    return made


def _check_quorum(quorum: int, quorum_share: int) -> None:
    if not 1 <= quorum <= 200 or not 1 <= quorum_share <= 100:
        raise WrongUsage("That is no quorum.", "Give a number of members, and a percentage from 1 to 100.")


@transaction.atomic
def change_quorum(
    *, by: object, panel: PatientPanel, quorum: int, quorum_share: int, closes_early: bool | None = None
) -> PatientPanel:
    """Change a panel's quorum from now on, and whether a ballot may be closed early; None leaves that as it is.

    Raises: WrongUsage for a quorum that cannot be, or a panel that has ended.
    """
    _check_quorum(quorum, quorum_share)
    panel = check_goes_on(panel)
    panel.quorum, panel.quorum_share = quorum, quorum_share
    panel.closes_early = panel.closes_early if closes_early is None else closes_early
    panel.save(update_fields=["quorum", "quorum_share", "closes_early"])
    auditing.record(
        by=by,
        what="quorum changed",
        about=str(panel),
        quorum=quorum,
        share=quorum_share,
        closes_early=str(panel.closes_early).lower(),
    )
    return panel


@transaction.atomic
def seat(
    *,
    by: object,
    panel: PatientPanel,
    voice: str,
    name: str = "",
    person: Person | None = None,
    since: date | None = None,
    until: date | None = None,
) -> PanelMember:
    """Give somebody a seat. Takes: a person who signs in, or a name alone for somebody who does not.

    Raises: WrongUsage for no name, an unknown voice, days that are the wrong way round, a person who sits already, or
    somebody who works here as patient or carer: only patient partners sign in with these voices.
    """
    check_goes_on(panel)
    name = rules.checked(name or (person.name if person else ""), "name", 120, missing="Enter a name.")
    since = since or clock.today()
    if voice not in dict(rules.VOICES):
        raise WrongUsage("That is no voice on a panel.", "Choose patient, carer or another one that is in the list.")
    if until and until < since:
        raise WrongUsage("The last day is before the first.", "Enter a later day.")
    if not EARLIEST <= since <= LATEST or (until and until > LATEST):
        raise WrongUsage("That day cannot be right.", "Enter a day of this century.")
    if person is None and _is_called(panel, name, since):
        raise WrongUsage(
            f"Someone called {name} is on this panel already.", "Add a last name, or end that membership first."
        )
    if person and _overlaps(panel, person, since, until):
        raise WrongUsage(f"{person.name} is on this panel already.", "End that membership first.")
    if person and voice in rules.OWN_VOICES and not _is_partner(person):
        raise WrongUsage(
            f"{person.name} is not a patient partner here.",
            "Choose the voice of their job. A member as patient or carer needs the role patient partner.",
        )
    made = PanelMember.objects.create(
        panel=panel, person=person, name=name, voice=voice, since=since, until=until, by=str(by)
    )
    auditing.record(by=by, what="seat given", about=str(made), panel=str(panel), voice=voice)
    return made


def _is_called(panel: PatientPanel, name: str, since: date) -> bool:
    """Whether somebody of this name sits: the host must not speak for them by a second seat."""
    held = PanelMember.objects.filter(Q(until=None) | Q(until__gte=since), panel=panel).select_related("person")
    said = {one.name.casefold() for one in held} | {one.person.name.casefold() for one in held if one.person}
    return name.casefold() in said


def _overlaps(panel: PatientPanel, person: Person, since: date, until: date | None) -> bool:
    held = PanelMember.objects.filter(panel=panel, person=person).filter(Q(until=None) | Q(until__gte=since))
    return (held.filter(since__lte=until) if until else held).exists()


def _is_partner(person: Person) -> bool:
    return any(right.role is Role.PARTNER for right in accounts.held_by(person))


@transaction.atomic
def end_seat(*, by: object, member: PanelMember, on: date) -> PanelMember:
    """End a seat; what its holder said and how they voted stays.

    Raises: WrongUsage for a day that is over, a seat that has ended already, or a panel that has.
    """
    check_goes_on(member.panel)
    member = PanelMember.objects.select_for_update(of=("self",)).select_related("person", "panel").get(pk=member.pk)
    if member.until and member.until < clock.today():
        raise WrongUsage(f"This membership ended on {member.until:%-d %B %Y}.")
    if on < clock.today():
        raise WrongUsage("The last day is over already.", "Enter today, or a later day.")
    if on < member.since:
        raise WrongUsage("The last day is before the first.", "Enter a later day.")
    member.until = on
    member.save(update_fields=["until"])
    auditing.record(by=by, what="seat ended", about=str(member), panel=str(member.panel))
    return member


@transaction.atomic
def end(*, by: object, panel: PatientPanel, on: date, why: str, hand_to: PatientPanel | None = None) -> PatientPanel:
    """End a panel; all that it said and decided stays readable.

    Takes: its last day, today or before; the panel of the same host to which its open needs are handed on, whose
    members are asked about them, or None to close them.
    Raises: WrongUsage for a day to come or before it began, no reason, or while something waits for its members.
    """
    held = PatientPanel.objects.select_for_update().get(pk=panel.pk)
    if held.ended:
        raise WrongUsage("This panel has ended already.")
    if on > clock.today():
        raise WrongUsage("The last day is still to come.", "Enter today, or the day on which the panel last met.")
    if on < timezone.localdate(held.at):
        raise WrongUsage("The last day is before the panel began.", "Enter a later day.")
    why = rules.checked(why, "reason", 400, missing="Write why the panel ends.")
    if waits := ending.still_open(held):
        listed = "; ".join(f"{one.what}: {one.title}" for one in waits[:5])
        raise WrongUsage(f"This panel still has things to finish. {listed}.", "Close each of them first.")
    needs = held.needs.filter(state="open")
    if hand_to is not None:
        check_goes_on(hand_to)
        if hand_to.pk == held.pk or hand_to.host != held.host:
            raise WrongUsage("That panel cannot take these needs.", "Choose another panel of the same host.")
        for need in needs:
            HandedOn.objects.create(need=need, panel=held, by=str(by))
            tell_members(by=by, panel=hand_to, kind="need to answer", about=f"need:{need.pk}")
    n = needs.update(panel=hand_to) if hand_to is not None else needs.update(state="ended")
    held.ended, held.ended_because = on, why
    held.save(update_fields=["ended", "ended_because"])
    to = str(hand_to) if hand_to is not None else ""
    auditing.record(by=by, what="panel ended", about=str(held), needs=n, to=to)
    return held
