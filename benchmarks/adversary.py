"""What somebody learns about one to four people from every shared answer together, by linear programming.

    nice python benchmarks/adversary.py [--seed N] [--targets N] [--weakened] [--store DIR] [--json]

Builds an invented population, collects every answer that somebody without its words can get, and bounds each small cell
by linear programs over all of them at once. Atomic cells are organisation × service × role × kind × month × label, at
two monthly closes; a colluder knows every answer of all organisations but one. Everybody gave one answer, which is the
worst case: *fewer than five people* then also means at most four answers. `--weakened` plants one weakness after
another and shows that each is found. `--store` asks a real store instead, through its verbs, with a partner's scope.
GOLDTHREAD_LONG=1 takes more people, months and targets.

Prints, of cells with one to four people: the share whose exact value is learned, of which two or fewer values are left,
and which are proved not to be empty.
"""

import argparse
import json
import os
import sys
import tempfile
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize._highspy import _core as highs


LONG = os.environ.get("GOLDTHREAD_LONG") == "1"
FEW = 5
SLACK = 1e-6
MOODS = ("good", "mixed", "hard")


@dataclass(frozen=True)
class Shape:
    """How large the invented care system is."""

    organisations: int = 2
    services: int = 4
    roles: int = 4
    kinds: int = 2
    months: int = 16
    themes: int = 1
    people: int = 1_000

    @property
    def sizes(self) -> tuple[int, int, int, int]:
        return self.services, self.roles, self.kinds, self.months


@dataclass(frozen=True)
class Population:
    """One answer of each person: where, who, which kind and month, mood, themes, record key, and the close it is in."""

    shape: Shape
    organisation: Any
    atoms: Any
    mood: Any
    themes: Any
    key: Any
    late: Any


@dataclass(frozen=True)
class Rules:
    """How answers are shared; each field but the first plants one weakness."""

    rounds: bool = True
    free_windows: bool = False
    unions: bool = False
    shown_zeros: bool = False
    raw_sentence: bool = False


WEAKENED = {
    "free windows": Rules(free_windows=True),
    "unions": Rules(unions=True),
    "shown zeros": Rules(shown_zeros=True),
    "a raw figure in a sentence": Rules(raw_sentence=True),
}


def populate(shape: Shape, seed: int) -> Population:
    """A skewed population: a few large services, many small ones, most people patients."""
    rng = np.random.default_rng(seed)
    n = shape.people * shape.organisations

    def pick(size: int, lean: float) -> Any:
        weight = np.array([1 / (at + 1) ** lean for at in range(size)])
        return rng.choice(size, n, p=weight / weight.sum())

    parts = (pick(shape.services, 1.0), pick(shape.roles, 1.6), pick(shape.kinds, 1.2), pick(shape.months, 0.2))
    themes = rng.random((n, shape.themes)) < np.linspace(0.35, 0.05, shape.themes)
    return Population(
        shape,
        pick(shape.organisations, 0.5),
        np.ravel_multi_index(parts, shape.sizes),
        pick(len(MOODS), 0.8),
        themes,
        rng.integers(0, 2**32, n, dtype=np.uint64),
        rng.random(n) < 0.08,
    )


@dataclass(frozen=True)
class Told:
    """One answer: a cut's atoms, the label (an index into a family's variables), the close, and what it tells of n."""

    atoms: tuple[int, ...]
    label: int
    close: int
    low: float
    high: float


