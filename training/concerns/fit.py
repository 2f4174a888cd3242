"""Fits what finds concerns told in roundabout words, from invented sentences (sentences.yaml beside this file).

    python training/concerns/fit.py --base DIR --labelled DEV.csv --out MODEL_DIR

`--base` is the folder of all-MiniLM-L6-v2 as published: words that the sentences do not hold are scored by how like
they are to those that do. Comments of DEV.csv, less those that phrases flag, show how nothing of the kind sounds, and
what the demo's grammar composes (ordinary.py) how wards, clinics and carers speak of ordinary things; no word is
learned from either. The figures it prints are of sentences, and comments of people, left out of fitting.
"""

import argparse
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import yaml
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression


HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from network import WIDTH, from_base  # noqa: E402
from ordinary import ordinary_sentences  # noqa: E402

from goldthread.coding.concerns.classifier import sentences  # noqa: E402
from goldthread.coding.concerns.finding import OTHER_WORDS, finder  # noqa: E402
from goldthread.coding.features.wordpiece import WordPieceTokenizer  # noqa: E402
from goldthread.coding.features.words import pairs, piece_counts, words  # noqa: E402
from goldthread.coding.models.encoder import COMMITTED as ENCODER  # noqa: E402
from goldthread.coding.models.encoder import VOCABULARY  # noqa: E402
from goldthread.coding.models.model import Model, save  # noqa: E402
from goldthread.coding.models.scoring import Weights  # noqa: E402
from goldthread.coding.training.labelled import read_labelled  # noqa: E402


SAMPLES = HERE.parents[1] / "tests" / "samples" / "concerns.yaml"
KINDS = tuple(one.key for one in finder().concerns)
FOLDS, LEAST, STRENGTH = 5, 2, 30.0
ORDINARY = 0.4
"""What a sentence of a comment weighs beside an invented or composed one."""
NOTICE = (
    "Scores of words rest on sentence-transformers/all-MiniLM-L6-v2 (Apache License 2.0; a copy is beside the accurate "
    "coder). Sentences invented by us; comments under the MIT licence, Copyright (c) 2021 NHS England, show what is no "
    "concern, and give no word."
)


def vectors(base: Path, known: list[str]) -> np.ndarray:
    """Each word alone through the encoder, less the mean, of length 1."""
    speller = WordPieceTokenizer(base / "vocab.txt")
    lines = (base / "vocab.txt").read_text(encoding="utf-8").split("\n")
    encoder = from_base(base, list(range(len([one for one in lines if one]))), 1).eval()
    first, last = lines.index("[CLS]"), lines.index("[SEP]")
    spelt = [[first, *speller.token_ids(word, 40), last] for word in known]
    made = np.zeros((len(known), WIDTH), np.float32)
    order = np.argsort([len(one) for one in spelt], kind="stable")
    with torch.no_grad():
        for at in range(0, len(order), 256):
            part = order[at : at + 256]
            made[part] = _read(encoder, [spelt[one] for one in part])
    made -= made.mean(axis=0)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def _read(encoder: torch.nn.Module, spelt: list[list[int]]) -> np.ndarray:
    longest = max(map(len, spelt))
    pieces = torch.tensor([one + [0] * (longest - len(one)) for one in spelt])
    held = torch.tensor([[True] * len(one) + [False] * (longest - len(one)) for one in spelt])
    seen = encoder.word(pieces) + encoder.place.weight[:longest] + encoder.service.weight[0]
    seen = encoder.norm(seen)
    hidden = torch.zeros(held.shape).masked_fill(~held, -1e4)[:, None, None, :]
    for layer in encoder.layers:
        seen = layer(seen, hidden)
    share = held[:, :, None].float()
    return ((seen * share).sum(1) / share.sum(1)).numpy()


def counted(told: list[Counter[str]], entries: dict[str, int]) -> csr_matrix:
    ends, columns, values = [0], [], []
    for one in told:
        found = [(entries[name], n) for name, n in one.items() if name in entries]
        columns += [at for at, _ in found]
        values += [n for _, n in found]
        ends.append(len(columns))
    return csr_matrix((np.array(values, np.float32), columns, ends), shape=(len(told), len(entries)))


