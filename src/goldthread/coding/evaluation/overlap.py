"""Whether a file holds comments that a model learned from, so that figures on it are not taken for more than they are.

A model keeps 64 hashes of its training comments with their ids: enough to know the file again, nothing to read.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from goldthread.coding.models.model import NotAModel


FILE = "seen.json"
KEPT = 64


class Identified(Protocol):
    """A comment with its id."""

    @property
    def id(self) -> str:
        """The id."""
        ...

    @property
    def text(self) -> str:
        """The words."""
        ...


def hashes(rows: Sequence[Identified]) -> list[str]:
    """One hash for each comment with its id."""
    return [
        hashlib.blake2b(f"{row.id}\x1f{row.text}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        for row in rows
    ]


def note_seen(rows: Sequence[Identified], folder: Path) -> None:
    """Write the smallest hashes of what a model learned from. Raises NotAModel where the folder cannot be written."""
    try:
        (folder / FILE).write_text(json.dumps(sorted(set(hashes(rows)))[:KEPT], indent=0) + "\n", encoding="utf-8")
    except OSError as error:
        raise NotAModel(f"The model's notes cannot be written to {folder}: {error.strerror}.") from None


def share_seen(rows: Sequence[Identified], folder: Path) -> float | None:
    """About which share of a model's training comments are in these; None where the model does not say."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return len(set(kept) & set(hashes(rows))) / len(kept) if kept else None


def sentence(share: float | None) -> str:
    """What to say about it; empty where nothing of the file was seen."""
    if share is None:
        return "This model does not say what it learned from: make sure that it was not this file."
    if share:
        return (
            f"WARNING: about {share:.0%} of what this model learned from is in this file. On comments that it has "
            "seen a model looks better than it is: these figures mean little. Cross-validate with --folds 5."
        )
    return ""
