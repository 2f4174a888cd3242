"""Rows for tests of cuts, one store behind every engine, and a plain twin that reads Scope, Terms and Cut itself."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from goldthread.evidence import Store
from goldthread.evidence.published import Published
from goldthread.vocabulary import Cut, Membership, PathwayMap, Scope, Terms, Touchpoint
from tests.builders.evidence import KEY, keep, store


HOME = PathwayMap(
    key="home",
    version=1,
    title="Home",
    about="",
    members=(
        Membership(organisation="XWR", service="Therapies"),
        Membership(organisation="XTC", service="Nursing", since=date(2026, 2, 1), until=date(2026, 3, 31)),
    ),
    touchpoints=(
        Touchpoint(key="leaving", title="Leaving", about="", kinds=("discharge",), services=(("XWR", "Therapies"),)),
        Touchpoint(key="anywhere", title="Anywhere", about="", kinds=("arriving", "discharge")),
    ),
)
Row = dict[str, Any]


def rows(count: int = 60, seed: int = 8) -> list[Row]:
    """Answers of about half as many people, some of whom answered in several places."""
    chance = random.Random(seed)
    return [
        {
            "n": n,
            "respondent": KEY.identify("person", str(n if chance.random() < 0.5 else chance.randrange(count))),
            "text": f"The ward was as it was, number {n} of many.",
            "answered": chance.choice(["words", "words", "blank"]),
            "date": None if chance.random() < 0.1 else date(2026, chance.randrange(1, 5), chance.randrange(1, 28)),
            "organisation": chance.choice(["XWR", "XTC"]),
            "service": chance.choice(["Therapies", "Nursing"]),
            "team": chance.choice(["Night", "Day", ""]),
            "role": chance.choice(["patient", "carer", "staff"]),
            "kind": chance.choice(["friends_and_family", "complaints"]),
            "channel": chance.choice(["SMS", "Card"]),
            "site": chance.choice(["North", "South"]),
            "question_type": chance.choice(["what_good", "nonspecific"]),
            "score": chance.choice("123"),
            "scale": chance.choice(["fft_2020", ""]),
            "about": (("age", chance.choice(["75-84", "under 16"])),),
            "extra": (("Were you told?", "Yes"),),
            "themes": chance.sample(["Discharge", "Parking", "Food"], chance.randrange(3)),
            "sentiment": chance.choice(["1", "3", "5", ""]),
            "feelings": chance.sample(["alone", "safe"], chance.randrange(2)),
            "touchpoints": chance.sample(["discharge", "arriving"], chance.randrange(3)),
        }
        for n in range(count)
    ]


@dataclass
class Engines:
    """One folder behind three stores: cells and rows beside them, narrow rows in memory, and rows of files alone."""

    cells: Store
    memory: Store
    files: Store

    @property
    def all(self) -> dict[str, Store]:
        """Each by its name."""
        return {"cells": self.cells, "memory": self.memory, "files": self.files}


def engines(folder: Path, told: list[Row]) -> Engines:
    """Engines over the same answers, in two imports."""
    made = Engines(store(folder), store(folder), store(folder))
    made.cells.worth_summing = 0
    made.files.most_at_hand = 0
    half = len(told) // 2
    keep(made.cells, told[:half])
    keep(made.cells, told[half:])
    made.cells.publish(HOME)
    made.cells.refresh()
    for plain in (made.memory, made.files):
        plain.uses_rollups = False
    return made


@contextmanager
def in_force(terms: Terms, patch: Any) -> Iterator[None]:
    """These terms hold, as if somebody had published them just now."""
    with patch.context() as patched:
        version = _COUNTER[0] = _COUNTER[0] + 1
        patched.setattr(Published, "terms", lambda _: terms)
        patched.setattr(Published, "version", version)
        yield


_COUNTER = [10_000]


def seen(scope: Scope, terms: Terms, cut: Cut) -> Callable[[Row], bool]:
    """The slow plain twin: whether a row counts."""

    def counts(row: Row) -> bool:
        mine = scope.organisations is None or row["organisation"] in scope.organisations
        promised = terms.sources is None or row["kind"] in terms.sources
        plain = {
            "organisation": cut.organisations,
            "service": cut.services,
            "team": cut.teams,
            "kind": cut.kinds,
            "question_type": cut.question_types,
            "role": cut.roles,
            "sentiment": cut.sentiments,
        }
        chosen = all(row[name] in values for name, values in plain.items() if values)
        listed = {"themes": cut.themes, "feelings": cut.feelings, "touchpoints": cut.touchpoints}
        chosen = chosen and all(set(row[name]) & set(values) for name, values in listed.items() if values)
        chosen = chosen and (not cut.since or (row["date"] is not None and row["date"] >= cut.since))
        chosen = chosen and (not cut.until or (row["date"] is not None and row["date"] <= cut.until))
        return mine and promised and chosen and _on_pathway(row, cut)

    return counts


def _on_pathway(row: Row, cut: Cut) -> bool:
    if not cut.pathway:
        return True
    member = any(
        (one.organisation, one.service) == (row["organisation"], row["service"])
        and (one.since is None or (row["date"] is not None and one.since <= row["date"] <= one.until))
        for one in HOME.members
    )
    point = next((one for one in HOME.touchpoints if one.key == cut.touchpoint), None)
    if point is None:
        return member
    here = not point.services or (row["organisation"], row["service"]) in point.services
    return member and here and bool(set(row["touchpoints"]) & set(point.kinds))


def read_by(scope: Scope) -> Callable[[Row], bool]:
    """The slow plain twin: whether the words of a row may be read."""

    def may(row: Row) -> bool:
        theirs = scope.words_from is None or row["organisation"] in scope.words_from
        own = scope.audience != "own team" or not scope.services
        return (
            row["answered"] == "words" and theirs and (own or (row["organisation"], row["service"]) in scope.services)
        )

    return may
