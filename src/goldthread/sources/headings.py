"""What a column's heading means, by the list that non-programmers keep in headers.yaml."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import yaml

from goldthread.sources.formats.sheet import Cell, text_of
from goldthread.vocabulary import about_people
from goldthread.vocabulary.suggestions import asks_for_suggestions


HERE = Path(__file__).parent
IMPROVE = re.compile(
    r"\b(improv\w*|better|differently|change\w*|would have helped|not so good|wors[et]\w*|even better|disliked?|bad"
    r"|went wrong|(get|got|did|do|done) wrong|not (go|work)( so)? well|do more of|negatives?"
    r"|(not|[a-z]+n t|least|dis) ?(you )?(like|enjoy)(ed|d)?)\b"
)
GOOD = re.compile(
    r"\b((get|got|did|do|done) right|good|best|well|liked?|enjoy\w*|positives?|praise|helped|pleased|thank\w*)\b"
)
WHAT_IT_WAS_LIKE = re.compile(
    r"\bwhat (?:was|is|were|are|has|have)\b.*(?<!you )\blike\b(?! (?:best|most|least))|\b(?:feel|felt) like\b"
)
"""Asks for an account of something, not for what was liked: what was your visit like?"""
LEADING = re.compile(r"^(part \d+ )?(q(uestion)? ?\d+[a-z]?|\d{1,2}[a-z]?) (?=[a-z])")
ASKED_OPENLY = ("open ended response", "open ended text")
"""What stands in a second row of headings where a question is answered in words, with “response” beside it."""
TWICE = re.compile(r"(.+) \1")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
WRAPPED = re.compile(r"(?:complaint|pals|case)s?\b[^(]*\((.+)\)\s*$", re.I)
RETURNS = re.compile(r"\((?:KO41(?:\([AB]\))?|complaint)\)\s*$", re.I)
NEUTRAL = re.compile(
    r"\b(good or bad|good and bad|best and worst|positive (or|and) negative|why|reasons?|tell us about|anything else"
    r"|any other|would like to (tell|say|add|share|comment))\b"
)


def plain(text: str) -> str:
    """A heading for comparing: lower case, letters and digits, single blanks."""
    return " ".join(re.sub(r"[^\w]+|_", " ", text.lower()).split())


@cache
def _lists() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]], tuple[re.Pattern[str], ...]]:
    held = yaml.safe_load((HERE / "headers.yaml").read_text(encoding="utf-8"))
    contrary = tuple(as_pattern(name) for name in held.pop("contrary"))
    held |= {f"about:{name}": names for name, names in about_people.headings().items()}
    exact: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for meaning, names in held.items():
        for name in map(str, names):
            if "*" in name:
                patterns.append((as_pattern(name), meaning))
            else:
                exact.setdefault(plain(name), meaning)
    return exact, patterns, contrary


def as_pattern(name: str) -> re.Pattern[str]:
    """A name as the lists write it: `*` stands for anything."""
    return re.compile(".*".join(re.escape(plain(part)) for part in name.split("*")))


@cache
def meaning(heading: str) -> str:
    """What a heading means ("date", "words", "about:age", …), "" where the list does not know it."""
    found = _listed(plain(heading)) or _listed(plain(HUMP.sub(" ", heading)))
    return found if found or (bare := unwrapped(heading)) == heading else _listed(plain(bare))


def unwrapped(heading: str) -> str:
    """A heading without the screen of a case system before it, and without the return that its values are for.

    `Complaint - Logging (Gender (KO41))` is `Gender`.
    """
    found = WRAPPED.match(heading.strip())
    return RETURNS.sub("", found.group(1) if found else heading).strip()


def _listed(name: str) -> str:
    exact, patterns, _ = _lists()
    name = LEADING.sub("", name) or name
    name = twice[1] if (twice := TWICE.fullmatch(name)) else name
    for said in (name, name.rstrip("0123456789 "), re.sub(r" (n|txt|text|desc|description)$", "", name)):
        if said in exact:
            return exact[said]
    fitting = [found for pattern, found in patterns if pattern.fullmatch(name)] if name else []
    return "ignore" if "ignore" in fitting else fitting[0] if fitting else ""


def contrary(heading: str) -> bool:
    """Whether a heading belongs to tables of other things than care: shops, courses, elections."""
    return any(pattern.fullmatch(plain(heading)) for pattern in _lists()[2])


@lru_cache(maxsize=4096)
def question_type(words: str) -> str:
    """The kind of question that a wording asks: what_good, could_improve or nonspecific."""
    said = plain(words)
    if asks_for_suggestions(words):
        return "could_improve"
    if WHAT_IT_WAS_LIKE.search(said):
        said = re.sub(r"\blike\b", "", said)
    improve, good = bool(IMPROVE.search(said)), bool(GOOD.search(said))
    if NEUTRAL.search(said) and (improve == good or not re.search(r"\b(improv\w*|better)\b", said)):
        return "nonspecific"
    return "could_improve" if improve else "what_good" if good else "nonspecific"


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Headings told apart: blank ones get their place, repeated ones a number."""
    taken: set[str] = set()
    made = []
    for place, name in enumerate(names, 1):
        base = name = " ".join(name.split()) or f"column {place}"
        n = 1
        while name in taken:
            n += 1
            name = f"{base} ({n})"
        taken.add(name)
        made.append(name)
    return tuple(made)


def unnamed(heading: str) -> bool:
    """Whether a column has no heading but the one that says its place."""
    return re.fullmatch(r"column \d+", heading) is not None


def joined(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[str]:
    """One heading from two rows: a merged upper cell speaks for the blank ones after it."""
    width = max(len(upper), len(lower))
    above, made = "", []
    for place in range(width):
        top = text_of(upper[place]).strip() if place < len(upper) else ""
        low = text_of(lower[place]).strip() if place < len(lower) else ""
        above = top or (above if low else "")
        low = "" if plain(low) in ASKED_OPENLY or (plain(low) == "response" and above) else low
        made.append(f"{above} {low}".strip() if low and above != low else low or top)
    return made
