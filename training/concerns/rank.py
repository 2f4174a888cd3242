"""Fits the probability that an answer needs a person, by which the review queue is ranked.

    python training/concerns/rank.py --shared FOLDER --base MINILM --context FOLDER [--out MODEL_DIR]

Learns words from invented sentences alone: sentences.yaml and the patterns beside this file. Half of the real comments
of the shared folder show how ordinary answers sound, and set the thresholds; the other half is only counted. Prints
figures of text left out of fitting, and of tests/samples/triage.yaml, on which nothing is tuned. `context.py` is to be
run before: it fits what reads the likeliest answers again.
"""

import argparse
import json
import shutil
import sys
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

from patterns import in_company  # noqa: E402
from units import FOLDS, UNSURE, Unit, at_most, chosen, fold_of, invented, parts_of  # noqa: E402
from vectors import word_vectors  # noqa: E402

from benchmarks.real_comments import Comment, halves  # noqa: E402
from goldthread import coding  # noqa: E402
from goldthread.coding.concerns import signals as sig  # noqa: E402
from goldthread.coding.concerns.classifier import classifier  # noqa: E402
from goldthread.coding.concerns.context import NUMBERS as CONTEXT  # noqa: E402
from goldthread.coding.concerns.context import load_context  # noqa: E402
from goldthread.coding.concerns.finding import OTHER_WORDS, finder  # noqa: E402
from goldthread.coding.features.matrix import sigmoid  # noqa: E402
from goldthread.coding.features.words import pairs, piece_counts, words  # noqa: E402
from goldthread.coding.models.encoder import COMMITTED as ENCODER  # noqa: E402
from goldthread.coding.models.encoder import VOCABULARY  # noqa: E402
from goldthread.coding.models.model import Model, save  # noqa: E402
from goldthread.coding.models.scoring import Weights  # noqa: E402
from goldthread.vocabulary import SENTIMENT  # noqa: E402


LEAST, STRENGTH = 3, 3.0
SHARE = 0.01
"""How many in one answer need a person where probabilities are true: about one in a hundred."""
FEWER = 64
"""Directions of the vectors of words that are kept."""
NEAR = 2.0
"""How much the vectors of words weigh beside the words themselves."""
AGAIN = 100
"""Ordinary answers in 1,000 that are looked at again."""
UNREAD = 1e-6
"""What is not looked at again has a probability below every other; the product says more of it."""
HARMLESS = 0.2
"""How much of what needs nobody is invented: it looks like what does more often than what people write."""
NOTICE = (
    "Scores of words, and the layer that reads again, rest on sentence-transformers/all-MiniLM-L6-v2 (Apache License "
    "2.0; a copy is beside the accurate coder). Sentences invented by us. Comments under the MIT licence, Copyright "
    "(c) 2021 NHS England, (c) 2021 Nottinghamshire Healthcare NHS Foundation Trust and (c) 2023 Jan du Plessis, show "
    "what is ordinary, and give no word."
)


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
    every = [*units, *parts_of(comments, least)]
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


@dataclass(frozen=True, eq=False)
class Seen:
    """Signals of answers by words, and those with what a second look says of their likeliest parts."""

    first: np.ndarray
    again: np.ndarray


def signals_of(answers: list[Comment], words_said: Learned, context: Path, folds: list[int]) -> Seen:
    """Each answer by lines and layers that have not seen it. Takes: its fold, -1 for none."""
    texts = [one.text for one in answers]
    found = [finder().find(one) for one in texts]
    told = sig.places(texts)
    said = sig.said_at(texts, told)
    scores = np.zeros((len(said), 1 + len(sig.KINDS)), np.float32)
    for out in {*folds}:
        rows = [row for row, (at, _, _) in enumerate(told) if folds[at] == out]
        scores[rows] = words_said.scorer(out)([said[row] for row in rows])
    around = sig.by_answer(texts, classifier().scores).first
    by = sig.gathered(len(texts), told, scores)
    first = sig.signals(answers, sentiments_of(answers), found, by, around)
    rows = sig.likeliest(told, scores)
    near = np.zeros((len(rows), 1 + len(sig.KINDS)), np.float32)
    for out in {*folds}:
        some = [at for at, row in enumerate(rows) if folds[told[row][0]] == out]
        near[some] = load_context(context / str(out)).scores([said[rows[at]] for at in some])
    seen = sig.gathered(len(texts), [told[row] for row in rows], near)
    return Seen(first, sig.with_context(first, seen.first))


