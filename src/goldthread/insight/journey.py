"""Feelings at each point of the journey: what people live through, in the order in which they meet it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goldthread import coding
from goldthread.coding.evaluation.sureness import BY_LANGUAGE_MODEL
from goldthread.evidence import Store
from goldthread.insight import asking, charts, declared
from goldthread.insight.sections import amount, few_said, upper
from goldthread.vocabulary import EVERYTHING, FEELINGS, TOUCHPOINTS, Cut, PathwayMap, Scope, Table, marking


if TYPE_CHECKING:
    import altair as alt

SPOKEN = 0.05
"""A step that fewer speak of than this share of the step most spoken of is never called the highest or the lowest."""
MANY_FEELINGS = 100
FEWEST, FEWEST_EXACT = 50, 10
"""How many feelings a mood is made of at least: rounded ones, and exact ones."""


@dataclass(frozen=True, kw_only=True)
class JourneyPoint:
    """One point: how many answers speak of it, and of them how many show each feeling (None is hidden)."""

    key: str
    title: str
    about: str
    transition: bool
    n: int | None
    hidden: bool
    feelings: dict[str, int | None]
    balance: float | None
    at_least: bool = False
    """Whether its counts add up what several services or organisations show."""

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
    steps: tuple[JourneyPoint, ...]
    feelings: tuple[str, ...]
    told: int | None
    elsewhere: int | None
    source: Table

    @property
    def marked(self) -> tuple[JourneyPoint, ...]:
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
            return few_said(self.source, "have commented on this journey")
        if not self.source.asked.get("exact"):
            return f"{upper(amount(self.source, 'answer', 'answers'))} were given on this journey."
        spoken = self.told - (self.elsewhere or 0)
        return f"{spoken:,} of {self.told:,} answers are about a moment on this journey."

    def kept_for(self, who: str = "") -> str:
        """Who alone it is for, "" where it holds shared figures alone and may be passed on."""
        return marking.kept_for(self.source.disclosed_for, shared=bool(self.source.asked.get("shared")), who=who)

    def as_dict(self, who: str = "") -> dict[str, Any]:
        """The journey for a program; `who` names its readers where it may not be passed on."""
        return {
            "title": self.title,
            "pathway": self.pathway,
            "coverage": self.coverage,
            "answers": self.told,
            "store_version": self.source.store_version,
            "disclosed_for": self.source.disclosed_for,
            "for": marking.field(self.kept_for(who)),
            "exact": bool(self.source.asked.get("exact")),
            "at_least": bool(self.source.asked.get("at_least")),
            "notes": list(self.source.notes),
            "suggested_by_software": True,
            "checked_by_people": False,
            "steps": [
                {
                    "touchpoint": step.key,
                    "title": step.title,
                    "transition": step.transition,
                    "n": step.n,
                    "hidden": step.hidden,
                    "mood": step.mood,
                    "feelings": step.feelings,
                }
                for step in self.steps
            ],
            "how_sure": self.sureness(),
        }

    def sureness(self) -> dict[str, Any]:
        """How often feelings and kinds of moment are right, and how many are found; None where too few are known."""
        kinds = {
            FEELINGS: self.feelings,
            TOUCHPOINTS: tuple(kind.key for kind in coding.touchpoint_kinds()),
        }
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
    table = counted(store, scope, pathway, cut)
    names = tuple(feeling.key for feeling in coding.feelings())
    steps = laid_out(table, pathway)
    blank = None if pathway and not table.asked.get("exact") else 0
    outside = next((row["n"] for row in table.rows if (row["touchpoint"], row["feeling"]) == ("", "")), blank)
    return Journey(
        title=pathway.title if pathway else "Every journey",
        pathway=pathway.key if pathway else "",
        steps=steps,
        feelings=tuple(name for name in names if any(step.feelings.get(name) for step in steps)),
        told=table.denominator,
        elsewhere=outside,
        source=table,
    )


def counted(store: Store, scope: Scope, pathway: PathwayMap | None, cut: Cut, *, by: tuple[str, ...] = ()) -> Table:
    """Answers at each moment, in all and for each feeling; shared figures list every moment and feeling."""
    keys = [key for key, *_ in _points(pathway)]
    wanted = None if by else declared.points(keys)
    found = asking.disclosed(store, scope, "journey", cut, by=by, declared=wanted)
    if pathway is None or found.asked.get("exact"):
        return found
    return found.with_rows(tuple(row for row in found.rows if row["touchpoint"]))  # all but a union that somebody drew


def laid_out(table: Table, pathway: PathwayMap | None) -> tuple[JourneyPoint, ...]:
    """The steps of a journey in order, from disclosed rows of touchpoint and feeling.

    Source: counts of feelings and kinds of touchpoint that hold now.
    """
    names = tuple(feeling.key for feeling in coding.feelings())
    return tuple(_step(point, table, names) for point in _points(pathway))


def balance_of(felt: dict[str, int | None], *, fewest: int) -> float | None:
    """Good feelings less bad ones over all that are shown, from -1 to 1; None where fewer are shown than wanted.

    Source: a plain share of shown figures, rounded to twentieths, to fifths below 100 feelings.
    """
    polarity = {feeling.key: feeling.polarity for feeling in coding.feelings()}
    total = sum(n or 0 for n in felt.values())
    if total < fewest:
        return None
    signed = sum(polarity[name] * (n or 0) for name, n in felt.items())
    return _rounded(signed / total, 20 if total >= MANY_FEELINGS else 5)


def _rounded(balance: float, parts: int) -> float:
    return round(parts * balance) / parts


def _with_pathway(cut: Cut, key: str) -> Cut:
    return replace(cut, pathway=key)


def _points(pathway: PathwayMap | None) -> list[tuple[str, str, str, bool]]:
    if pathway is None:
        return [(kind.key, kind.title, kind.about, kind.key == "transfer") for kind in coding.touchpoint_kinds()]
    return [(point.key, point.title, point.about, point.transition) for point in pathway.touchpoints]


def _step(point: tuple[str, str, str, bool], table: Table, names: tuple[str, ...]) -> JourneyPoint:
    key, title, about, transition = point
    exact = bool(table.asked.get("exact"))
    cells = {row["feeling"]: row for row in table.rows if row["touchpoint"] == key}
    blank = {"n": 0 if exact else None, "hidden": not exact}
    whole = cells.get("", blank)
    felt = {name: cells.get(name, blank)["n"] for name in names}
    return JourneyPoint(
        key=key,
        title=title,
        about=about,
        transition=transition,
        n=whole["n"],
        hidden=whole["hidden"],
        feelings=felt,
        balance=balance_of(felt, fewest=FEWEST_EXACT if exact else FEWEST) if whole["n"] else None,
        at_least=bool(table.asked.get("at_least")),
    )
