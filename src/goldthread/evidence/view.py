"""What a question sees: standing batches, newest versions, this scope, the promises in force, the cut. Nothing else."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any

import ibis
import ibis.expr.types as ir

from goldthread.evidence.at_hand import AtHand, Laid
from goldthread.evidence.batches import Lines, read_lines
from goldthread.evidence.engine import Engine
from goldthread.evidence.marks import laid_over, told
from goldthread.evidence.promises import enforceable
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
    at_hand: AtHand
    scope: Scope
    cut: Cut
    summaries: Summaries | None = None
    index: Index | None = None
    beside: str = ""
    """The file of rows that summaries keep beside their cells, where only those are meant."""

    def __post_init__(self) -> None:
        self._kept: dict[Hashable, ir.Table] = {}
        self._base = ""
        self.lines: Lines = read_lines(self.tables)
        self.published = Published(self.tables)
        self.terms: Terms = enforceable(self.published.terms())

    @property
    def version(self) -> int:
        """The store's version that this view stands on."""
        return self.lines.version

    def pathway(self) -> PathwayMap | None:
        """The pathway that the cut names. Raises NotFound for one that nobody published."""
        if not self.cut.pathway:
            return None
        self.published.check_known("PathwayMap", self.cut.pathway)
        pathways = self.published.pathways()
        if self.cut.pathway not in pathways:
            known = ", ".join(sorted(pathways)) or "none yet"
            raise NotFound(f"There is no pathway called {self.cut.pathway}.", f"Known pathways: {known}.")
        return pathways[self.cut.pathway]

    def standing(self) -> ir.Table:
        """Newest versions of every standing batch, whoever asks: for accounts, never for answers."""
        rows = self.engine.made_already("beside") if self.beside else self.engine.table("feedback")
        older = self.engine.table("superseded")
        name = "beside_standing" if self.beside else "standing"
        return self.engine.made(name, (self.version, self.beside), lambda: self.newest(rows, older))

    @cached_property
    def _narrow(self) -> Laid:
        return self.at_hand.lay(self.lines)

    @cached_property
    def _state(self) -> Hashable:
        return self.version, self.beside or self._narrow.state

    def newest(self, rows: ir.Table, older: ir.Table) -> ir.Table:
        """Of some rows, those of standing batches that no later standing batch has replaced."""
        standing = sorted(self.lines.standing_ids)
        rows = rows.filter(rows.batch.isin(standing))
        older = older.filter(older.by_batch.isin(standing))
        return rows.anti_join(older, [rows.id == older.id, rows.batch == older.batch])

    def holding(self) -> ir.Table:
        """What holds now, in the columns that counting needs: promises kept, people's marks laid over the machine's."""
        marked = told(self.engine, self.tables)
        if self.beside:
            rows = self.standing()
            build = lambda: laid_over(self._promised(rows), marked)  # noqa: E731
            return self.engine.made("beside_holding", self._state, build)
        older, narrow = self.engine.table("superseded"), self._narrow
        others = None
        if narrow.others is not None:
            rows = narrow.others
            build = lambda: laid_over(self._promised(self.newest(rows, older)), marked)  # noqa: E731
            keep = self.engine.made if narrow.alone is None else self.engine.copied
            others = keep("others_holding", self._state, build)
        return self.engine.made("holding", self._state, lambda: self._together(narrow.alone, others))

    def _together(self, alone: ir.Table | None, others: ir.Table | None) -> ir.Table:
        """Rows that stand alone, as they are, and the others, as marks and newer versions make them."""
        parts = [laid_over(self._promised(alone), None)] if alone is not None else []
        parts += [others] if others is not None else []
        return parts[0].union(parts[1]) if len(parts) > 1 else parts[0]

    def rows(self, *, shared_points: bool = False) -> ir.Table:
        """Feedback that this question is about; with `shared_points`, also what others were told at a transition.

        There, where the scope names organisations, the column `own` says whether an answer is of one of them.
        """
        rows = self._of_pathway(self.holding())
        return self.kept(("rows", shared_points), lambda: self._rows(rows, shared_points))

    def _of_pathway(self, rows: ir.Table) -> ir.Table:
        """What was told in the services of the cut's pathway, whoever asks: kept apart, since much is asked of it."""
        pathway = self.pathway()
        if pathway is None:
            return rows
        base = self.engine.apart(pathway, self._state, lambda: rows.filter(_any(_members(rows, pathway))))
        self._base = base.get_name()
        return base

    def kept(self, what: Hashable, build: Callable[[], ir.Table], *, copied: bool = False) -> ir.Table:
        """Rows of this scope and cut, written out once for all questions of a page that stand on them."""
        if what not in self._kept:
            about = (what, self.scope, self.cut, self.beside)
            self._kept[what] = self.engine.cut(about, (self._state, self._base), build, copied=copied)
        return self._kept[what]

    def once(self, what: Hashable, ask: Callable[[], tuple[int, int]]) -> tuple[int, int]:
        """Totals of this scope and cut, counted once for all splits of them."""
        return self.engine.once((what, self.scope, self.cut, self.beside), self._state, ask)

    def _rows(self, rows: ir.Table, shared_points: bool) -> ir.Table:
        tests = [*self._allowed(), *self._in_scope(rows, shared_points), *self._cut_by(rows)]
        rows = rows.filter(*tests) if tests else rows
        mine = self.scope.organisations
        return rows.mutate(own=rows.organisation.isin(sorted(mine))) if shared_points and mine is not None else rows

    def _allowed(self) -> list[ir.BooleanValue]:
        uses = self.terms.uses
        return [] if uses is None or self.scope.use in uses else [ibis.literal(False)]

    def words(self) -> ir.Table:
        """Feedback whose words this scope may read."""
        rows = self.rows()
        return self.kept("words", lambda: self._words(rows))

    def _words(self, rows: ir.Table) -> ir.Table:
        rows = rows.filter(rows.answered == "words")
        if self.scope.words_from is not None and not self._is_everybody(self.scope.words_from):
            rows = rows.filter(rows.organisation.isin(sorted(self.scope.words_from)))
        if self.scope.audience == "own team" and self.scope.services:
            rows = rows.filter(_any(_pairs(rows, self.scope.services)))
        return rows

    def _in_scope(self, rows: ir.Table, shared_points: bool) -> list[ir.BooleanValue]:
        mine = self.scope.organisations
        if mine is None or self._is_everybody(mine):
            return []
        own = rows.organisation.isin(sorted(mine))
        points = self.shared_points() if shared_points else ()
        return [_any([own, *(at_point(rows, point) for point in points)])]

    def _is_everybody(self, organisations: frozenset[str]) -> bool:
        """Whether nobody else's answers are held: then it need not be asked of each."""
        return not self.beside and self._narrow.places is not None and self._narrow.places <= organisations

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
        if "text" in terms.hidden_fields and "telling" in rows.columns:
            hidden["telling"] = ibis.literal(False)
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
        if pathway is None or not self.cut.touchpoint:
            return []
        return [at_point(rows, named_point(pathway, self.cut.touchpoint))]


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
    times: dict[tuple[Any, Any], list[tuple[str, str]]] = {}
    for member in pathway.members:
        times.setdefault((member.since, member.until), []).append((member.organisation, member.service))
    for (since, until), pairs in times.items():
        tests = [_any(_pairs(rows, pairs))]
        tests += [rows.date >= since] if since else []
        tests += [rows.date <= until] if until else []
        yield reduce(and_, tests)