class Lines:
    """Lines over known words and their vectors, pairs and pieces, as `reading.LinearScorer` will add them up."""

    def __init__(self, told: list[str], rows: np.ndarray, known: dict[str, int], vector: np.ndarray) -> None:
        spoken = [words(one) for one in told]
        own = [Counter(one) for one in spoken]
        both = [Counter(f"{a} {b}" for a, b in pairs(one) if a in known and b in known) for one in spoken]
        pieces: list[Counter[str]] = [Counter() for _ in spoken]
        for one, count in zip(spoken, pieces, strict=True):
            for word in one:
                count.update(piece_counts(word))
        self.own, self.both, self.pieces = (_entries(some, rows) for some in (own, both, pieces))
        every = counted(own, known)
        paired, small = counted(both, self.both), counted(pieces, self.pieces)
        length = np.sqrt(np.maximum(np.asarray(every.sum(1) + paired.sum(1)).ravel(), 1e-12))
        under = diags(1 / length)
        self.seen = hstack(
            [
                under @ counted(own, self.own),
                under @ paired,
                csr_matrix(under @ (every @ vector)),
                diags(1 / np.sqrt(np.maximum(np.asarray(small.sum(1)).ravel(), 1e-12))) @ small,
            ]
        ).tocsr()
        self.vector, self.known = vector, known

    def fit(self, rows: np.ndarray, wanted: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Weights (columns, lines) and offsets. Takes: `wanted` (rows, lines)."""
        lines = []
        for column in wanted.T:
            line = LogisticRegression(C=STRENGTH, max_iter=300)
            lines.append(line.fit(self.seen[rows], column, sample_weight=weight))
        return np.stack([one.coef_[0] for one in lines], 1), np.array([one.intercept_[0] for one in lines])

    def weights(self, line: np.ndarray) -> Weights:
        """The lines as the coder keeps them: what a word's vector says is added to what the word itself says."""
        ends = np.cumsum([len(self.own), len(self.both), WIDTH])
        own, both, by_vector, small = np.split(line.astype(np.float32), ends)
        says = self.vector @ by_vector
        for word, at in self.own.items():
            says[self.known[word]] += own[at]
        ones = [np.ones(len(some), np.float32) for some in (self.known, self.both, self.pieces)]
        seen = [np.zeros(len(some), np.uint16) for some in ones]
        return Weights(tuple(self.known), tuple(self.both), tuple(self.pieces), *ones, says, both, small, *seen)


def _entries(told: list[Counter[str]], rows: np.ndarray) -> dict[str, int]:
    among = Counter(name for at in rows for name in told[at])
    return {name: at for at, name in enumerate(sorted(name for name, n in among.items() if n >= LEAST))}


@dataclass(frozen=True, eq=False)
class Matter:
    """Invented texts with their kinds (first column: any), comments and composed sentences

    with their folds, all of their sentences once.
    """

    invented: list[str]
    kinds: np.ndarray
    sounds_like: int
    comments: list[str]
    fold: np.ndarray
    composed: list[str]
    composed_fold: np.ndarray
    told: list[str]
    at: dict[str, int]

    def parts(self, text: str) -> list[int]:
        return [self.at[text[start:end]] for start, end in sentences(text)]


def gathered(labelled: Path) -> Matter:
    held = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))
    first = yaml.safe_load(SAMPLES.read_text(encoding="utf-8"))
    flagged = [(one, kind) for kind in KINDS for one in first["while_writing"][kind] + held[kind]]
    nothing = first["nothing"] + held["nothing"]
    texts = [one for one, _ in flagged] + nothing
    kinds = np.array([[True, *(kind == one for one in KINDS)] for _, kind in flagged] + [[False] * 5] * len(nothing))
    rows = [row for row in read_labelled(labelled) if row.text.strip()]
    fold = np.array([zlib.crc32(row.respondent.encode()) % FOLDS for row in rows])
    comments = [row.text for row in rows]
    from_grammar = ordinary_sentences()
    composed = sorted(from_grammar)
    line = np.array([zlib.crc32(from_grammar[one].encode()) % FOLDS for one in composed])
    told = sorted(
        {text[start:end] for text in [*texts, *comments, *composed] for start, end in sentences(text)}
        | {*texts, *composed}
    )
    at = {one: n for n, one in enumerate(told)}
    return Matter(texts, kinds.astype(int), len(nothing), comments, fold, composed, line, told, at)


