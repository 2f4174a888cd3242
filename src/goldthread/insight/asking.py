"""How insight asks: tables that are disclosed before they leave the room, and passages that may be read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa

from goldthread.evidence import Store
from goldthread.insight import disclosure
from goldthread.insight.disclosure import FEWER, Figure
from goldthread.vocabulary import EVERYTHING, Cut, Passages, RawCells, Scope, Table
from goldthread.vocabulary.answers import KIND_COLUMN


NOW = (10**15, "9")
"""As of now, with the keys that shared figures need."""
LABELLED = {"volumes": 0, "themes": 1, "sentiment": 1, "score": 1, "asked": 1, "replies": 1, "journey": 2}
"""How many labels each figure of a question has of its own; what is told of a journey's transitions has a journey's."""
TOLD_OF_ONESELF = frozenset({"asked", "replies"})
"""Questions that tell what is in other columns of a file, which may be personal: only the folder's owner, who holds the
files, gets them exact."""
ROUNDED = f"Counts are rounded to 5. Fewer than 5 people and nobody at all are shown in the same way: “{FEWER}”."
AT_LEAST = (
    "They add up what each organisation or service shows: rounded to 5, and nothing for fewer than 5. "
    "So the true count is about this, or more."
)
Key = tuple[object, ...]


def raw_cells(
    store: Store, scope: Scope, question: str, cut: Cut, when: tuple[int, str] | None, **how: object
) -> RawCells:
    """Raw cells of a close, of which shared figures are made; of what holds now for None."""
    answer = store.ask(scope, question, cut, **({"as_of": when} if when else {}), **how)
    assert isinstance(answer, RawCells)
    return answer


def _cells(store: Store, scope: Scope, question: str, cut: Cut, when: tuple[int, str], **how: object) -> RawCells:
    """The same, of a moment with several kinds also for each of them: nobody sees a union that somebody drew."""
    whole = raw_cells(store, scope, question, cut, when, **how)
    kinds = _kinds_of(store, cut, when[0])
    if len(kinds) < 2:
        return whole
    parts = [whole, *(raw_cells(store, scope, question, replace(cut, touchpoints=(k,)), when, **how) for k in kinds)]
    named = zip(("", *kinds), parts, strict=True)
    columns = [
        part.columns.append_column(KIND_COLUMN, pa.array([kind] * len(part.columns), pa.string()))
        for kind, part in named
    ]
    return replace(whole, columns=pa.concat_tables(columns, promote_options="permissive"))


def _kinds_of(store: Store, cut: Cut, version: int) -> tuple[str, ...]:
    """The kinds of the moment that a cut names, as it was drawn at the version that figures are of."""
    drawn = store.pathways(version).get(cut.pathway)
    return next((one.kinds for one in drawn.touchpoints if one.key == cut.touchpoint), ()) if drawn else ()


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
    declared: Iterable[Key] | None = None,
    parts: Sequence[str] = (),
    words_only: bool = True,
    **how: object,
) -> Table:
    """A table that this scope may see: exact where it may read the words, else shared figures of the last close.

    What people said of themselves is shared with readers of the words too, and of whole places with many people alone.
    Takes: the question and its splits; the rows that shared figures list, in their order; the figures that split n;
    whether its denominator is of answers with words. Gives: in what was asked, `exact` says which of both it is, and
    `at_least` whether its figures are sums; a split that is not on the closed list has no rows, and a note why.
    Raises: NotShared for a cut that shared figures are not given for.
    """
    how |= {"words_only": words_only} if question == "volumes" else {}
    personal = _is_told_of_oneself(scope, question) or disclosure.is_personal(by)
    if not personal and is_exact(store, scope, cut, by):
        shown = disclosure.exactly(table(store, scope, question, cut, **_split(question, by), **how), scope)
        return replace(shown, notes=(*shown.notes, *_withheld(scope, cut, by)))
    when = as_of(store)
    labelled = LABELLED["journey" if how.get("shared_points") else question]
    unlisted = _unlisted(question, cut, by, labelled)
    asked_by = () if unlisted else tuple(by)
    units = ("organisation",) if question == "asked" else disclosure.units_of(cut, asked_by)
    more = tuple(unit for unit in units if unit not in asked_by and question != "asked")
    raw = _cells(store, scope, question, cut, when, **_split(question, (*asked_by, *more)), **how)
    raw, figure = _of_many(store, scope, cut, when, raw, units, words_only=words_only)
    shown = disclosure.sharing(
        raw,
        scope,
        keys=tuple(by) if unlisted else tuple(key for key in raw.keys if key not in more),
        units=units,
        whole=figure,
        declared=() if unlisted else declared,
        parts=parts,
        personal=personal,
    )
    notes = (*shown.notes, *_notes(shown, when, unlisted), *_withheld(scope, cut, by))
    return replace(shown, notes=notes, store_version=when[0])


def _of_many(
    store: Store,
    scope: Scope,
    cut: Cut,
    when: tuple[int, str],
    raw: RawCells,
    units: Sequence[str],
    *,
    words_only: bool,
) -> tuple[RawCells, Figure]:
    """Cells and their whole: by a personal detail without what would tell what one person said of themselves."""
    name = next((key for key in raw.keys if disclosure.is_about((key,))), "")
    if not name:
        return raw, whole(store, scope, cut, when, words_only=words_only)
    every, services = (
        _cells(store, scope, "volumes", cut, when, by=by, words_only=words_only) for by in (units, disclosure.PLACE)
    )
    many = disclosure.of_many(every, units, services)
    shown = disclosure.unlike_everybody(disclosure.only(raw, units, many), units, name, every)
    return shown, disclosure.whole_of(disclosure.only(every, units, many), scope, units)


def _is_told_of_oneself(scope: Scope, question: str) -> bool:
    return question in TOLD_OF_ONESELF and scope.words_from is not None


def _unlisted(question: str, cut: Cut, by: Sequence[str], labelled: int) -> str:
    """What a split asks for that is not told, in words, "" for nothing. Raises: NotShared for a cut that is refused."""
    disclosure.check_places(cut, by, labelled)
    disclosure.check(cut, labelled)
    return disclosure.unlisted(cut, by, labelled) or _of_several(question, cut)


def _of_several(question: str, cut: Cut) -> str:
    """What a question asks of several services together, in words; "" where each unit is told by itself."""
    whole = disclosure.units_of(cut, ()) == ("organisation",) or len(cut.services) == 1
    return "" if question != "asked" or whole else "each question of a survey over several services together"


def _withheld(scope: Scope, cut: Cut, by: Sequence[str]) -> Iterable[str]:
    """That some organisations do not say who told, where that was asked for."""
    if scope.withheld_of("role") and (cut.roles or "role" in by):
        yield "Some sharing agreements withhold who told us: those answers count as unknown."


def _notes(shown: Table, when: tuple[int, str], unlisted: str) -> Iterable[str]:
    """What somebody must know who reads shared figures."""
    if unlisted:
        yield f"Shared figures are not given for {unlisted}."
    if disclosure.is_about(shown.keys) and shown.denominator is None:
        yield disclosure.FEWER_OF_PLACE
    yield ROUNDED
    if shown.asked["at_least"]:
        yield AT_LEAST
    yield f"They are as of {_closed_on(when)} and change next on {_day(disclosure.next_close(date.today()))}."


def closed_on(store: Store) -> str:
    """The day that shared figures are of, in words."""
    return _closed_on(as_of(store))


def as_of_said(store: Store) -> str:
    """Of which day shared figures are, and from when on later imports count, in sentences."""
    later = _day(disclosure.next_close(date.today()))
    return f"The figures are as of {closed_on(store)}. Answers imported since then are counted from {later}."


def _closed_on(when: tuple[int, str]) -> str:
    return _day(date.fromisoformat(when[1][:10]))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def as_of(store: Store, today: date | None = None) -> tuple[int, str]:
    """The version and moment that shared figures are of.

    The first time that anybody asks of a store that holds an import is its first close; an empty one has none. Where
    everything of a close was taken back since, the next time that anybody asks is a close too.
    """
    day = today or date.today()
    lines = store.lines().all
    version = disclosure.closed_version(lines, day)
    if version is None or disclosure.is_emptied(lines, version):
        version = store.close() if any(line.what == disclosure.IMPORT for line in lines) else store.version
        lines = store.lines().all
    first = max((line.at for line in lines if line.what == disclosure.CLOSE), default="")
    return version, max(first, disclosure.month_start(day).isoformat())


def whole(store: Store, scope: Scope, cut: Cut, when: tuple[int, str], *, words_only: bool = True) -> Figure:
    """What a cut shows in all, for somebody who may not read all its words."""
    units = disclosure.units_of(cut, ())
    raw = _cells(store, scope, "volumes", cut, when, by=units, words_only=words_only)
    return disclosure.whole_of(raw, scope, units)


def _split(question: str, by: Sequence[str]) -> dict[str, object]:
    return {} if question == "asked" else {"by": tuple(by)}


def share(part: int | None, whole: int | None, table: Table) -> float | None:
    """A percentage of figures that this table shows; None where either is hidden or the whole is too small."""
    exact = bool(table.asked.get("exact"))
    return disclosure.percentage(Figure(part, exact=exact), Figure(whole, exact=exact))
