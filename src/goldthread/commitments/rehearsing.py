"""What a rehearsal of shared figures says: shares in whole percent and counts of periods; no month's count."""

from goldthread.accounts.workspaces import TestedLike


def rounded(tested: TestedLike, period: str) -> dict[str, int | str | None]:
    """What a rehearsal of figures that anybody may see comes to; None for what they do not show.

    Takes: what its periods are, months or quarters.
    """
    return {
        "baseline": _percent(tested.baseline),
        "failed": tested.failed,
        "judged": tested.judged,
        "period": period,
        "chance_failure": _percent(tested.chance_failure),
        "smallest_change": _percent(tested.smallest_change),
        "replies_a_month": _to_five(tested.replies_a_month),
    }


def _percent(share: object) -> int | None:
    return round(100 * share) if isinstance(share, int | float) else None


def _to_five(replies: object) -> int | None:
    """Replies a month in fives; None for fewer than 5."""
    return 5 * round(replies / 5) if isinstance(replies, int | float) and replies >= 5 else None
