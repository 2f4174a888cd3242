"""The journey in layers: how patients, carers and staff each feel at every moment, and where they disagree."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from goldthread.evidence import Store
from goldthread.insight import asking, declared
from goldthread.insight.journey import Journey, JourneyPoint, counted, journey, laid_out
from goldthread.vocabulary import EVERYTHING, Cut, PathwayMap, Scope, Table, marking


WHO = ("patient", "carer", "staff")
"""The layers. Those who did not say who they are count in the whole and in no layer."""
APART = 0.5


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One group on the journey: its steps, and how many of its answers speak of a moment (None is hidden)."""

    who: str
    steps: Mapping[str, JourneyPoint]
    told: int | None
    placed: int | None

    @property
    def is_silent(self) -> bool:
        """Whether few or none of this group were heard."""
        return not self.told


@dataclass(frozen=True, kw_only=True)
class Layered:
    """A journey with its layers, the moments where they disagree, and its highest and lowest moment."""

    whole: Journey
    layers: tuple[Layer, ...]
    apart: Mapping[str, tuple[str, str]]
    highest: str
    lowest: str
    between: Mapping[str, tuple[str, ...]]
    source: Table

    @property
    def silent(self) -> tuple[str, ...]:
        """Groups of whom few or none were heard."""
        return tuple(layer.who for layer in self.layers if layer.is_silent)

    def kept_for(self, who: str = "") -> str:
        """Who alone it is for, "" where it holds shared figures alone and may be passed on."""
        asked = (self.source.asked, self.whole.source.asked)
        shared = all(bool(one.get("shared")) for one in asked)
        return marking.kept_for(self.source.disclosed_for, shared=shared, who=who)

    def as_dict(self) -> dict[str, Any]:
        """The layers for a program."""
        return self.whole.as_dict() | {
            "layers": [
                {
                    "who": layer.who,
                    "told": layer.told,
                    "placed": layer.placed,
                    "steps": [
                        {"touchpoint": s.key, "n": s.n, "hidden": s.hidden, "mood": s.mood, "feelings": s.feelings}
                        for s in layer.steps.values()
                    ],
                }
                for layer in self.layers
            ],
            "disagreements": [{"touchpoint": key, "between": list(pair)} for key, pair in self.apart.items()],
            "highest": self.highest,
            "lowest": self.lowest,
            "silent": list(self.silent),
        }


def layered(store: Store, scope: Scope, pathway: PathwayMap | None = None, cut: Cut = EVERYTHING) -> Layered:
    """A journey in layers by who tells.

    Gives: the whole as `journey` gives it, and beside it each group, each cell disclosed by itself.
    Source: counts that hold now. Two layers disagree at a moment where their balances of feelings, from -1 to 1,
    differ by 0.5 or more, each over at least ten answers. Highest and lowest are chosen among steps of which enough
    people speak (`Journey.marked`).
    """
    whole = journey(store, scope, pathway, cut)
    asked = cut_to(cut, pathway)
    table = counted(store, scope, pathway, asked, by=("role",))
    told = _told(store, scope, asked)
    groups = () if scope.is_withheld("role") else WHO  # by agreement nobody is told who told
    layers = tuple(_layer(who, table, told, pathway) for who in groups if not cut.roles or who in cut.roles)
    known = whole.marked
    return Layered(
        whole=whole,
        layers=layers,
        apart=_apart(whole, layers),
        highest=max(known, key=_balance).key if len(known) > 1 else "",
        lowest=min(known, key=_balance).key if len(known) > 1 else "",
        between={p.key: _organisations(p.services) for p in pathway.touchpoints if p.transition} if pathway else {},
        source=table,
    )


def cut_to(cut: Cut, pathway: PathwayMap | None) -> Cut:
    """The cut, on this pathway where one is given."""
    return replace(cut, pathway=pathway.key) if pathway else cut


def _organisations(services: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(organisation for organisation, _ in services))


def _told(store: Store, scope: Scope, cut: Cut) -> Table:
    return asking.disclosed(
        store,
        scope,
        "volumes",
        cut,
        by=("role",),
        declared=[(who,) for who in declared.ROLES],
        shared_points=bool(cut.pathway),
    )


def _layer(who: str, table: Table, told: Table, pathway: PathwayMap | None) -> Layer:
    mine = table.with_rows(tuple(row for row in table.rows if row["role"] == who))
    nothing = 0 if table.asked.get("exact") else None
    elsewhere = next((row["n"] for row in mine.rows if (row["touchpoint"], row["feeling"]) == ("", "")), nothing)
    n = next((row["n"] for row in told.rows if row["role"] == who), nothing)
    return Layer(
        who=who,
        steps={step.key: step for step in laid_out(mine, pathway)},
        told=n,
        placed=None if n is None or elsewhere is None else max(0, n - elsewhere),
    )


def _apart(whole: Journey, layers: tuple[Layer, ...]) -> dict[str, tuple[str, str]]:
    """Moments at which two layers disagree: the one that feels best there, and the one that feels worst."""
    found = {}
    for step in whole.steps:
        known = {layer.who: layer.steps[step.key].balance for layer in layers}
        felt = {who: balance for who, balance in known.items() if balance is not None}
        if len(felt) > 1:
            best, worst = max(felt, key=lambda who: felt[who]), min(felt, key=lambda who: felt[who])
            if felt[best] - felt[worst] >= APART:
                found[step.key] = (best, worst)
    return found


def _balance(step: JourneyPoint) -> float:
    return step.balance or 0.0
