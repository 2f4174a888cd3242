"""How people answered closed questions: what they said, where that is told, and not only how many answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure import FEWEST_OF_PLACE, said
from goldthread.vocabulary import Cut, Scope, Table
from goldthread.vocabulary.about_people import is_about_people
from goldthread.vocabulary.listing import listed
from goldthread.vocabulary.not_answered import is_no_answer


MOST_ANSWERS = 6
"""A question with more different answers is no choice that a sentence can hold."""


@dataclass
class ClosedReplies:
    """What people answered to one closed question: each answer with how many gave it in words, most first.

    `nothing` is how many gave no answer though a file tells one, such as “Did not answer”; 0 where figures are shared.
    """

    said: list[tuple[str, str]] = field(default_factory=list)
    nothing: int = 0


Answers = Mapping[tuple[str, str], ClosedReplies]
"""By organisation and question."""


def replies(store: Store, scope: Scope, cut: Cut) -> Answers:
    """How people answered the closed questions of surveys.

    Source: people; exact for the folder's owner, shared figures for everybody else, since a column of a file may say
    who people are. Questions that ask who people are have no answers here.
    """
    if scope.words_from is None:
        rows = asking.table(store, scope, "replies", cut, by=("organisation",)).rows
        counted = [(row, row["people"], f"{row['people']:,}") for row in rows]
    else:
        shown = asking.disclosed(store, scope, "replies", cut, by=("organisation",), words_only=False)
        rows = shown.rows if "organisation" in shown.keys else ()
        counted = [(row, row["n"], _rounded(row["n"], at_least=row["at_least"])) for row in rows if row["n"]]
    personal = {row["asked"] for row, *_ in counted if is_about_people(row["asked"], (row["value"],))}
    found: dict[tuple[str, str], ClosedReplies] = {}
    for row, n, words in sorted(counted, key=lambda one: (-one[1], one[0]["value"])):
        told = found.setdefault((row["organisation"], row["asked"]), ClosedReplies())
        if is_no_answer(row["value"]):
            told.nothing += n if scope.words_from is None else 0
        elif row["asked"] not in personal:
            told.said.append((row["value"], words))
    return found


def _rounded(n: int, *, at_least: bool) -> str:
    """A shared figure beside a number that may be exact, so that nobody adds them up."""
    return said(n, at_least=True) if at_least else f"about {said(n)}"


def asked_said(asked: Table, answers: Answers, *, of_places: bool) -> list[str]:
    """A sentence for each closed question that people answered: what they said, and how many did in all.

    Shared figures give no number in all where measures can be made of the question: a contract's result is exact, and
    what it leaves of such a number would be the few who gave another answer (CONTRACTS §5 g). Of a question about
    people they tell it for whole places of many people alone: some ask only those to whom a thing applies.
    Takes: whether the table is of whole services or organisations. Answers alone tell what was asked over several.
    """
    exact, made = asked.asked["exact"], []
    counts = {(row["organisation"], row["asked"]): row["n"] for row in asked.rows if row["n"]}
    for organisation, question in dict.fromkeys((*counts, *sorted(answers))):
        replied = answers.get((organisation, question), ClosedReplies())
        count = counts.get((organisation, question), 0) - replied.nothing
        about_people = is_about_people(question)
        if exact and count < 1 or about_people and not exact and not (of_places and count >= FEWEST_OF_PLACE):
            continue
        told = f"{count:,}" if exact else f"About {count:,}"
        in_all = f"{told} {'person' if count == 1 else 'people'} answered" if exact or about_people else ""
        made.append(f"A survey asked “{question}”. {_said(in_all, replied.said)}")
    return made


MANY, NONE_SHOWN = "People gave many different answers.", "Fewer than 5 people gave each of its answers, or nobody did."


def _said(in_all: str, answers: Sequence[tuple[str, str]]) -> str:
    """What people answered, after how many did in all, "" where that is not told."""
    parts = [f"{n} said “{value}”" for value, n in answers] if len(answers) <= MOST_ANSWERS else []
    if in_all:
        return f"{in_all}{': ' + listed(parts) if parts else ''}."
    if parts:
        return f"Of those who answered, {listed(parts)}."
    return MANY if answers else NONE_SHOWN
