"""Feelings at each point of the journey: what people live through, in the order in which they meet it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goldthread import coding
from goldthread.coding.sureness import BY_LANGUAGE_MODEL
from goldthread.evidence import Store
from goldthread.insight import asking, charts
from goldthread.insight.disclosure import disclose, share
from goldthread.vocabulary import EVERYTHING, FEELINGS, TOUCHPOINTS, Cut, PathwayMap, Scope, Table


if TYPE_CHECKING:
    import altair as alt

SPOKEN = 0.05
"""A step that fewer speak of than this share of the step most spoken of is never called the highest or the lowest."""
MANY_FEELINGS = 100


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

    @property
    def marked(self) -> tuple[Step, ...]:
        """Steps of which enough people speak to be called the highest or the lowest: see SPOKEN."""
        most = max((step.n or 0 for step in self.steps), default=0)
        return tuple(step for step in self.steps if step.balance is not None and (step.n or 0) >= SPOKEN * most)

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
            "how_sure": self.sureness(),
        }  # fmt: skip

    def sureness(self) -> dict[str, Any]:
        """How often feelings and kinds of moment are right, and how many are found; None where too few are known."""
        kinds = {
            FEELINGS: self.feelings, TOUCHPOINTS: tuple(kind.key for kind in coding.touchpoint_kinds()),
        }  # fmt: skip
        return {
            "measured_on": f"examples {BY_LANGUAGE_MODEL}",
            **{name.partition("/")[0]: {key: _sure(name, key) for key in keys} for name, keys in kinds.items()},
        }

    def chart(self) -> "alt.Chart":
        """The journey as a heat map."""
        return charts.journey(self)


def _sure(framework: str, label: str) -> dict[str, float] | None:
    sure = coding.how_sure(framework, label)
    return {"right": sure.right, "found": sure.found, "examples": sure.n} if sure and sure.enough else None


def journey(store: Store, scope: Scope, pathway: PathwayMap | None = None, cut: Cut = EVERYTHING) -> Journey:
    """Feelings at the named points of a pathway, or at the 14 kinds in order where none is given.

    Source: counts of feelings and kinds of touchpoint that hold now; an answer may speak of several points.
    """
    if pathway is not None:
        cut = _with_pathway(cut, pathway.key)
    raw = asking.table(store, scope, "journey", cut)
    table = _disclosed(raw, scope)
    names = tuple(feeling.key for feeling in coding.feelings())
    steps = laid_out(table, pathway, balances(raw))
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


def laid_out(table: Table, pathway: PathwayMap | None, felt: dict[str, float]) -> tuple[Step, ...]:
    """The steps of a journey in order, from disclosed rows of touchpoint and feeling.

    Takes: the rows, and the balance of all feelings at each touchpoint, hidden ones too.
    Source: counts of feelings and kinds of touchpoint that hold now.
    """
    names = tuple(feeling.key for feeling in coding.feelings())
    return tuple(_step(point, table, names, felt) for point in _points(pathway))


def balances(raw: Table) -> dict[str, float]:
    """Good feelings less bad ones over all feelings, from -1 to 1, at each touchpoint of a raw table.

    Source: a plain share. Feelings that are hidden one by one count here, or a moment with many different good
    feelings and one common bad one would look all bad; so it is rounded to twentieths, to fifths below 100 feelings.
    """
    polarity = {feeling.key: feeling.polarity for feeling in coding.feelings()}
    signed: dict[str, int] = {}
    whole: dict[str, int] = {}
    for row in raw.rows:
        if row["feeling"]:
            signed[row["touchpoint"]] = signed.get(row["touchpoint"], 0) + polarity[row["feeling"]] * row["n"]
            whole[row["touchpoint"]] = whole.get(row["touchpoint"], 0) + row["n"]
    return {key: _rounded(signed[key] / total, 20 if total >= MANY_FEELINGS else 5) for key, total in whole.items()}


def _rounded(balance: float, parts: int) -> float:
    return round(parts * balance) / parts


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


def _step(
    point: tuple[str, str, str, bool], table: Table, names: tuple[str, ...], balance: dict[str, float]
) -> Step:  # fmt: skip
    key, title, about, transition = point
    cells = {row["feeling"]: row for row in table.rows if row["touchpoint"] == key}
    whole = cells.get("", {"n": 0, "hidden": False})
    felt = {name: cells[name]["n"] if name in cells else 0 for name in names}
    if whole["hidden"]:
        felt = dict.fromkeys(names)
    return Step(
        key=key, title=title, about=about, transition=transition, n=whole["n"], hidden=whole["hidden"],
        feelings=felt, balance=balance.get(key) if share(1, whole["n"]) else None,
    )  # fmt: skip