def _pairs(rows: ir.Table, pairs: Iterable[tuple[str, str]]) -> list[ir.BooleanValue]:
    """Tests that find these organisations' services: one for each service, since many have the same."""
    where: dict[str, list[str]] = {}
    for organisation, service in sorted(set(pairs)):
        where.setdefault(service, []).append(organisation)
    return [(rows.service == service) & rows.organisation.isin(some) for service, some in where.items()]


def _any(tests: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    made = list(tests)
    return reduce(or_, made) if made else ibis.literal(False)


def _hideable(rows: ir.Table, terms: Terms) -> list[str]:
    named = [field for field in terms.hidden_fields if field in rows.columns]
    listed = {field.partition(":")[0] for field in terms.hidden_fields if ":" in field}
    return sorted({*named, *(name for name in listed if name in ("about", "extra"))})


def _hidden(rows: ir.Table, name: str, fields: frozenset[str]) -> ir.Value:
    kind = rows[name].type()
    if name in fields:
        return (
            ibis.literal("") if kind.is_string() else ibis.literal(0, kind) if name == "respondent" else ibis.null(kind)
        )
    gone = sorted(field.partition(":")[2] for field in fields if field.startswith(f"{name}:"))
    return rows[name].filter(lambda pair: ~pair["name"].isin(gone))
