"""The mark of a workspace whose people and words are invented: what its demo was begun with, and whether it stands."""

import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

from goldthread.vocabulary import WorkspaceProblem
from goldthread.workspace import formats


MARK = "demo.json"
BEGUN = ".demo"
"""Written before anything else, so that a demo that was killed at once is still known for one."""
CHECKSUM = "checksum"
AGAIN = "Everything in a demo is invented: remove the folder, and run `goldthread demo` again."


class Begun(NamedTuple):
    """What a demo was begun with, and whether it stands whole."""

    today: date
    seed: int
    pieces: int
    built: bool


def stands(folder: Path) -> bool:
    """Whether a workspace is marked as invented, however damaged the mark is."""
    return any((folder / name).exists() for name in (MARK, BEGUN))


def what_is_wrong(folder: Path) -> str:
    """What is wrong with the mark, and what to do; "" where nothing is, or where this is no demo."""
    try:
        found = read(folder)
    except WorkspaceProblem as problem:
        return str(problem)
    lost = found is None and (folder / BEGUN).exists()
    return f"{MARK} is gone, or the demo was never finished. {AGAIN}" if lost else ""


def read(folder: Path) -> Begun | None:
    """What the mark says; None where there is none. Raises WorkspaceProblem for one that is not as it was written."""
    if not (folder / MARK).is_file():
        return None
    try:
        held = json.loads((folder / MARK).read_text("utf-8"))
        checksum = held.pop(CHECKSUM, _checksum(held))  # an older Goldthread wrote none
        begun = Begun(date.fromisoformat(held["today"]), int(held["seed"]), int(held["pieces"]), held["built"] is True)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        raise _damaged(folder) from None
    if checksum != _checksum(held):
        raise _damaged(folder)
    return begun


def write(folder: Path, begun: Begun) -> None:
    """Write the mark, whole or not at all."""
    held: dict[str, object] = begun._asdict() | {"today": begun.today.isoformat()}
    with formats.whole(folder / MARK) as out:
        json.dump(held | {CHECKSUM: _checksum(held)}, out)


def _checksum(held: dict[str, object]) -> str:
    return formats.checksum_of(json.dumps(held, sort_keys=True))


def _damaged(folder: Path) -> WorkspaceProblem:
    return WorkspaceProblem(
        f"{folder / MARK} is damaged. It says that this workspace is a demo, and with what it was begun.",
        AGAIN,
    )
