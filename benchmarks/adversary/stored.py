"""A real store, asked through the verbs that pages and commands use."""

import tempfile
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from adversary.attacking import attack
from adversary.closed_list import CHOICES, CHOSEN, Crosses, one_or_all, periods
from adversary.people import MOODS, Family, Population, Shape, Sums, families, populate
from adversary.simulated import FEW, Rules, Simulated, Told


class Stored:
    """Answers of a real store, through the verbs that pages and commands use, for somebody who reads no words.

    Takes: a folder, in which a store of the population is made. The population's atoms are its services, roles, kinds
    and months; everybody else's answers are the colluder's. Rows are kept in two imports; after each, everything is
    asked, as it would be at two monthly closes.
    """

    def __init__(self, people: Population, folder: Path) -> None:
        from goldthread import evidence

        self.people, self.shape = people, people.shape
        self._store = evidence.Store(folder / "evidence", evidence.Key(bytes(range(32))))
        self._truth = Simulated(people, Rules())
        self._said: dict[tuple[int, int, int], list[Told]] = {}
        self.refused = self.asked = 0
        for close in (0, 1):
            self._keep(people.late == bool(close))
            if close and hasattr(self._store, "close"):
                self._store.close()
            for organisation, label in product(range(self.shape.organisations), range(1 + len(MOODS))):
                self._said[organisation, label, close] = self._collect(organisation, label, close)

    @property
    def crosses(self) -> Crosses:
        return CHOICES[CHOSEN]

    def families(self) -> list[Family]:
        """Everything with its moods."""
        return families(self.people)[:1]

    def told(self, family: Family, organisation: int) -> list[Told]:
        """Every answer on one organisation at both closes."""
        return [
            one
            for label, close in product(range(len(family.members)), (0, 1))
            for one in self._said[organisation, label, close]
        ]

    def truth(self, family: Family, organisation: int, label: int, close: int) -> "Sums":
        """What is really held."""
        return self._truth.truth(family, organisation, label, close)

    def _keep(self, which: Any) -> None:
        from goldthread.evidence import feedback_rows

        made = [self._piece(at) for at in np.flatnonzero(which)]
        with self._store.importing():
            writing = self._store.writing()
            pieces = [replace(piece, identity=replace(piece.identity, batch=writing.batch)) for piece, _ in made]
            writing.add("feedback", feedback_rows(pieces, [(mark,) for _, mark in made], "invented/1"))
            account = {"rows_read": len(made), "kept": len(made), "duplicates": 0, "set_aside": 0, "reasons": {}}
            writing.finish(by="adversary", file="invented.csv", kind="invented", account=account)

    def _piece(self, at: int) -> tuple[Any, Any]:
        from goldthread.vocabulary import SENTIMENT, Code, Feedback, Identity

        service, role, kind, month = np.unravel_index(self.people.atoms[at], self.shape.sizes)
        who = f"{int(self.people.key[at]):08x}{at:024x}"
        identity = Identity(
            id=f"{at:032x}",
            respondent=who,
            fingerprint=f"{at:032x}",
            batch="",
            row=int(at),
            kind=KINDS[kind],
            issuer="",
        )
        piece = Feedback(
            identity=identity,
            text="Invented words.",
            answered="words",
            question="Why?",
            question_type="nonspecific",
            date=date(*month_of(int(month), self.shape.months), 15),
            date_precision="day",
            organisation=f"X{self.people.organisation[at]}",
            organisation_name="",
            site="",
            service=f"S{service}",
            team="",
            score="",
            scale="",
            role=ROLES[role],
            channel="",
            about=(),
            extra=(),
            language="en",
            unsure=False,
            removed=(),
            redactor="invented/1",
        )
        return piece, Code(SENTIMENT, ("1", "3", "5")[self.people.mood[at]], "invented/1", 0.9)

    def _collect(self, organisation: int, label: int, close: int) -> list[Told]:
        from goldthread.vocabulary import Cut

        grid, made = np.arange(int(np.prod(self.shape.sizes))).reshape(self.shape.sizes), []
        mood = ((), ("1", "2"), ("3",), ("4", "5"))[label]
        for service, role, kind in product(*(one_or_all(size) for size in self.shape.sizes[:3])):
            for months, since, until in spans(self.shape.months):
                cut = Cut(
                    organisations=(f"X{organisation}",),
                    sentiments=mood,
                    since=since,
                    until=until,
                    services=_named(service, self.shape.services, "S{}".format),
                    roles=_named(role, self.shape.roles, ROLES.__getitem__),
                    kinds=_named(kind, self.shape.kinds, KINDS.__getitem__),
                )
                answer = self._ask(cut)
                if answer is not None:
                    atoms = tuple(grid[np.ix_(service, role, kind, months)].ravel().tolist())
                    made.append(Told(atoms, label, close, *answer))
        return made

    def _ask(self, cut: Any) -> tuple[float, float] | None:
        """What the store's answer tells of a cut; None where it refuses."""
        from goldthread import insight
        from goldthread.vocabulary import PlainError, Scope

        names = frozenset(f"X{at}" for at in range(self.shape.organisations))
        asha = Scope(person="asha", audience="partner", organisations=names, words_from=frozenset())
        self.asked += 1
        try:
            n = insight.volumes(self._store, asha, cut).denominator
        except PlainError:
            self.refused += 1
            return None
        if not hasattr(insight.disclosure, "sharing"):
            return (1, FEW - 1) if n is None else (n, n)
        return (0, FEW - 1) if n is None else (max(FEW, n - 4), n + 4)


ROLES = ("patient", "carer", "staff", "unknown")
KINDS = ("friends_and_family", "complaints", "survey", "care_opinion")


def month_of(at: int, months: int) -> tuple[int, int]:
    """Year and month: the first financial year is three quarters of the months, and ends in March."""
    since = 3 - months * 3 // 4 + at
    return 2025 + since // 12, since % 12 + 1


def spans(months: int) -> list[tuple[list[int], date | None, date | None]]:
    """Every run of months with its first and last day, both financial years, and all time."""
    made: list[tuple[list[int], date | None, date | None]] = [(list(range(months)), None, None)]
    cut = months * 3 // 4
    made += [(list(range(cut)), date(2024, 4, 1), date(2025, 3, 31))]
    made += [(list(range(cut, months)), date(2025, 4, 1), date(2026, 3, 31))]
    for some in periods(months, windows=True):
        (year, month), (last_year, last) = month_of(some[0], months), month_of(some[-1], months)
        made.append((some, date(year, month, 1), date(last_year, last, monthrange(last_year, last)[1])))
    return made


def _named(some: list[int], size: int, name: Callable[[int], str]) -> tuple[str, ...]:
    return tuple(map(name, some)) if len(some) < size else ()


def stored(targets: int, seed: int) -> dict[str, Any]:
    """A small real store, asked as anybody without its words can ask it."""
    people = populate(Shape(organisations=2, services=2, roles=3, kinds=1, months=6, people=150), seed)
    with tempfile.TemporaryDirectory(prefix="adversary-") as folder:
        source = Stored(people, Path(folder))
        found = attack(source, targets, seed).shares()
    return {"the rules": found | {"asked": source.asked, "refused": source.refused}}
