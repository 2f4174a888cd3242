"""What a question sees: standing batches, newest versions, this scope, the promises in force, the cut. Nothing else."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

import ibis
import ibis.expr.types as ir

from goldthread.evidence.batches import Lines, read_lines
from goldthread.evidence.engine import Engine
from goldthread.evidence.marks import laid_over
from goldthread.evidence.published import Published
from goldthread.evidence.search import Index
from goldthread.evidence.summaries import Summaries
from goldthread.evidence.tables import Tables
from goldthread.vocabulary import Cut, NoRight, NotFound, PathwayMap, Scope, Terms, Touchpoint


@dataclass
class View:
    """Everything a question may use, already cut; made anew for each question so that nothing is stale."""

    tables: Tables
    engine: Engine
    scope: Scope
    cut: Cut
    summaries: Summaries | None = None
    index: Index | None = None
    beside: str = ""
    """The file of rows that summaries keep beside their cells, where only those are meant."""

    def __post_init__(self) -> None:
        self.lines: Lines = read_lines(self.tables)
        self.published = Published(self.tables)
        self.terms: Terms = self.published.terms()

    @property
    def version(self) -> int:
        """The store's version that this view stands on."""
        return self.lines.version

    def pathway(self) -> PathwayMap | None:
        """The pathway that the cut names. Raises NotFound for one that nobody published."""
        if not self.cut.pathway:
            return None
        pathways = self.published.pathways()
        if self.cut.pathway not in pathways:
            known = ", ".join(sorted(pathways)) or "none yet"
            raise NotFound(f"There is no pathway called {self.cut.pathway}.", f"Known pathways: {known}.")
        return pathways[self.cut.pathway]

    def standing(self) -> ir.Table:
        """Newest versions of every standing batch, whoever asks: for accounts, never for answers."""
        rows = self.engine.made_already("beside") if self.beside else self.engine.table("feedback")
        older = self.engine.table("superseded")
        return self.engine.made(f"{self._named}standing", self._state, lambda: self.newest(rows, older))

    @property
    def _named(self) -> str:
        return "beside_" if self.beside else ""

    @property
    def _state(self) -> tuple[int, str]:
        return self.version, self.beside

    def newest(self, rows: ir.Table, older: ir.Table) -> ir.Table:
        """Of some rows, those of standing batches that no later standing batch has replaced."""
        standing = sorted(self.lines.standing_ids)
        rows = rows.filter(rows.batch.isin(standing))
        older = older.filter(older.by_batch.isin(standing))
        return rows.anti_join(older, [rows.id == older.id, rows.batch == older.batch])

    def holding(self) -> ir.Table:
        """What holds now: promises kept, people's marks laid over the machine's."""
        standing = self.standing()
        self.engine.table("marks")
        build = lambda: laid_over(self._promised(standing), self.engine, self.tables)  # noqa: E731
        return self.engine.made(f"{self._named}holding", self._state, build)

    def rows(self, *, shared_points: bool = False) -> ir.Table:
        """Feedback that this question is about; with `shared_points`, also what others were told at a transition.

        Where the scope names organisations, the column `own` says whether an answer is of one of them.
        """
        rows = self.holding()
        return self.kept(("rows", shared_points), lambda: self._rows(rows, shared_points))

    def kept(self, what: Hashable, build: Callable[[], ir.Table]) -> ir.Table:
        """Rows of this scope and cut, written out once for all questions of a page that stand on them."""
        return self.engine.cut((what, self.scope, self.cut, self.beside), self._state, build)

    def once(self, what: Hashable, ask: Callable[[], tuple[int, int]]) -> tuple[int, int]:
        """Totals of this scope and cut, counted once for all splits of them."""
        return self.engine.once((what, self.scope, self.cut, self.beside), self._state, ask)

    def _rows(self, rows: ir.Table, shared_points: bool) -> ir.Table:
        tests = [*self._allowed(), *self._in_scope(rows, shared_points), *self._cut_by(rows)]
        rows = rows.filter(*tests) if tests else rows
        mine = self.scope.organisations
        return rows if mine is None else rows.mutate(own=rows.organisation.isin(sorted(mine)))

    def _allowed(self) -> list[ir.BooleanValue]:
        uses = self.terms.uses
        return [] if uses is None or self.scope.use in uses else [ibis.literal(False)]

    def words(self) -> ir.Table:
        """Feedback whose words this scope may read."""
        rows = self.rows()
        return self.kept("words", lambda: self._words(rows))

    def _words(self, rows: ir.Table) -> ir.Table:
        rows = rows.filter(rows.answered == "words")
        if self.scope.words_from is not None:
            rows = rows.filter(rows.organisation.isin(sorted(self.scope.words_from)))
        if self.scope.audience == "own team" and self.scope.services:
            rows = rows.filter(_any(_pairs(rows, self.scope.services)))
        return rows

    def _in_scope(self, rows: ir.Table, shared_points: bool) -> list[ir.BooleanValue]:
        mine = self.scope.organisations
        if mine is None:
            return []
        own = rows.organisation.isin(sorted(mine))
        points = self.shared_points() if shared_points else ()
        return [_any([own, *(at_point(rows, point) for point in points)])]

    def shared_points(self) -> tuple[Touchpoint, ...]:
        """Transitions of the pathway at which one of this scope's organisations takes part."""
        pathway, mine = self.pathway(), self.scope.organisations
        if pathway is None or mine is None:
            return ()
        return tuple(p for p in pathway.touchpoints if p.transition and any(o in mine for o, _ in p.services))

    def _promised(self, rows: ir.Table) -> ir.Table:
        terms = self.terms
        if terms.sources is not None:
            rows = rows.filter(rows.kind.isin(sorted(terms.sources)))
        hidden = {name: _hidden(rows, name, terms.hidden_fields) for name in _hideable(rows, terms)}
        return rows.mutate(**hidden) if hidden else rows

    def may_split(self, name: str) -> None:
        """Raises NoRight where the data promises hide this field."""
        if name in self.terms.hidden_fields:
            raise NoRight(
                f"Our data promises do not allow “{name}” to be used.",
                f"Ask the panel that decided it ({self.terms.made_by}).",
            )

    def _cut_by(self, rows: ir.Table) -> list[ir.BooleanValue]:
        cut = self.cut
        plain = {
            "organisation": cut.organisations, "service": cut.services, "team": cut.teams, "kind": cut.kinds,
            "question_type": cut.question_types, "role": cut.roles,
        }  # fmt: skip
        tests = [rows[column].isin(list(values)) for column, values in plain.items() if values]
        tests += [rows.batch == cut.batch] if cut.batch else []
        tests += [rows.date >= cut.since] if cut.since else []
        tests += [rows.date <= cut.until] if cut.until else []
        tests += [rows.sentiment.isin([int(s) for s in cut.sentiments])] if cut.sentiments else []
        for column, values in (
            ("themes", cut.themes), ("feelings", cut.feelings), ("touchpoints", cut.touchpoints)
        ):  # fmt: skip
            tests += [_any([rows[column].contains(value) for value in values])] if values else []
        return tests + self._on_pathway(rows)

    def _on_pathway(self, rows: ir.Table) -> list[ir.BooleanValue]:
        pathway = self.pathway()
        if pathway is None:
            return []
        tests = [_any(_members(rows, pathway))]
        if self.cut.touchpoint:
            tests.append(at_point(rows, named_point(pathway, self.cut.touchpoint)))
        return tests


