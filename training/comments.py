"""Comments as the encoder reads them: word pieces, question, score, service; and its vocabulary."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from goldthread.coding.features.metadata import QUESTION_TYPES, SCORES, circumstances
from goldthread.coding.features.wordpiece import WordPieceTokenizer
from goldthread.coding.models.encoder import LONGEST, VOCABULARY
from goldthread.coding.training.labelled import Labelled, read_labelled


COMMON = 8_000
"""Word pieces that stay whatever the comments hold, the base model's most frequent."""

LEAST = 3
"""People who must have used any other word piece."""

ALIKE = 30
"""Comments with the same words, question and labels that one pass reads at most."""


@dataclass(frozen=True, eq=False)
class Read:
    """Comments in numbers: pieces of each with question first and score last, service of each."""

    pieces: list[np.ndarray]
    service: np.ndarray


def sorted_rows(path: Path) -> list[dict[str, str]]:
    """Comments that the Nottinghamshire trust sorted under its own headings, each text once per heading."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if len(row["comment_txt"].strip()) > 3]
    made = {(r["comment_txt"].lower().strip(), r["comment_type"], r["category"]): r for r in rows}
    return [row for row in made.values() if row["category"] or row["super_category"]]


def small_vocabulary(base: Path, texts: Sequence[tuple[str, str]], out: Path) -> list[int]:
    """Write the word pieces that English feedback uses; give their rows in the base model.

    Takes: `texts`, each with who wrote it.
    """
    known = WordPieceTokenizer(base / "vocab.txt")
    who: dict[int, set[str]] = defaultdict(set)
    for text, author in texts:
        for piece in known.token_ids(text, len(text)):
            if len(who[piece]) < LEAST:
                who[piece].add(author)
    kept, common = [], 0
    for at, token in enumerate((base / "vocab.txt").read_text(encoding="utf-8").split()):
        plain = token.removeprefix("##")
        common += plain.isalpha() and len(plain) > 1 and token.isascii()
        special = token in ("[UNK]", "[PAD]")
        if special or (token.isascii() and (len(plain) == 1 or (plain.isalnum() and common <= COMMON))):
            kept.append((token, at))
        elif len(who[at]) >= LEAST and not token.startswith("["):
            kept.append((token, at))
    out.mkdir(parents=True, exist_ok=True)
    (out / VOCABULARY).write_text("".join(token + "\n" for token, _ in kept), encoding="utf-8")
    return [at for _, at in kept]


def numbered(
    speller: WordPieceTokenizer, texts: Sequence[str], told: Sequence[tuple[str, str, str]], services: Sequence[str]
) -> Read:
    """Comments with their circumstances (question type, score, service) as numbers."""
    size = len(speller)
    pieces = []
    for text, (question, score, _) in zip(texts, told, strict=True):
        first = size + (QUESTION_TYPES.index(question) + 1 if question else 0)
        last = size + 4 + (SCORES.index(score) + 1 if score else 0)
        pieces.append(np.array([first, *speller.token_ids(text, LONGEST), last], np.int64))
    at = {name: number + 1 for number, name in enumerate(services)}
    return Read(pieces, np.array([at.get(service, 0) for _, _, service in told], np.int64))


def labelled_rows(path: Path) -> list[Labelled]:
    """Coded comments that hold words."""
    return [row for row in read_labelled(path) if row.text.strip()]


def told_of(rows: Sequence[Labelled]) -> list[tuple[str, str, str]]:
    """Circumstances of coded comments, as the fast coder takes them."""
    return [circumstances(row) for row in rows]


def not_too_many(rows: Sequence[Labelled]) -> np.ndarray:
    """Which comments training reads: of exactly equal ones only so many."""
    seen: Counter[tuple[object, ...]] = Counter()
    kept = []
    for at, row in enumerate(rows):
        key = (row.text.lower().strip(), row.question_type, row.labels)
        seen[key] += 1
        if seen[key] <= ALIKE:
            kept.append(at)
    return np.array(kept)


def batches(lengths: np.ndarray, size: int, dice: np.random.Generator) -> Iterator[np.ndarray]:
    """Batches of comments of about one length, in chance order."""
    order = np.argsort(lengths + dice.uniform(-2, 2, len(lengths)), kind="stable")
    parts = [order[at : at + size] for at in range(0, len(order), size)]
    for at in dice.permutation(len(parts)):
        yield parts[at]
