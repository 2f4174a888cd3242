"""Reads: which answers people outside a panel see by a day.

A count that moves by one tells how one member answered. So answers show at the end of a day, once three or more members
gave theirs since the last time. Answers that somebody keyed for three or more show by themselves: whoever keyed them
knows them, and could take them from a count in which they stood beside one or two others (decision 0039).
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Protocol, TypeVar

from django.utils import timezone

from goldthread.partnership import rules
from goldthread.partnership.models import PanelMember
from goldthread.partnership.queries import is_entered


class DatedAnswer(Protocol):
    """A member's answer: whose it is, who sent it, and when."""

    pk: int
    member: PanelMember
    by: str
    at: datetime


Given = TypeVar("Given", bound=DatedAnswer)


def shown(answers: Sequence[Given], today: date, *, to: Callable[[Given], int] = lambda _: 0) -> list[Given]:
    """The answers that are shown outside a panel by a day, oldest first.

    Takes: every answer, oldest first; which wording each is an answer to, where there is more than one.
    """
    seen: set[int] = set()
    waits: dict[tuple[int, bool], list[Given]] = {}
    for on, some in groupby(answers, key=lambda one: timezone.localdate(one.at)):
        if on >= today:
            break
        for one in some:
            waits.setdefault((to(one), is_entered(one.member, one.by)), []).append(one)
        for which, held in waits.items():
            if len({who(one.member) for one in held}) >= rules.VOICES_SHOWN:
                seen |= {one.pk for one in held}
                waits[which] = []
    return [one for one in answers if one.pk in seen]


def who(member: PanelMember) -> str:
    """Whose seat it is: the same for every seat that one person has had."""
    return f"person:{member.person_id}" if member.person_id else f"seat:{member.pk}"
