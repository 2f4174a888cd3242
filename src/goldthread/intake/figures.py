"""How well the redactor does on a file whose identifiers are known."""

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from goldthread.coding.evaluation.agreement import share
from goldthread.deidentify.agreement import AnnotatedComment, RedactionTally
from goldthread.intake.working import redactor
from goldthread.vocabulary import UnreadableFile


AT_ONCE = 2_000
SHARES = {
    "recall": ("recall", "identifiers"),
    "names_recall": ("names_recall", "names"),
    "patterned_recall": ("patterned_recall", "patterned"),
    "precision": ("precision", "words_removed"),
    "hard_negatives_touched": ("hard_negatives_touched", "look_alikes"),
    "over_redaction": ("over_redaction", "other_words"),
}


def holds_identifiers(source: Path) -> bool:
    """Whether a file holds JSON lines of comments with spans."""
    try:
        with source.open(encoding="utf-8-sig") as lines:
            first = next((line for line in lines if line.strip()), "")
        found = json.loads(first)
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "spans" in found and "text" in found


def redaction_figures(source: Path) -> dict[str, Any]:
    """Recall, precision and harm of the redactor on JSON lines of {id, text, spans, hard_negatives}.

    Gives percentages, and beside them intervals (Wilson, 95 %). Raises: UnreadableFile naming the line that is wrong.
    """
    tally, used = RedactionTally(), redactor()
    try:
        with source.open(encoding="utf-8-sig") as lines:
            comments = _comments(lines)
            while some := list(islice(comments, AT_ONCE)):
                for known, done in zip(some, used.redact([one.text for one in some]), strict=True):
                    tally.add(known, [(span.start, span.end) for span in done.spans])
    except UnicodeDecodeError:
        raise UnreadableFile(f"{source.name} is not UTF-8 text.", "Save it as UTF-8 and try again.") from None
    found = tally.figures()
    intervals = {}
    for name, (figure, of) in SHARES.items():
        if found[figure] is not None:
            held = share(round(found[figure] * found[of] / 100), found[of])
            intervals[name] = [round(100 * held["lo"], 1), round(100 * held["hi"], 1)]
    return {"model": used.version, "how": "model"} | found | {"intervals": intervals}


def _comments(lines: Iterable[str]) -> Iterable[AnnotatedComment]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                held = json.loads(line)
                text = _text(held["text"])
                spans = tuple(_stretch(one, "type", text) for one in held["spans"])
                yield AnnotatedComment(
                    text, spans, tuple(_stretch(one, "kind", text) for one in held.get("hard_negatives") or ())
                )
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                raise UnreadableFile(
                    f"Line {number} does not hold a text with its identifiers.",
                    "Each line is {id, text, spans: [{start, end, type}]}, with start and end inside the text.",
                ) from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _stretch(one: dict[str, Any], name: str, text: str) -> tuple[int, int, str]:
    start, end = one["start"], one["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise ValueError
    return start, end, str(one[name])
