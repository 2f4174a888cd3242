"""The handle that asks: DuckDB over the tables' active files, kept in the process and renewed when they change."""

import secrets
import threading
import weakref
from collections.abc import Callable, Hashable, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from goldthread.evidence.shapes import PARTITIONED, SCHEMAS
from goldthread.evidence.tables import Tables


T = TypeVar("T")
TRIES = 5
MOST_CUTS = 128
SETTINGS = (
    "autoinstall_known_extensions=false",
    "autoload_known_extensions=false",
    "memory_limit='2GB'",
    "parquet_metadata_cache=true",
    "enable_progress_bar=false",
)


class Engine:
    """One in-process engine for one store. Threads take turns; processes each have their own."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._turn = threading.RLock()
        self._states: dict[str, Hashable] = {}
        self._made: dict[str, ir.Table] = {}
        self._cuts: dict[Hashable, str] = {}
        self._totals: dict[Hashable, tuple[Hashable, Any]] = {}
        self._connection: Any = None

    def _connect(self) -> Any:
        if self._connection is None:
            self._connection = ibis.duckdb.connect()
            weakref.finalize(self, self._connection.disconnect)  # its threads must end before the interpreter does
            for setting in SETTINGS:
                self._connection.raw_sql(f"set {setting}")
            self._connection.raw_sql(f"set temp_directory='{self._tables.spill()}'")
        return self._connection

    def table(self, name: str) -> ir.Table:
        """A table of the store as it stands now."""
        with self._turn:
            files = tuple(self._tables.files(name))
            if self._states.get(name) != files:
                self._lay(name, self._rows_of(name, files))
                self._states[name] = files
            return self._made[name]

    def _rows_of(self, name: str, files: tuple[str, ...]) -> str:
        if not files:
            self._connect().con.register(f"empty_{name}", SCHEMAS[name].empty_table())
            return f"select * from empty_{name}"
        listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        columns = ", ".join(f'"{column}"' for column in SCHEMAS[name].names)
        partitions = ", hive_types = {'year': varchar}" if name in PARTITIONED else ""
        hive = str(name in PARTITIONED).lower()
        return f"select {columns} from read_parquet([{listed}], hive_partitioning = {hive}{partitions})"

    def made(self, name: str, state: Hashable, build: Callable[[], ir.Table]) -> ir.Table:
        """A view that every question stands on, written out once for each state of the store.

        Writing an expression out costs more than most answers: what all questions share is written out once.
        """
        with self._turn:
            expression = build() if self._states.get(name) != state else None
            if expression is not None:
                self._lay(name, str(self._connect().compile(expression)))
                self._states[name] = state
            return self._made[name]

    def cut(self, about: Hashable, state: Hashable, build: Callable[[], ir.Table]) -> ir.Table:
        """A view of what one asker may see of one cut, kept while it is asked about: a page asks of few cuts often."""
        with self._turn:
            name = self._cuts.pop(about, "") or f"cut_{secrets.token_hex(8)}"
            self._cuts[about] = name
            if len(self._cuts) > MOST_CUTS:
                old = self._cuts.pop(next(iter(self._cuts)))
                self._connect().raw_sql(f'drop view if exists "{old}"')
                self._states.pop(old, None)
                self._made.pop(old, None)
            return self.made(name, state, build)

    def turn(self) -> AbstractContextManager[Any]:
        """Keeps what is laid as it is while several questions stand on it."""
        return self._turn

    def once(self, about: Hashable, state: Hashable, ask: Callable[[], T]) -> T:
        """Totals and names of places, found once for each state: never words."""
        with self._turn:
            held = self._totals.get(about)
            if held is not None and held[0] == state:
                found: T = held[1]
                return found
        made = ask()
        with self._turn:
            if len(self._totals) > MOST_CUTS:
                self._totals.clear()
            self._totals[about] = (state, made)
        return made

    def laid(self, name: str, state: Hashable, sql: str, few: Sequence[str] = ()) -> ir.Table:
        """A table held in memory, laid out anew for each state; columns of few different values are kept as numbers."""
        with self._turn:
            if self._states.get(name) != state:
                run = self._connect().con.execute
                run(f"create or replace table {name} as {sql}")
                for column in few:
                    kind = f"kind_{name}_{column}_{secrets.token_hex(4)}"
                    run(f"create type {kind} as enum (select distinct {column} from {name} order by 1)")
                    run(f"alter table {name} alter {column} type {kind}")
                self._states[name] = state
                self._made[name] = self._connect().table(name)
            return self._made[name]

    def made_already(self, name: str) -> ir.Table:
        """A table that was laid before."""
        with self._turn:
            return self._made[name]

    def numbers(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a query over tables held in memory."""
        with self._turn:
            found: list[dict[str, Any]] = self._connect().con.execute(sql).to_arrow_table().to_pylist()
            return found

    def _lay(self, name: str, sql: str) -> None:
        connection = self._connect()
        connection.raw_sql(f'create or replace view "{name}" as {sql}')
        self._made[name] = connection.table(name)

    def answer(self, ask: Callable[[], ir.Table]) -> pa.Table:
        """The rows of an expression, asked again where compaction took a file away meanwhile."""
        for attempt in range(TRIES):
            try:
                with self._turn:
                    return self._connect().to_pyarrow(ask())
            except (duckdb.IOException, FileNotFoundError):
                if attempt == TRIES - 1:
                    raise
                for name in SCHEMAS:
                    if name in self._states:
                        self.table(name)
        raise AssertionError("not reached")