def cuts(shape: Shape, *, windows: bool) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Atoms of every cut on the closed list, and whether it is a cut of one month; also free runs of months."""
    grid = np.arange(int(np.prod(shape.sizes))).reshape(shape.sizes)
    for service, role, kind in product(*(_one_or_all(size) for size in shape.sizes[:3])):
        for months in periods(shape.months, windows=windows):
            some = grid[np.ix_(service, role, kind, months)]
            yield tuple(some.ravel().tolist()), len(months) == 1


def _one_or_all(size: int) -> list[list[int]]:
    return [list(range(size)), *([at] for at in range(size))]


def periods(months: int, *, windows: bool) -> list[list[int]]:
    """Each month, two financial years, all; with windows, every run of two and three months too."""
    cut = months * 3 // 4
    made = [*([at] for at in range(months)), list(range(cut)), list(range(cut, months)), list(range(months))]
    runs = [list(range(at, at + size)) for size in (2, 3) for at in range(months - size + 1)]
    return [*made, *runs] if windows else made


@dataclass(frozen=True)
class Family:
    """Labels that are bounded together: a whole first, then labels within it; those named as parts add up to one."""

    name: str
    members: tuple[Any, ...]
    below: tuple[tuple[int, int], ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...]


def families(people: Population) -> list[Family]:
    """Everything with its moods; each theme with its moods; as masks over people."""
    every = np.ones(len(people.key), bool)
    moods = [people.mood == at for at in range(len(MOODS))]
    made = [Family("mood", (every, *moods), (), ((0, (1, 2, 3)),))]
    for at in range(people.shape.themes):
        theme = people.themes[:, at]
        split = [theme & mood for mood in moods]
        made.append(Family(f"theme {at}", (every, theme, *split), ((1, 0),), ((1, (2, 3, 4)),)))
    return made


def show(n: int, key: int, rules: Rules) -> tuple[float, float]:
    """What a shared figure of a cell tells of n, everybody having given one answer."""
    if rules.shown_zeros and n == 0:
        return 0, 0
    if n < FEW:
        return (1 if rules.shown_zeros else 0), FEW - 1
    if not rules.rounds:
        return n, n
    said = _rounded(n, key)
    return max(FEW, said - 4), said + 4


def _rounded(n: int, key: int) -> int:
    """A twin of the rule, written apart from the product's."""
    q, r = divmod(n, 5)
    return 5 * (q + (1 if key / 2**32 < r / 5 else 0))


@dataclass(frozen=True)
class Simulated:
    """Answers by the rules as they are written, of an invented population."""

    people: Population
    rules: Rules

    @property
    def shape(self) -> Shape:
        return self.people.shape

    def families(self) -> list[Family]:
        return families(self.people)

    def told(self, family: Family, organisation: int) -> list[Told]:
        """Every answer on one organisation that anybody without words gets, at both closes."""
        made = []
        for label, close in product(range(len(family.members)), (0, 1)):
            mine, every = (self._sums(family, label, close, one) for one in (organisation, None))
            for atoms, is_month in cuts(self.shape, windows=self.rules.free_windows):
                n, key = mine.of(atoms)
                low, high = show(n, key, self.rules)
                if self.rules.raw_sentence and label == 0 and not is_month and n >= FEW:
                    low = high = n
                made.append(Told(atoms, label, close, low, high))
                if self.rules.unions:  # the colluder takes what all others hold, exactly, off the rounded union
                    whole, whole_key = every.of(atoms)
                    low, high = show(whole, whole_key, self.rules)
                    made.append(Told(atoms, label, close, low - (whole - n), high - (whole - n)))
        return made

    def truth(self, family: Family, organisation: int, label: int, close: int) -> "_Sums":
        """What is really held."""
        return self._sums(family, label, close, organisation)

    def _sums(self, family: Family, label: int, close: int, organisation: int | None) -> "_Sums":
        held = family.members[label] & ~(self.people.late & (close == 0))
        return _Sums(self.people, held if organisation is None else held & (self.people.organisation == organisation))


class _Sums:
    """Answers and keys of each atom, summed for a cut."""

    def __init__(self, people: Population, held: Any) -> None:
        size = int(np.prod(people.shape.sizes))
        self.n = np.bincount(people.atoms[held], minlength=size)
        self.key = np.zeros(size, np.uint64)
        np.add.at(self.key, people.atoms[held], people.key[held])

    def of(self, atoms: tuple[int, ...]) -> tuple[int, int]:
        some = list(atoms)
        return int(self.n[some].sum()), int(self.key[some].sum() % 2**32)


