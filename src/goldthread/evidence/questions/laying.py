"""Cells in memory, file by file: a file of cells is never written to again, so only files that came are ever read."""

from dataclasses import dataclass
from pathlib import Path

from goldthread.evidence.engine import Engine
from goldthread.evidence.summaries import CELL, FACETS, FIGURES, Manifest


WIDE = frozenset({"month", "kind", "role"})
"""Where only these are named, cells of the whole country answer."""
OF_FILES = "_of_"
"""In the names of tables that hold what is in a file."""
NO_FILE = "none"
"""Stands for the one file where summaries have none: nothing was counted in cells yet."""


@dataclass(frozen=True)
class Cells:
    """The cells of all files that summaries are made of, each file in tables of its own."""

    engine: Engine
    folder: Path
    files: tuple[str, ...]

    @staticmethod
    def of(engine: Engine, folder: Path, held: Manifest) -> "Cells":
        """The cells that a manifest names; what was laid of files that it does not name is let go."""
        cells = Cells(engine, folder, held.parts or (NO_FILE,))
        engine.keep_only(OF_FILES, {_ending(file) for file in cells.files})
        return cells

    def lay(self, facet: str) -> None:
        """Have a facet in memory: one at a time, when it is needed."""
        for file in self.files:
            self._lay_cells(file)
            self._lay_facet(file, facet)

    def tables(self, facet: str = "cells", *, wide: bool) -> list[str]:
        """The table of each file."""
        if wide:
            for file in self.files:
                self._widen(file, facet)
        return [f"{'wide' if wide else 'sum'}_{facet}{_ending(file)}" for file in self.files]

    def organisations(self) -> list[str]:
        """Queries of every organisation that has a cell."""
        return [f"select distinct organisation::varchar as code from sum_cells{_ending(file)}" for file in self.files]

    def _source(self, file: str) -> str:
        return f"({_NOTHING})" if file == NO_FILE else f"read_parquet('{self.folder / file}')"

    def _lay_cells(self, file: str) -> None:
        cells = f"select distinct {', '.join(CELL)} from {self._source(file)} order by organisation, month"
        sql = f"select row_number() over () as cell, * from ({cells})"
        self.engine.laid(f"sum_cells{_ending(file)}", file, sql, CELL)

    def _lay_facet(self, file: str, facet: str) -> None:
        keys = " and ".join(f"p.{name} = c.{name}" for name in CELL)
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

    def _widen(self, file: str, facet: str) -> None:
        """Cells put together over organisations and services: what a whole country is asked about is few rows."""
        end, names = _ending(file), ", ".join(f"{name}::varchar as {name}" for name in sorted(WIDE))
        self.engine.laid(
            f"wide_cells{end}",
            file,
            f"select row_number() over () as cell, * from (select distinct {names} from sum_cells{end})",
            sorted(WIDE),
        )
        if facet == "cells":
            return
        same = " and ".join(f"c.{name}::varchar = w.{name}::varchar" for name in WIDE)
        which = f"(select c.cell, w.cell as into_cell from sum_cells{end} c join wide_cells{end} w on {same})"
        figures = ", ".join(
            f"(sum(f.{name}){' % 4294967296' if name.endswith('_key') else ''})::bigint as {name}"
            for name in figures_of(facet)
        )
        self.engine.laid(
            f"wide_{facet}{end}",
            file,
            f"select w.into_cell as cell, f.label::varchar as label, f.second::varchar as second, {figures} "
            f"from sum_{facet}{end} f join {which} w using (cell) group by all",
            ("label", "second"),
        )


def _ending(file: str) -> str:
    """How the names of tables end that hold what is in a file."""
    return OF_FILES + "".join(letter for letter in Path(file).stem if letter.isalnum())


def figures_of(facet: str) -> tuple[str, ...]:
    """The figures that a facet's cells hold."""
    return FIGURES if FACETS[facet][2] else FIGURES[:3]


_NOTHING = (
    "select "
    + ", ".join(
        [*(f"'' as {name}" for name in (*CELL, "label", "second", "facet")), *(f"0 as {name}" for name in FIGURES)]
    )
    + " where false"
)
