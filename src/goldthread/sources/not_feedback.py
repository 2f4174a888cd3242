"""Tables known by their headings that are not patient feedback, or not read yet: refused with the true reason."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from goldthread.sources.headings import plain
from goldthread.sources.heads import Head
from goldthread.vocabulary import NotEvidence, UnreadableFile


LABELS = re.compile(r"\d{1,2}(,\d{1,2})*")
SHORT_ID = re.compile(r"[a-z0-9]{6,8}")


@cache
def _known() -> list[dict[str, Any]]:
    held = yaml.safe_load((Path(__file__).parent / "unread.yaml").read_text(encoding="utf-8"))
    return [
        {"name": one["name"], "no": one["evidence"] == "no"}
        | {part: [_pattern(name) for name in one.get(part, [])] for part in ("all", "any")}
        for one in held
    ]


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(plain(part)) for part in name.split("*")))


def refuse(head: Head | None, first: list[list[str]]) -> None:
    """Raises NotEvidence or UnreadableFile where a table is known not to be readable feedback."""
    if _is_labelled_social_media(first):
        raise NotEvidence(
            "This looks like social-media comments labelled for training; it is not patient feedback.",
            "It cannot be imported as evidence.",
        )
    if _is_key_and_value(first):
        raise NotEvidence("This is the summary of an online conversation; it is not patient feedback.")
    if head is None:
        return
    headings = [plain(heading) for heading in head.header]
    for one in _known():
        if _matches(one, headings):
            if one["no"]:
                raise NotEvidence(f"This is {one['name']}; it is not patient feedback.")
            raise UnreadableFile(
                f"This is {one['name']}; Goldthread does not read those yet.",
                "If it holds comments, export them as a table with one column of words.",
            )


def _matches(one: dict[str, Any], headings: list[str]) -> bool:
    def there(pattern: re.Pattern[str]) -> bool:
        return any(pattern.fullmatch(heading) for heading in headings)

    every = all(there(pattern) for pattern in one["all"])
    return every and (not one["any"] or any(there(pattern) for pattern in one["any"]))


def _is_labelled_social_media(first: list[list[str]]) -> bool:
    three = [row for row in first if len(row) == 3]
    if len(three) < 3 or len(three) < 0.9 * len(first):
        return False
    fits = [bool(LABELS.fullmatch(row[1].strip()) and SHORT_ID.fullmatch(row[2].strip())) for row in three]
    return sum(fits) > 0.9 * len(fits)


def _is_key_and_value(first: list[list[str]]) -> bool:
    keys = {plain(row[0]) for row in first if row}
    return {"topic", "views", "voters"} <= keys