class Program:
    """The linear program of one family in one organisation: variables are label × close × atom.

    HiGHS is the solver that scipy brings; it is kept between questions, since each starts well from the last answer.
    """

    def __init__(self, told: list[Told], family: Family, size: int, *, everything: bool = False) -> None:
        self._size, self._labels = size, len(family.members)
        self._solver = highs._Highs()
        for option, value in (("output_flag", False), ("presolve", "off"), ("simplex_strategy", 4), ("threads", 1)):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(self._model(told if everything else needed(told, family), family))

    def _model(self, told: list[Told], family: Family) -> Any:
        """Rows of all answers, and of how labels and closes nest."""
        rows, at, size = _Rows(2 * self._labels * self._size), self._at, self._size
        for one in told:
            rows.add({at(one.label, one.close, atom): 1 for atom in one.atoms}, one.low, one.high)
        for close, atom in product((0, 1), range(size)):
            for child, parent in family.below:
                rows.add({at(child, close, atom): 1, at(parent, close, atom): -1}, -np.inf, 0)
            for parent, parts in family.sums:
                rows.add({at(parent, close, atom): -1} | {at(part, close, atom): 1 for part in parts}, 0, 0)
        for label, atom in product(range(self._labels), range(size)):  # what one close held, the next one holds too
            rows.add({at(label, 0, atom): 1, at(label, 1, atom): -1}, -np.inf, 0)
        return rows.model()

    def bounds(self, label: int, close: int, atoms: tuple[int, ...]) -> tuple[int, int]:
        """The least and the most that a cell can hold, as whole numbers."""
        columns = np.array([self._at(label, close, atom) for atom in atoms], np.int32)
        found = [self._best(columns, sign) for sign in (1.0, -1.0)]
        return int(np.ceil(found[0] - SLACK)), int(np.floor(-found[1] + SLACK))

    def _best(self, columns: Any, sign: float) -> float:
        count = len(columns)
        self._solver.changeColsCost(count, columns, np.full(count, sign))
        self._solver.run()
        status, value = self._solver.getModelStatus(), self._solver.getObjectiveValue()
        self._solver.changeColsCost(count, columns, np.zeros(count))
        assert status == highs.HighsModelStatus.kOptimal, status
        return float(value)

    def _at(self, label: int, close: int, atom: int) -> int:
        return (close * self._labels + label) * self._size + atom


def needed(told: list[Told], family: Family) -> list[Told]:
    """The answers without those that say nothing beside others: a cell within one that holds as few holds as few."""
    above = {child: parent for child, parent in family.below} | {c: p for p, parts in family.sums for c in parts}
    few: dict[tuple[int, int], list[frozenset[int]]] = {}
    kept = []
    for one in sorted(told, key=lambda one: (one.label, -one.close, -len(one.atoms))):
        if one.low > 0 or one.high != FEW - 1:
            kept.append(one)
            continue
        atoms, wider, label = frozenset(one.atoms), [(one.label, one.close), (one.label, 1)], one.label
        while (label := above.get(label, -1)) >= 0:
            wider += [(label, one.close), (label, 1)]
        if not any(atoms <= other for place in wider for other in few.get(place, ())):
            few.setdefault((one.label, one.close), []).append(atoms)
            kept.append(one)
    return kept


