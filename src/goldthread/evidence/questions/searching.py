"""Answers found by their words: the index says which, the view decides whether they may be read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from heapq import nlargest
from typing import Any

from goldthread.evidence.predicates import Between, HasAny, Knows, OneOf, among
from goldthread.evidence.questions.reading import feedback, of_ids
from goldthread.evidence.questions.whole import PLACE, RowPlace, passages
from goldthread.evidence.search import Hit, Index, Query, read_words
from goldthread.evidence.search.segment import EPOCH, LISTS, PLAIN, analyser, days
from goldthread.evidence.view import View
from goldthread.evidence.withholding import is_withheld
from goldthread.vocabulary import NotFound, Passages


FIRST, MOST = 100, 3_200
"""How many candidates are looked at first, and at most, before somebody is asked to say more exactly what they seek."""
TELLING_TERMS = 24
WHOLE_MONTHS = (
    "There are more answers than these. An agreement withholds on which day they were told, so only whole months are "
    "shown: look for more words, or choose one service."
)

Within = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Candidate:
    """A candidate that this scope may read, as it stands now: where it lies, who gave it, and what is alike to it."""

    place: RowPlace
    person: Any
    alike: int | str


def search(view: View, *, words: str, limit: int = 20, offset: int = 0, same: str = "") -> Passages:
    """Answers that hold these words, newest first; nearly the same ones are folded into the newest.

    Takes: in `same` an answer's id, to open what was folded into it: then only answers nearly the same as that one.
    Gives: `total` where everything that matches was looked at, None where there is more; `people` behind those.
    """
    asked, undated = read_words(words), _is_undated(view)
    enough = max(FIRST, 2 * (offset + limit))
    while True:
        candidates = _newest(view, asked, enough)
        every = len(candidates) < enough
        readable = _readable(view, _whole_months(candidates) if undated and not every else candidates)
        if same:
            readable = _same(readable, same)
        groups = [[one] for one in readable] if same else _folded(readable)
        if every or len(groups) >= offset + limit or enough >= MOST:
            break
        enough = min(MOST, enough * 4)
    return _page(view, readable, groups[offset : offset + limit], whole=every)


def similar(view: View, *, id: str, limit: int = 20) -> Passages:  # noqa: A002  # the noun's own word
    """Answers that share most of the telling words of one answer, the closest first."""
    like = feedback(view, id=id).items
    if not like:
        raise NotFound("There are no such words, or you may not read them.")
    terms = sorted({term for term in analyser().analyze(like[0].text) if len(term) > 2}, key=len)[-TELLING_TERMS:]
    found = [one for _, segment in _index(view).newest_first() for one in segment.like(terms, *_cut(view), 2 * limit)]
    candidates = nlargest(3 * limit, (one for one in found if one.id != id), key=lambda one: one.score)
    readable = _readable(view, candidates)
    page = _page(view, readable, _folded(readable), whole=False)
    return replace(page, items=tuple(item for item in page.items if item.text != like[0].text)[:limit])


def _index(view: View) -> Index:
    assert view.index is not None
    return view.index


def _newest(view: View, asked: Query, enough: int) -> list[Hit]:
    """The newest candidates: a segment whose newest day is older than all of them need not be opened."""
    found: list[Hit] = []
    within, between = _cut(view)
    for place, segment in _index(view).newest_first():
        if len(found) >= enough and place.until < found[enough - 1].day:
            break
        found += segment.find(asked, within, between, enough, 0)
        found.sort(key=lambda one: (-one.day, one.id))
        del found[enough:]
    return found


def _is_undated(view: View) -> bool:
    """Whether days are withheld from whoever asks: then nothing may depend on them, not even what is found first."""
    return is_withheld(view.narrow.withheld, ["date"])


def _whole_months(candidates: Sequence[Hit]) -> list[Hit]:
    """Candidates without the oldest month, of which there may be more: which of them came first tells of days."""
    oldest = _month(candidates[-1].day)
    return [one for one in candidates if _month(one.day) != oldest]


def _month(day: int) -> tuple[int, int]:
    when = EPOCH + timedelta(days=day)
    return (when.year, when.month) if day else (0, 0)


def index_knows(view: View) -> Knows:
    """What the index can narrow by: labels as software suggested them, so only where nobody has marked any."""
    columns = PLAIN.values() if view.tables.files("marks") else (*PLAIN.values(), *LISTS.values())
    return Knows("index", {OneOf: among(columns), HasAny: among(columns), Between: among({"date"})})


def _cut(view: View) -> tuple[Within, tuple[int, int]]:
    """What the index itself can narrow; the view decides again, by what holds now and by every test."""
    withheld = view.narrow.withheld
    knows, fields = index_knows(view), {column: field for field, column in (PLAIN | LISTS).items()}
    within, between = Within(), (0, 0)
    for test in (*view.narrow.tests, *view.narrow.words):
        if not knows.all([test]) or is_withheld(withheld, test.columns):
            continue
        if isinstance(test, Between):
            between = max(1, days(test.since)), days(test.until) if test.until else 10**6
        elif isinstance(test, OneOf | HasAny):
            values = test.values if isinstance(test, OneOf) else test.labels
            within.append((fields[test.column], sorted(values)))
    return within, between


def _readable(view: View, candidates: Sequence[Hit]) -> list[Candidate]:
    """Of the candidates, those that this scope may read, as they stand now; in their order."""
    undated = _is_undated(view)
    found = of_ids(view, [one.id for one in candidates], "true" if undated else _days(candidates))
    held = {(row["id"], row["batch"]): row for row in found}
    standing = [(one, held[one.id, one.batch]) for one in candidates if (one.id, one.batch) in held]
    if undated:  # the order of days tells of days
        standing.sort(key=lambda pair: (-days(pair[1]["date"]), pair[0].id))
    return [
        Candidate(RowPlace(**{name: row[name] for name in PLACE}), row["respondent"], one.alike or one.id)
        for one, row in standing
    ]


def _days(candidates: Sequence[Hit]) -> str:
    """Between which days the candidates were told: that spares reading others."""
    days = [one.day for one in candidates]
    if not days or not all(days):
        return "true"
    first, last = (EPOCH + timedelta(days=day) for day in (min(days), max(days)))
    return f"date between date '{first}' and date '{last}'"


def _folded(readable: Sequence[Candidate]) -> list[list[Candidate]]:
    """Groups of nearly the same answers, each from its first on."""
    groups: dict[int | str, list[Candidate]] = {}
    for one in readable:
        groups.setdefault(one.alike, []).append(one)
    return list(groups.values())


def _same(readable: Sequence[Candidate], id: str) -> list[Candidate]:  # noqa: A002
    """The answers that are folded together with one of them."""
    alike = {one.alike for one in readable if one.place.id == id}
    return [one for one in readable if one.alike in alike]


def _page(view: View, readable: Sequence[Candidate], groups: Sequence[list[Candidate]], *, whole: bool) -> Passages:
    """The first answer of each group, whole, with how many more there are of it."""
    items = passages(view, [group[0].place for group in groups])
    return Passages(
        items=tuple(replace(item, alike=len(group) - 1) for item, group in zip(items, groups, strict=True)),
        total=len(readable) if whole else None,
        people=len({one.person for one in readable}),
        store_version=view.version,
        notes=_notes(view, whole),
    )


def _notes(view: View, whole: bool) -> tuple[str, ...]:
    more = WHOLE_MONTHS if _is_undated(view) else "There are more answers than these; the first are shown."
    made = [] if whole else [more]
    if _is_behind(view):
        made.append("Some answers that came in lately cannot be found yet.")
    return tuple(made)


def _is_behind(view: View) -> bool:
    """Whether words that may be read wait for the index: of what others brought in, nothing is said."""
    behind = _index(view).waiting(view.lines)
    placed = [test for test in view.narrow.words if isinstance(test, OneOf) and test.column == "organisation"]
    told = (frozenset(line.account.get("organisations", ())) for line in view.lines.standing if line.batch in behind)
    return any(all(not some or some & test.values for test in placed) for some in told)
