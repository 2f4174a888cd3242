"""What may be linked to what, who sees a placeholder, and how a walk goes: plain functions of facts."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping

from goldthread.accounts.registry.references import is_owned, stages
from goldthread.thread.references import Reference
from goldthread.vocabulary import Scope, WrongUsage


PLACEHOLDER_KINDS = ("need", "decision", "measure", "clause", "result")
DATE_KINDS = ("meeting", "close")
"""Dates to come that no room keeps yet: a contract meeting, the day on which a contract closes."""
TYPES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "speaks for": (frozenset({"passage", "finding"}), frozenset({"need"})),
    "gave its words to": (frozenset({"passage"}), frozenset({"measure"})),
    "was agreed in": (frozenset({"need"}), frozenset({"decision"})),
    "asks for": (frozenset({"decision"}), frozenset({"measure", "change"})),
    "is measured by": (frozenset({"need", "change"}), frozenset({"measure"})),
    "was promised in": (frozenset({"measure"}), frozenset({"clause"})),
    "is reported in": (frozenset({"measure", "clause"}), frozenset({"result"})),
}
LED_TO = "led to"
"""The type that links any two kinds on the thread, an earlier one to a later one; also for kinds of other apps."""
LONGEST_WORDING, LONGEST_REASON = 600, 300
Pair = tuple[str, str]


def check_link(kind: str, upper: Reference, lower: Reference) -> None:
    """Raises WrongUsage where a link of this type cannot lead from one to the other."""
    on_thread = stages()
    if kind not in (*TYPES, LED_TO):
        raise WrongUsage(f"There is no link called “{kind}”.", f"Links are: {', '.join((*TYPES, LED_TO))}.")
    above, below = TYPES.get(kind, (on_thread, on_thread))
    if upper.kind not in above or lower.kind not in below:
        raise WrongUsage(f"A {upper.kind} cannot be linked to a {lower.kind} by “{kind}”.")
    if on_thread.index(upper.kind) >= on_thread.index(lower.kind):
        raise WrongUsage(f"The thread leads from words to results: a {lower.kind} cannot come of a {upper.kind}.")


def usual_link(upper: str, lower: str) -> str:
    """The type that links two kinds where nobody says another."""
    for name, (above, below) in TYPES.items():
        if upper in above and lower in below:
            return name
    if {upper, lower} <= set(stages()):
        return LED_TO
    raise WrongUsage(f"A {upper} cannot be linked to a {lower}.")


def next_kinds(kind: str) -> tuple[str, ...]:
    """Kinds of placeholder that can come of something; none of a kind that an app keeps itself."""
    on_thread = stages()
    if kind not in on_thread:
        return ()
    later = on_thread[on_thread.index(kind) + 1 :]
    return tuple(one for one in PLACEHOLDER_KINDS if one in later and not is_owned(one))


def check_wording(wording: str) -> str:
    """The wording without blanks at its ends. Raises WrongUsage for none, or for one that is too long."""
    hint = "Write what was agreed, in the words that were agreed."
    return _checked(wording, "wording", LONGEST_WORDING, "The wording is missing.", hint)


def check_reason(why: str) -> str:
    """Why a link goes, without blanks at its ends. Raises WrongUsage for nothing, or for too much."""
    return _checked(why, "reason", LONGEST_REASON, "The reason is missing.", "Write why the link does not hold.")


def _checked(typed: str, what: str, longest: int, missing: str, hint: str) -> str:
    typed = " ".join(typed.replace("\x00", "").split())
    if not typed:
        raise WrongUsage(missing, hint)
    if len(typed) > longest:
        raise WrongUsage(f"The {what} is longer than {longest} characters.", "Make it shorter.")
    return typed


def concerns(scope: Scope, organisations: Collection[str]) -> bool:
    """Whether a placeholder concerns whoever asks: it concerns one of the organisations that their scope holds."""
    return scope.organisations is None or bool(scope.organisations & set(organisations))


def reached(start: Iterable[str], links: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Everything that links lead to, with the fewest steps to it; circles end where they began."""
    found = dict.fromkeys(start, 0)
    waiting = deque(found)
    while waiting:
        here = waiting.popleft()
        for there in links.get(here, ()):
            if there not in found:
                found[there] = found[here] + 1
                waiting.append(there)
    return found


def sources_said(withdrawn: int, remain: int) -> str:
    """How many of the words that something rests on are left, in a sentence; "" where none were withdrawn."""
    if not withdrawn:
        return ""
    sources = "1 source" if withdrawn == 1 else f"{withdrawn} sources"
    return f"{sources} withdrawn, {remain or 'none'} {'remains' if remain == 1 else 'remain'}"
