"""Feelings at each point of the journey: what people live through, in the order in which they meet it."""

from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from goldthread import coding
from goldthread.evidence import Store
from goldthread.insight import asking, charts
from goldthread.insight.disclosure import disclose, share
from goldthread.vocabulary import EVERYTHING, Cut, PathwayMap, Scope, Table


@dataclass(frozen=True, kw_only=True)
class Step:
    """One point: how many answers speak of it, and of them how many show each feeling (None is hidden)."""

    key: str
    title: str
    about: str
    transition: bool
    n: int | None
    hidden: bool
    feelings: dict[str, int | None]
    balance: float | None

    @property
    def mood(self) -> str:
        """High, low or mixed, in a word; "" where too little is known."""
        if self.balance is None:
            return ""
        return "high" if self.balance >= 0.25 else "low" if self.balance <= -0.25 else "mixed"


@dataclass(frozen=True, kw_only=True)
class Journey:
    """A journey as it can be shown: its steps in order, what it covers, and the table behind it."""

    title: str
    pathway: str
    steps: tuple[Step, ...]
    feelings: tuple[str, ...]
    told: int | None
    elsewhere: int | None
    source: Table

    def table(self) -> Table:
        """The disclosed counts: one row for each step and feeling."""
        return self.source

    @property
    def coverage(self) -> str:
        """How much of what was said speaks of a point of this journey."""
        if self.told is None:
            return "Few people have spoken of this journey."
        if self.elsewhere is None:
            return f"{self.told:,} answers; few of them, or few at some moment, so how many speak of one is not shown."
        spoken = self.told - self.elsewhere
        return f"{spoken:,} of {self.told:,} answers speak of a moment on this journey."

    def as_dict(self) -> dict[str, Any]:
        """The journey for a program."""
        return {
            "title": self.title, "pathway": self.pathway, "coverage": self.coverage, "answers": self.told,
            "store_version": self.source.store_version, "disclosed_for": self.source.disclosed_for,
            "suggested_by_software": True, "checked_by_people": False,
            "steps": [
                {
                    "touchpoint": step.key, "title": step.title, "transition": step.transition, "n": step.n,
                    "hidden": step.hidden, "mood": step.mood, "feelings": step.feelings,
                }
                for step in self.steps
            ],
        }  # fmt: skip

    def chart(self) -> alt.Chart:
        """The journey as a heat map."""
        return charts.journey(self)


def journey(store: Store, scope: Scope, pathway: PathwayMap | None = None, cut: Cut = EVERYTHING) -> Journey:
    """Feelings at the named points of a pathway, or at the 14 kinds in order where none is given.

    Source: counts of feelings and kinds of touchpoint that hold now; an answer may speak of several points.
    """
    if pathway is not None:
        cut = _with_pathway(cut, pathway.key)
    raw = asking.table(store, scope, "journey", cut)
    table = _disclosed(raw, scope)
    names = tuple(feeling.key for feeling in coding.feelings())
    points = _points(pathway)
    steps = tuple(_step(point, table, names) for point in points)
    outside = next((row["n"] for row in table.rows if (row["touchpoint"], row["feeling"]) == ("", "")), 0)
    return Journey(
        title=pathway.title if pathway else "Every journey",
        pathway=pathway.key if pathway else "",
        steps=steps,
        feelings=tuple(name for name in names if any(step.feelings.get(name) != 0 for step in steps)),
        told=table.denominator,
        elsewhere=outside,
        source=table,
    )


def _with_pathway(cut: Cut, key: str) -> Cut:
    return replace(cut, pathway=key)


def _disclosed(raw: Table, scope: Scope) -> Table:
    """Totals of points are parents: disclosed by themselves; feelings are their children."""
    totals = disclose(raw.with_rows(tuple(row for row in raw.rows if not row["feeling"])), scope)
    felt = disclose(raw.with_rows(tuple(row for row in raw.rows if row["feeling"])), scope, parent=("touchpoint",))
    closed = {row["touchpoint"] for row in totals.rows if row["hidden"]}
    rows = [
        row | {"n": None, "hidden": True} if row["touchpoint"] in closed else row for row in felt.rows
    ]  # fmt: skip
    return totals.with_rows((*totals.rows, *rows), notes=(*totals.notes, *felt.notes))


def _points(pathway: PathwayMap | None) -> list[tuple[str, str, str, bool]]:
    if pathway is None:
        return [(kind.key, kind.title, kind.about, kind.key == "transfer") for kind in coding.touchpoint_kinds()]
    return [(point.key, point.title, point.about, point.transition) for point in pathway.touchpoints]


def _step(point: tuple[str, str, str, bool], table: Table, names: tuple[str, ...]) -> Step:
    key, title, about, transition = point
    cells = {row["feeling"]: row for row in table.rows if row["touchpoint"] == key}
    whole = cells.get("", {"n": 0, "hidden": False})
    felt = {name: cells[name]["n"] if name in cells else 0 for name in names}
    if whole["hidden"]:
        felt = dict.fromkeys(names)
    return Step(
        key=key, title=title, about=about, transition=transition, n=whole["n"], hidden=whole["hidden"],
        feelings=felt, balance=_balance(felt, whole["n"]),
    )  # fmt: skip


def _balance(felt: dict[str, int | None], n: int | None) -> float | None:
    """Good feelings less bad ones, over all that are shown, from -1 to 1; None below ten answers."""
    if share(1, n) is None:
        return None
    polarity = {feeling.key: feeling.polarity for feeling in coding.feelings()}
    shown = [(polarity[name], count) for name, count in felt.items() if count]
    total = sum(count for _, count in shown)
    return sum(sign * count for sign, count in shown) / total if total else None
