"""Fits the probability that an answer needs a person, by which the review queue is ranked.

    python training/concerns/rank.py --shared FOLDER [--out MODEL_DIR]

Learns words from invented sentences alone: sentences.yaml and the patterns beside this file. Half of the real comments
of the shared folder show how ordinary answers sound, and set the thresholds; the other half is only counted. Prints
figures of text left out of fitting, and of tests/samples/triage.yaml, on which nothing is tuned.
"""

import argparse
import json
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import yaml
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression


HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]

from ordinary import ordinary_sentences  # noqa: E402
from patterns import composed, in_company  # noqa: E402
from vectors import word_vectors  # noqa: E402

from benchmarks.real_comments import Comment, halves  # noqa: E402
from goldthread import coding  # noqa: E402
from goldthread.coding.concerns import signals as sig  # noqa: E402
from goldthread.coding.concerns.classifier import classifier  # noqa: E402
from goldthread.coding.concerns.finding import OTHER_WORDS, finder  # noqa: E402
from goldthread.coding.features.words import pairs, piece_counts, words  # noqa: E402
from goldthread.coding.models.encoder import COMMITTED as ENCODER  # noqa: E402
from goldthread.coding.models.encoder import VOCABULARY  # noqa: E402
from goldthread.coding.models.model import Model, save  # noqa: E402
from goldthread.coding.models.scoring import Weights  # noqa: E402
from goldthread.vocabulary import SENTIMENT  # noqa: E402


