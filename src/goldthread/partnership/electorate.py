"""Who counts towards something that a panel answers: those who sat when it began to answer, by the quorum of then.

Ending a seat takes no answer back, a new seat adds none, and a quorum that is lowered afterwards changes nothing: these
are the host's to do, and none of them is the panel's answer.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from goldthread.partnership import rules
from goldthread.partnership.models import Endorsement, PanelMember, PatientPanel


def answers_to(member: PanelMember, began: datetime) -> bool:
    """Whether a seat was there when the panel began to answer."""
    return member.at <= began and rules.holds_on(member.since, member.until, timezone.localdate(began))


def newest(answers: Sequence[Endorsement], shown: Sequence[Endorsement] | None = None) -> list[Endorsement]:
    """The newest answer of each seat that counts.

    Takes: every answer to one standing, oldest first; those of them that somebody sees, where they do not see all.
    """
    if not answers:
        return []
    began = answers[0].at
    held = {one.member_id: one for one in (answers if shown is None else shown)}
    return [one for one in held.values() if answers_to(one.member, began)]


def quorum(panel: PatientPanel, answers: Sequence[Endorsement]) -> rules.Quorum:
    """The quorum of answers: the panel's of now, or that of when it began to answer, whichever asks for more."""
    first = answers[0] if answers else None
    return rules.Quorum(
        max(panel.quorum, first.quorum if first else 0), max(panel.quorum_share, first.quorum_share if first else 0)
    )


def counted(
    panel: PatientPanel, answers: Sequence[Endorsement], shown: Sequence[Endorsement] | None = None
) -> rules.Answers:
    """What answers to one standing come to. Takes: as `newest`."""
    return rules.answers(quorum(panel, answers), [(one.member.voice, one.yes) for one in newest(answers, shown)])
