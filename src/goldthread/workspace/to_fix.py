"""How many rows of each import still wait to be fixed."""

from collections.abc import Iterable, Mapping

from goldthread.evidence import LogEntry


NEVER_FIXED = ("withdrawn", "note", "repeated header")
"""Reasons for which a row is set aside that nobody puts right."""
MOST = 0.5
"""From which share of an import's rows on another file is taken as the same one, brought in again."""


def rows_to_fix(newest_first: Iterable[LogEntry]) -> dict[str, int]:
    """Rows that wait, by the import that set them aside; none where none do.

    They wait no longer once they came in again: as a file of rows to fix, which names its import, or with the whole
    file, most of whose rows were then duplicates. What is still wrong waits under the later import.
    Takes: imports that stand.
    """
    left: dict[str, int] = {}
    kept: dict[str, int] = {}
    seen: dict[str, str] = {}
    for line in reversed(list(newest_first)):
        told, digest = line.account, line.account.get("file_digest", "")
        again = seen.get(digest, "") if digest else ""
        for batch, rows in _numbers(told, "mended").items() if not again else ():
            left[batch] = max(0, left.get(batch, 0) - rows)
        whole = [one for one, rows in _numbers(told, "rested_on").items() if rows >= MOST * kept.get(one, 0) > 0]
        for batch in (*whole, again):
            left.pop(batch, None)
        reasons = _numbers(told, "reasons")
        left[line.batch] = told.get("set_aside", 0) - sum(reasons.get(one, 0) for one in NEVER_FIXED)
        kept[line.batch] = told.get("kept", 0)
        seen[digest] = line.batch
    return {batch: rows for batch, rows in left.items() if rows and batch in kept}


def _numbers(told: Mapping[str, object], name: str) -> dict[str, int]:
    held = told.get(name)
    return held if isinstance(held, dict) else {}