FOLDS, LEAST, STRENGTH = 4, 3, 3.0
UNSURE = 0.005
"""Share of the parts of real comments, the likeliest, that nothing is learned from."""
SHARE = 0.01
"""How many in one answer need a person where probabilities are true: about one in a hundred."""
FEWER = 64
"""Directions of the vectors of words that are kept."""
NEAR = 2.0
"""How much the vectors of words weigh beside the words themselves."""
HARMLESS = 0.2
"""How much of what needs nobody is invented: it looks like what does more often than what people write."""
NOTICE = (
    "Scores of words rest on sentence-transformers/all-MiniLM-L6-v2 (Apache License 2.0; a copy is beside the accurate "
    "coder). Sentences invented by us. Comments under the MIT licence, Copyright (c) 2021 NHS England, (c) 2021 "
    "Nottinghamshire Healthcare NHS Foundation Trust and (c) 2023 Jan du Plessis, show what is ordinary, and give no "
    "word."
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence to learn from: its kind ("" for none), and the fold in which it is left out.

    `heard` says that what finds roundabout words has learned from it too.
    """

    text: str
    kind: str
    fold: int
    weight: float = 1.0
    topic: str = ""
    heard: bool = False


def fold_of(key: str) -> int:
    return zlib.crc32(key.encode()) % FOLDS


def invented() -> list[Unit]:
    made = []
    for name in ("sentences.yaml", "more_sentences.yaml"):
        held = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
        heard = name == "sentences.yaml"
        made += [
            Unit(one, "" if kind == "nothing" else kind, fold_of(one), heard=heard)
            for kind, some in held.items()
            for one in some
        ]
    for name in ("needs_a_person.txt", "needs_nobody.txt"):
        made += [Unit(one.text, one.kind, fold_of(one.pattern), 0.5, one.topic) for one in composed(name, 20)]
    return made + [Unit(one, "", fold_of(line), 0.5) for one, line in ordinary_sentences().items()]


class Words:
    """Sentences as `LinearScorer` reads them: words, pairs and pieces of invented sentences, and vectors of words."""

    def __init__(self, told: list[str], known: list[str], base: Path) -> None:
        spoken = [words(one) for one in known]
        frequent = [one for one in (ENCODER / VOCABULARY).read_text(encoding="utf-8").split() if one.isalpha()]
        others = OTHER_WORDS.read_text(encoding="utf-8").split()
        self.every = {
            word: at for at, word in enumerate(sorted({*frequent, *others, *(w for one in spoken for w in one)}))
        }
        self.vectors = _fewer(word_vectors(base, list(self.every)))
        self.own = _entries([Counter(one) for one in spoken])
        self.both = _entries([Counter(f"{a} {b}" for a, b in pairs(one)) for one in spoken], self.own)
        self.pieces = _entries([_pieces(one) for one in spoken])
        self.seen = self.matrix(told)

    def matrix(self, told: list[str]) -> csr_matrix:
        spoken = [words(one) for one in told]
        own = _counted([Counter(one) for one in spoken], self.own)
        both = _counted([Counter(f"{a} {b}" for a, b in pairs(one)) for one in spoken], self.both)
        small = _counted([_pieces(one) for one in spoken], self.pieces)
        every = _counted([Counter(one) for one in spoken], self.every)
        length = 1 / np.sqrt(np.maximum(np.asarray(every.sum(1) + both.sum(1)).ravel(), 1e-12))
        shorter = 1 / np.sqrt(np.maximum(np.asarray(small.sum(1)).ravel(), 1e-12))
        meant = csr_matrix(NEAR * (diags(length) @ (every @ self.vectors)))
        return hstack([diags(length) @ own, diags(length) @ both, meant, diags(shorter) @ small]).tocsr()

    def weights(self, says: np.ndarray) -> Weights:
        """The lines as the coder keeps them: what a word's vector says is added to what the word itself says."""
        ends = np.cumsum([len(self.own), len(self.both), FEWER])
        own, both, meant, small = np.split(says.astype(np.float32), ends)
        each = NEAR * self.vectors @ meant
        for word, at in self.own.items():
            each[self.every[word]] += own[at]
        ones = [np.ones(len(some), np.float32) for some in (self.every, self.both, self.pieces)]
        seen = [np.zeros(len(some), np.uint16) for some in ones]
        return Weights(tuple(self.every), tuple(self.both), tuple(self.pieces), *ones, each, both, small, *seen)


def _fewer(vectors: np.ndarray) -> np.ndarray:
    """The FEWER directions in which vectors differ most (n, FEWER)."""
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    return vectors @ directions[:FEWER].T


def _pieces(spoken: list[str]) -> Counter[str]:
    made: Counter[str] = Counter()
    for word in spoken:
        made.update(piece_counts(word))
    return made


def _entries(told: list[Counter[str]], within: dict[str, int] | None = None) -> dict[str, int]:
    among = Counter(name for one in told for name in one)
    kept = [
        name for name, n in among.items() if n >= LEAST and (within is None or all(w in within for w in name.split()))
    ]
    return {name: at for at, name in enumerate(sorted(kept))}


def _counted(told: list[Counter[str]], entries: dict[str, int]) -> csr_matrix:
    ends, columns, values = [0], [], []
    for one in told:
        found = [(entries[name], n) for name, n in one.items() if name in entries]
        columns += [at for at, _ in found]
        values += [n for _, n in found]
        ends.append(len(columns))
    return csr_matrix((np.array(values, np.float32), columns, ends), shape=(len(told), len(entries)))


def lines(seen: csr_matrix, kinds: list[str], weight: np.ndarray) -> np.ndarray:
    """Weights of any concern, and of each kind among concerns, the offset last (columns + 1, 1 + kinds)."""
    needs = np.array([bool(kind) for kind in kinds])
    grave = np.flatnonzero(needs)
    made = [_line(seen, needs, weight)]
    for one in sig.KINDS:
        made.append(_line(seen[grave], np.array([kinds[at] == one for at in grave]), weight[grave]))
    return np.stack(made, 1)


def _line(seen: csr_matrix, wanted: np.ndarray, weight: np.ndarray) -> np.ndarray:
    line = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=60, tol=1e-3).fit(
        seen, wanted, sample_weight=weight
    )
    return np.concatenate([line.coef_[0], line.intercept_])


@dataclass(frozen=True, eq=False)
class Learned:
    """Words, and the lines fitted without each fold; the last without none."""

    words: Words
    lines: list[np.ndarray]

    def scorer(self, fold: int) -> sig.SentenceScorer:
        line = self.lines[fold]
        return lambda told: np.asarray(self.words.matrix(list(told)) @ line[:-1] + line[-1], np.float32)


def learned(units: list[Unit], comments: list[Comment], least: float, base: Path) -> Learned:
    """Takes: how much a part of a real comment weighs beside an invented sentence; the folder of word vectors.

    The real parts that a first fit finds likeliest are left out of the second: some of them do tell of a concern.
    """
    real = [
        Unit(one.text[start:end], "", fold_of(one.person), least)
        for one in comments
        for start, end in sig.parts(one.text)
    ]
    every = [*units, *real]
    seen = Words([one.text for one in every], [one.text for one in units], base)
    fold, kinds = np.array([one.fold for one in every]), [one.kind for one in every]
    weight = np.array([one.weight for one in every])
    first = _line(seen.seen, np.array([bool(kind) for kind in kinds]), weight)
    likely = seen.seen[len(units) :] @ first[:-1] + first[-1]
    weight[len(units) :][likely > np.quantile(likely, 1 - UNSURE)] = 0.0
    made = []
    for out in [*range(FOLDS), -1]:
        rows = np.flatnonzero((fold != out) & (weight > 0))
        made.append(lines(seen.seen[rows], [kinds[at] for at in rows], weight[rows]))
    return Learned(seen, made)


