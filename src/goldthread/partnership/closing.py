"""Reads: whether a vote may be closed now, how many have not voted yet, and until when it stays open."""

from dataclasses import dataclass
from datetime import date

from goldthread.accounts import clock
from goldthread.partnership import electorate, queries
from goldthread.partnership.models import Decision, PanelMember


@dataclass(frozen=True)
class Closing:
    """Whether a vote may be closed now.

    `missing`: how many who had a seat when it opened have not voted; `until`: its last day, None without one; `early`:
    whether its quorum would be enough to close it; `is_over`: whether nobody can vote any more.
    """

    may: bool
    has_quorum: bool
    missing: int
    until: date | None
    is_over: bool
    early: bool = False

    @property
    def waits(self) -> str:
        """How many have not voted yet, and until when the vote stays open; "" where it may be closed."""
        if self.may:
            return ""
        who = f"{self.missing} {'member has' if self.missing == 1 else 'members have'} not voted yet."
        enough = "enough members have" if self.early else "everyone has"
        if self.until is None:
            return f"{who} The vote has no last day, so it stays open until {enough} voted."
        return f"{who} The vote stays open until {self.until:%-d %B %Y}."


def of(decision: Decision) -> Closing:
    """Whether an open vote may be closed now. Hands are counted in the room, and closed there."""
    has_quorum = queries.quorum_at(decision).is_there(queries.counts_of(decision).voices)
    if decision.method != "ballot":
        return Closing(may=True, has_quorum=has_quorum, missing=0, until=None, is_over=True)
    missing = len(missing_from(decision))
    is_over = not missing or bool(decision.closes_on and decision.closes_on < clock.today())
    early = decision.closes_early and decision.panel.closes_early
    may = is_over or (has_quorum and early)
    return Closing(
        may=may, has_quorum=has_quorum, missing=missing, until=decision.closes_on, is_over=is_over, early=early
    )


def missing_from(decision: Decision) -> list[PanelMember]:
    """Members who had a seat when a ballot opened and have not voted, those whose seat ended since among them."""
    if decision.opened_at is None:
        return []
    voted = set(decision.votes.values_list("member", flat=True))
    held = decision.panel.members.all()
    return [one for one in held if electorate.answers_to(one, decision.opened_at) and one.pk not in voted]
