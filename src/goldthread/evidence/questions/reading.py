"""The words themselves, with their place, what was removed from them, and what was coded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir

from goldthread.evidence.questions.summing import summed
from goldthread.evidence.view import View
from goldthread.vocabulary import (
    CONCERN_ACTIONS,
    CONCERNS,
    FEELINGS,
    SENTIMENT,
    THEMES,
    TOUCHPOINTS,
    Code,
    Passage,
    Passages,
    Removal,
)


LONG_ENOUGH, SHORT_ENOUGH = 40, 320


def words(view: View, *, limit: int = 20, offset: int = 0, order: str = "newest") -> Passages:
    """A page of what was said: newest first, or the most telling first (of a length that people read)."""
    rows = view.words()
    count = _how_many(view)
    newest = [ibis.desc(rows.date, nulls_first=False), rows.id]
    telling = rows.text.length().between(LONG_ENOUGH, SHORT_ENOUGH)
    ordered = rows.order_by([ibis.desc(telling), *newest] if order == "telling" else newest)
    picked = view.engine.answer(lambda: ordered.limit(limit, offset=offset).select("id", "date")).to_pylist()
    return Passages(
        items=these(view, rows, [row["id"] for row in picked], [row["date"] for row in picked]), total=count,
        store_version=view.version,
    )  # fmt: skip


def these(view: View, rows: ir.Table, ids: Sequence[str], dates: Sequence[date | None]) -> tuple[Passage, ...]:
    """Passages of these ids, in their order: whole answers are read only where their days say they can be."""
    if not ids:
        return ()
    tests = [rows.id.isin(list(ids))]
    days = [day for day in dates if day]
    if len(days) == len(dates):
        tests.append(rows.date.between(min(days), max(days)))
    place = {one: at for at, one in enumerate(ids)}
    return tuple(sorted(passages_of(view, rows.filter(*tests), None).items, key=lambda item: place[item.id]))


def _how_many(view: View) -> int:
    theme = view.cut.themes[0] if len(view.cut.themes) == 1 else ""
    every = replace(view, cut=replace(view.cut, themes=())) if theme else view
    facet = "theme" if theme else "words"
    with view.engine.turn():
        cells = summed(every, (facet,), words=True)
        if cells is not None and theme:
            return sum(row["n"] for row in cells.rows(facet, (), ("theme",), ("n",)) if row["theme"] == theme)
        if cells is not None:
            return cells.total(facet)[0]
    rows = view.words()
    return int(view.engine.answer(lambda: rows.aggregate(n=rows.count())).to_pylist()[0]["n"])


def feedback(view: View, *, id: str) -> Passages:  # noqa: A002  # the noun's own word
    """One answer, if this scope may read it; else no items."""
    rows = view.words()
    return passages_of(view, rows.filter(rows.id == id).limit(1), None)


def passages_of(view: View, rows: ir.Table, total: int | None) -> Passages:
    """Rows of words as passages, each with its codes and what people said of them."""
    got = view.engine.answer(lambda: rows.select(*_COLUMNS)).to_pylist()
    told = _told(view, [row["id"] for row in got])
    items = tuple(_passage(row, told.get(row["id"], [])) for row in got)
    return Passages(items=items, total=total, store_version=view.version)


_COLUMNS = (
    "id", "batch", "row", "text", "organisation", "organisation_name", "service", "team", "date", "date_precision",
    "kind", "question", "question_type", "score", "scale", "role", "language", "unsure", "removed", "redactor",
    "coder", "respondent", "suggested_themes", "themes_p", "suggested_sentiment", "sentiment_p", "suggested_feelings",
    "feelings_p", "feelings_at", "suggested_touchpoints", "touchpoints_p",
    "agreed_themes", "agreed_feelings", "agreed_touchpoints", "agreed_sentiment",
)  # fmt: skip


def _told(view: View, ids: list[str]) -> dict[str, list[Code]]:
    if not ids or not view.tables.files("marks"):
        return {}
    marks = view.engine.table("marks")
    seen = marks.id.isin(ids) & ~marks.framework.isin([CONCERNS, CONCERN_ACTIONS])
    wanted = marks.filter(seen).order_by("at")
    told: dict[str, list[Code]] = {}
    for row in view.engine.answer(lambda: wanted).to_pylist():
        code = Code(row["framework"], row["label"], row["by"], 1.0, row["status"], row["start"], row["end"])
        told.setdefault(row["id"], []).append(code)
    return told


def _passage(row: dict[str, Any], told: list[Code]) -> Passage:
    plain = {name: row[name] for name in _COLUMNS[:22] if name not in ("removed",)}
    removed = tuple(Removal(r["type"], r["start"], r["end"]) for r in row["removed"] or ())
    return Passage(**plain, removed=removed, codes=tuple([*_suggested(row), *told]))


def _suggested(row: dict[str, Any]) -> list[Code]:
    by = row["coder"]
    codes = [Code(THEMES, label, by, p) for label, p in _pairs(row, "themes")]
    if row["suggested_sentiment"] is not None and row["agreed_sentiment"] is None:
        codes.append(Code(SENTIMENT, str(row["suggested_sentiment"]), by, row["sentiment_p"] or 0.0))
    places = zip(row["suggested_feelings"] or (), row["feelings_at"] or (), strict=False)
    at = {label: (place["start"], place["end"]) for label, place in places}
    codes += [Code(FEELINGS, label, by, p, "suggested", *at[label]) for label, p in _pairs(row, "feelings")]
    return codes + [Code(TOUCHPOINTS, label, by, p) for label, p in _pairs(row, "touchpoints")]


def _pairs(row: dict[str, Any], name: str) -> list[tuple[str, float]]:
    agreed = set(row[f"agreed_{name}"] or ())
    pairs = zip(row[f"suggested_{name}"] or (), row[f"{name}_p"] or (), strict=False)
    return [(label, p) for label, p in pairs if label not in agreed]
