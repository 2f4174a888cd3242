"""How well a coder agrees with people: counts of right, missed and wrong marks, label by label."""

from pathlib import Path
from typing import Any

from goldthread.coding.coder import open as open_coder
from goldthread.coding.labelled import read_labelled
from goldthread.vocabulary import THEMES


def evaluate(source: Path, model: Path | None = None) -> dict[str, Any]:
    """Agreement of a coder's themes with a labelled file.

    Takes: a CSV as `train` reads it. Gives: micro and macro F1 over the labels that occur, and F1 by label.
    Raises: UnreadableFile, NotAModel.
    """
    rows = [row for row in read_labelled(source) if row.labels]
    coded = open_coder(model).code(rows)
    counts: dict[str, list[int]] = {}
    for row, marks in zip(rows, coded, strict=True):
        given = {mark.label for mark in marks if mark.framework == THEMES}
        for label in given | set(row.labels):
            tally = counts.setdefault(label, [0, 0, 0])
            tally[0 if label in given and label in row.labels else 1 if label in row.labels else 2] += 1
    found = {label: 2 * a / (2 * a + b + c) for label, (a, b, c) in sorted(counts.items())}
    right, missed, wrong = (sum(tally[at] for tally in counts.values()) for at in range(3))
    return {
        "comments": len(rows),
        "micro_f1": 2 * right / max(2 * right + missed + wrong, 1),
        "macro_f1": sum(found.values()) / max(len(found), 1),
        "labels": found,
    }
