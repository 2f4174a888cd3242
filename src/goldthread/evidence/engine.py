"""The handle that asks: DuckDB over the tables' active files, kept in the process and renewed when they change."""

import secrets
import threading
import weakref
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Any, TypeVar

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from goldthread.evidence.scanning import scan
from goldthread.evidence.shapes import SCHEMAS
from goldthread.evidence.state_cache import StateCache
from goldthread.evidence.tables import Tables


T = TypeVar("T")
TRIES = 5
MOVED = (duckdb.IOException, duckdb.CatalogException, FileNotFoundError)
"""What a question meets when compaction takes a file away, or others' questions a view, while it is asked."""
MOST_CUTS = 128
MOST_WRITTEN = 512
MOST_CLOSED = 500_000
"""Cells of closes that are held at most, some 40 MB."""
MOST_APART, FEW_ENOUGH = 8, 200_000
"""Pathways whose rows are kept apart, and rows of one at most."""
PLACED = frozenset({"feedback"})
"""Tables whose rows say where they lie, so that they are read from there, whole, when they are shown."""
SETTINGS = (
    "autoinstall_known_extensions=false",
    "autoload_known_extensions=false",
    "memory_limit='2GB'",
    "parquet_metadata_cache=true",
    "enable_progress_bar=false",
)


