"""What may be linked to what, who sees a placeholder, and how a walk goes: plain functions of facts."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping

from goldthread.accounts.registry.references import stages
from goldthread.thread.references import Reference
from goldthread.vocabulary import Scope, WrongUsage
from goldthread.vocabulary.only_text import says_anything


PLACEHOLDER_KINDS = ("need", "decision", "measure", "clause", "result")
"""Kinds that were placeholders before they had rooms; those that are left are shown until they are taken over."""
DATE_KINDS = ("meeting", "close")
"""Dates that were kept before contracts had a room: a contract meeting, the day on which a contract closes."""
TYPES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "speaks for": (frozenset({"passage", "finding"}), frozenset({"need"})),
    "gave its words to": (frozenset({"passage"}), frozenset({"measure"})),
    "was agreed in": (frozenset({"need"}), frozenset({"decision"})),
    "asks for": (frozenset({"decision"}), frozenset({"measure", "change"})),
    "is measured by": (frozenset({"need", "change"}), frozenset({"measure"})),
    "was promised in": (frozenset({"measure"}), frozenset({"clause"})),
    "is reported in": (frozenset({"measure", "clause"}), frozenset({"result"})),
    "is acted on by": (frozenset({"result", "clause"}), frozenset({"action"})),
}
RESTS_ON: Mapping[str, frozenset[str]] = {
    "need": frozenset({"passage", "finding"}),
    "decision": frozenset({"need"}),
    "measure": frozenset({"need", "decision"}),
    "clause": frozenset({"measure"}),
}
"""What each kind should rest on; one of the kinds is enough."""
LEADS_TO: Mapping[str, frozenset[str]] = {
    "passage": frozenset({"need"}),
    "need": frozenset({"decision", "measure", "change"}),
    "decision": frozenset({"measure", "change", "clause"}),
    "measure": frozenset({"clause"}),
    "clause": frozenset({"result"}),
}
"""What should come of each kind; one of the kinds is enough."""
SIDES = ("rests on", "leads to")
LED_TO = "led to"
"""The type that links any two kinds on the thread, an earlier one to a later one; also for kinds of other apps."""
LONGEST_REASON = 300
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


def check_reason(why: str) -> str:
    """A reason without blanks at its ends. Raises WrongUsage for nothing, or for too much."""
    why = " ".join(why.replace("\x00", "").split())
    if not says_anything(why):
        raise WrongUsage("The reason is missing.", "Write why.")
    if len(why) > LONGEST_REASON:
        raise WrongUsage(f"The reason is longer than {LONGEST_REASON} characters.", "Make it shorter.")
    return why


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
