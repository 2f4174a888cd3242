"""The first thread of the demo: from a carer's words to monthly results, what was done, and what is next.

Every wording is invented; every figure is counted by the engine from the demo's own files.
"""

import re
from datetime import date

from goldthread.accounts.models import Person
from goldthread.demo import agreeing, promising, reporting
from goldthread.demo.calendar import Calendar
from goldthread.demo.people import A_CARERS_WORDS
from goldthread.pathways import accepting, queries, rules
from goldthread.pathways import actions as pathways
from goldthread.thread import actions as thread
from goldthread.vocabulary import Cut, Scope
from goldthread.vocabulary import Passage as Said
from goldthread.workspace import Workspace


BOARD = "demo"
PATHWAY, POINT = "home-after-a-fall", "ward-to-home"
OTHERS = 4
TELLS_OF_IT = re.compile(
    r"nobody had (told|rung) me|no one (rang|had asked)|who (will|is|was) (visit|com)|heard it from a neighbour",
    re.IGNORECASE,
)


def begin_thread(workspace: Workspace, today: date) -> None:
    """Take the pathways over and tell one round, in order of dates; harmless to repeat."""
    pathways.load_definitions(by=BOARD, workspace=workspace)
    _accept_transitions(workspace)
    calendar = Calendar(today)
    hers = _hers(workspace, calendar)
    if hers is None:
        return
    carers = [hers, *_others(workspace, calendar, hers)]
    quoted = [thread.quote(by=BOARD, workspace=workspace, scope=Scope.owner(), feedback=one.id) for one in carers]
    agreed = agreeing.agree(calendar, [one.token for one in quoted])
    promising.promise(workspace, calendar, agreed)
    reporting.report(workspace, calendar, agreed)
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


def _hers(workspace: Workspace, calendar: Calendar) -> Said | None:
    """The answer that the story starts from; none where it was withdrawn."""
    cut = Cut(services=("Ward 7 - Older People",), roles=("carer",), since=calendar.she_told)
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
        pathway=PATHWAY, touchpoint=POINT, roles=("carer",), organisations=agreeing.PARTIES, until=calendar.back(11)
    )
    found = workspace.words.passages(cut=cut, limit=200, order="telling")
    theirs: dict[str, list[Said]] = {}
    for one in found.items:
        if one.respondent != hers.respondent and TELLS_OF_IT.search(one.text):
            theirs.setdefault(one.organisation, []).append(one)
    return [one for code in sorted(theirs) for one in theirs[code][: OTHERS // len(theirs)]]