def named_point(pathway: PathwayMap, key: str) -> Touchpoint:
    """A pathway's point by its key. Raises NotFound."""
    for point in pathway.touchpoints:
        if point.key == key:
            return point
    raise NotFound(
        f"The pathway {pathway.key} has no moment called {key}.",
        f"Its moments: {', '.join(point.key for point in pathway.touchpoints)}.",
    )


def at_point(rows: ir.Table, point: Touchpoint) -> ir.BooleanValue:
    """Whether feedback falls on a named point: by its kinds, in the point's services where it names some."""
    by_kind = _any([rows.touchpoints.contains(kind) for kind in point.kinds])
    return by_kind & _any(_pairs(rows, point.services)) if point.services else by_kind


def _members(rows: ir.Table, pathway: PathwayMap) -> Iterable[ir.BooleanValue]:
    for member in pathway.members:
        tests = [rows.organisation == member.organisation, rows.service == member.service]
        tests += [rows.date >= member.since] if member.since else []
        tests += [rows.date <= member.until] if member.until else []
        yield reduce(and_, tests)


def _pairs(rows: ir.Table, pairs: Iterable[tuple[str, str]]) -> list[ir.BooleanValue]:
    return [(rows.organisation == organisation) & (rows.service == service) for organisation, service in sorted(pairs)]


def _any(tests: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    made = list(tests)
    return reduce(or_, made) if made else ibis.literal(False)


def _hideable(rows: ir.Table, terms: Terms) -> list[str]:
    named = [field for field in terms.hidden_fields if field in rows.columns]
    listed = {field.partition(":")[0] for field in terms.hidden_fields if ":" in field}
    return sorted({*named, *(name for name in listed if name in ("about", "extra"))})


def _hidden(rows: ir.Table, name: str, fields: frozenset[str]) -> ir.Value:
    if name in fields:
        return ibis.null(rows[name].type()) if not rows[name].type().is_string() else ibis.literal("")
    gone = sorted(field.partition(":")[2] for field in fields if field.startswith(f"{name}:"))
    return rows[name].filter(lambda pair: ~pair["name"].isin(gone))