@dataclass(frozen=True, eq=False)
class Line:
    """Weights over signals, and the offset: log-odds that hold where SHARE of answers need a person."""

    says: np.ndarray
    offset: float

    @classmethod
    def of(cls, seen: np.ndarray, needs: np.ndarray, planted: int, likely: np.ndarray) -> "Line":
        """Fit one. Takes: how many of the first are invented; what says which real answers are the likeliest."""
        invented_ = np.arange(len(needs)) < planted
        sure = invented_ | (likely <= np.quantile(likely[planted:], 1 - UNSURE))
        seen, needs, invented_ = seen[sure], needs[sure], invented_[sure]
        mean, width = seen.mean(0), np.maximum(seen.std(0), 0.05)
        weight = np.zeros(len(needs))
        for rows, share in (
            (needs, SHARE),
            (~needs & invented_, HARMLESS),
            (~needs & ~invented_, 1 - SHARE - HARMLESS),
        ):
            weight[rows] = share * len(needs) / rows.sum()
        line = LogisticRegression(C=0.3, max_iter=1000).fit((seen - mean) / width, needs, sample_weight=weight)
        says = line.coef_[0] / width
        return cls(says, float(line.intercept_[0]) - float(says @ mean))

    def odds(self, seen: np.ndarray) -> np.ndarray:
        return seen @ self.says + self.offset


@dataclass(frozen=True, eq=False)
class Fitted:
    """The first look, the log-odds from which there is a second one, and the second."""

    first: Line
    least: float
    again: Line

    @classmethod
    def of(cls, seen: Seen, needs: np.ndarray, planted: int, real: dict[str, list[Comment]]) -> "Fitted":
        first = Line.of(seen.first, needs, planted, seen.first[:, 0])
        odds = _split(first.odds(seen.first)[planted:], real)
        least = float(np.mean([np.quantile(one, 1 - AGAIN / 1000) for one in odds]))
        context = seen.again[:, len(sig.NAMES)]
        return cls(first, least, Line.of(seen.again, needs, planted, seen.first[:, 0] + context))

    def chances(self, seen: Seen) -> np.ndarray:
        """Probabilities; a tiny one where there is no second look."""
        looked = self.first.odds(seen.first) >= self.least
        return np.where(looked, sigmoid(self.again.odds(seen.again)), UNREAD)


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
    ask.add_argument("--context", type=Path, required=True, help="what context.py wrote")
    ask.add_argument("--out", type=Path)
    how = ask.parse_args()
    chance = Random(14)
    units, sources = invented(), halves(how.shared)
    choosing = chosen(sources, chance)
    real = [one for some in choosing.values() for one in some]
    planted = comments_of([one for one in units if not one.heard], chance)
    print(len(units), "invented;", sum(bool(one.kind) for one in units), "concerns;", len(real), "real", flush=True)
    words_said = learned(units, real, 1.0, how.base)
    answers = [*planted, *real]
    folds = [*(int(one.person) for one in planted), *(fold_of(one.person) for one in real)]
    seen = signals_of(answers, words_said, how.context, folds)
    needs = np.array([bool(one.kind) for one in answers])
    fitted = Fitted.of(seen, needs, len(planted), choosing)
    made = fitted.chances(seen)

    def unseen(some: list[Comment]) -> np.ndarray:
        return fitted.chances(signals_of(some, words_said, how.context, [-1] * len(some)))

    of_real, of_planted = made[len(planted) :], made[: len(planted)]
    tuned = unseen(earlier())
    of_grave, of_quiet = map(unseen, apart())
    of_kept = {name: unseen(at_most(second, 5000, chance)) for name, (_, second) in sources.items()}
    print(dict(zip((*sig.NAMES, *sig.CONTEXT_NAMES), np.round(fitted.again.says, 2).tolist(), strict=True)))
    looked = fitted.first.odds(seen.first) >= fitted.least
    print("looked at again:", [round(float(looked[rows].mean()), 3) for rows in (needs, ~needs)])
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
        keep(how.out, words_said, fitted, curve, len(units), len(real), how.context)


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


def keep(
    out: Path, words_said: Learned, fitted: Fitted, curve: list[dict], invented_: int, real: int, context: Path
) -> None:
    numbers = {
        "offset": words_said.lines[-1][-1],
        "rank_says": fitted.first.says,
        "rank_offset": np.array([fitted.first.offset]),
        "again_from": sigmoid(np.array([fitted.least])),
        "again_says": fitted.again.says,
        "again_offset": np.array([fitted.again.offset]),
    }
    facts = {
        "version": "triage/2",
        "labels": list(sig.KINDS),
        "signals": [*sig.NAMES, *sig.CONTEXT_NAMES],
        "share": SHARE,
        "curve": curve,
        "invented_sentences": invented_,
        "comments": real,
        "notice": NOTICE,
    }
    held = {name: number.astype(np.float32) for name, number in numbers.items()}
    save(Model(words_said.words.weights(words_said.lines[-1][:-1]), facts, held), out)
    shutil.copy(context / "-1" / CONTEXT, out / CONTEXT)


if __name__ == "__main__":
    main()
