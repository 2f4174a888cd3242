"""What a question sees: standing batches, newest versions, this scope, the promises in force, the cut. Nothing else."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import ibis
import ibis.expr.types as ir

from goldthread.evidence.at_hand import LIES, NARROW, NARROW_SCHEMA, AtHand, Laid
from goldthread.evidence.batches import StoreLog, read_log
from goldthread.evidence.engine import Engine, schema_of
from goldthread.evidence.evaluating import FILES, MEMORY, blanked, passing
from goldthread.evidence.marks import laid_over, told
from goldthread.evidence.narrowing import Narrowed, narrowed
from goldthread.evidence.placing import AS_SAID, Placing, placing
from goldthread.evidence.predicates import Knows, OneOf, OnPathway, OwnOrAtPoint, Test
from goldthread.evidence.published import Published
from goldthread.evidence.rollups import Rollups
from goldthread.evidence.search import Index
from goldthread.evidence.shapes import FEEDBACK
from goldthread.evidence.tables import Tables
from goldthread.evidence.withholding import left_of
from goldthread.vocabulary import Cut, NotFound, PathwayMap, Scope, Unanswerable


SAID = OneOf("answered", frozenset({"words"}))
"""Answers in which something was said."""
ALWAYS = frozenset({"id", "batch", *LIES, "own"})
"""Opaque columns, which every question may read."""


@dataclass
class View:
    """Everything a question may use, already cut; made anew for each question so that nothing is stale."""

    tables: Tables
    engine: Engine
    at_hand: AtHand
    scope: Scope
    cut: Cut
    rollups: Rollups | None = None
    index: Index | None = None
    residual: str = ""
    """The file of rows that rollups keep beside their cells, where only those are meant."""
    as_of: tuple[int, str] | None = None
    """The version and moment of the monthly close that shared figures are of; None for what holds now."""

    reads: frozenset[str] | None = None
    """The columns that the question has declared; None where no question asks."""

    def __post_init__(self) -> None:
        self._kept: dict[Hashable, ir.Table] = {}
        self._base = ""
        self.now: StoreLog = read_log(self.tables)
        self.lines: StoreLog = self.now.closed(self.as_of[0]) if self.as_of else self.now
        self.published = Published(self.tables)

    @property
    def version(self) -> int:
        """The store's version that this view stands on."""
        return self.now.version

    @property
    def shared(self) -> bool:
        """Whether figures are to be shared: then each has the key by which it is rounded."""
        return self.as_of is not None

    def named(self, name: str) -> str:
        """The name of something that is made for now, or for a close."""
        return f"{name}_closed" if self.as_of else name

    @cached_property
    def narrow(self) -> Narrowed:
        """What this scope may see of this cut, as typed tests. Raises ClosedByPromise, Unanswerable, NotFound."""
        drawn_at = self.as_of[0] if self.as_of else None
        accepted = lambda key: self.published.accepted(key, drawn_at)  # noqa: E731
        return narrowed(self.scope, self.published.terms(), self.cut, self._pathway, self.places, accepted)

    @cached_property
    def places(self) -> Placing:
        """What the files that are held call organisations, as the directory in force places it."""
        directory = self.published.directory()
        if not directory.organisations:
            return AS_SAID
        state = (tuple(self.tables.files("feedback")), self.published.version)
        return self.engine.places.once("placing", state, lambda: placing(self._said(), directory))

    def _said(self) -> list[str]:
        self.engine.table("feedback")
        return [row["organisation"] for row in self.engine.numbers("select distinct organisation from feedback")]

    @property
    def pathway(self) -> PathwayMap | None:
        """The pathway that the cut names."""
        return self.narrow.pathway

    def _pathway(self, key: str) -> PathwayMap:
        self.published.check_known("PathwayMap", key)
        pathways = self.published.pathways(self.as_of[0] if self.as_of else None)
        if key not in pathways:
            known = ", ".join(sorted(pathways)) or "none yet"
            raise NotFound(f"There is no pathway called {key}.", f"Known pathways: {known}.")
        drawn = self.places.pathway(pathways[key])
        return _of_all_time(drawn) if self.shared else drawn

    def standing(self) -> ir.Table:
        """Newest versions of every standing batch, whoever asks: for accounts, never for answers."""
        rows = self.engine.made_already("beside") if self.residual else self.engine.table("feedback")
        older = self.engine.table("superseded")
        name = self.named("beside_standing" if self.residual else "standing")
        return self.engine.made(name, (self.version, self.as_of, self.residual), lambda: self.newest(rows, older))

    @cached_property
    def _knows(self) -> Knows:
        """The fastest engine of rows that knows every test. Raises Unanswerable where none does."""
        tests = (*self.narrow.with_shared_points(), *self.narrow.words, *self.narrow.hidden)
        for one in (MEMORY, FILES):
            if one.all(tests):
                return one
        strange = FILES.unknown(tests)[0]
        what = f"{type(strange).__name__} of {', '.join(sorted(strange.columns))}"
        raise Unanswerable("Nothing here knows how to narrow answers in this way.", f"Leave it out: {what}.")

    @cached_property
    def _laid(self) -> Laid:
        return self.at_hand.lay(self.now) if self._knows is MEMORY or self.residual else self._from_files()

    def _from_files(self) -> Laid:
        """Every column of every row, from the files as they stand."""
        files = tuple(self.tables.files("feedback"))
        self.engine.table("feedback")
        more = [name for name in FEEDBACK.names if name not in NARROW_SCHEMA.names and name != "respondent"]
        schema = ibis.schema({**NARROW_SCHEMA, **{name: schema_of("feedback")[name] for name in more}})
        sql = f"select {NARROW}, {', '.join((*LIES, *more))} from feedback"
        return Laid(("every column", files), None, self.engine.view("every_column", files, sql, schema))

    @cached_property
    def _state(self) -> Hashable:
        return self.version, self.as_of, self.published.version, self.residual or self._laid.state

    def newest(self, rows: ir.Table, older: ir.Table) -> ir.Table:
        """Of some rows, those of standing batches that no later standing batch has replaced."""
        standing = sorted(self.lines.standing_ids)
        rows = rows.filter(rows.batch.isin(standing))
        older = older.filter(older.by_batch.isin(standing))
        return rows.anti_join(older, [rows.id == older.id, rows.batch == older.batch])

    def holding(self) -> ir.Table:
        """What holds now of every answer, in the columns that counting needs: people's marks over the machine's.

        Nothing is narrowed yet: who asks passes the tests of `narrow`.
        """
        marked = told(self.engine, self.tables, self.as_of[1] if self.as_of else "")
        if self.residual:
            rows = self.standing()
            return self.engine.made(self.named("beside_holding"), self._state, lambda: laid_over(rows, marked))
        older, laid = self.engine.table("superseded"), self._laid
        name = self.named("holding" if self._knows is MEMORY else "holding_every_column")
        others = None
        if laid.others is not None:
            rows = laid.others
            keep = self.engine.made if laid.alone is None else self.engine.copied
            others = keep(f"others_{name}", self._state, lambda: laid_over(self.newest(rows, older), marked))
        return self.engine.made(name, self._state, lambda: _together(self._closed(laid.alone), others))

    def _closed(self, alone: ir.Table | None) -> ir.Table | None:
        """Of rows that stand alone, those that stood at the close."""
        if alone is None or self.as_of is None:
            return alone
        return alone.filter(alone.batch.isin(sorted(self.lines.standing_ids)))

    def rows(self, *, shared_points: bool = False) -> ir.Table:
        """Feedback that this question is about; with `shared_points`, also what others were told at a transition.

        There, where the scope names organisations, the column `own` says whether an answer is of one of them.
        """
        tests = self.narrow.with_shared_points() if shared_points else self.narrow.tests
        own = self.narrow.own if shared_points else None
        return self._declared(self.kept(("rows", own), lambda base: self._seen(base, tests, own), tests))

    def words(self) -> ir.Table:
        """Feedback whose words this scope may read."""
        tests = (*self.narrow.tests, SAID, *self.narrow.words)
        return self._declared(self.kept("words", lambda base: self._seen(base, tests, None), tests))

    def _seen(self, rows: ir.Table, tests: Sequence[Test], own: frozenset[str] | None) -> ir.Table:
        """Of some rows those that pass, hidden fields blank."""
        base = [test for test in tests if not isinstance(test, OnPathway) and not self._holds_of_all(test)]
        rows = passing(rows, base)
        rows = rows if own is None else rows.mutate(own=rows.organisation.isin(sorted(own)))
        return blanked(self.places.coded(rows), self.narrow.hidden)

    def _holds_of_all(self, test: Test) -> bool:
        """Whether nobody else's answers are held: then it need not be asked of each."""
        places = None if self.residual else self._laid.places
        is_place = isinstance(test, OneOf | OwnOrAtPoint) and test.columns >= {"organisation"}
        named = test.values if isinstance(test, OneOf) else test.organisations if isinstance(test, OwnOrAtPoint) else ()
        return places is not None and is_place and places <= frozenset(named)

    def _on_pathway(self) -> ir.Table:
        """What was told in the services of the cut's pathway, whoever asks: kept apart, since much is asked of it."""
        rows, pathway = self._left(), self.pathway
        if pathway is None:
            return rows
        about = (pathway, self._knows.engine, self.narrow.withheld, self.shared)
        base = self.engine.apart(about, self._state, lambda: passing(rows, [OnPathway(pathway)]))
        self._base = base.get_name()
        return base

    def _left(self) -> ir.Table:
        """All that holds, without what agreements withhold from whoever asks."""
        rows, withheld = self.holding(), self.narrow.withheld
        if not withheld:
            return rows
        about = ("left", withheld, self._knows.engine, self.residual, self.shared)
        return self.engine.apart(about, self._state, lambda: left_of(rows, withheld))

    def _declared(self, rows: ir.Table) -> ir.Table:
        """The same rows, of which a question can read what it has declared, and no other column."""
        if self.reads is None:
            return rows
        schema = rows.schema()
        return ibis.table({n: t for n, t in schema.items() if n in self.reads or n in ALWAYS}, name=rows.get_name())

    def kept(
        self, what: Hashable, build: Callable[[ir.Table], ir.Table], tests: Hashable = None, *, copied: bool = False
    ) -> ir.Table:
        """Rows of these tests, written out once for all questions of a page that stand on them.

        Takes: what builds them from all that is held, or of the cut's pathway. All that they depend on is in the key:
        what they are, the tests, what is hidden, and in the state the versions of the store and of what is published.
        """
        if what not in self._kept:
            base = self._on_pathway()
            about = (
                what,
                self.narrow if tests is None else (tests, self.narrow.hidden, self.narrow.withheld, self.pathway),
                self.residual,
                self.shared,
            )
            state = (self._state, self._base)
            self._kept[what] = self.engine.cut(about, state, lambda: build(base), copied=copied)
        return self._kept[what]

    def once(self, what: Hashable, ask: Callable[[], tuple[int, int]]) -> tuple[int, int]:
        """Totals of this scope and cut, counted once for all splits of them."""
        return self.engine.totals.once((what, self.narrow, self.residual), self._state, ask)


def _of_all_time(pathway: PathwayMap) -> PathwayMap:
    """The same pathway, each service without its days: whoever draws one would choose days for shared figures."""
    return replace(pathway, members=tuple(replace(one, since=None, until=None) for one in pathway.members))


def _together(alone: ir.Table | None, others: ir.Table | None) -> ir.Table:
    """Rows that stand alone, as they are, and the others, as marks and newer versions make them."""
    parts = [laid_over(alone, None)] if alone is not None else []
    parts += [others] if others is not None else []
    return parts[0].union(parts[1]) if len(parts) > 1 else parts[0]
