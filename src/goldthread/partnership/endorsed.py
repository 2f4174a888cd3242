"""Reads: what members answered to something that their panel is asked to endorse, as one reader sees it."""

from collections.abc import Sequence

from django.utils import timezone

from goldthread.accounts import clock
from goldthread.accounts.acting import Acting
from goldthread.partnership import electorate, outside, rules
from goldthread.partnership.models import Endorsement, PatientPanel
from goldthread.partnership.queries import hosts, is_entered
from goldthread.partnership.supporting import live_for


def seen(panel: PatientPanel, answers: Sequence[Endorsement], *, live: bool) -> rules.AnswersSeen:
    """What somebody sees of answers to one standing. Takes: every one of them, oldest first; whether they see all."""
    shown = answers if live else outside.shown(answers, clock.today())
    newest = electorate.newest(answers, shown)
    return rules.AnswersSeen(
        answers=electorate.counted(panel, answers, shown),
        against=tuple(one.reason for one in newest if not one.yes),
        entered=sum(is_entered(one.member, one.by) for one in newest),
        on=timezone.localdate(shown[-1].at) if shown else None,
    )


def live_to(acting: Acting, panels: Sequence[PatientPanel]) -> set[int]:
    """The panels, by their primary keys, whose answers somebody sees at once: its members do, and its host."""
    return live_for(acting) | {one.pk for one in panels if hosts(acting, one)}
