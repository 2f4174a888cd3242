"""How well and how fast the fast coder codes: themes, sentiment, feelings, moments, own themes, a trust never seen.

python benchmarks/coding.py [themes] [feelings] [speed] [training] [own] [trust]     all of them where none is named

Needs the folder of shared data beside the checkout. Every figure is of comments whose writers were not learned from.
"""

import csv
import os
import sys
import time
import zlib
from pathlib import Path


os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np  # noqa: E402

from goldthread import coding  # noqa: E402
from goldthread.coding.evaluation.agreement import calibration_error  # noqa: E402
from goldthread.coding.evaluation.predictions import FELT, KINDS  # noqa: E402
from goldthread.coding.features.matrix import feature_matrix, sigmoid  # noqa: E402
from goldthread.coding.features.metadata import settings_told  # noqa: E402
from goldthread.coding.models.layered import layer_features, start_of  # noqa: E402
from goldthread.coding.models.linear import Coder  # noqa: E402
from goldthread.coding.models.scoring import LinearScorer  # noqa: E402
from goldthread.coding.training.fast import fit  # noqa: E402
from goldthread.coding.training.fold_scores import decide, fit_thresholds, fold_scores  # noqa: E402
from goldthread.coding.training.heads import fit_felt, head_thresholds  # noqa: E402
from goldthread.coding.training.labelled import folds, marked, our_readings, read_felt, read_labelled  # noqa: E402
from goldthread.coding.training.layer import (  # noqa: E402
    fit_layer,
    fold_odds,
    layer_data,
    limits,
    picked_limits,
    weights_of,
)
from goldthread.coding.training.training_set import prepare  # noqa: E402
from goldthread.coding.training.updating import lowest_limits  # noqa: E402
from goldthread.vocabulary import THEMES  # noqa: E402


SHARED = Path(os.environ.get("GOLDTHREAD_SHARED", Path(__file__).parents[2] / "shared")) / "data"
LABELS = coding.framework(THEMES).labels
CONTENT = [at for at, label in enumerate(LABELS) if label != "Labelling not possible"]


def line(what, *figures):
    print(f"{what:<66}", *(f"{one:8.3f}" if isinstance(one, float) else f"{one:>8}" for one in figures), flush=True)


def f1(wanted, said, fewest=5):
    both, either = (wanted & said).sum(axis=0), wanted.sum(axis=0) + said.sum(axis=0)
    usual = wanted.sum(axis=0) >= fewest
    return float(2 * both.sum() / max(either.sum(), 1)), float((2 * both / np.maximum(either, 1))[usual].mean())


def with_content(marks, over):
    held = marks[:, CONTENT].any(axis=1)
    return marks[held][:, CONTENT].astype(bool), over[held][:, CONTENT]


def sentiment_figures(points, shares):
    held = points > 0
    told, said = points[held], shares[held].argmax(axis=1) + 1
    square = np.zeros((5, 5))
    np.add.at(square, (told - 1, said - 1), 1)
    each = 2 * square.diagonal() / (square.sum(axis=0) + square.sum(axis=1))
    far = (np.arange(5)[:, None] - np.arange(5)) ** 2
    chance = np.outer(square.sum(axis=1), square.sum(axis=0)) / square.sum()
    kappa = 1 - (square * far).sum() / (chance * far).sum()
    return float((told == said).mean()), float(each.mean()), float(kappa)


def themes(rows, held):
    over = np.zeros(held.marks.shape, bool)
    for one in range(5):
        inside, outside = held.fold != one, held.fold == one
        over[outside] = decide(
            held.themes[outside], fit_thresholds(held.themes[inside], held.marks[inside]), always=True
        )
    line("themes, rows with content: micro, macro F1", *f1(*with_content(held.marks, over)))
    line("sentiment: accuracy, macro F1, quadratic kappa", *sentiment_figures(held.points, held.sentiment))
    kept = held.labelled
    line("calibration error over p >= 0.05", float(calibration_error(held.chances[kept], held.marks[kept])))


def feelings(rows, held):
    at = {row.id: n for n, row in enumerate(held.rows)}
    gold = read_felt(SHARED / "feelings_dev.jsonl")
    read = our_readings(held.rows)
    every = [*gold, *read]
    where = np.array([at[one.id] for one in every])
    data = prepare(held.rows, LABELS)
    told = settings_told([held.rows[n] for n in where])
    shares = np.log(np.maximum(held.sentiment[where], 1e-9))
    matrix = feature_matrix(data.phrases[where], held.themes[where], shares, data.ground[where], told)
    marks = np.array(
        [[*(k in one.feelings for k in FELT), *(k in one.touchpoints for k in KINDS)] for one in every], np.int8
    )
    who = [held.rows[n].respondent for n in where]
    fold, is_gold, split = folds(who), np.arange(len(every)) < len(gold), len(FELT)
    sealed = np.array([zlib.crc32(one.id.encode()) % 2 == 1 for one in gold])
    for what, used in (("gold alone", is_gold), ("gold and our readings", np.ones(len(every), bool))):
        over = np.zeros((len(every), marks.shape[1]), bool)
        for one in range(5):
            inside = np.flatnonzero((fold != one) & used)
            weights, offsets = fit_felt(matrix[inside], marks[inside], split)
            over[fold == one] = sigmoid(matrix[fold == one] @ weights + offsets) > head_thresholds(
                matrix[inside], marks[inside], [who[n] for n in inside], split
            )
        usual = marks[: len(gold)].sum(axis=0) >= 10
        for name, rows_ in (("all 320", np.ones(len(gold), bool)), ("the half never read", sealed)):
            wanted, said = marks[: len(gold)][rows_].astype(bool), over[: len(gold)][rows_]
            for kind, its in (("feelings", slice(0, split)), ("moments", slice(split, None))):
                both = (wanted[:, its] & said[:, its]).sum(axis=0)
                either = wanted[:, its].sum(axis=0) + said[:, its].sum(axis=0)
                each = (2 * both / np.maximum(either, 1))[usual[its]]
                line(
                    f"{kind}, {what}, {name}: micro, macro F1", float(2 * both.sum() / either.sum()), float(each.mean())
                )


