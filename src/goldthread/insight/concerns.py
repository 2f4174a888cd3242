"""The review queue, and what a person decides of an answer in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldthread import coding
from goldthread.evidence import Store
from goldthread.insight import asking
from goldthread.vocabulary import (
    CONCERN_ACTIONS,
    CONCERNS,
    EVERYTHING,
    ClosedByPromise,
    Code,
    NotFound,
    Passage,
    Passages,
    Scope,
    WrongUsage,
)


@dataclass(frozen=True, kw_only=True)
class Concerned:
    """One answer in the queue: its words, why it was flagged, when it came in (ISO), and what was decided.

    `why` holds (title of the concern, the words that show it); `probability` that it needs a person (0-1), 0
    where it was found before concerns were ranked; `looked` says whether a person has looked, `acted` the title of what
    was done, "" where a person saw no concern.
    """

    passage: Passage
    why: tuple[tuple[str, str], ...]
    probability: float
    since: str
    looked: bool
    acted: str


@dataclass(frozen=True, kw_only=True)
class Queue:
    """A page of the queue, gravest kind first, then likeliest, and how many wait or were looked at in all."""

    items: tuple[Concerned, ...]
    total: int
    held_back: int


def queue(
    store: Store, scope: Scope, *, decided: bool = False, least: float = 0.0, limit: int = 20, offset: int = 0
) -> Queue:
    """What waits, or what people have looked at. Raises NoRight without the safeguarding right.

    Takes: the least probability (0-1) of what waits.

    `held_back` counts what our data promises keep from being read for safeguarding: it waits all the same.
    """
    try:
        found = _asked(store, scope, decided=decided, least=least, limit=limit, offset=offset)
    except ClosedByPromise:
        return Queue(items=(), total=0, held_back=1)
    since = {line.batch: line.at for line in store.lines().standing}
    items = tuple(_concerned(one, since.get(one.batch, "")) for one in found.items)
    return Queue(items=items, total=found.total or 0, held_back=0)


def _asked(store: Store, scope: Scope, **how: object) -> Passages:
    return asking.passages(store, scope, "concerns", EVERYTHING, first=coding.GRAVEST, **how)


def _concerned(passage: Passage, since: str) -> Concerned:
    titles = {kind.key: kind.title for kind in coding.concern_kinds()}
    found = [code for code in passage.codes if code.framework == CONCERNS and code.status == "suggested"]
    said = [code for code in passage.codes if code.status != "suggested"]
    acted = [code.label for code in said if code.framework == CONCERN_ACTIONS]
    why = tuple((titles.get(code.label, code.label), passage.text[code.start : code.end]) for code in found)
    return Concerned(
        passage=replace(passage, codes=tuple(found)),
        why=why,
        probability=max((code.confidence for code in found), default=0.0),
        since=since,
        looked=bool(said),
        acted=dict(coding.concern_actions()).get(acted[-1], acted[-1]) if acted else "",
    )


URGENT = 0.5
"""The least probability of an answer about a kind among coding.GRAVEST that somebody on call is told of."""
MOST_URGENT = 10_000
"""Old ones that nobody has reviewed may not keep a new one from being told."""


def urgent(store: Store, scope: Scope) -> tuple[str, ...]:
    """When each answer that waits and is urgent came in (ISO), at most MOST_URGENT. Raises NoRight."""
    found = queue(store, scope, least=URGENT, limit=MOST_URGENT).items
    grave = {kind.title for kind in coding.concern_kinds() if kind.key in coding.GRAVEST}
    return tuple(one.since for one in found if one.probability >= URGENT and grave & {title for title, _ in one.why})


def one(store: Store, scope: Scope, key: str) -> Concerned:
    """One answer of the queue, whether a person has looked or not. Raises NoRight, NotFound."""
    found = check(store, scope, key)
    since = {line.batch: line.at for line in store.lines().standing}
    return _concerned(found, since.get(found.batch, ""))


def close(store: Store, scope: Scope, keys: Sequence[str], *, by: str, asked: str) -> int:
    """Say that a person needs nothing done about some answers; gives the store's version.

    Takes: the feedback's ids; by whom; when it was asked for (ISO). What was marked since then, or is there no more,
    is left out. Raises NoRight.
    """
    marks: list[tuple[str, Code]] = []
    for key in keys:
        try:
            found = check(store, scope, key)
        except NotFound:
            continue
        if not store.is_marked(key, by=by, since=asked):
            marks += [(key, Code(CONCERNS, label, by, 1.0, "rejected")) for label in _labels(found)]
    return store.mark(marks) if marks else store.note(what="marks", by=by, account={"marks": 0})


def _labels(found: Passage) -> list[str]:
    return sorted({code.label for code in found.codes if code.framework == CONCERNS and code.status == "suggested"})


def check(store: Store, scope: Scope, key: str, *, action: str = "") -> Passage:
    """The answer with its concerns. Raises: NoRight, NotFound, WrongUsage for an action there is none of."""
    if action and action not in dict(coding.concern_actions()):
        raise WrongUsage("That is not one of the things that can be done.", "Choose one from the list.")
    found = next(
        (
            page.items[0]
            for done in (False, True)
            if (page := _asked(store, scope, decided=done, id=key, limit=1)).items
        ),
        None,
    )
    if found is None:
        raise NotFound("There is nothing waiting under that reference, or you do not have access to it.")
    return found


def decide(store: Store, scope: Scope, key: str, *, by: str, action: str = "", asked: str = "") -> int:
    """Say that a person has looked at an answer's concerns, and what was done; gives the store's version.

    Takes: the feedback's id; by whom; the key of an action, "" for no concern; when it was asked for (ISO), where it
    may have been done already: then only the store's version moves on. The decision is a person's mark beside each
    concern, appended and never overwritten. Raises: NoRight, NotFound, WrongUsage for an action there is none of.
    """
    found = check(store, scope, key, action=action)
    if asked and store.is_marked(key, by=by, since=asked):
        return store.note(what="marks", by=by, account={"marks": 0})
    marks = [(key, Code(CONCERNS, label, by, 1.0, "agreed" if action else "rejected")) for label in _labels(found)]
    if action:
        marks.append((key, Code(CONCERN_ACTIONS, action, by, 1.0, "agreed")))
    return store.mark(marks)
