"""Everything that a document prints of one chart, whatever its form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


Number: TypeAlias = int | float | None


@dataclass(frozen=True, kw_only=True)
class ChartLine:
    """One line of a chart: its name, a value or None for each month, its colour, whether it has points or dashes."""

    name: str
    values: tuple[Number, ...]
    colour: str
    points: bool = False
    dashed: bool = False


@dataclass(frozen=True, kw_only=True)
class PrintedChart:
    """Everything that a document prints of one chart.

    `about` stands under its title, `notes` are its caveats; `percent` says that numbers are shares; `mark` says whom
    alone it is for, "" for everybody; `draw` makes its SVG.
    """

    title: str
    about: str
    lines: tuple[ChartLine, ...]
    months: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Sequence[tuple[str | Number, ...]]
    notes: tuple[str, ...]
    draw: Callable[[], str]
    percent: bool = False
    mark: str = ""

    @property
    def short_months(self) -> list[str]:
        """Months as axes have room for them: Jul 25."""
        return [f"{date.fromisoformat(month + '-01'):%b %y}" for month in self.months]

    @property
    def goes_below(self) -> bool:
        """Whether a value is below 0, as of a gap."""
        return any(value is not None and value < 0 for line in self.lines for value in line.values)