def speed(rows, held):
    coder = coding.open()
    coder.code(rows[:500])
    began = time.process_time()
    for _ in range(2):
        coder.code(rows)
    line("all four fast coders, comments a CPU second", round(2 * len(rows) / (time.process_time() - began)))
    folders = (coding.COMMITTED, coding.COMMITTED.parent / "groundwork")
    size = sum(path.stat().st_size for folder in folders for path in folder.iterdir() if path.is_file())
    line("size of the fast coder with its groundwork, MB", size / 1e6)


def training(rows, held):
    began, clock = time.process_time(), time.perf_counter()
    fit(rows, read_felt(SHARED / "feelings_dev.jsonl"))
    line(
        f"training from {len(rows):,} rows: CPU, clock seconds",
        time.process_time() - began,
        time.perf_counter() - clock,
    )


def layer_scores(few, fitted, below, encoded, apart=()):
    weights, side = weights_of(few, fitted)
    made = LinearScorer(weights).scores_of_words([one.split() for one in encoded.plain])
    return (
        made
        + layer_features(below, encoded, few.learned, None, apart) @ side
        + fitted.offset
        + start_of(below, encoded, few.learned)
    )


def own(rows, held):
    marks = marked(rows, LABELS)
    fold = folds([row.respondent for row in rows])
    below = Coder(fit([row for row, one in zip(rows, fold, strict=True) if one]))
    inside, outside = (np.flatnonzero((fold == 0) == want) for want in (False, True))
    encoded = below.encode([rows[n] for n in outside])
    nine = [at for at in CONTENT if marks[:, at].sum() >= 180]
    for known in (False, True):
        for size in (20, 50, 100):
            found = []
            for label in nine:
                mixed = np.random.default_rng(label).permutation(inside)
                yes, no = mixed[marks[mixed, label] == 1][:size], mixed[marks[mixed, label] == 0][: 4 * size]
                used, apart = np.concatenate([yes, no]), () if known else (label,)
                few = layer_data([rows[n] for n in used], marks[used][:, [label]], below, "own themes", apart=apart)
                limit = picked_limits(fold_odds(few), few.marks)
                said = layer_scores(few, fit_layer(few, np.arange(len(used))), below, encoded, apart) > limit
                found.append(f1(marks[outside][:, [label]].astype(bool), said, 1)[0])
            line(
                f"own theme, {'known' if known else 'unknown'} to the model below, {size} examples: F1",
                float(np.mean(found)),
            )


def trust(rows, held):
    of = {
        row["comment_id"]: row["trust"]
        for row in csv.DictReader((SHARED / "fft_labelled_dev.csv").open(encoding="utf-8-sig"))
    }
    marks = marked(rows, LABELS)
    fold = folds([row.respondent for row in rows])
    where = np.array([of[row.id] for row in rows])
    models = [Coder(fit([row for row, its in zip(rows, fold, strict=True) if its != one])) for one in range(5)]
    lost = won = 0.0
    for name in sorted(set(where)):
        below = Coder(fit([row for row, its in zip(rows, where, strict=True) if its != name]))
        found = np.array([_trust_fold(rows, marks, below, models[one], (where == name), fold, one) for one in range(5)])
        best, worst, after = found.mean(axis=0)
        line(
            f"{name} never seen: micro F1 of both, unseen, updated; share won back",
            *(float(one) for one in (best, worst, after, (after - worst) / (best - worst))),
        )
        lost, won = lost + best - worst, won + after - worst
    line("both together: micro F1 lost when unseen, won back by updating, share", *map(float, (lost, won, won / lost)))


def _trust_fold(rows, marks, below, both, here, fold, one):
    """Micro F1 of one fold of a trust: by a model of both trusts, of the other, and that updated (two draws' mean)."""
    pool = np.flatnonzero(here & (fold != one) & marks.any(axis=1))
    test = np.flatnonzero(here & (fold == one) & marks.any(axis=1))
    asked = [rows[n] for n in test]
    encoded = below.encode(asked)
    made = []
    for draw in range(2):
        used = np.random.default_rng(10 * one + draw).permutation(pool)[:300]
        few = layer_data([rows[n] for n in used], marks[used], below, "own marks")
        limit = limits(fold_odds(few), few.marks, lowest_limits(below))
        scores = layer_scores(few, fit_layer(few, np.arange(len(used))), below, encoded)
        made.append(decide(scores, limit, always=True))
    figures = [
        f1(*with_content(marks[test], over))[0] for over in (both.held(both.encode(asked)), below.held(encoded), *made)
    ]
    return figures[0], figures[1], float(np.mean(figures[2:]))


PARTS = {"themes": themes, "feelings": feelings, "speed": speed, "training": training, "own": own, "trust": trust}


def main(names):
    if strange := set(names) - set(PARTS):
        print(f"There is no part {min(strange)}. Parts: {', '.join(PARTS)}.")
        return
    if not (SHARED / "fft_labelled_dev.csv").is_file():
        print("There is no shared data beside the checkout: nothing to measure on.")
        return
    rows = [row for row in read_labelled(SHARED / "fft_labelled_dev.csv") if row.text.strip()]
    held = fold_scores(rows) if {"themes", "feelings"} & set(names) else None
    for name in names:
        PARTS[name](rows, held)


if __name__ == "__main__":
    main(sys.argv[1:] or list(PARTS))
