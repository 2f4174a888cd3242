"""Cells in memory, file by file: a file of cells is never written to again, so only files that came are ever read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from goldthread.evidence.engine import Engine
from goldthread.evidence.rollups import DIMENSIONS, FACETS, FIGURES, RollupManifest
from goldthread.evidence.scanning import listed


LEVELS = {
    "wide": frozenset({"month", "kind", "role"}),
    "place": frozenset({"organisation"}),
    "service": frozenset({"organisation", "service"}),
    "role": frozenset({"organisation", "role"}),
    "month": frozenset({"organisation", "month"}),
}
"""Cells put together over everything but these columns answer where only these are named: the first that has them all.

The first is what a whole country is asked about exactly, the others what shared figures are asked about.
"""
OF_FILES = "_of_"
"""In the names of tables that hold what is in a file."""
NO_FILE = "none"
"""Stands for the one file where rollups have none: nothing was counted in cells yet."""


@dataclass(frozen=True)
class RollupTables:
    """The cells of all files that rollups are made of, each file in tables of its own."""

    engine: Engine
    folder: Path
    files: tuple[str, ...]

    @staticmethod
    def of(engine: Engine, folder: Path, held: RollupManifest) -> "RollupTables":
        """The cells that a manifest names; what was laid of files that it does not name is let go."""
        cells = RollupTables(engine, folder, held.parts or (NO_FILE,))
        engine.keep_only(OF_FILES, {_ending(file) for file in cells.files})
        return cells

    def lay(self, facet: str, level: str, standing: frozenset[str] | None) -> None:
        """Have a facet in memory at the level that is asked about, one at a time, when it is needed.

        All cells take long to lay out, and most questions are of a level. Takes: as `tables`.
        """
        for file in self.files:
            if level:
                self._put_together(file, facet, level, standing)
            else:
                self._lay_rollup(file)
                self._lay_facet(file, facet)

    def tables(self, facet: str = "cells", *, level: str = "", standing: frozenset[str] | None = None) -> list[str]:
        """The table of each file: of all cells, or put together at a level.

        Takes: the batches that cells are of at that level, None for all.
        """
        if not level:
            return [f"sum_{facet}{_ending(file)}" for file in self.files]
        return [self._put_together(file, facet, level, standing) for file in self.files]

    def organisations(self) -> list[str]:
        """Queries of every organisation that has a cell."""
        some = "select distinct organisation as code from {} where facet = 'all'"
        return [some.format(self._source(file)) for file in self.files]

    def _source(self, file: str) -> str:
        return f"({_NOTHING})" if file == NO_FILE else f"read_parquet('{self.folder / file}')"

    def _lay_rollup(self, file: str) -> None:
        named = f"select {', '.join(DIMENSIONS)} from {self._source(file)} where facet = 'all'"
        cells = f"{named} order by organisation, month"
        sql = f"select row_number() over () as cell, * from ({cells})"
        self.engine.laid(f"sum_cells{_ending(file)}", file, sql, DIMENSIONS)

    def _lay_facet(self, file: str, facet: str) -> None:
        keys = " and ".join(f"p.{name} = c.{name}" for name in DIMENSIONS)
        figures = ", ".join(
            f"p.{name}::{'bigint' if name.endswith('_key') else 'integer'} as {name}" for name in figures_of(facet)
        )
        self.engine.laid(
            f"sum_{facet}{_ending(file)}",
            file,
            f"select c.cell::integer as cell, p.label, p.second, {figures} from {self._source(file)} p "
            f"join sum_cells{_ending(file)} c on {keys} where p.facet = '{facet}' order by 1",
            ("label", "second"),
        )

    def _put_together(self, file: str, facet: str, level: str, standing: frozenset[str] | None) -> str:
        """Lay out cells put together over what a level does not name; gives the table's name."""
        end, of = _ending(file), f"{level}{'' if standing is None else '_closed'}"
        columns, state = sorted(LEVELS[level]), (file, standing)
        stood = "" if standing is None else f" and batch in ({listed(standing)})"
        merged = f"select distinct {', '.join(columns)} from {self._source(file)} where facet = 'all'{stood}"
        numbered = f"select row_number() over () as cell, * from ({merged})"
        self.engine.laid(f"{of}_cells{end}", state, numbered, columns)
        if facet == "cells":
            return f"{of}_cells{end}"
        figures = ", ".join(
            f"(sum({name}){' % 4294967296' if name.endswith('_key') else ''})::bigint as {name}"
            for name in figures_of(facet)
        )
        said = ", ".join([*columns, "label", "second"])
        summed = f"select {said}, {figures} from {self._source(file)} where facet = '{facet}'{stood} group by {said}"
        same = " and ".join(f"f.{name} = c.{name}::varchar" for name in columns)
        told = ", ".join(["c.cell", "f.label", "f.second", *(f"f.{name}" for name in figures_of(facet))])
        joined = f"select {told} from ({summed}) f join {of}_cells{end} c on {same}"
        self.engine.laid(f"{of}_{facet}{end}", state, joined, ("label", "second"))
        return f"{of}_{facet}{end}"


def level_of(columns: Iterable[str]) -> str:
    """The level whose cells can answer where these columns are named; "" where only all cells can."""
    named = frozenset(columns)
    return next((level for level, held in LEVELS.items() if named <= held), "")


def _ending(file: str) -> str:
    """How the names of tables end that hold what is in a file."""
    return OF_FILES + "".join(letter for letter in Path(file).stem if letter.isalnum())


def figures_of(facet: str) -> tuple[str, ...]:
    """The figures that a facet's cells hold."""
    return FIGURES if FACETS[facet][2] else FIGURES[:3]


_NOTHING = (
    "select "
    + ", ".join(
        [
            *(f"'' as {name}" for name in (*DIMENSIONS, "label", "second", "facet")),
            *(f"0 as {name}" for name in FIGURES),
        ]
    )
    + " where false"
)
