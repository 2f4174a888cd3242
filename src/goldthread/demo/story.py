"""The first thread of the demo: from a carer's words to monthly results, what was done, and what is next.

Every wording is invented; every figure is counted by the engine from the demo's own files.
"""

from collections.abc import Iterator
from datetime import date

from goldthread.accounts.models import Person
from goldthread.demo import agreeing, first_told, places, promising, reporting
from goldthread.demo.calendar import Calendar
from goldthread.pathways import accepting, queries, rules
from goldthread.pathways import actions as pathways
from goldthread.thread import actions as thread
from goldthread.vocabulary import Cut, Scope
from goldthread.vocabulary import Passage as Said
from goldthread.workspace import Workspace


BOARD = "demo"


def begin_thread(workspace: Workspace, today: date) -> None:
    """Take the pathways over and tell one round, in order of dates; harmless to repeat."""
    pathways.load_definitions(by=BOARD, workspace=workspace)
    _accept_transitions(workspace)
    calendar = Calendar(today)
    carers = _first_told(workspace, calendar)
    if not carers:
        return
    quoted = [thread.quote(by=BOARD, workspace=workspace, scope=Scope.owner(), feedback=one.id) for one in carers]
    agreed = agreeing.agree(calendar, [one.token for one in quoted])
    promising.promise(workspace, calendar, agreed)
    reporting.report(workspace, calendar, agreed)
    asha = Person.objects.filter(handle="asha").first()
    if asha:
        thread.know_teller(by=BOARD, person=asha, respondent=carers[0].respondent)


def _accept_transitions(workspace: Workspace) -> None:
    """Every organisation of the demo has accepted the steps between them; harmless to repeat."""
    for drawn in queries.pathways().values():
        for key, one in accepting.standing(drawn).items():
            for code in one.waiting:
                if accepting.was_decided(drawn.key, key, code):
                    continue  # somebody took it back since
                pathways.accept_for(BOARD, workspace, drawn, rules.touchpoint(drawn, key), code)


def _first_told(workspace: Workspace, calendar: Calendar) -> list[Said]:
    """The answers that the thread starts from, hers first; none where hers was withdrawn."""
    found = {one.text: one for told in first_told.ALL for one in _answers(workspace, calendar, told)}
    if first_told.HERS.better not in found:
        return []
    return [found[told.better] for told in first_told.ALL if told.better in found]


def _answers(workspace: Workspace, calendar: Calendar, told: first_told.FirstTold) -> Iterator[Said]:
    """What carers told this service on this day."""
    day = told.day_of(calendar)
    cut = Cut(services=(places.service(told.service).name,), roles=("carer",), since=day, until=day)
    yield from workspace.words.passages(cut=cut, limit=200).items
