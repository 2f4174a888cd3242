"""Answers found by their words: the index says which, the view decides whether they may be read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from heapq import nlargest

from goldthread.evidence.questions.reading import passages_of, these
from goldthread.evidence.search import Found, Index, Words, read_words
from goldthread.evidence.search.shelf import EPOCH, analyser, days
from goldthread.evidence.view import View
from goldthread.vocabulary import NotFound, Passage, Passages


FIRST, MOST = 100, 3_200
"""How many candidates are looked at first, and at most, before somebody is asked to say more exactly what they seek."""
TELLING_TERMS = 24

Within = list[tuple[str, Sequence[str]]]


def search(view: View, *, words: str, limit: int = 20, offset: int = 0, same: str = "") -> Passages:
    """Answers that hold these words, newest first; nearly the same ones are folded into the newest.

    Takes: in `same` an answer's id, to open what was folded into it: then only answers nearly the same as that one.
    Gives: `total` where everything that matches was looked at, None where there is more; `people` behind those.
    """
    asked = read_words(words)
    enough = max(FIRST, 2 * (offset + limit))
    while True:
        candidates = _newest(view, asked, enough)
        passages = _readable(view, candidates)
        if same:
            passages = _same(passages, candidates, same)
        folded = passages if same else _folded(passages, candidates)
        if len(candidates) < enough or len(folded) >= offset + limit or enough >= MOST:
            break
        enough = min(MOST, enough * 4)
    return _page(view, passages, folded, limit, offset, whole=len(candidates) < enough)


def similar(view: View, *, id: str, limit: int = 20) -> Passages:  # noqa: A002  # the noun's own word
    """Answers that share most of the telling words of one answer, the closest first."""
    rows = view.words()
    like = passages_of(view, rows.filter(rows.id == id).limit(1), None).items
    if not like:
        raise NotFound("There are no such words, or you may not read them.")
    terms = sorted({term for term in analyser().analyze(like[0].text) if len(term) > 2}, key=len)[-TELLING_TERMS:]
    found = [one for _, shelf in _index(view).newest_first() for one in shelf.like(terms, *_cut(view), 2 * limit)]
    candidates = nlargest(3 * limit, (one for one in found if one.id != id), key=lambda one: one.score)
    place = {one.id: at for at, one in enumerate(candidates)}
    passages = sorted(_readable(view, candidates), key=lambda passage: place[passage.id])
    folded = [one for one in _folded(passages, candidates) if one.text != like[0].text]
    return _page(view, passages, folded, limit, 0, whole=False)


def _index(view: View) -> Index:
    assert view.index is not None
    return view.index


def _newest(view: View, asked: Words, enough: int) -> list[Found]:
    """The newest candidates: a shelf whose newest day is older than all of them need not be opened."""
    found: list[Found] = []
    within, between = _cut(view)
    for place, shelf in _index(view).newest_first():
        if len(found) >= enough and place.until < found[enough - 1].day:
            break
        found += shelf.find(asked, within, between, enough, 0)
        found.sort(key=lambda one: (-one.day, one.id))
        del found[enough:]
    return found


def _cut(view: View) -> tuple[Within, tuple[int, int]]:
    """What the index itself can narrow; the view decides again, by what holds now."""
    cut, scope = view.cut, view.scope
    tests: list[tuple[str, Iterable[str] | None]] = [
        ("organisation", scope.organisations), ("organisation", scope.words_from),
        ("organisation", cut.organisations or None), ("service", cut.services or None), ("kind", cut.kinds or None),
        ("kind", view.terms.sources), ("role", cut.roles or None), ("batch", (cut.batch,) if cut.batch else None),
    ]  # fmt: skip
    if not view.tables.files("marks"):
        tests += [("theme", cut.themes or None), ("feeling", cut.feelings or None)]
        tests += [("touchpoint", cut.touchpoints or None)]
    if cut.since or cut.until:
        between = (max(1, days(cut.since)), days(cut.until) if cut.until else 10**6)
    else:
        between = (0, 0)
    return [(name, sorted(values)) for name, values in tests if values is not None], between


def _readable(view: View, candidates: Sequence[Found]) -> list[Passage]:
    """Of the candidates, those that this scope may read, as they stand now; newest first."""
    if not candidates:
        return []
    days = [EPOCH + timedelta(days=one.day) if one.day else None for one in candidates]
    items = these(view, view.words(), [one.id for one in candidates], days)
    order = {(one.id, one.batch): at for at, one in enumerate(candidates)}  # a newer version may say something else
    standing = [passage for passage in items if (passage.id, passage.batch) in order]
    return sorted(standing, key=lambda passage: order[passage.id, passage.batch])


def _folded(passages: Sequence[Passage], candidates: Sequence[Found]) -> list[Passage]:
    """The first of each group of nearly the same answers, with how many more there are."""
    alike = {one.id: one.alike or one.id for one in candidates}
    groups: dict[int | str, list[Passage]] = {}
    for passage in passages:
        groups.setdefault(alike[passage.id], []).append(passage)
    return [replace(group[0], alike=len(group) - 1) for group in groups.values()]


def _same(passages: Sequence[Passage], candidates: Sequence[Found], id: str) -> list[Passage]:  # noqa: A002
    """The answers that are folded together with one of them."""
    alike = {one.id: one.alike or one.id for one in candidates}
    return [passage for passage in passages if id in alike and alike[passage.id] == alike[id]]


def _page(
    view: View, passages: Sequence[Passage], folded: Sequence[Passage], limit: int, offset: int, *, whole: bool
) -> Passages:
    return Passages(
        items=tuple(folded[offset : offset + limit]), total=len(passages) if whole else None,
        people=len({passage.respondent for passage in passages}), store_version=view.version, notes=_notes(view, whole),
    )  # fmt: skip


def _notes(view: View, whole: bool) -> tuple[str, ...]:
    made = [] if whole else ["There are more answers than these; the first are shown."]
    if behind := _index(view).behind(view.lines):
        made.append(f"About {behind:,} answers that came in lately cannot be found yet.")
    return tuple(made)
