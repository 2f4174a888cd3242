"""What was promised in the demo and whether it is kept: a measure, paired clauses, results, meetings, an action."""

from datetime import date, timedelta

from goldthread.accounts import clock
from goldthread.accounts.models import Person
from goldthread.accounts.registry.references import Reader
from goldthread.commitments import editions, parties, queries, rules
from goldthread.commitments.actions import contracts, endorsing, measures, meetings, results
from goldthread.commitments.models import AgendaItem, Clause, Contract, MeasureRecord
from goldthread.demo.agreeing import BOARD, Agreed, by_of
from goldthread.demo.calendar import Calendar
from goldthread.demo.shapes.calls import QUESTION
from goldthread.partnership.actions import releasing
from goldthread.thread.queries import passages_of
from goldthread.vocabulary import Scope
from goldthread.workspace import Workspace


SENTENCE = "Before we leave, we know who is coming, when, and who to ring."
CLAUSE = (
    "Before a person leaves the ward, the person and their carer know who is coming, when, and who to ring. "
    "Of carers who answer the call at 48 hours, at least 65% say that they knew."
)
LEAFLET = CLAUSE.replace("know who is coming, when, and who to ring", "are given a leaflet on who to ring")
AT_HOME = (
    "Before a person comes home, the person and their carer know who is coming, when, and who to ring. "
    "Of carers who answer the call at 48 hours, at least 65% say that they knew."
)
NOT_KNOWING = "No. A leaflet isn’t knowing."
BODY = {
    "wording": SENTENCE,
    "definition": {"share answering yes": {"question": QUESTION, "yes": ["Yes"], "no": ["No"]}},
    "cut": {"role": "carer"},
    "period": "month",
    "threshold": {"at least": "65 %"},
    "why": "A night without knowing is the worst of going home.",
    "area": "Experience",
    "type": "experience",
    "source and owner": "The call at 48 hours; each organisation’s own callers",
    "collection": "Asked by telephone of every carer who answers. No new collection.",
    "basis": "Ten points below the year before, so that chance alone seldom misses it",
    "agreed by": "The panel “Home after a fall”",
    "review": "Each March, before the contract is signed again",
}
HOSPITAL, HOME = "know-before-leaving", "know-before-coming-home"
SIGNS = {
    "XIC": ("Rhian Prosser", "Director of commissioning"),
    "XWR": ("Omar Haddad", "Chief nurse"),
    "XWC": ("Gemma Lumb", "Head of adult social care"),
}
FEW = 3


def promise(workspace: Workspace, calendar: Calendar, agreed: Agreed) -> None:
    """Measure, clauses, results and what was done; harmless to repeat: what is there is left as it is."""
    with clock.as_of(calendar.back(9, 12)):
        measure = MeasureRecord.objects.filter(key="we-know-who-is-coming").first()
        measure = measure or _measure(workspace, agreed)
    if not Clause.objects.filter(key=HOSPITAL).exists():
        with clock.as_of(calendar.back(8, 4)):
            _clauses(calendar, measure)
        _months(workspace, calendar)
    with clock.as_of(calendar.today):
        results.surface()
        _release(workspace)


def _measure(workspace: Workspace, agreed: Agreed) -> MeasureRecord:
    return measures.draft(
        by=by_of(agreed.panel.members.get(name="Asha")),
        workspace=workspace,
        scope=Scope.owner(),
        panel=agreed.panel,
        body=BODY,
        rests_on=[str(agreed.need), str(agreed.decision)],
        key="we-know-who-is-coming",
    )


def _contract(calendar: Calendar, key: str, title: str, form: str, parties: list[tuple[str, str]]) -> Contract:
    starts = calendar.contract_began
    ends = rules.add_months(starts, 12) - timedelta(days=1)
    year = f"{starts.year}/{(starts.year + 1) % 100:02}"
    of_form = [one for one in editions.editions().values() if one.key.startswith(form)]
    edition = next((one for one in of_form if one.year in ("", year)), of_form[-1])
    return contracts.add(
        by=BOARD, title=title, edition=edition.key, starts=starts, ends=ends, closes=ends, parties=parties, key=key
    )


def _clauses(calendar: Calendar, measure: MeasureRecord) -> None:
    """Two clauses that hold only together: the hospital's was reworded, the panel said no, and it was put right."""
    paying, giving = [("XIC", "co-ordinating commissioner")], [("XWR", "provider")]
    royal = _contract(calendar, "wenbrook-royal", "Wenbrook Royal Hospital", "nhs-standard", [*paying, *giving])
    joint = [("XIC", "commissioner"), ("XWC", "council")]
    council = _contract(calendar, "home-care", "Home care, Wenbrook Council", "council", joint)
    first = contracts.add_clause(
        by=BOARD,
        measure=measure,
        organisation="XIC",
        contract=royal,
        wording=CLAUSE,
        place="local-quality-requirement",
        duty="involve-in-discharge",
        key=HOSPITAL,
    )
    second = contracts.add_clause(
        by=BOARD,
        measure=measure,
        organisation="XIC",
        contract=council,
        wording=AT_HOME,
        place="section-75",
        pair_with=first,
        key=HOME,
    )
    first.refresh_from_db()
    _reworded_and_back(first)
    with clock.as_of(calendar.back(8, 20)):
        for clause in (first, second):
            endorse(clause, refused=False)
            sign(clause)