class _Rows:
    """Rows of a sparse matrix, each between two limits, as they come."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.data: list[float] = []
        self.columns: list[int] = []
        self.starts = [0]
        self.lows: list[float] = []
        self.highs: list[float] = []

    def add(self, weights: dict[int, float], low: float, high: float) -> None:
        self.data += weights.values()
        self.columns += weights.keys()
        self.starts.append(len(self.data))
        self.lows.append(low)
        self.highs.append(high)

    def model(self) -> Any:
        made = highs.HighsLp()
        made.num_col_, made.num_row_ = self.width, len(self.lows)
        made.col_cost_, made.col_lower_ = np.zeros(self.width), np.zeros(self.width)
        made.col_upper_ = np.full(self.width, np.inf)
        made.row_lower_, made.row_upper_ = np.array(self.lows, float), np.array(self.highs, float)
        made.a_matrix_.format_ = highs.MatrixFormat.kRowwise
        made.a_matrix_.start_ = np.array(self.starts, np.int32)
        made.a_matrix_.index_ = np.array(self.columns, np.int32)
        made.a_matrix_.value_ = np.array(self.data, float)
        return made


@dataclass
class Learned:
    """Of how many small cells what was learned."""

    cells: int = 0
    exact: int = 0
    two: int = 0
    nonzero: int = 0

    def add(self, low: int, high: int, truth: int) -> None:
        """Count one cell. The bounds must hold the truth: else the program is wrong and nothing it says counts."""
        assert low <= truth <= high, (low, truth, high)
        self.cells += 1
        self.exact += low == high
        self.two += high - low <= 1
        self.nonzero += low >= 1

    def shares(self) -> dict[str, float]:
        """Percent of the cells."""
        held = max(1, self.cells)
        return {name: round(100 * n / held, 1) for name, n in self._counts().items()} | {"cells": self.cells}

    def _counts(self) -> dict[str, int]:
        return {"exact": self.exact, "two or fewer left": self.two, "proved not empty": self.nonzero}


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

    def truth(self, family: Family, organisation: int, label: int, close: int) -> "_Sums":
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
        for service, role, kind in product(*(_one_or_all(size) for size in self.shape.sizes[:3])):
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
        if not hasattr(insight.disclosure, "shared"):
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


def attack(source: Any, targets: int, seed: int) -> Learned:
    """Bound a sample of all cells of one to four people, in every organisation and family."""
    rng, learned = np.random.default_rng(seed), Learned()
    made, shape = source.families(), source.shape
    each = max(1, targets // (len(made) * shape.organisations))
    for family, organisation in product(made, range(shape.organisations)):
        program = Program(source.told(family, organisation), family, int(np.prod(shape.sizes)))
        small = small_cells(source, family, organisation)
        for at in rng.permutation(len(small))[:each]:
            label, close, atoms, truth = small[at]
            learned.add(*program.bounds(label, close, atoms), truth)
    return learned


def small_cells(source: Any, family: Family, organisation: int) -> list[tuple[int, int, tuple[int, ...], int]]:
    """Every cell on the closed list with one to four people: label, close, atoms, and how many they are."""
    found = []
    for label, close in product(range(len(family.members)), (0, 1)):
        sums = source.truth(family, organisation, label, close)
        for atoms, _ in cuts(source.shape, windows=False):
            n, _ = sums.of(atoms)
            if 0 < n < FEW:
                found.append((label, close, atoms, n))
    return found


def simulated(shape: Shape, targets: int, seed: int, *, weakened: bool) -> dict[str, Any]:
    """The rules as they are written, then each weakness planted into them."""
    people = populate(shape, seed)
    found = {"the rules": attack(Simulated(people, Rules()), targets, seed).shares()}
    for name, rules in WEAKENED.items() if weakened else ():
        found[name] = attack(Simulated(people, rules), targets, seed).shares()
    return found


def stored(targets: int, seed: int) -> dict[str, Any]:
    """A small real store, asked as anybody without its words can ask it."""
    people = populate(Shape(organisations=2, services=2, roles=3, kinds=1, months=6, people=150), seed)
    with tempfile.TemporaryDirectory(prefix="adversary-") as folder:
        source = Stored(people, Path(folder))
        found = attack(source, targets, seed).shares()
    return {"the rules": found | {"asked": source.asked, "refused": source.refused}}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--targets", type=int, default=2_000 if LONG else 60)
    parser.add_argument("--weakened", action="store_true", help="plant one weakness after another")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--store", action="store_true", help="ask a real store, made here, instead")
    asked = parser.parse_args()
    shape = Shape(organisations=4, services=6, kinds=3, months=20, themes=3, people=3_000) if LONG else Shape()
    found = (
        stored(asked.targets, asked.seed)
        if asked.store
        else simulated(shape, asked.targets, asked.seed, weakened=asked.weakened)
    )
    print(json.dumps(found, indent=2) if asked.json else _said(found))
    return 1 if found["the rules"]["exact"] else 0


def _said(found: dict[str, Any]) -> str:
    lines = [f"{'':28}{'cells':>8}{'exact %':>10}{'<= 2 left %':>13}{'not empty %':>13}"]
    for name, one in found.items():
        figures = (one["exact"], one["two or fewer left"], one["proved not empty"])
        lines.append(f"{name:28}{one['cells']:>8}{figures[0]:>10}{figures[1]:>13}{figures[2]:>13}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
