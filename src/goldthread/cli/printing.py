"""Results as people read them: plain aligned columns that fit 80 characters and a screen reader."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from goldthread.vocabulary import Table, WrongUsage


HIDDEN = "hidden"
WIDEST = 46


def as_json(value: Any) -> None:
    """One JSON value on stdout."""
    print(json.dumps(value, ensure_ascii=False, default=str))


def columns(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows under their heading, figures to the right."""
    held = [[_cell(cell) for cell in row] for row in rows]
    if not held:
        return "Nothing yet."
    widths = [max(len(line[at]) for line in [list(heading), *held]) for at in range(len(heading))]
    figures = [all(_is_figure(line[at]) for line in held) for at in range(len(heading))]
    lines = [list(heading), *held]
    return "\n".join(
        "  ".join(c.rjust(w) if f else c.ljust(w) for c, w, f in zip(line, widths, figures, strict=True)).rstrip()
        for line in lines
    )


def _cell(value: Any) -> str:
    if value is None:
        return HIDDEN
    if isinstance(value, float):
        return f"{value:.1f}"
    text = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _is_figure(text: str) -> bool:
    return text == HIDDEN or text.replace(",", "").replace(".", "").isdigit()


def table_as_dict(table: Table) -> dict[str, Any]:
    """A disclosed table for a program."""
    if table.disclosed_for is None:
        raise WrongUsage("This table has not been made safe to show.")
    return {
        "question": table.question, "out_of": table.denominator, "store_version": table.store_version,
        "disclosed_for": table.disclosed_for, "notes": list(table.notes), "rows": list(table.rows),
    }  # fmt: skip


def note(sentence: str) -> None:
    """A sentence beside the result."""
    print(sentence, file=sys.stderr)
