"""What a measure can be made of: questions with fixed answers that are held, so that a commissioner types nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.insight.disclosure import FEW_PEOPLE
from goldthread.vocabulary import EVERYTHING, ClosedByPromise, Scope
from goldthread.vocabulary.about_people import is_about_people


EVENT_KINDS = frozenset({"complaints"})
"""Kinds of source whose rows are events, not people's answers to a question."""
NEWEST = 12
"""Months over which replies are counted."""
FEWEST_ANSWERS = 2
"""A question to which everybody gave one answer says nothing."""


@dataclass(frozen=True)
class FixedAnswer:
    """One answer to a question, as it is in the files, and how many gave it in a usual month."""

    value: str
    replies_a_month: float


@dataclass(frozen=True)
class AskedQuestion:
    """A question with fixed answers, or a column that says how an event went; `kind` is "" for a question.

    `replies_a_month` is over the newest 12 months that hold any; with `at_least`, months that show fewer than five
    count as none.
    """

    question: str
    answers: tuple[FixedAnswer, ...]
    replies_a_month: float
    kind: str = ""
    at_least: bool = False


@dataclass
class _Replies:
    """Replies of the newest months to one question: in all, and by answer."""

    every: int = 0
    answers: dict[str, int] = field(default_factory=dict)


Counted = Iterable[tuple[str, str, str, str, int]]
"""Kind, month, question, answer, how many."""


def asked_questions(store: Store, scope: Scope) -> list[AskedQuestion]:
    """Questions and events that a measure can be made of, those with most replies first.

    Source: exact for the folder's owner; for everybody else shared figures, so that no answer is in the list that fewer
    than five people gave in each month. Nothing is in it where a promise closes what files hold beside the words.
    """
    is_exact = scope.words_from is None
    try:
        counted = list(_exact(store, scope) if is_exact else _shared(store, scope))
    except ClosedByPromise:
        return []
    months = sorted({month for _, month, *_ in counted if month})[-NEWEST:]
    found: dict[tuple[str, str], _Replies] = {}
    for kind, month, asked, value, n in counted:
        if month in months:
            one = found.setdefault((kind, asked), _Replies())
            one.every += n
            one.answers[value] = one.answers.get(value, 0) + n
    care = {key: one for key, one in found.items() if not is_about_people(key[1], one.answers)}
    made = [_question(*key, one, len(months), is_exact) for key, one in care.items()]
    some = (one for one in made if len(one.answers) >= FEWEST_ANSWERS)
    return sorted(some, key=lambda one: (-one.replies_a_month, one.kind, one.question))


def _question(kind: str, asked: str, replies: _Replies, months: int, is_exact: bool) -> AskedQuestion:
    rows = sorted(replies.answers.items(), key=lambda one: (-one[1], one[0]))
    answers = tuple(FixedAnswer(value, n / months) for value, n in rows)
    return AskedQuestion(asked, answers, replies.every / months, kind, not is_exact)


def _exact(store: Store, scope: Scope) -> Counted:
    for row in asking.table(store, scope, "replies", EVERYTHING, by=("kind", "month")).rows:
        kind, figure = (row["kind"], "n") if row["kind"] in EVENT_KINDS else ("", "people")
        yield kind, row["month"], row["asked"], row["value"], row[figure]


def _shared(store: Store, scope: Scope) -> Counted:
    """Shared figures know no kind of source beside an answer: a column of events is one wherever it is of events."""
    shown = asking.disclosed(store, scope, "replies", EVERYTHING, by=("month",), words_only=False)
    kinds = _kinds(store, scope)
    for row in shown.rows:
        for kind in sorted(kinds.get(row["asked"], {""})):
            yield kind, row["month"], row["asked"], row["value"], row["n"]


def _kinds(store: Store, scope: Scope) -> Mapping[str, set[str]]:
    """For each question the kinds of events whose files have it, and "" where others have it too.

    Each organisation is asked by itself: of several together, one that knows its own would learn of the others.
    """
    found: dict[str, set[str]] = {}
    cells = asking.raw_cells(store, scope, "replies", EVERYTHING, asking.as_of(store), by=("kind", "organisation"))
    for row in cells.columns.to_pylist():
        if row["people"] >= FEW_PEOPLE:
            found.setdefault(row["asked"], set()).add(row["kind"] if row["kind"] in EVENT_KINDS else "")
    return found
