"""Counts as bars: themes, and how people feel."""

from typing import Any

from goldthread.vocabulary import Table


def bars(table: Table) -> list[dict[str, Any]]:
    """Theme rows with the width of each bar in whole percent of the widest."""
    widest = max((row["n"] or 0 for row in table.rows), default=0) or 1
    made = []
    for row in table.rows:
        parts = [
            {"name": name, "n": row[name], "width": round(100 * (row[name] or 0) / widest, 1)}
            for name in ("positive", "neutral", "negative")
        ]
        made.append(row | {"parts": parts})
    return made


def balance(table: Table) -> list[dict[str, Any]]:
    """Positive, neutral and negative answers, in that order, then those of no mood: suggestions have none."""
    held = {row["sentiment"]: row for row in table.rows}
    names = (
        ("positive", "Positive"),
        ("neutral", "Neutral or mixed"),
        ("negative", "Negative"),
        ("unrated", "Not rated, as suggestions are"),
    )
    blank = {"n": 0, "share": None, "hidden": False, "at_least": False}
    made = [{"key": key, "title": title, **{k: held.get(key, blank)[k] for k in blank}} for key, title in names]
    return [part | {"name": part["key"], "width": round(part["share"] or 0, 1)} for part in made]
