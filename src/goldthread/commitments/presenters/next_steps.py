"""The one next step of a clause for whoever looks at it, by how it stands and by what they may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldthread.commitments import rules


NOTHING_TO_DO = "You have nothing to do. Results are added here as each period ends."


@dataclass(frozen=True)
class Looker:
    """What somebody may do about a clause now, beside reading it.

    `answers`: has a seat, and has not answered the clause as it stands; `enters`: hosts the panel; `due`: the period
    that they are to report, "" for none; `ended`: nobody can answer, since the panel ended; `names`: hosts that panel,
    and can name another; `meeting`: the key of the meeting whose agenda waits for an outcome.
    """

    answers: bool = False
    enters: bool = False
    signs: bool = False
    words: bool = False
    keeps: bool = False
    names: bool = False
    ended: bool = False
    due: str = ""
    meeting: str = ""


@dataclass(frozen=True)
class NextStep:
    """What comes next, in a sentence; with the words of a link, the name of its address, and what that takes."""

    said: str
    link: str = ""
    page: str = ""
    takes: tuple[str, ...] = ()


def next_step(
    facts: rules.ClauseFacts, who: Looker, *, clause: str, measure: str, waits: Sequence[str], when: str = ""
) -> NextStep | None:
    """The next step; None for a clause that has ended.

    Takes: the keys of the clause and of its measure; what it waits for, in sentences; the period that is due, in words.
    """
    code = rules.state(facts)
    if code == "ended":
        return None
    if facts.retired:
        return _own(who.keeps, "Its measure is retired.", "End this clause", "clause_end", clause, waits)
    if who.ended:
        return _own(who.names, _first(waits), "Name another panel", "clause_panel", clause, waits)
    if not facts.has_quorum:
        return _endorsing(who, clause, waits)
    if code in ("agreed", "departed"):
        return _reporting(who, clause, when)
    if not facts.endorsed and not facts.departed:
        said = "The panel says that it is not what people asked for."
        return _own(who.words, said, "Change the wording", "clause_reword", clause, waits)
    if facts.watched:
        said = "Its measure can be watched, not agreed, so nobody can sign yet."
        return NextStep(said, "See what the measure needs", "measure", (measure,))
    if facts.unsigned:
        return _own(who.signs, "The clause is ready to be signed.", "Sign it", "clause_sign", clause, waits)
    if facts.stale:
        said = "Something that it is based on has changed since it was signed."
        return NextStep(said, "See what to check again", "thread", ("clause", clause))
    return NextStep(_first(waits)) if waits else None


def _own(may: bool, said: str, link: str, page: str, key: str, waits: Sequence[str]) -> NextStep:  # noqa: FBT001
    """A step for those who may take it; for everybody else what the clause waits for."""
    return NextStep(said, link, page, (key,)) if may else NextStep(_first(waits) or said)


def _endorsing(who: Looker, clause: str, waits: Sequence[str]) -> NextStep:
    if who.answers:
        return NextStep("Your panel is asked whether it says what people asked for.", "Answer now", "#answer")
    said = f"The panel has been asked. {_first(waits)}".strip()
    if who.enters:
        return NextStep(said, "Ask members, and enter an answer", "clause_endorse_for", (clause,))
    return NextStep(said)


def _reporting(who: Looker, clause: str, when: str) -> NextStep:
    if who.due:
        return NextStep(f"The result of {when} is due.", "Report it", "result_report", (clause,))
    if who.meeting:
        return NextStep(
            "It was not met. The meeting still has to decide what to do.",
            "Open the agenda",
            "meeting",
            (who.meeting,),
        )
    return NextStep(NOTHING_TO_DO, "See the results", "#results")


def _first(waits: Sequence[str]) -> str:
    return waits[0] if waits else ""
