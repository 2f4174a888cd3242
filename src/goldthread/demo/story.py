"""The first thread of the demo: from a carer's words to a monthly result, as placeholders until their rooms exist.

Every wording is invented; every figure in one is counted by the engine from the demo's own files.
"""

import re
from datetime import date, timedelta

from goldthread.accounts.models import Person
from goldthread.demo.calendar import Calendar
from goldthread.demo.people import A_CARERS_WORDS
from goldthread.demo.places import ORGANISATIONS
from goldthread.pathways import accepting, queries, rules
from goldthread.pathways import actions as pathways
from goldthread.thread import actions as thread
from goldthread.thread.models import Placeholder, QuotedPassage
from goldthread.vocabulary import Cut, Scope
from goldthread.vocabulary import Passage as Said
from goldthread.workspace import Workspace


BOARD = "demo"
PATHWAY, POINT = "home-after-a-fall", "ward-to-home"
PARTIES = ("XWR", "XWC")
NEED = "Carers need to know who is coming, when, and who to ring, before anybody goes home."
DECISION = "Agreed by 9 of 11 members of the Home after a fall panel: knowing who is coming comes first."
MEASURE = "Before we leave, we know who is coming, when, and who to ring."
CLAUSE = (
    "The hospital and the council make sure that, before a person leaves the ward, the person and their carer know "
    "who is coming, when, and who to ring."
)
ASKED = "extra:Did you know who was coming, when, and who to ring?"
OTHERS = 4
MEETING_WEEKS = (2, 5)
NEED_WEEKS = 9
TELLS_OF_IT = re.compile(r"who (was|would|is) coming|who they were|nobody (came|turned up)|who to ring", re.IGNORECASE)


def begin_thread(workspace: Workspace, today: date) -> None:
    """Take the pathways over and put the thread's placeholders; harmless to repeat."""
    pathways.load_definitions(by=BOARD, workspace=workspace)
    _accept_transitions(workspace)
    calendar = Calendar(today)
    _put_dates(calendar)
    hers = _hers(workspace, calendar)
    if hers is None:
        return
    carers = [hers, *_others(workspace, calendar, hers)]
    quoted = [thread.quote(by=BOARD, workspace=workspace, scope=Scope.owner(), feedback=one.id) for one in carers]
    need, decision, measure, clause, result = _placeholders(workspace, calendar)
    for passage in quoted:
        _link(passage, need)
        _link(passage, measure)
    for upper, lower in ((need, decision), (decision, measure), (need, measure), (measure, clause), (clause, result)):
        _link(upper, lower)
    asha = Person.objects.filter(handle="asha").first()
    if asha:
        thread.know_teller(by=BOARD, person=asha, respondent=hers.respondent)


def _accept_transitions(workspace: Workspace) -> None:
    """Every organisation of the demo has accepted the steps between them; harmless to repeat."""
    for drawn in queries.pathways().values():
        for key, one in accepting.standing(drawn).items():
            for code in one.waiting:
                if accepting.was_decided(drawn.key, key, code):
                    continue  # somebody took it back since
                pathways.accept_for(BOARD, workspace, drawn, rules.touchpoint(drawn, key), code)


def _put_dates(calendar: Calendar) -> None:
    """Contract meetings with both parties, on Thursdays, and the close of the contract round at the end of March."""
    today = calendar.today
    thursday = today + timedelta(days=(3 - today.weekday()) % 7)
    names = {one.code: one.name for one in ORGANISATIONS}
    for code, weeks in zip(PARTIES, MEETING_WEEKS, strict=True):
        on, wording = thursday + timedelta(weeks=weeks), f"Contract meeting with {names[code]}"
        thread.put_date(
            by=BOARD, kind="meeting", key=f"meeting-{code.lower()}", organisations=[code], wording=wording, on=on
        )
    close = date(today.year + (today > date(today.year, 3, 31)), 3, 31)
    thread.put_date(
        by=BOARD, kind="close", key="contract-round", organisations=PARTIES, on=close, wording="Contracts close"
    )


def _link(upper: QuotedPassage | Placeholder, lower: Placeholder) -> None:
    thread.link(by=BOARD, upper=str(upper), lower=str(lower))


def _hers(workspace: Workspace, calendar: Calendar) -> Said | None:
    """The answer that the story starts from; none where it was withdrawn."""
    cut = Cut(services=("Ward 7 - Older People",), roles=("carer",), since=calendar.trouble_began)
    offset = 0
    while (page := workspace.words.passages(cut=cut, limit=200, offset=offset)).items:
        for one in page.items:
            if one.text == A_CARERS_WORDS:
                return one
        offset += 200
    return None


def _others(workspace: Workspace, calendar: Calendar, hers: Said) -> list[Said]:
    """Other carers who did not know who would come, told to the hospital and to the council before the need was put."""
    cut = Cut(
        pathway=PATHWAY,
        touchpoint=POINT,
        roles=("carer",),
        since=calendar.trouble_began,
        until=calendar.today - timedelta(weeks=NEED_WEEKS),
    )
    found = workspace.words.passages(cut=cut, limit=200, order="telling")
    theirs: dict[str, list[Said]] = {}
    for one in found.items:
        if one.respondent != hers.respondent and TELLS_OF_IT.search(one.text):
            theirs.setdefault(one.organisation, []).append(one)
    return [one for code in sorted(theirs) for one in theirs[code][: OTHERS // len(theirs)]]


def _placeholders(workspace: Workspace, calendar: Calendar) -> tuple[Placeholder, ...]:
    """The placeholders from need to monthly result, each some weeks after the one before."""
    today = calendar.today
    wordings = (
        ("need", "knowing-who-is-coming", NEED, NEED_WEEKS),
        ("decision", "knowing-comes-first", DECISION, 7),
        ("measure", "we-know-who-is-coming", MEASURE, 6),
        ("clause", "know-before-leaving", CLAUSE, 3),
        ("result", "knew-last-six-months", _result(workspace, calendar), 0),
    )
    return tuple(
        thread.put_placeholder(
            by=BOARD, kind=kind, key=key, wording=wording, on=today - timedelta(weeks=weeks), organisations=PARTIES
        )
        for kind, key, wording, weeks in wordings
    )


def _result(workspace: Workspace, calendar: Calendar) -> str:
    """What carers answered to the call at 48 hours in the six whole months before this one, rounded to 5."""
    since, until = calendar.months[-7], calendar.months[-1] - timedelta(days=1)
    cut = Cut(roles=("carer",), question_types=("what_good",), since=since, until=until)
    rows = {row[ASKED]: row["n"] for row in workspace.findings.volumes(cut=cut, by=(ASKED,)).rows}
    yes, no = rows.get("Yes", 0), rows.get("No", 0)
    period = f"{since:%B} to {until:%B %Y}"
    if yes is None or no is None:
        return f"{period}: too few carers answered to show a figure."
    return f"{period}: about {yes} carers said yes, they knew, and about {no} said no. No threshold is agreed yet."