class Engine:
    """One in-process engine for one store. Threads take turns; processes each have their own.

    `totals` are what was counted of a cut, `places` the organisations that are held, `closed` the cells of a close that
    everybody shares who asks of one pathway: each once for each state, and never words.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._turn = threading.RLock()
        self._states: dict[str, Hashable] = {}
        self._made: dict[str, ir.Table] = {}
        self._cuts: dict[Hashable, str] = {}
        self.totals = StateCache(MOST_CUTS)
        self.places = StateCache(MOST_CUTS)
        self.closed = StateCache(MOST_CLOSED, lambda cells: len(cells.columns))
        self._written: dict[Hashable, tuple[str, str, Any]] = {}
        self._apart: dict[Hashable, str] = {}
        self._kinds: dict[str, list[str]] = {}
        self._connection: Any = None

    def _connect(self) -> Any:
        if self._connection is None:
            self._connection = ibis.duckdb.connect()
            weakref.finalize(self, self._connection.disconnect)  # its threads must end before the interpreter does
            for setting in SETTINGS:
                self._connection.raw_sql(f"set {setting}")
            self._connection.raw_sql(f"set temp_directory='{self._tables.spill()}'")
            self._connection.raw_sql("attach ':memory:' as held (compress)")
        return self._connection

    def table(self, name: str) -> ir.Table:
        """A table of the store as it stands now."""
        with self._turn:
            files = tuple(self._tables.files(name))
            if self._states.get(name) != files:
                self._lay(name, self.source(name, files), schema_of(name))
                self._states[name] = files
            return self._made[name]

    def source(self, name: str, files: Sequence[str]) -> str:
        """The rows of some files of a table."""
        return scan(name, files, places=name in PLACED)

    def view(self, name: str, state: Hashable, sql: str, schema: ibis.Schema) -> ir.Table:
        """A view in the engine's own words, laid anew for each state; the schema may name fewer columns than it has."""
        with self._turn:
            if self._states.get(name) != state:
                self._lay(name, sql, schema)
                self._states[name] = state
            return self._made[name]

    def made(self, name: str, state: Hashable, build: Callable[[], ir.Table]) -> ir.Table:
        """A view that every question stands on, written out once for each state of the store.

        Writing an expression out costs more than most answers: what all questions share is written out once.
        """
        with self._turn:
            expression = build() if self._states.get(name) != state else None
            if expression is not None:
                self._lay(name, self.sql(expression), expression.schema())
                self._states[name] = state
            return self._made[name]

    def sql(self, expression: ir.Table) -> str:
        """An expression written out."""
        return str(self._connect().compile(expression))

    def cut(self, about: Hashable, state: Hashable, build: Callable[[], ir.Table], *, copied: bool = False) -> ir.Table:
        """A view of what one asker may see of one cut, kept while it is asked about: a page asks of few cuts often.

        Takes: whether the rows are copied, if they are few: where finding them takes longer than that.
        """
        with self._turn:
            return self._kept(self._name_of(about, self._cuts, MOST_CUTS), state, build, copied)

    def apart(self, about: Hashable, state: Hashable, build: Callable[[], ir.Table]) -> ir.Table:
        """Rows that many cuts are made of, copied once for each state if they are few."""
        with self._turn:
            return self._kept(self._name_of(about, self._apart, MOST_APART), state, build, copied=True)

    def copied(self, name: str, state: Hashable, build: Callable[[], ir.Table]) -> ir.Table:
        """Rows that every question stands on, copied for each state if they are few."""
        with self._turn:
            return self._kept(name, state, build, copied=True)

    def _kept(self, name: str, state: Hashable, build: Callable[[], ir.Table], copied: bool) -> ir.Table:
        again = self._states.get(name) == state
        rows = self.made(name, state, build)
        if copied and not again and self.numbers(f'select count(*) as n from "{name}"')[0]["n"] <= FEW_ENOUGH:
            self.run(f'create or replace table held."{name}" as from "{name}"')
            self.run(f'create or replace view "{name}" as from held."{name}"')
        return rows

    def _name_of(self, about: Hashable, names: dict[Hashable, str], most: int) -> str:
        name = names.pop(about, "") or f"cut_{secrets.token_hex(8)}"
        names[about] = name
        if len(names) > most:
            self._drop(names.pop(next(iter(names))))
        return name

    def forget_cuts(self) -> None:
        """Drop what is kept of every cut, as if nobody had asked of any: for measuring."""
        with self._turn:
            while self._cuts:
                self._drop(self._cuts.popitem()[1])
            self.totals.clear()

    def _drop(self, name: str) -> None:
        self.run(f'drop view if exists "{name}"')
        self.run(f'drop table if exists held."{name}"')
        self._states.pop(name, None)
        self._made.pop(name, None)

    def written(self, what: Hashable, rows: ir.Table, build: Callable[[ir.Table], ir.Table]) -> pa.Table:
        """The rows of an expression over a view; it is written out once for each `what`, whichever view it is over.

        Writing out takes longer than answering. `what` must say everything that the expression depends on.
        """
        key, name = (what, rows.schema()), rows.get_name()
        with self._turn:
            held = self._written.get(key)
            if held is None:
                if len(self._written) >= MOST_WRITTEN:
                    self._written.clear()
                expression = build(rows)
                held = self._written[key] = (self.sql(expression), name, expression.schema())
        sql, over, schema = held
        sql = sql.replace(f'"{over}"', f'"{name}"')
        with self._turn:
            return self.again(lambda: self.arrow(sql).cast(schema.to_pyarrow()))

    def arrow(self, sql: str) -> pa.Table:
        """The rows of a query, as they come."""
        return self._connect().con.execute(sql).to_arrow_table()

    def turn(self) -> AbstractContextManager[Any]:
        """Keeps what is laid as it is while several questions stand on it."""
        return self._turn

    def laid(
        self,
        name: str,
        state: Hashable,
        sql: str | Callable[[], str],
        few: Sequence[str] = (),
        *,
        lists: Sequence[str] = (),
    ) -> ir.Table:
        """A table held in memory, laid out anew for each state.

        Takes: columns of `few` different values, and of `lists` of such: these are kept as numbers.
        """
        with self._turn:
            if self._states.get(name) != state:
                run = self._connect().con.execute
                run(f"create or replace table {name} as {sql if isinstance(sql, str) else sql()}")
                outgrown, self._kinds[name] = self._kinds.get(name, []), []
                for column in (*few, *lists):
                    kind, each = f"kind_{name}_{column}_{secrets.token_hex(4)}", "[]" if column in lists else ""
                    self._kinds[name].append(kind)
                    values = f"unnest({column})" if each else column
                    run(f"create type {kind} as enum (select distinct {values} as v from {name} order by v)")
                    run(f"alter table {name} alter {column} type {kind}{each}")
                for kind in outgrown:
                    run(f"drop type if exists {kind}")
                self._states[name] = state
                self._made[name] = self._connect().table(name)
            return self._made[name]

    def is_laid(self, name: str, state: Hashable) -> bool:
        """Whether a table or view is there as it is in this state."""
        with self._turn:
            return name in self._states and self._states[name] == state

    def keep_only(self, among: str, endings: Collection[str]) -> None:
        """Let go of laid tables whose names hold `among`, but for those whose names end so from there on."""
        with self._turn:
            for name in [one for one in self._states if among in one and one[one.index(among) :] not in endings]:
                self.run(f"drop table if exists {name}")
                for kind in self._kinds.pop(name, ()):
                    self.run(f"drop type if exists {kind}")
                self._states.pop(name)
                self._made.pop(name, None)

    def made_already(self, name: str) -> ir.Table:
        """A table that was laid before."""
        with self._turn:
            return self._made[name]

    def columns(self, sql: str) -> pa.Table:
        """What a query over tables held in memory finds, as columns."""
        with self._turn:
            return self.arrow(sql)

    def numbers(self, sql: str) -> list[dict[str, Any]]:
        """The same as rows, for few."""
        found: list[dict[str, Any]] = self.columns(sql).to_pylist()
        return found

    @contextmanager
    def given(self, name: str, rows: pa.Table) -> Iterator[None]:
        """Rows that a query may name while it is asked."""
        with self._turn:
            connection = self._connect().con
            connection.register(name, rows)
            try:
                yield
            finally:
                connection.unregister(name)

    def run(self, sql: str) -> None:
        """Change what is held in memory."""
        with self._turn:
            self._connect().con.execute(sql)

    def _lay(self, name: str, sql: str, schema: ibis.Schema) -> None:
        self.run(f'create or replace view "{name}" as {sql}')
        self._made[name] = ibis.table(schema, name=name)

    def answer(self, ask: Callable[[], ir.Table]) -> pa.Table:
        """The rows of an expression."""
        with self._turn:
            return self.again(lambda: self._connect().to_pyarrow(ask()))

    def again(self, ask: Callable[[], T]) -> T:
        """What is asked, asked again where a file or a view went meanwhile."""
        for attempt in range(TRIES):
            try:
                return ask()
            except MOVED:
                if attempt == TRIES - 1:
                    raise
                for name in SCHEMAS:
                    if name in self._states:
                        self.table(name)
        raise AssertionError("not reached")


@cache
def schema_of(name: str) -> ibis.Schema:
    """The columns of a table as questions see them."""
    places = {"lies_in": "string", "lies_at": "int64"} if name in PLACED else {}
    return ibis.schema(dict(ibis.Schema.from_pyarrow(SCHEMAS[name])) | places)
