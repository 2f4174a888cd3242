"""Comments that we composed for rare themes: read while fitting, never while judging.

Coded comments hold some themes ten or twenty times. These sentences say each such theme in other ways. They were
written from the framework's own words, before looking at any comment, and no figure counts them.
"""

from functools import cache
from pathlib import Path

from goldthread.coding.frameworks import framework
from goldthread.coding.training.labelled import Labelled
from goldthread.vocabulary import THEMES


SENTENCES = Path(__file__).parents[1] / "definitions" / "invented" / "themes-7.txt"


def invented(labels: tuple[str, ...]) -> tuple[Labelled, ...]:
    """Invented comments, where these are the labels of the standing framework; none for anybody's own."""
    return _read() if labels == framework(THEMES).labels else ()


@cache
def _read() -> tuple[Labelled, ...]:
    """Lines of "question type|words" under "# theme; theme"."""
    made: list[Labelled] = []
    themes: tuple[str, ...] = ()
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            themes = tuple(line[2:].split("; "))
        elif line:
            asked, words = line.split("|", 1)
            made.append(Labelled(id=f"invented {len(made)} - Q1", text=words, question_type=asked, labels=themes))
    return tuple(made)
