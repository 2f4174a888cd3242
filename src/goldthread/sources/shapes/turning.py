"""A sheet whose rows are laid out otherwise: some columns become one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from goldthread.sources.formats import Cell, Sheet
from goldthread.sources.formats.sheet import Merged, text_of


Turn = Callable[[Sequence[Cell]], list[Cell]]


def turned_sheet(sheet: Sheet, turn: Turn, kept: list[int], own: set[int]) -> Sheet:
    """A sheet with each row turned. Takes: the places that are left, and those of columns that become others."""

    def rows() -> Iterator[tuple[int, Sequence[Cell]]]:
        for number, cells in sheet.rows():
            yield number, turn(cells) if any(text_of(cell).strip() for cell in cells) else cells

    def merged() -> list[Merged]:
        return [(kept.index(at), first, last) for at, first, last in sheet.merged() if at in kept and at not in own]

    return replace(sheet, rows=rows, merged=merged)


__all__ = ["Turn", "turned_sheet"]