def comments_of(units: list[Unit], chance: Random) -> list[Comment]:
    """Invented comments: each sentence alone or in company, with a question and a score such as people give."""
    short = [one for one in units if not one.kind and len(one.text) < 140]
    ordinary = [one.text for one in short if one.topic != "grumbles"]
    grumbles = [one.text for one in short if one.topic == "grumbles"]
    made = []
    for one in units:
        asked = chance.choice(("", "nonspecific", "what_good", "could_improve", "could_improve"))
        likely = ("", "", "5", "5", "4", "3", "2", "1") if one.kind else ("", "", "1", "1", "2", "3", "4", "5")
        sad = chance.random() < (0.7 if one.kind else 0.3)
        text = in_company(one.text, grumbles if sad else ordinary, chance)
        made.append(Comment(text, asked, "", chance.choice(likely), str(one.fold), one.kind))
    return made


def sentiments_of(answers: list[Comment]) -> list[str]:
    coder = coding.open()
    return [next((c.label for c in codes if c.framework == SENTIMENT), "") for codes in coder.code(answers)]


def signals_of(answers: list[Comment], words_said: Learned, folds: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Signals and scores of kinds, each answer by lines that have not seen it. Takes: its fold, -1 for none."""
    texts = [one.text for one in answers]
    found = [finder().find(one) for one in texts]
    told = [(at, start, end) for at, text in enumerate(texts) for start, end in sig.parts(text)]
    said = [texts[at][start:end] for at, start, end in told]
    scores = np.zeros((len(said), 1 + len(sig.KINDS)), np.float32)
    for out in {*folds}:
        rows = [row for row, (at, _, _) in enumerate(told) if folds[at] == out]
        scores[rows] = words_said.scorer(out)([said[row] for row in rows])
    by = sig.gathered(len(texts), told, scores)
    around = sig.by_answer(texts, classifier().scores).first
    return sig.signals(answers, sentiments_of(answers), found, by, around), by.kinds


def ranked(seen: np.ndarray, needs: np.ndarray, planted: int) -> tuple[np.ndarray, float, np.ndarray, np.ndarray]:
    """Weights over scaled signals, offset and scale; probabilities hold where SHARE of answers need a person."""
    seen, needs, first = _sure(seen, needs, planted)
    mean, width = seen.mean(0), np.maximum(seen.std(0), 0.05)
    weight = np.zeros(len(needs))
    for rows, share in ((needs, SHARE), (~needs & first, HARMLESS), (~needs & ~first, 1 - SHARE - HARMLESS)):
        weight[rows] = share * len(needs) / rows.sum()
    line = LogisticRegression(C=0.3, max_iter=1000).fit((seen - mean) / width, needs, sample_weight=weight)
    return line.coef_[0], float(line.intercept_[0]), mean, width


def _sure(seen: np.ndarray, needs: np.ndarray, planted: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Signals less those of the likeliest real comments, what needs a person, and what is invented."""
    first = np.arange(len(needs)) < planted
    said = np.where(first, -np.inf, seen[:, 0])
    sure = said <= np.quantile(said[planted:], 1 - UNSURE)
    return seen[sure], needs[sure], first[sure]


def chances(seen: np.ndarray, fitted: tuple[np.ndarray, float, np.ndarray, np.ndarray]) -> np.ndarray:
    line, offset, mean, width = fitted
    return 1 / (1 + np.exp(-(((seen - mean) / width) @ line + offset)))


def apart() -> tuple[list[Comment], list[Comment]]:
    """Invented comments on which nothing is tuned: those that need a person, and those that need nobody."""
    held = yaml.safe_load((ROOT / "tests" / "samples" / "triage.yaml").read_text(encoding="utf-8"))
    needs = [Comment(one, "", "", "", topic, topic) for topic, some in held["needs"].items() for one in some]
    return needs, [Comment(one, "", "", "", "", "") for one in held["nobody"]]


def earlier() -> list[Comment]:
    """Invented sentences on which thresholds may be chosen."""
    held = yaml.safe_load((ROOT / "tests" / "samples" / "concerns.yaml").read_text(encoding="utf-8"))
    ways = [some for part in ("afterwards", "last") for way in held[part].values() for some in way.values()]
    return [Comment(one, "", "", "", "", "any") for some in [*ways, *held["kept_apart"].values()] for one in some]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("--base", type=Path, required=True, help="the folder of all-MiniLM-L6-v2 as published")
    ask.add_argument("--out", type=Path)
    how = ask.parse_args()
    chance = Random(14)
    units, sources = invented(), halves(how.shared)
    choosing = {name: _some(first, 4000, chance) for name, (first, _) in sources.items()}
    real = [one for some in choosing.values() for one in some]
    planted = comments_of([one for one in units if not one.heard], chance)
    print(len(units), "invented;", sum(bool(one.kind) for one in units), "concerns;", len(real), "real", flush=True)
    words_said = learned(units, real, 1.0, how.base)
    answers = [*planted, *real]
    folds = [*(int(one.person) for one in planted), *(fold_of(one.person) for one in real)]
    seen, _ = signals_of(answers, words_said, folds)
    needs = np.array([bool(one.kind) for one in answers])
    fitted = ranked(seen, needs, len(planted))
    made = chances(seen, fitted)
    of_real, of_planted = made[len(planted) :], made[: len(planted)]
    tuned = chances(signals_of(earlier(), words_said, [-1] * len(earlier()))[0], fitted)
    grave, quiet = apart()
    of_grave, of_quiet = (chances(signals_of(some, words_said, [-1] * len(some))[0], fitted) for some in (grave, quiet))
    kept = {name: _some(second, 5000, chance) for name, (_, second) in sources.items()}
    of_kept = {name: chances(signals_of(some, words_said, [-1] * len(some))[0], fitted) for name, some in kept.items()}
    print(dict(zip(sig.NAMES, np.round(fitted[0], 2), strict=True)))
    curve = []
    for length in (5, 10, 20, 40, 60):
        limit = float(np.mean([np.quantile(one, 1 - length / 1000) for one in _split(of_real, choosing)]))
        one = {
            "in_a_thousand": length,
            "limit": limit,
            "planted": float((of_planted[needs[: len(planted)]] >= limit).mean()),
            "earlier": float((tuned >= limit).mean()),
            "apart": float((of_grave >= limit).mean()),
            "harmless": float((of_quiet >= limit).mean()),
            "kept": {name: round(1000 * float((some >= limit).mean()), 1) for name, some in of_kept.items()},
        }
        curve.append(one)
        print(json.dumps(one), flush=True)
    for name, some in of_kept.items():
        print("of", len(some), name, "in the queue:", _places(of_grave[::2], of_quiet[::2], some))
    if how.out:
        keep(how.out, words_said, fitted, curve, len(units), len(real))


def _places(grave: np.ndarray, quiet: np.ndarray, ordinary: np.ndarray) -> dict[str, int]:
    every = np.concatenate([grave, quiet, ordinary])
    order = np.argsort(-every, kind="stable")
    return {
        "planted": len(grave),
        "in 100": int((order[:100] < len(grave)).sum()),
        "in 250": int((order[:250] < len(grave)).sum()),
        "harmless in 100": int(((order[:100] >= len(grave)) & (order[:100] < len(grave) + len(quiet))).sum()),
    }


def _split(made: np.ndarray, of: dict[str, list[Comment]]) -> list[np.ndarray]:
    return np.split(made, np.cumsum([len(one) for one in of.values()])[:-1])


def _some(comments: list[Comment], most: int, chance: Random) -> list[Comment]:
    return comments if len(comments) <= most else chance.sample(comments, most)


def keep(out: Path, words_said: Learned, fitted: tuple, curve: list[dict], invented_: int, real: int) -> None:
    line, offset, mean, width = fitted
    numbers = {
        "offset": words_said.lines[-1][-1].astype(np.float32),
        "rank_says": (line / width).astype(np.float32),
        "rank_offset": np.array([offset - float((line * mean / width).sum())], np.float32),
    }
    facts = {
        "version": "triage/1",
        "labels": list(sig.KINDS),
        "signals": list(sig.NAMES),
        "share": SHARE,
        "curve": curve,
        "invented_sentences": invented_,
        "comments": real,
        "notice": NOTICE,
    }
    save(Model(words_said.words.weights(words_said.lines[-1][:-1]), facts, numbers), out)


if __name__ == "__main__":
    main()
