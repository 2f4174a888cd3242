"""The queue of words that wait for a person's eye, and what a person decides of one."""

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
    """One answer in the queue: its words, why it was flagged, since when it waits (ISO), and what was decided.

    `why` holds (title of the concern, the words that show it); `looked` says whether a person has looked, `acted`
    the title of what was done, "" where a person saw no concern.
    """

    passage: Passage
    why: tuple[tuple[str, str], ...]
    since: str
    looked: bool
    acted: str


@dataclass(frozen=True, kw_only=True)
class Queue:
    """A page of the queue, gravest first, then longest waiting, and how many wait or were looked at in all."""

    items: tuple[Concerned, ...]
    total: int
    held_back: int


def queue(store: Store, scope: Scope, *, decided: bool = False, limit: int = 20, offset: int = 0) -> Queue:
    """What waits, or what people have looked at. Raises NoRight without the safeguarding right.

    `held_back` counts what our data promises keep from being read for safeguarding: it waits all the same.
    """
    try:
        found = _asked(store, scope, decided=decided, limit=limit, offset=offset)
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
        since=since,
        looked=bool(said),
        acted=dict(coding.concern_actions()).get(acted[-1], acted[-1]) if acted else "",
    )


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
    labels = {code.label for code in found.codes if code.framework == CONCERNS and code.status == "suggested"}
    marks = [(key, Code(CONCERNS, label, by, 1.0, "agreed" if action else "rejected")) for label in sorted(labels)]
    if action:
        marks.append((key, Code(CONCERN_ACTIONS, action, by, 1.0, "agreed")))
    return store.mark(marks)
