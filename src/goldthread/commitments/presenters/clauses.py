"""What the page of a clause says: how it stands, in plain words, and what is needed next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from goldthread.commitments import rules
from goldthread.partnership import rules as panel_rules
from goldthread.vocabulary.listing import listed


COLOURS: Mapping[rules.Code, str] = {
    "draft": "grey",
    "asked": "blue",
    "check again": "orange",
    "not endorsed": "red",
    "endorsed": "aqua-green",
    "departed": "red",
    "agreed": "green",
    "ended": "grey",
}


@dataclass(frozen=True)
class StateShown:
    """How a clause stands: a word, the colour of its tag, why, and what is needed next."""

    code: rules.Code
    said: str
    colour: str
    why: str
    needed: tuple[str, ...]


OUTSIDE = (
    "Members of the panel and its host see answers at once. Other people see them at the end of a day, "
    "when three or more members have answered since the last time. So nobody can tell how one member answered."
)


class AskedPanel(Protocol):
    """What is said of the panel that answers for a clause."""

    title: str
    host: str
    ended: date | None


def state(
    facts: rules.ClauseFacts,
    seen: panel_rules.AnswersSeen,
    asked: AskedPanel,
    names: Mapping[str, str],
    *,
    live: bool = True,
) -> StateShown:
    """How a clause stands.

    Takes: what is seen of its panel's answers, and whether at once; that panel, organisations' names.
    """
    code, panel = rules.state(facts), asked.title
    needed = () if code in ("agreed", "ended") else tuple(_needed(facts, seen.answers, panel, names, live=live))
    if asked.ended and code in rules.TO_ANSWER and not facts.retired:
        needed = (panel_ended(asked, names),)
    why = (LINK_CHANGED if code == "check again" and not facts.was_answered else WHY[code]).format(panel=panel)
    if code == "not endorsed" and (counted := _counted(seen)):
        why = f"{why} {counted}"
    return StateShown(code, rules.SAID[code], COLOURS[code], why, needed)


def _counted(seen: panel_rules.AnswersSeen) -> str:
    """How many said yes, and when; "" where no answer is seen."""
    yes, said = len(seen.answers.yes), len(seen.answers.yes) + len(seen.answers.no)
    return f"{yes} of {said} members said yes, on {seen.on:%-d %B %Y}." if said and seen.on else ""


WHY: Mapping[rules.Code, str] = {
    "draft": "The panel “{panel}” has not answered yet.",
    "asked": "Members of the panel “{panel}” are answering.",
    "check again": "Something changed after the panel “{panel}” answered. It is not agreed in its present wording.",
    "not endorsed": "The panel “{panel}” does not endorse it as it is worded now.",
    "endorsed": "The panel “{panel}” endorses it. It is not in force until every party has signed.",
    "departed": "The parties signed it although the panel “{panel}” does not endorse it.",
    "agreed": "The panel “{panel}” endorses it, and every party has signed.",
    "ended": "It is no longer in force. Its results stay.",
}


LINK_CHANGED = "Something that it is based on has changed since the two were linked. Check the links that are marked."


def panel_ended(panel: AskedPanel, names: Mapping[str, str]) -> str:
    """Why nobody can answer a clause, and who can name another panel."""
    assert panel.ended is not None
    return (
        f"The panel “{panel.title}” ended on {panel.ended:%-d %B %Y}, so it cannot answer. "
        f"{names.get(panel.host, panel.host)} can name another panel that answers."
    )


def _needed(
    facts: rules.ClauseFacts, answers: panel_rules.Answers, panel: str, names: Mapping[str, str], *, live: bool
) -> Sequence[str]:
    made = []
    if facts.retired:
        made.append("Its measure is retired: end this clause, or write one on another measure.")
    elif not facts.has_quorum:
        made.append(missing(answers, panel, live=live))
    elif not facts.endorsed and not facts.departed:
        made.append("Word it so that the panel can endorse it, or let a named officer say why you go on without it.")
    elif facts.stale:
        made.append("Something that it is based on has changed. Check the links that are marked.")
    free = [code for code in facts.unsigned if facts.endorsed or code in facts.departed]
    unsigned = [names.get(code, code) for code in free]
    if unsigned and not facts.retired:
        made.append(f"{listed(unsigned)} {'has' if len(unsigned) == 1 else 'have'} still to sign it.")
    others = [names.get(code, code) for code in facts.unsigned if code not in free]
    if others and facts.departed and not facts.retired:
        made.append(f"{listed(others)} can sign it after saying, by a named officer, why not to follow the panel.")
    if facts.pair_waits and facts.endorsed:
        made.append("The other clause of the pair is not agreed yet. Both are agreed together.")
    return made


def missing(answers: panel_rules.Answers, panel: str, *, live: bool = True) -> str:
    """How many members still lack for a quorum, in a sentence.

    Takes: whether answers are seen at once; else who is missing is told only where three or more have answered.
    """
    if not live and answers.has_quorum:
        return f"More members of “{panel}” must answer."
    told = live or len(answers.yes) + len(answers.no) >= panel_rules.VOICES_SHOWN
    members, own = max(answers.members_missing, answers.own_missing), answers.own_missing if told else 0
    who = "1 more member" if members == 1 else f"{members} more members"
    most = "" if not own else f", {own} of them patients or carers" if own < members else ", all patients or carers"
    if members == own == 1:
        return f"1 more patient or carer of “{panel}” must answer."
    return f"{who} of “{panel}” must answer{most}."


def counting_said(starts: date, *, back_dated: bool, since: date | None = None, size: str = "month") -> str:
    """From when a clause counts, in a sentence. Takes: the day since which it does, once every party has signed."""
    if back_dated:
        return f"Back-dated: results count from the contract’s first day, {starts:%-d %B %Y}, whenever it is signed."
    if since is None:
        return (
            f"The contract began on {starts:%-d %B %Y}. Results count from the first whole period after every party "
            "has signed, and none is asked for from before."
        )
    first = rules.named(rules.first_period(since, 3 if size == "quarter" else 1), size)
    return f"Results count from {first}."
