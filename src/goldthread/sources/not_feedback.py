"""Tables known by their headings or shape that are not patient feedback, or not read yet, with the true reason."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from goldthread.sources.headings import as_pattern, plain
from goldthread.vocabulary import NotEvidence, UnreadableFile


LABELS = re.compile(r"\d{1,2}(,\d{1,2})*")
SHORT_ID = re.compile(r"[a-z0-9]{6,8}")
CODE = re.compile(r"[A-Z0-9]{3,8}")
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")
HEADINGS = 12


@cache
def _known() -> list[dict[str, Any]]:
    held = yaml.safe_load((Path(__file__).parent / "unread.yaml").read_text(encoding="utf-8"))
    parts = ("all", "any", "many")
    return [
        {"name": one["name"], "no": one["evidence"] == "no", "do": one.get("do", "")}
        | {part: [as_pattern(str(name)) for name in one.get(part, [])] for part in parts}
        for one in held
    ]


def recognise(first: Sequence[Sequence[str]], header: Sequence[str] = ()) -> UnreadableFile | None:
    """Why a table is not read, by its header and its first rows; None where nothing speaks against it.

    Gives: NotEvidence for what is readable but is not patient feedback, UnreadableFile for what is not read yet.
    """
    for row in (header, *first[:HEADINGS]):
        headings = {plain(cell) for cell in row if cell}
        for one in _known():
            if _matches(one, headings):
                return _refusal(one)
    if found := _by_shape(first):
        return NotEvidence(f"This looks like {found}; it is not patient feedback.", "It is not taken as evidence.")
    if any(_is_rule(row) for row in first):
        return UnreadableFile("This is running text (Markdown), not a table.", "Export the data as CSV or Excel.")
    return None


def _refusal(one: dict[str, Any]) -> UnreadableFile:
    if one["no"]:
        return NotEvidence(
            f"This looks like {one['name']}; it is not patient feedback.", one["do"] or "It is not taken as evidence."
        )
    return UnreadableFile(
        f"This looks like {one['name']}; Goldthread does not read this kind yet.",
        one["do"] or "If it holds comments, export them as a table with one column of words.",
    )


def _matches(one: dict[str, Any], headings: set[str]) -> bool:
    def there(pattern: re.Pattern[str]) -> bool:
        return any(pattern.fullmatch(heading) for heading in headings)

    if not one["all"] and not one["any"] and not one["many"]:
        return False
    return (
        all(there(pattern) for pattern in one["all"])
        and (not one["any"] or any(there(pattern) for pattern in one["any"]))
        and (not one["many"] or sum(there(pattern) for pattern in one["many"]) >= 3)
    )


def _by_shape(first: Sequence[Sequence[str]]) -> str:
    """What a table without telling headings is, by what stands in its columns."""
    rows = [row for row in first if any(cell.strip() for cell in row)]
    if len(rows) < 3:
        return ""
    if _share(rows, _is_labelled_post) > 0.8:
        return "social-media comments with emotion labels, made for training software"
    if {"topic", "views", "voters"} <= {plain(row[0]) for row in rows if row}:
        return "the summary of an online deliberation (Polis)"
    if _share(rows, _is_organisation) > 0.8:
        return "a list of organisations (codes, names, addresses)"
    return ""


def _share(rows: Sequence[Sequence[str]], is_one: Any) -> float:
    return sum(bool(is_one(row)) for row in rows) / len(rows)


def _is_labelled_post(row: Sequence[str]) -> bool:
    """Text, one or more label numbers, a short id, and nothing else."""
    return len(row) == 3 and bool(LABELS.fullmatch(row[1].strip()) and SHORT_ID.fullmatch(row[2].strip()))


def _is_rule(row: Sequence[str]) -> bool:
    """The rule under the header of a table in Markdown."""
    return len(row) > 2 and all(re.fullmatch(r":?-{2,}:?|", cell.strip()) for cell in row) and any(map(str.strip, row))


def _is_organisation(row: Sequence[str]) -> bool:
    """A code, a name, then an address with its postcode; no words of anybody."""
    cells = [cell.strip() for cell in row]
    if any(len(cell.split()) > 8 for cell in cells):
        return False  # somebody wrote here
    coded = len(cells) > 5 and CODE.fullmatch(cells[0])
    return bool(
        coded and cells[1] and any(POSTCODE.fullmatch(cell) for cell in cells[2:]) and max(map(len, cells)) < 120
    )


__all__ = ["recognise"]
