"""Whole answers, read from where they lie, each with its codes and what people said of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from goldthread.evidence.columns import column
from goldthread.evidence.marks import LISTS
from goldthread.evidence.scanning import quoted, scan
from goldthread.evidence.shapes import SHOWN
from goldthread.evidence.view import View
from goldthread.evidence.withholding import left_of_answer
from goldthread.vocabulary import (
    CONCERN_ACTIONS,
    CONCERNS,
    FEELINGS,
    SENTIMENT,
    THEMES,
    TOUCHPOINTS,
    Code,
    Passage,
    Removal,
)
from goldthread.vocabulary.columns import columns_of


PLACE = ("id", "batch", "lies_in", "lies_at")
"""Where an answer lies: the columns of the narrow rows that say so."""
CODED = LISTS | {"sentiment": SENTIMENT}
PLAIN = tuple(name for name in columns_of(Passage) if name != "removed")


@dataclass(frozen=True)
class RowPlace:
    """One answer that this scope may read, and where it lies, as `AtHand.lying` understands it."""

    id: str
    batch: str
    lies_in: str
    lies_at: int


def passages(view: View, places: Sequence[RowPlace]) -> tuple[Passage, ...]:
    """The whole answers in the order of their places.

    Raises: FileNotFoundError where one has been moved meanwhile: then the question is asked again.
    """
    if not places:
        return ()
    where = [(place.lies_in, place.lies_at) for place in places]
    rows = view.at_hand.whole(view.now, where)
    if rows is None:
        lying = view.at_hand.lying(where)
        rows = view.engine.numbers(" union all ".join(_of_file(file, some) for file, some in lying.items()))
    found = {(row["id"], row["batch"]): _promised(view, row) for row in rows}
    if any((place.id, place.batch) not in found for place in places):
        raise FileNotFoundError("Answers were moved while they were read.")
    said = _said(view, [place.id for place in places])
    coded = {key: row | {"organisation": view.places.code(row["organisation"])} for key, row in found.items()}
    return tuple(_passage(coded[place.id, place.batch], said.get(place.id, [])) for place in places)


def _of_file(file: str, rows: Iterable[int]) -> str:
    """Rows of a file, which is opened only where these lie."""
    source = scan("feedback", [file], SHOWN, places=True)
    return f"select {', '.join(SHOWN)} from ({source}) where lies_at in ({', '.join(map(str, sorted(rows)))})"


def _promised(view: View, row: dict[str, Any]) -> dict[str, Any]:
    """The answer without what the data promises hide, or an agreement withholds."""
    left = left_of_answer(row, view.narrow.withheld)
    return left | {name: column(name).missing for name in row if view.narrow.closed(name)}


def _said(view: View, ids: Sequence[str]) -> dict[str, list[Code]]:
    """People's marks on these answers, oldest first; concerns are told elsewhere, and hidden ones nowhere."""
    if not view.tables.files("marks"):
        return {}
    view.engine.table("marks")
    closed = [framework for name, framework in CODED.items() if view.narrow.closed(name)]
    these, apart = (", ".join(map(quoted, some)) for some in (ids, (CONCERNS, CONCERN_ACTIONS, *closed)))
    sql = f'select * from marks where id in ({these}) and framework not in ({apart}) order by "at"'
    said: dict[str, list[Code]] = {}
    for row in view.engine.numbers(sql):
        code = Code(row["framework"], row["label"], row["by"], 1.0, row["status"], row["start"], row["end"])
        said.setdefault(row["id"], []).append(code)
    return said


def _passage(row: dict[str, Any], said: list[Code]) -> Passage:
    removed = tuple(Removal(r["type"], r["start"], r["end"]) for r in row["removed"] or ())
    plain = {name: row[name] for name in PLAIN}
    return Passage(**plain, removed=removed, codes=tuple([*_suggested(row, said), *said]))


def _suggested(row: dict[str, Any], said: list[Code]) -> list[Code]:
    """The machine's marks, but for those that people agree with: these are theirs now."""
    newest = {(code.framework, code.label): code.status for code in said}
    agreed = {mark for mark, status in newest.items() if status == "agreed"}
    by = row["coder"]
    codes = [Code(THEMES, label, by, p) for label, p in _pairs(row, "themes", agreed)]
    if row["sentiment"] is not None and not any(framework == SENTIMENT for framework, _ in agreed):
        codes.append(Code(SENTIMENT, str(row["sentiment"]), by, row["sentiment_p"] or 0.0))
    places = zip(row["feelings"] or (), row["feelings_at"] or (), strict=False)
    at = {label: (place["start"], place["end"]) for label, place in places}
    codes += [Code(FEELINGS, label, by, p, "suggested", *at[label]) for label, p in _pairs(row, "feelings", agreed)]
    return codes + [Code(TOUCHPOINTS, label, by, p) for label, p in _pairs(row, "touchpoints", agreed)]


def _pairs(row: dict[str, Any], name: str, agreed: set[tuple[str, str]]) -> list[tuple[str, float]]:
    pairs = zip(row[name] or (), row[f"{name}_p"] or (), strict=False)
    return [(label, p) for label, p in pairs if (LISTS[name], label) not in agreed]
