"""What a column's heading means, by the list that non-programmers keep in headers.yaml."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from goldthread.sources.formats.opening import Cell, text_of


HERE = Path(__file__).parent


def plain(text: str) -> str:
    """A heading for comparing: lower case, letters and digits, single blanks."""
    return " ".join(re.sub(r"[^\w]+|_", " ", text.lower()).split())


@cache
def _list() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    held = yaml.safe_load((HERE / "headers.yaml").read_text(encoding="utf-8"))
    exact: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for meaning, names in held.items():
        for name in names:
            if "*" in name:
                whole = ".*".join(re.escape(plain(part)) for part in name.split("*"))
                patterns.append((re.compile(whole), meaning))
            else:
                exact.setdefault(plain(name), meaning)
    return exact, patterns


@cache
def meaning(heading: str) -> str:
    """What a heading means ("date", "words", "about:age", …), "" where the list does not know it."""
    exact, patterns = _list()
    name = plain(heading)
    if name in exact:
        return exact[name]
    return next((found for pattern, found in patterns if pattern.fullmatch(name)), "") if name else ""


def question_type(words: str) -> str:
    """The kind of question that a wording asks: what_good, could_improve or nonspecific."""
    said = plain(words)
    if re.search(r"\b(improv\w*|better|differently|change|would have helped|not so good|worse)\b", said):
        return "could_improve"
    if re.search(r"\b(good|best|well|liked?|positive\w*)\b", said):
        return "what_good"
    return "nonspecific"


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Headings told apart: blank ones get their place, repeated ones a number."""
    seen: dict[str, int] = {}
    made = []
    for place, name in enumerate(names, 1):
        name = " ".join(name.replace("\u00a0", " ").split()) or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(made)


def joined(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[str]:
    """One heading from two rows: a merged upper cell speaks for the blank ones after it."""
    width = max(len(upper), len(lower))
    above, made = "", []
    for place in range(width):
        top = text_of(upper[place]).strip() if place < len(upper) else ""
        low = text_of(lower[place]).strip() if place < len(lower) else ""
        above = top or (above if low else "")
        made.append(f"{above} {low}".strip() if low and above != low else low or top)
    return made
