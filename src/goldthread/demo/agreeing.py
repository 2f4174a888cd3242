"""What the demo's panel agreed: a need, who supports it, and a decision, each on its day."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.accounts import clock
from goldthread.accounts.models import Person
from goldthread.demo.calendar import Calendar
from goldthread.partnership.actions import deciding, needs, panels
from goldthread.partnership.models import Decision, Need, PanelMember, PatientPanel


BOARD, PANEL = "demo", "home-after-a-fall"
PARTIES = ("XWR", "XWC")
NEED = "Carers need to know who is coming, when, and who to ring, before anybody goes home."
VIEW = "We can manage a hard night. We cannot manage not knowing whether anybody will come."
DECISION = "Knowing who is coming, when, and who to ring comes first."
OPTIONS = (DECISION, "Give everybody a leaflet.", "Change nothing.")
AGAINST = "It is not only carers. Some people go home to nobody, and we should ask for them first."
SEATS = (
    ("asha", "Asha", "carer"),
    ("", "Joan", "carer"),
    ("", "Derek", "carer"),
    ("", "Brenda", "carer"),
    ("", "Maureen", "patient"),
    ("", "Ken", "patient"),
    ("", "Sunita", "patient"),
    ("", "Yusuf", "patient"),
    ("", "Tracey", "clinician"),
    ("nell", "Nell", "provider"),
    ("cath", "Cath", "commissioner"),
)
DISAGREES, UNSURE = "Ken", "Tracey"


@dataclass(frozen=True)
class Agreed:
    """What the panel agreed."""

    panel: PatientPanel
    need: Need
    decision: Decision


def agree(calendar: Calendar, passages: Sequence[str]) -> Agreed:
    """A panel, a need that rests on these words, and a decision; harmless to repeat."""
    with clock.as_of(calendar.back(16)):
        panel = PatientPanel.objects.filter(key=PANEL).first() or _panel()
    with clock.as_of(calendar.back(11, 10)):
        need = Need.objects.filter(key="knowing-who-is-coming").first() or _need(panel, passages)
    with clock.as_of(calendar.back(10, 14)):
        decision = Decision.objects.filter(key="knowing-comes-first").first() or _decision(panel, need)
    return Agreed(panel, need, decision)


def _panel() -> PatientPanel:
    made = panels.add(
        by=BOARD,
        title="Home after a fall",
        about="People who went home after a fall, those who look after them, and the services that care for both.",
        host="XIC",
        organisations=PARTIES,
        pathway=PANEL,
        quorum=6,
        quorum_share=50,
        key=PANEL,
    )
    for handle, name, voice in SEATS:
        person = Person.objects.filter(handle=handle).first() if handle else None
        panels.seat(by=BOARD, panel=made, voice=voice, name=name, person=person)
    return made


def _need(panel: PatientPanel, passages: Sequence[str]) -> Need:
    made = needs.write(
        by=BOARD,
        panel=panel,
        wording=NEED,
        passages=passages,
        for_whom="Carers of people who go home after a fall",
        moment="ward-to-home",
        key="knowing-who-is-coming",
    )
    for member in panel.members.all():
        stance = {DISAGREES: "disagree", UNSURE: "unsure"}.get(member.name, "support")
        reason = AGAINST if stance == "disagree" else ""
        needs.say(by=by_of(member), need=made, member=member, stance=stance, reason=reason)
    return made


def _decision(panel: PatientPanel, need: Need) -> Decision:
    made = deciding.propose(
        by=BOARD,
        panel=panel,
        title="What comes first when somebody goes home after a fall?",
        options=OPTIONS,
        rests_on=[str(need)],
        key="knowing-comes-first",
    )
    asha = panel.members.get(name="Asha")
    deciding.state_view(by=by_of(asha), decision=made, member=asha, view=VIEW)
    deciding.open_vote(by=BOARD, decision=made)
    first, second, last = made.options.all()
    for member in panel.members.all():
        option = {DISAGREES: last, UNSURE: second}.get(member.name, first)
        reason = AGAINST if member.name == DISAGREES else ""
        deciding.vote(by=by_of(member), decision=made, member=member, option=option, reason=reason)
    room = {"patient": 4, "carer": 4, "clinician": 1, "provider": 1, "commissioner": 1}
    return deciding.close(by=BOARD, decision=made, room=room)


def by_of(member: PanelMember) -> object:
    """Who says what a member says: themselves, or whoever keys it for them."""
    return member.person or BOARD