def _reworded_and_back(clause: Clause) -> None:
    nell = Person.objects.filter(handle="nell").first()
    contracts.reword(
        by=nell or BOARD,
        clause=clause,
        based_on=1,
        wording=LEAFLET,
        organisation="XWR",
        why_differs="A leaflet can be counted when it is handed out.",
    )
    endorse(clause, refused=True)
    contracts.reword(by=BOARD, clause=clause, based_on=2, wording=CLAUSE, organisation="XIC")


def endorse(clause: Clause, *, refused: bool) -> None:
    """Asha and six more answer; to the leaflet they say no."""
    seen = queries.standing_of(clause)
    for member in list(clause.measure.panel.members.all())[:7]:
        reason = NOT_KNOWING if refused else ""
        endorsing.answer(by=by_of(member), clause=clause, seen=seen, member=member, yes=not refused, reason=reason)


def sign(clause: Clause) -> None:
    """Every party's officer signs."""
    for code in parties.party_codes(clause.contract):
        (name, job), seen = SIGNS[code], queries.standing_of(clause)
        contracts.sign(by=BOARD, clause=clause, seen=seen, organisation=code, name=name, job=job)


def _months(workspace: Workspace, calendar: Calendar) -> None:
    """Month by month: the results, the meetings about what was not met, and what came of these."""
    royal, council = Clause.objects.get(key=HOSPITAL), Clause.objects.get(key=HOME)
    with clock.as_of(calendar.contract_began):
        _meetings(royal, calendar.back(4, 9), calendar.today + timedelta(weeks=2), "meeting-xwr")
        _meetings(council, calendar.back(4, 16), calendar.today + timedelta(weeks=5), "meeting-xwc")
    for back, counted_on in calendar.counted():
        with clock.as_of(counted_on):
            for clause in (royal, council):
                results.compute(by=BOARD, workspace=workspace, clause=clause, period=f"{calendar.back(back):%Y-%m}")
        if back == 5:
            _talk(royal, "Callers will ask who is coming before they end the call.", calendar)
            _talk(council, "The council looks at what its own callers ask.", None)


def _meetings(clause: Clause, first: date, near: date, key: str) -> None:
    """A contract's two meetings: one in its first summer, and the next, on a Thursday."""
    contract = clause.contract
    contracts.add_meeting(by=BOARD, contract=contract, on=first, key=f"{contract.key}-{first:%Y-%m}")
    contracts.add_meeting(by=BOARD, contract=contract, on=near + timedelta(days=(3 - near.weekday()) % 7), key=key)


def _talk(clause: Clause, outcome: str, acts: Calendar | None) -> None:
    """A meeting about what was not met; with an action, where somebody took one on."""
    meeting = clause.contract.meetings.filter(held_on=None).first()
    if meeting is None:
        return
    with clock.as_of(meeting.on):
        results.surface()
        item = AgendaItem.objects.filter(clause=clause, outcome_at=None).first()
        if item is not None:
            meetings.settle(by=BOARD, item=item, outcome=outcome)
            if acts is not None:
                _act(item, acts)
        meetings.hold(by=BOARD, meeting=meeting)


def _act(item: AgendaItem, calendar: Calendar) -> None:
    nell = Person.objects.filter(handle="nell").first()
    made = meetings.agree_action(
        by=BOARD,
        item=item,
        what="Change the call script: ask who is coming, and do not end the call before they know",
        organisation="XWR",
        owner="Nell",
        person=nell,
        due=calendar.back(3, 28),
        key="change-the-call-script",
    )
    with clock.as_of(calendar.back(3, 26)):
        meetings.finish(by=nell or BOARD, action=made, how="The new script is in use on all days.")


def _release(workspace: Workspace) -> None:
    """Three sentences for the council's next meeting, which two people have read next to where they will stand."""
    people = [Person.objects.filter(handle=handle).first() for handle in ("cath", "owen")]
    reader = Reader(scope=Scope.owner(), workspace=workspace)
    for token in passages_of("need:knowing-who-is-coming")[:FEW]:
        held = releasing.propose(
            by=people[0] or BOARD, reader=reader, passage=token, use="agenda", destination="meeting:meeting-xwc"
        )
        if held.second_at is None:
            releasing.confirm(by=people[1] or f"{BOARD}-2", reader=reader, release=held)
