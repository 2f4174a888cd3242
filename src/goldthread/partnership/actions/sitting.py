"""Who may speak on a panel that goes on: a seat that is held today, one's own, or keyed by its host for somebody."""

from goldthread.accounts import clock
from goldthread.partnership import rules
from goldthread.partnership.models import PanelMember, PatientPanel
from goldthread.partnership.queries import view_writers
from goldthread.vocabulary import NoRight, WrongUsage


def check_sits(member: PanelMember, panel: PatientPanel) -> None:
    """Raises WrongUsage where a member has no seat on this panel today."""
    if member.panel_id != panel.pk or not rules.holds_on(member.since, member.until, clock.today()):
        raise WrongUsage("That person is not a member of this panel today.")
    check_goes_on(panel)


def check_goes_on(panel: PatientPanel) -> PatientPanel:
    """A panel as it is now. Raises WrongUsage where it has ended; until the transaction is over, nobody ends it."""
    held = PatientPanel.objects.select_for_update().get(pk=panel.pk)
    if held.ended:
        raise WrongUsage(f"This panel ended on {held.ended:%-d %B %Y}.", "What it said and decided can still be read.")
    return held


def check_speaks(by: object, member: PanelMember) -> None:
    """Raises NoRight where one person would answer for another who signs in and can answer for themselves."""
    if member.person is not None and rules.is_person(str(by)) and str(by) != str(member.person):
        raise NoRight(f"{member.name} signs in here, and answers for themselves.", "Ask them to open their home page.")


def check_states_view(by: object, member: PanelMember) -> None:
    """Raises NoRight where somebody but a patient or carer of the panel would write their view, or change it.

    The host keys it for a member without an account only while no patient or carer of the panel signs in.
    """
    if member.voice not in rules.OWN_VOICES:
        raise NoRight("Only a patient or carer of this panel can write this view, or change it.")
    check_speaks(by, member)
    if member.person is None and rules.is_person(str(by)) and view_writers(member.panel):
        raise NoRight("A patient or carer of this panel signs in, and writes this view.", "Ask them to write it.")
