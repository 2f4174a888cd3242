"""The example room (tests/samples/example_room), put into a copy of the source: its folder and one line."""

import re
import shutil
from pathlib import Path


SAMPLE = Path(__file__).parents[1] / "samples" / "example_room"
FOLDER = Path("src") / "goldthread" / "example_room"
LIST = Path("src") / "goldthread" / "rooms.py"
LINE = '    "example_room",\n'


def listed(text: str) -> str:
    """The list of rooms with this one as its last, whichever rooms are there."""
    return re.sub(r"(ROOMS = \([^)]*)\)", rf"\1{LINE})", text)


def bring(copy: Path) -> None:
    """Put the room's folder into a copy."""
    shutil.copytree(SAMPLE, copy / FOLDER, ignore=shutil.ignore_patterns("__pycache__"))
