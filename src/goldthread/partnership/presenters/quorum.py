"""A quorum in words: what it is, and what is missing from it."""

from collections.abc import Collection
from datetime import date

from goldthread.partnership.rules import Quorum, own_share


NOBODY = "Nobody has taken part yet."
SHARES = {25: "a quarter", 50: "half", 75: "three quarters"}


def said(quorum: Quorum) -> str:
    """When answers count."""
    members = "one member takes" if quorum.members == 1 else f"at least {quorum.members} members take"
    if quorum.share == 100:
        return f"A vote counts when {members} part. All of them must be patients or carers."
    share = SHARES.get(quorum.share, f"{quorum.share}%")
    return f"A vote counts when {members} part. At least {share} of them must be patients or carers."


def progress(quorum: Quorum, voices: Collection[str], *, inside: bool = True) -> str:
    """How many took part so far, and who must still take part; how many were patients or carers where that is said.

    Takes: whether a member or the host reads it; others are not told how many patients or carers are missing.
    """
    n, own = len(voices), own_share(voices)
    members, patients = quorum.missing(voices)
    people = f"{n} {'member' if n == 1 else 'members'} took part"
    so_far = f"{people}{'' if own is None else f'; {own} of them are patients or carers'}." if n else NOBODY
    if not inside and (members or patients):
        return f"{so_far} That is not enough yet for the vote to count."
    return f"{so_far} {_missing(members, patients)}"


def fell_short(until: date | None) -> str:
    """Why nothing was decided, where too few voted by the last day of a vote; "" without one."""
    return f"Not enough members voted by {until:%-d %B %Y}." if until else ""


def _missing(members: int, patients: int) -> str:
    if not members and not patients:
        return "That is enough for the vote to count."
    if not patients:
        return f"At least {members} more must take part."
    if patients >= members:
        return f"At least {patients} more {_called(patients)} must take part."
    return f"At least {members} more must take part, and {patients} of them must be patients or carers."


def _called(n: int) -> str:
    return "patient or carer" if n == 1 else "patients or carers"
