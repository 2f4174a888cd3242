"""Results as people read them: plain aligned columns that fit 80 characters and a screen reader."""

import json
import sys
from collections.abc import Iterable, Sequence

from goldthread.vocabulary import Table, WrongUsage, marking, only_text


HIDDEN, UNSAID = "few", "–"
"""A shared count that is not shown; a share of too few to say."""
WIDEST = 46
NARROWEST = 16
SCREEN = 80
GAP = 2


def as_json(value: object) -> None:
    """One JSON value on stdout; what a terminal would obey is written as JSON's own escapes, which read as the same."""
    told = json.dumps(value, ensure_ascii=False, default=str)
    print(only_text.HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], told))


def columns(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under their heading, figures to the right; on a screen, and only there, the widest words are cut to fit."""
    on_screen = sys.stdout.isatty()
    held = [[_cell(cell, on_screen) for cell in row] for row in rows]
    if not held:
        return "Nothing yet."
    figures = [all(_is_figure(line[at]) for line in held) for at in range(len(heading))]
    lines = [list(heading), *held]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heading))]
    widths = _widths(widths, figures) if on_screen else widths
    return "\n".join(
        (" " * GAP)
        .join(c.rjust(w) if f else _cut(c, w).ljust(w) for c, w, f in zip(line, widths, figures, strict=True))
        .rstrip()
        for line in lines
    )


def _widths(wanted: list[int], figures: list[bool]) -> list[int]:
    """Widths that fit a screen: words give way, figures never do."""
    widths = list(wanted)
    while sum(widths) + GAP * (len(widths) - 1) > SCREEN:
        widest = max((w for w, f in zip(widths, figures, strict=True) if not f), default=0)
        if widest <= NARROWEST:
            break
        widths[next(at for at, w in enumerate(widths) if w == widest and not figures[at])] -= 1
    return widths


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _cell(value: object, on_screen: bool) -> str:
    if value is None:
        return HIDDEN
    if isinstance(value, float):
        return f"{value:.1f}"
    text = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return _cut(text, WIDEST) if on_screen else text


def _is_figure(text: str) -> bool:
    return text in (HIDDEN, UNSAID) or text.replace(",", "").replace(".", "").isdigit()


def table_as_dict(table: Table, who: str = "") -> dict[str, object]:
    """A disclosed table for a program; `who` names its readers where it may not be passed on."""
    if table.disclosed_for is None:
        raise WrongUsage("This table has not been made safe to show.")
    return {
        "question": table.question,
        "out_of": table.denominator,
        "store_version": table.store_version,
        "disclosed_for": table.disclosed_for,
        "for": marking.field(kept_for(table, who)),
        "exact": bool(table.asked.get("exact")),
        "at_least": bool(table.asked.get("at_least")),
        "notes": list(table.notes),
        "columns": [*table.keys, *table.figures],
        "rows": list(table.rows),
    }


def kept_for(table: Table, who: str = "") -> str:
    """Who alone a table is for, "" where it holds shared figures alone."""
    return marking.kept_for(table.disclosed_for, shared=bool(table.asked.get("shared")), who=who)


def answering(question: str) -> str:
    """The question before the words that answer it; "" where the file gives none."""
    return f"{question} " if question else ""


def note(sentence: str) -> None:
    """A sentence beside the result."""
    print(sentence, file=sys.stderr)
