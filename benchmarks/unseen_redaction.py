"""Comments with invented identifiers, by a grammar whose author has not read the redactor: never tune on them.

    python benchmarks/unseen_redaction.py [--count 2000] [--seed 7] > FILE
    python benchmarks/unseen_redaction.py --whole > FILE
    python benchmarks/unseen_redaction.py [--whole] --counts

Prints JSON lines with `id`, `source` (the manner of writing), `text`, `spans` ({start, end, text, type}) and
`hard_negatives` ({start, end, text, kind}: words that look like identifiers and must stay). Three in ten comments hold
no identifier. The same seed gives the same text; frames are dealt like cards, so that each comes about equally often.
`--whole` prints the comments that were written by hand instead. The frames and lists are in `unseen_redaction/`.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import yaml


sys.path.insert(0, str(Path(__file__).parent))
from unseen_manners import MANNERS, Piece  # noqa: E402
from unseen_people import Person, named, person  # noqa: E402
from unseen_values import FOLDER, SLOTS, made  # noqa: E402


WORDS: dict[str, tuple[str, list[str]]] = yaml.safe_load((FOLDER / "words.yaml").read_text(encoding="utf-8"))
PEOPLE = {"staff": "STAFF_NAME", "relative": "RELATIVE_NAME", "patient": "PATIENT_NAME"}
WITHOUT = 0.3
"""The share of comments without an identifier."""
TYPES = {*PEOPLE.values(), "EMAIL", *(kind for kind, _ in SLOTS.values())}
MARK = re.compile(r"\{(?P<slot>[^{}]+)\}|\[(?P<stays>~?)(?P<label>[A-Z][A-Z0-9_]+):(?P<text>[^\]]*)\]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--whole", action="store_true", help="the comments written by hand")
    parser.add_argument("--counts", action="store_true", help="print how many there are of what, instead of comments")
    asked = parser.parse_args()
    comments = whole() if asked.whole else generated(asked.count, asked.seed)
    if asked.counts:
        print(json.dumps(counted(list(comments)), indent=2))
        return
    for comment in comments:
        print(json.dumps(comment, ensure_ascii=False))


def frames(name: str) -> list[str]:
    """The lines of a file of frames; `|` is a line break."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("|", "\n") for line in lines if line and not line.startswith("#")]


def whole() -> Iterator[dict[str, object]]:
    """Yield the comments written by hand, whose marks are in the line."""
    for number, line in enumerate(frames("whole"), start=1):
        yield comment_of(f"whole-{number:03}", "by_hand", filled(Random(number), line))


def generated(count: int, seed: int) -> Iterator[dict[str, object]]:
    """Yield so many comments."""
    for number, (manner, frame) in enumerate(chosen(count, seed), start=1):
        draw = Random(f"{seed} {number}")
        _, change, _ = MANNERS[manner]
        pieces = change(draw, filled(draw, frame, spoken=manner.startswith("dictated")))
        yield comment_of(f"unseen-{seed}-{number:05}", manner.removesuffix("_own"), pieces)


def chosen(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield the manner and the frame of each comment."""
    draw = Random(seed)
    dealt: dict[str, Iterator[str]] = {}
    shares = [share for _, _, share in MANNERS.values()]
    for manner in draw.choices(list(MANNERS), shares, k=count):
        family, _, _ = MANNERS[manner]
        name = f"{family}_{'without' if draw.random() < WITHOUT else 'with'}"
        yield manner, next(dealt.setdefault(name, deal(draw, frames(name))))


def deal(draw: Random, cards: list[str]) -> Iterator[str]:
    """The cards in chance order, again and again, each once before any comes twice."""
    while True:
        yield from draw.sample(cards, len(cards))


def filled(draw: Random, frame: str, *, spoken: bool = False) -> list[Piece]:
    """The frame's pieces. The patient's names are one person's, as are names with the same `#n`; others are new."""
    people: dict[str, Person] = {}
    used: set[str] = set()
    pieces, at = [], 0
    for mark in MARK.finditer(frame):
        pieces.append(Piece(frame[at : mark.start()]))
        at = mark.end()
        if slot := mark["slot"]:
            pieces.append(slotted(draw, slot, people, used, spoken))
        else:
            if not mark["stays"] and mark["label"] not in TYPES:
                raise ValueError(f"No type {mark['label']}: {frame}")
            pieces.append(Piece(mark["text"], mark["label"], stays=bool(mark["stays"])))
    pieces.append(Piece(frame[at:]))
    return [piece for piece in pieces if piece.text]


def slotted(draw: Random, slot: str, people: dict[str, Person], used: set[str], spoken: bool) -> Piece:
    """What a slot becomes; one that is not known raises `KeyError`."""
    first, _, form = slot.partition(" ")
    role, _, number = first.partition("#")
    if role in PEOPLE:
        if role == "patient" or number:
            whom = people.setdefault(first, person(draw))
            used.add(whom.given)
            return Piece(named(draw, whom, form), PEOPLE[role])
        return Piece(fresh(lambda: named(draw, person(draw), form), used), PEOPLE[role])
    if role == "email":
        written = people.setdefault("patient", person(draw)).email(draw)
        said = written.replace(".", " dot ").replace("@", " at ").replace("_", " underscore ")
        return Piece(said if form == "words" else written, "EMAIL")
    if role in WORDS:
        kind, words = WORDS[role]
        return Piece(fresh(lambda: str(draw.choice(words)), used), kind, stays=True)
    in_words = f"{role} words"
    return Piece(*made(draw, in_words if spoken and in_words in SLOTS and draw.random() < 0.5 else slot))


def fresh(make: Callable[[], str], used: set[str]) -> str:
    """One that the comment does not have yet, within ten tries."""
    for _ in range(10):
        text = make()
        if text not in used:
            break
    used.add(text)
    return text


def comment_of(key: str, source: str, pieces: list[Piece]) -> dict[str, object]:
    """The comment with its spans, which are checked against the text."""
    spans, stays, at = [], [], 0
    text = "".join(piece.text for piece in pieces)
    for piece in pieces:
        place = {"start": at, "end": at + len(piece.text), "text": piece.text}
        at += len(piece.text)
        if piece.label:
            (stays if piece.stays else spans).append(place | {"kind" if piece.stays else "type": piece.label})
    for span in (*spans, *stays):
        if text[span["start"] : span["end"]] != span["text"]:
            raise AssertionError(f"{key}: {span}")
    return {"id": key, "source": source, "text": text, "spans": spans, "hard_negatives": stays}


def counted(comments: list[dict]) -> dict[str, dict[str, int]]:
    """Comments, and what they hold, by manner, type and kind."""
    return {
        "comments": {"all": len(comments), "without identifiers": sum(not each["spans"] for each in comments)},
        "manners": dict(Counter(each["source"] for each in comments).most_common()),
        "types": dict(Counter(span["type"] for each in comments for span in each["spans"]).most_common()),
        "kinds": dict(Counter(span["kind"] for each in comments for span in each["hard_negatives"]).most_common()),
    }


if __name__ == "__main__":
    main()