def learned(matter: Matter, known: dict[str, int], vector: np.ndarray, out: int) -> tuple[Lines, np.ndarray]:
    """Lines fitted without one fold (none for -1), and scores of every sentence."""
    apart = np.array([zlib.crc32(one.encode()) % FOLDS for one in matter.invented])
    rows = np.flatnonzero(apart != out)
    invented = np.array([matter.at[matter.invented[at]] for at in rows])
    quiet = [
        one for one, fold in zip(matter.comments, matter.fold, strict=True) if fold != out and not finder().find(one)
    ]
    ordinary = np.array(sorted({at for one in quiet for at in matter.parts(one)}))
    composed = np.array([matter.at[matter.composed[at]] for at in np.flatnonzero(matter.composed_fold != out)])
    lines = Lines(matter.told, invented, known, vector)
    wanted = np.vstack([matter.kinds[rows], np.zeros((len(ordinary) + len(composed), 1 + len(KINDS)), int)])
    weight = np.concatenate([np.ones(len(rows)), np.full(len(ordinary), ORDINARY), np.ones(len(composed))])
    says, offset = lines.fit(np.concatenate([invented, ordinary, composed]), wanted, weight)
    return lines, np.vstack([says, offset])


def tried(matter: Matter, known: dict[str, int], vector: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How much each invented text, comment and composed sentence sounds like a concern, by lines fitted without it."""
    invented, comments, composed = (np.zeros(len(x)) for x in (matter.invented, matter.comments, matter.composed))
    apart = np.array([zlib.crc32(one.encode()) % FOLDS for one in matter.invented])
    told = (
        (matter.invented, apart, invented),
        (matter.comments, matter.fold, comments),
        (matter.composed, matter.composed_fold, composed),
    )
    for out in range(FOLDS):
        lines, line = learned(matter, known, vector, out)
        scores = lines.seen @ line[:-1, 0] + line[-1, 0]
        for texts, some, made in told:
            for at in np.flatnonzero(some == out):
                made[at] = max(scores[matter.parts(texts[at])], default=-99.0)
    return invented, comments, composed


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("base", "labelled", "out"):
        ask.add_argument(f"--{name}", type=Path, required=True)
    ask.add_argument("--more", type=float, default=30.0, help="comments in 1,000 that it may flag beside the phrases")
    how = ask.parse_args()
    matter = gathered(how.labelled)
    frequent = [one for one in (ENCODER / VOCABULARY).read_text(encoding="utf-8").split() if one.isalpha()]
    ours = {word for one in matter.invented for word in words(one)}
    every = sorted(ours | set(frequent) | set(OTHER_WORDS.read_text(encoding="utf-8").split()))
    known, vector = {word: at for at, word in enumerate(every)}, vectors(how.base, every)
    invented, comments, composed = tried(matter, known, vector)
    by_phrase = np.array([bool(finder().find(one)) for one in matter.invented])
    flagged = np.array([bool(finder().find(one)) for one in matter.comments])
    limit = float(np.sort(comments[~flagged])[::-1][int(how.more / 1000 * len(comments))])
    held = len(matter.invented) - matter.sounds_like
    both = by_phrase | (invented >= limit)
    facts = {
        "version": "roundabout/2",
        "labels": list(KINDS),
        "notice": NOTICE,
        "invented_sentences": len(matter.invented),
        "composed_sentences": len(matter.composed),
        "left_out": {
            "concerns": held,
            "found_by_phrases": int(by_phrase[:held].sum()),
            "found": int(both[:held].sum()),
            "sounds_like_it": matter.sounds_like,
            "of_these_flagged": int(both[held:].sum()),
            "comments": len(comments),
            "of_these_flagged_by_phrases": int(flagged.sum()),
            "of_these_flagged_too": int((flagged | (comments >= limit)).sum()),
            "composed": len(composed),
            "of_the_composed_flagged": int((composed >= limit).sum()),
        },
    }
    print(facts["left_out"])
    for at, kind in enumerate(KINDS):
        some = matter.kinds[:, at + 1] > 0
        print(kind, int(some.sum()), "found", int(both[some].sum()), "by phrases", int(by_phrase[some].sum()))
    lines, line = learned(matter, known, vector, -1)
    numbers = {"offset": line[-1].astype(np.float32), "limit": np.full(1, limit, np.float32)}
    save(Model(lines.weights(line[:-1]), facts, numbers), how.out)


if __name__ == "__main__":
    main()
