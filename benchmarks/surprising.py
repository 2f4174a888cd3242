"""What becomes of surprising comments: language, identities, marks and concerns, the whole way, as a page of figures.

    python benchmarks/surprising.py [--write]

Prints the page, or with --write writes it to docs/models/surprising.md. All comments are invented
(tests/samples/surprising.yaml).
"""

import argparse
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from goldthread import coding
from goldthread.deidentify import Redactor, deidentify
from goldthread.vocabulary import FEELINGS, SENTIMENT, THEMES, Code, Feedback, Identity
from goldthread.vocabulary.raw import RawFeedback


ROOT = Path(__file__).resolve().parent.parent
SAMPLE, PAGE = ROOT / "tests" / "samples" / "surprising.yaml", ROOT / "docs" / "models" / "surprising.md"
SAID = {"1": "very positive", "2": "positive", "3": "neutral or mixed", "4": "negative", "5": "very negative"}


@dataclass(frozen=True)
class Handled:
    """One comment and what became of it."""

    text: str
    wants: str
    feedback: Feedback
    codes: tuple[Code, ...]

    def labels(self, framework: str) -> list[str]:
        return [code.label for code in self.codes if code.framework == framework]


def handled(held: dict[str, Any]) -> list[Handled]:
    """Every comment of one kind, run the whole way."""
    texts = [" ".join([one["text"]] * held.get("repeat", 1)) for one in held["comments"]]
    raws = [RawFeedback(text=text, question="How was your experience?", service="Wards") for text in texts]
    ids = [
        Identity(id=key, respondent=key, fingerprint=key, batch="0" * 16, row=n, kind="invented", issuer="XWR")
        for n, key in enumerate(f"{at:032x}" for at in range(len(raws)))
    ]
    pieces = deidentify(raws, ids, Redactor())
    marks = coding.open().code(pieces)
    return [
        Handled(text, one.get("wants", ""), piece, codes)
        for text, one, piece, codes in zip(texts, held["comments"], pieces, marks, strict=True)
    ]


def page() -> str:
    """The page: one section for each kind."""
    every = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    lines = [
        "# Surprising comments",
        "",
        "Twenty of each kind, all invented by us, run the whole way: language, identities, marks. Written by",
        f"`python benchmarks/surprising.py --write`; coder {coding.open().version}, redactor {Redactor.version}.",
        "",
    ]
    for kind, held in every.items():
        began = time.process_time()
        found = handled(held)
        spent = time.process_time() - began
        lines += [f"## {kind.replace('_', ' ').capitalize()}", "", f"Hoped for: {held['expect']}.", ""]
        lines += [f"- {sentence}" for sentence in SUMMARIES[kind](found, spent)] + [""]
        lines += TABLES.get(kind, table)(found) + [""]
    return "\n".join(lines).rstrip() + "\n"


def misspelt(found: list[Handled], spent: float) -> list[str]:
    right = sum(one.wants in one.labels(THEMES) for one in found)
    return [f"The theme that a reader would give was among those suggested in {right} of {len(found)}."]


def sarcastic(found: list[Handled], spent: float) -> list[str]:
    felt = Counter((one.labels(SENTIMENT) or ["none"])[0] for one in found)
    wrong = felt["1"] + felt["2"]
    return [
        f"As positive {wrong} of {len(found)} were read, as mixed {felt['3']}, as negative {felt['4'] + felt['5']}.",
        "Software does not understand sarcasm. Where it is right, it leaned on other words. Read the words.",
    ]


def mixed(found: list[Handled], spent: float) -> list[str]:
    several = sum(len(one.labels(THEMES)) > 1 for one in found)
    middle = sum(one.labels(SENTIMENT) == ["3"] for one in found)
    return [
        f"{several} of {len(found)} got more than one theme; {middle} were read as neutral or mixed overall.",
        "The rest were read by the louder half.",
    ]


def other_languages(found: list[Handled], spent: float) -> list[str]:
    held = [one for one in found if one.feedback.answered == "withheld"]
    silent = [one for one in found if one.codes and not one.feedback.unsure]
    return [
        f"{len(held)} of {len(found)} were known as another language: set aside as rows to mend, not coded, not kept.",
        f"{len(found) - len(held) - len(silent)} were not surely another language: read as English and marked unsure.",
        f"{len(silent)} were coded in silence.",
    ]


def very_long(found: list[Handled], spent: float) -> list[str]:
    letters = sum(len(one.text) for one in found)
    return [
        f"{letters // len(found):,} letters each, read in {1000 * spent / len(found):.0f} ms of processor time each.",
        "A test holds the time to the length: four times as long takes about four times as much.",
        f"What is said again is read once, and from 150 words on an answer is read in parts: {many(found)}.",
    ]


def many(found: list[Handled]) -> str:
    counts = [len(one.labels(THEMES)) for one in found]
    return f"{sum(counts) / len(counts):.1f} themes each, {max(counts)} at most"


def only_emoji(found: list[Handled], spent: float) -> list[str]:
    kinds = Counter(label for one in found for label in one.labels(THEMES))
    told = ", ".join(f"{label} ({n})" for label, n in kinds.most_common()) or "none"
    return [f"Themes suggested: {told}. How it felt overall is left open; some pictures show a feeling."]


SUMMARIES = {
    "misspelt": misspelt,
    "sarcastic": sarcastic,
    "mixed": mixed,
    "other_languages": other_languages,
    "very_long": very_long,
    "only_emoji": only_emoji,
}


def table(found: list[Handled]) -> list[str]:
    rows = ["| comment | themes | overall | feelings |", "|---|---|---|---|"]
    for one in found:
        shown = one.text if len(one.text) < 90 else one.text[:60] + " …"
        felt = SAID.get((one.labels(SENTIMENT) or [""])[0], "–")
        named = "; ".join(one.labels(THEMES)) or "–"
        feelings = ", ".join(label.replace("_", " ") for label in one.labels(FEELINGS)) or "–"
        rows.append(f"| {shown.replace('|', '/')} | {named} | {felt} | {feelings} |")
    return rows


def languages(found: list[Handled]) -> list[str]:
    rows = ["| comment | language | what became of it |", "|---|---|---|"]
    for one in found:
        away = one.feedback.answered == "withheld"
        became = "set aside" if away else "read as English, marked unsure" if one.feedback.unsure else "coded"
        rows.append(f"| {one.text} | {one.feedback.language or '–'} | {became} |")
    return rows


TABLES = {"other_languages": languages}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page())


if __name__ == "__main__":
    main()
