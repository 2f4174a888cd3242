"""The handle that asks: DuckDB over the tables' active files, kept in the process and renewed when they change."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from goldthread.evidence.shapes import PARTITIONED, SCHEMAS
from goldthread.evidence.tables import Tables


T = TypeVar("T")
TRIES = 5


class Engine:
    """One in-process engine for one store. Threads take turns; processes each have their own."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._turn = threading.RLock()
        self._seen: dict[str, tuple[str, ...]] = {}
        self._views: dict[str, ir.Table] = {}
        self._connection: Any = None
        self._count = 0

    def _connect(self) -> Any:
        if self._connection is None:
            self._connection = ibis.duckdb.connect()
            for setting in (
                "autoinstall_known_extensions=false",
                "autoload_known_extensions=false",
                "memory_limit='2GB'",
                "enable_progress_bar=false",
            ):
                self._connection.raw_sql(f"set {setting}")
        return self._connection

    def table(self, name: str) -> ir.Table:
        """A table of the store as it stands now."""
        with self._turn:
            files = tuple(self._tables.files(name))
            if self._seen.get(name) != files:
                self._views[name] = self._view(name, list(files))
                self._seen[name] = files
            return self._views[name]

    def _view(self, name: str, files: list[str]) -> ir.Table:
        connection = self._connect()
        if not files:
            return ibis.memtable(SCHEMAS[name].empty_table())
        self._count += 1
        view = connection.read_parquet(files, table_name=f"{name}_{self._count}", hive_partitioning=name in PARTITIONED)
        kept: ir.Table = view.select(*SCHEMAS[name].names)
        return kept

    def answer(self, ask: Callable[[], ir.Table]) -> pa.Table:
        """The rows of an expression, asked again where compaction took a file away meanwhile."""
        for attempt in range(TRIES):
            try:
                with self._turn:
                    return self._connect().to_pyarrow(ask())
            except (duckdb.IOException, FileNotFoundError):
                if attempt == TRIES - 1:
                    raise
                self._seen.clear()
        raise AssertionError("not reached")
