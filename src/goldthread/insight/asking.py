"""How insight asks: tables that are disclosed before they leave the room, and passages that may be read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from goldthread.evidence import Store
from goldthread.insight import disclosure
from goldthread.insight.disclosure import Figure
from goldthread.vocabulary import EVERYTHING, Cut, Passages, Scope, Table


NOW = (10**15, "9")
"""As of now, with the keys that shared figures need."""


def table(store: Store, scope: Scope, question: str, cut: Cut, **how: object) -> Table:
    """A raw table; insight's own functions disclose it before it leaves the room."""
    answer = store.ask(scope, question, cut, **how)
    assert isinstance(answer, Table)
    return answer


def passages(store: Store, scope: Scope, question: str, cut: Cut, **how: object) -> Passages:
    """Passages that the scope may read."""
    answer = store.ask(scope, question, cut, **how)
    assert isinstance(answer, Passages)
    return answer


def is_exact(store: Store, scope: Scope, cut: Cut = EVERYTHING, by: Sequence[str] = ()) -> bool:
    """Whether a scope may read every word behind a table."""
    pathway = store.pathways().get(cut.pathway) if cut.pathway else None
    return disclosure.is_exact(scope, cut, by, pathway)


def disclosed(
    store: Store,
    scope: Scope,
    question: str,
    cut: Cut,
    *,
    by: Sequence[str] = (),
    declared: Iterable[tuple[Any, ...]] | None = None,
    parts: Sequence[str] = (),
    words_only: bool = True,
    **how: Any,
) -> Table:
    """A table that this scope may see: exact where it may read the words, else shared figures of the last close.

    Takes: the question and its splits; the rows that shared figures list, in their order; the figures that split n;
    whether its denominator is of answers with words. Gives: `exact` in what was asked says which of both it is.
    Raises: NotShared for a cut or split that shared figures are not given for.
    """
    how |= {"words_only": words_only} if question == "volumes" else {}
    if is_exact(store, scope, cut, by):
        raw = table(store, scope, question, cut, **_split(question, by), **how)
        return _said(disclosure.exactly(raw, scope), exact=True)
    reader = is_exact(store, scope, cut)  # but for a split by personal characteristics, which is never exact
    when = NOW if reader else as_of(store)
    if not reader:
        disclosure.check(cut, by)
    units = ("organisation",) if question == "asked" else disclosure.units_of(cut, by)
    more = tuple(unit for unit in units if unit not in by and question != "asked")
    raw = table(store, scope, question, cut, **_split(question, (*by, *more)), as_of=when, **how)
    keys = tuple(key for key in raw.keys if key not in more)
    shown = disclosure.sharing(
        raw,
        scope,
        keys=keys,
        units=units,
        whole=whole(store, scope, cut, when, words_only=words_only),
        declared=declared,
        parts=parts,
        personal=disclosure.is_personal(by),
    )
    return _said(shown, exact=False)


def as_of(store: Store, today: date | None = None) -> tuple[int, str]:
    """The version and moment that shared figures are of; the first time that anybody asks is the first close."""
    day = today or date.today()
    lines = store.lines().all
    version = disclosure.closed_version(lines, day)
    if version is None:
        version = store.close()
        lines = store.lines().all
    first = max((line.at for line in lines if line.what == disclosure.CLOSE), default="")
    return version, max(first, disclosure.month_start(day).isoformat())


def whole(store: Store, scope: Scope, cut: Cut, when: tuple[int, str], *, words_only: bool = True) -> Figure:
    """What a cut shows in all, for somebody who may not read all its words."""
    units = disclosure.units_of(cut, ())
    raw = table(store, scope, "volumes", cut, by=units, words_only=words_only, as_of=when)
    return disclosure.whole_of(raw, scope, units)


def _split(question: str, by: Sequence[str]) -> dict[str, Any]:
    return {} if question == "asked" else {"by": tuple(by)}


def _said(shown: Table, *, exact: bool) -> Table:
    return replace(shown, asked=shown.asked | {"exact": exact})


def share(part: int | None, whole: int | None, table: Table) -> float | None:
    """A percentage of figures that this table shows; None where either is hidden or the whole is too small."""
    exact = bool(table.asked.get("exact"))
    return disclosure.percentage(Figure(part, exact=exact), Figure(whole, exact=exact))
