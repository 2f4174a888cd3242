"""Reads: what may be told of a secret ballot, so that no count tells how one member voted (decision 0036)."""

from collections import Counter

from goldthread.partnership import rules
from goldthread.partnership.models import Decision
from goldthread.partnership.queries import entered_votes, is_entered


def tells_counts(decision: Decision) -> bool:
    """Whether a count tells nobody's vote: three or more members cast theirs themselves, or nobody did.

    The host knows the votes that it keyed, and could take them from any count.
    """
    if decision.method != "ballot":
        return True
    own = decision.votes.count() - entered_votes(decision)
    return not 0 < own < rules.VOICES_SHOWN


def is_settled(decision: Decision) -> bool:
    """Whether a count tells nobody's vote, or the votes that the host keyed settle who wins, whatever others voted.

    Then closing early tells the host nothing of a vote that it does not know: neither by its outcome, nor by a refusal.
    Where it keyed none there is nothing to take away but its own members' votes, and the panel's quorum is enough.
    """
    if tells_counts(decision):
        return True
    votes = list(decision.votes.select_related("member__person"))
    keyed = Counter(one.option_id for one in votes if is_entered(one.member, one.by))
    if not keyed:
        return True
    first, second = [*sorted(keyed.values(), reverse=True), 0, 0][:2]
    return first - second > len(votes) - keyed.total()
