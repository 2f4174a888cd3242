"""Rows to mend as they wait sealed: the file's text, and keyed hashes of who told each row."""

import csv
import json
from collections.abc import Collection, Sequence
from io import StringIO

from goldthread.evidence import CopyFinder


MADE = "goldthread-mend-2 "
"""How the sealed text begins since it says who told each row; before that it was the file's text alone."""


def sealed(rows: str, whose: Sequence[tuple[str, ...]]) -> str:
    """What is sealed of a file of rows to mend."""
    return MADE + json.dumps({"rows": rows, "whose": [list(one) for one in whose]})


def rows_of(held: str) -> str:
    """The file's text of what was sealed."""
    if not held.startswith(MADE):
        return held
    rows: str = json.loads(held.removeprefix(MADE))["rows"]
    return rows


def without(held: str, withdrawn: Collection[str], told: CopyFinder) -> str | None:
    """What was sealed without the rows of people who have withdrawn, or that repeat what one of them told.

    None where no row is left, or where it does not say who told its rows: it was made by an older Goldthread.
    """
    if not held.startswith(MADE):
        return None
    kept = json.loads(held.removeprefix(MADE))
    header, *rows = csv.reader(StringIO(kept["rows"], newline=""))
    if len(kept["whose"]) != len(rows):
        return None
    gone = set(withdrawn)
    left = [
        (cells, whose)
        for cells, whose in zip(rows, kept["whose"], strict=True)
        if gone.isdisjoint(whose) and not told.repeated_in(*cells)
    ]
    if len(left) == len(rows):
        return held
    if not left:
        return None
    out = StringIO(newline="")
    csv.writer(out).writerows([header, *(cells for cells, _ in left)])
    return sealed(out.getvalue(), [tuple(whose) for _, whose in left])
