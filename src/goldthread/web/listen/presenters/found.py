"""How well a file was understood: its kind, and from how many rows words, dates, places and scores could be read."""

from collections.abc import Sequence

from goldthread.intake import FoundPart


NAMES = {
    "kind": "Kind of file",
    "words": "What people wrote",
    "date": "Date",
    "place": "Where care was given",
    "score": "Score",
}


def parts_found(found: Sequence[FoundPart]) -> list[dict[str, str]]:
    """Each thing that was looked for, with its percentage and what that is of."""
    return [{"name": NAMES[one.part], "percent": f"{one.percent}%", "said": _said(one)} for one in found]


def _said(one: FoundPart) -> str:
    if one.part == "kind":
        return "how sure we are"
    return f"{one.rows:,} of {one.of:,} {'row' if one.of == 1 else 'rows'}"


__all__ = ["parts_found"]
